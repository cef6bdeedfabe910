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
#include <optional>
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
    bool graded = false; ///< pixels are to know how far along the path they are
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
    /// Of a pixel by what was added, 0…255.
    std::uint8_t coverageAt(int x, int y) const { return coverage_[indexOf(x, y)]; }
    /// How far along its path a pixel of graded strokes lies, 0…1: at the nearest place of the nearest path.
    double progressAt(int x, int y) const { return progress_[indexOf(x, y)]; }
    /// The same with the colour of each pixel of the canvas.
    void composite(const std::function<Rgba(int, int)>& colorAt, double opacity, Image& target, int left, int top);

    /// Begins anew without compositing; progressAt() still tells of what was there.
    void discard();

  private:
    template <typename ColorAt>
    void compositeEach(const ColorAt& colorAt, double opacity, Image& target, int left, int top);
    /// How one end of a segment is closed.
    struct SegmentEnd {
        bool round = true;              ///< by a disc
        double extend = 0;              ///< of a square end
        std::optional<Point> neighbour; ///< unit direction of the segment that follows there, as the path goes; a
                                        ///< disc does not reach beside it
    };
    void addSegment(Point from, Point to, const Stroke& stroke, const SegmentEnd& start, const SegmentEnd& end);
    /// The same for a narrow, sharp stroke between two other pieces of it: quick, since there are millions.
    void addThinSegment(Point from, Point to, float halfWidth);
    void addMiter(Point before, Point at, Point after, const Stroke& stroke);
    void addBevel(Point before, Point at, Point after, const Stroke& stroke);
    /// The first corner is that of the path.
    void addConvex(std::span<const Point> corners);
    void raise(int x, int y, double coverage);
    /// Of a pixel that the graded stroke at hand covers, `distance` from a place of the path.
    void grade(int x, int y, double distance, double progress);
    void provideGrades();
    void markDirty(int left, int top, int right, int bottom);
    std::size_t indexOf(int x, int y) const {
        return static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(x);
    }

    /// Of the segment at hand: its part of the path, 0…1.
    struct Grade {
        bool on = false;
        double from = 0;
        double to = 0;
    };

    int width_;
    int height_;
    std::vector<std::uint8_t> coverage_;
    std::vector<float> progress_; ///< of graded strokes; empty before the first
    std::vector<float> nearness_; ///< distance of the place that gave it
    Grade grade_;
    int dirtyLeft_;
    int dirtyTop_;
    int dirtyRight_ = 0;
    int dirtyBottom_ = 0;
};

} // namespace geju
