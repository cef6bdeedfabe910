// Lines, circles and soft bands into pixels on the CPU: coverage of each pixel by distance, kept as the greatest that
// any piece of the stroke gives, so that joins and crossings of one stroke neither show nor darken.
//
// Frame: pixels of the canvas, x right, y down, (0,0) the top left corner. One thread at a time.
#pragma once

#include "core/box.hpp"
#include "drawing/picture.hpp"
#include "render/image.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace geju {

/// A stroke in pixels.
struct Stroke {
    double width = 1;
    double blur = 0; ///< soft edge on each side, inside the width
    LineCap cap = LineCap::Butt;
    LineJoin join = LineJoin::Miter;
    double miterLimit = 2;
};

class StrokeCanvas {
  public:
    StrokeCanvas(int widthPixels, int heightPixels);

    /// A path; `closed` joins its last point to its first. What lies outside the canvas costs little.
    void addPath(std::span<const Point> pathPixels, bool closed, const Stroke& stroke);
    /// A ring from innerRadius to outerRadius; a disc when innerRadius is 0.
    void addCircle(Point centerPixels, double innerRadius, double outerRadius, double blur);

    /// Composites what was added over the image at (left, top) in one colour, and begins anew.
    /// The image has premultiplied alpha.
    void composite(Rgba color, double opacity, Image& target, int left, int top);
    /// The same with the colour of each pixel of the canvas.
    void composite(const std::function<Rgba(int, int)>& colorAt, double opacity, Image& target, int left, int top);

  private:
    template <typename ColorAt>
    void compositeEach(const ColorAt& colorAt, double opacity, Image& target, int left, int top);
    void addSegment(Point from, Point to, const Stroke& stroke, bool roundStart, bool roundEnd, double extendStart,
                    double extendEnd);
    /// The same for a narrow, sharp stroke between two other pieces of it: quick, since there are millions.
    void addThinSegment(Point from, Point to, float halfWidth);
    void addMiter(Point before, Point at, Point after, const Stroke& stroke);
    void addBevel(Point before, Point at, Point after, const Stroke& stroke);
    void addConvex(std::span<const Point> corners);
    void raise(int x, int y, double coverage);
    void markDirty(int left, int top, int right, int bottom);

    int width_;
    int height_;
    std::vector<std::uint8_t> coverage_;
    int dirtyLeft_;
    int dirtyTop_;
    int dirtyRight_ = 0;
    int dirtyBottom_ = 0;
};

} // namespace geju
