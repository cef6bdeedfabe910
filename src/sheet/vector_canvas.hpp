// What the vectors of a sheet are drawn on: a path is traced, then filled, stroked or clipped to, which ends it. Frame
// and unit: the page, millimetres, y down. Opacities multiply the colour's own alpha. One thread.
#pragma once

#include "core/box.hpp"
#include "drawing/picture.hpp"

#include <algorithm>
#include <functional>
#include <span>
#include <vector>

namespace geju {

enum class FillRule { EvenOdd, Winding };

struct Pen {
    double width = 1;
    LineCap cap = LineCap::Butt;
    LineJoin join = LineJoin::Miter;
    double miterLimit = 10;
    std::span<const double> dashes{}; ///< lengths of dashes and gaps; empty: solid
};

/// The alpha to draw a colour of that alpha with, both 0…1.
using AlphaOf = std::function<double(double)>;

class VectorCanvas {
  public:
    VectorCanvas() = default;
    virtual ~VectorCanvas() = default;
    VectorCanvas(const VectorCanvas&) = delete;
    VectorCanvas& operator=(const VectorCanvas&) = delete;

    virtual void moveTo(Point point) = 0;
    virtual void lineTo(Point point) = 0;
    virtual void closePath() = 0;
    /// A path of its own within the path.
    virtual void circle(Point center, double radius) = 0;

    virtual void fill(Rgba color, double opacity, FillRule rule) = 0;
    virtual void stroke(Rgba color, double opacity, const Pen& pen) = 0;
    /// Fills by the even–odd rule, then strokes.
    virtual void fillAndStroke(Rgba inside, Rgba edge, double opacity, const Pen& pen) = 0;

    // Only of canvases that shade: see needsShading().
    /// Fills by the even–odd rule with colours along the span, which is in the page frame.
    virtual void fillGraded(const std::vector<ColorStop>& stops, const GradientSpan& span, const AlphaOf& alphaOf) = 0;
    /// What `shade` draws, as far as what `cover` draws is opaque.
    virtual void drawThrough(const std::function<void()>& shade, const std::function<void()>& cover) = 0;
    /// Colours the ground within `reach` of the path by stops from its start to its end; the caller clips.
    virtual void shadeAlong(const std::vector<ColorStop>& stops, std::span<const Point> path, double reach,
                            const AlphaOf& alphaOf) = 0;
    /// Fills the path with a colour of full opacity within `inner` of the centre that fades to nothing at `outer`.
    virtual void fillFading(Rgba color, double opacity, Point center, double inner, double outer) = 0;

    /// From save() to restore() all is clipped to the path.
    virtual void save() = 0;
    virtual void clip(FillRule rule = FillRule::Winding) = 0;
    virtual void restore() = 0;
};

/// Layers that only a canvas that shades can draw.
inline bool needsShading(const PictureLayer& layer) {
    return std::any_of(layer.fills.begin(), layer.fills.end(), [](const FillSymbol& s) { return s.isShaded(); }) ||
           std::any_of(layer.lines.begin(), layer.lines.end(),
                       [](const LineSymbol& s) { return !s.gradient.empty(); }) ||
           std::any_of(layer.circles.begin(), layer.circles.end(), [](const CircleSymbol& s) { return s.blur > 0; });
}

/// Closed where the path repeats its first point.
inline void tracePath(VectorCanvas& canvas, std::span<const Point> path) {
    if (path.empty()) return;
    const bool closed = path.size() > 2 && path.front() == path.back();
    const std::size_t count = closed ? path.size() - 1 : path.size();
    canvas.moveTo(path[0]);
    for (std::size_t i = 1; i < count; ++i) canvas.lineTo(path[i]);
    if (closed) canvas.closePath();
}

/// Closed, whether the ring repeats its first point or not.
inline void traceRing(VectorCanvas& canvas, std::span<const Point> ring) {
    if (ring.empty()) return;
    const std::size_t count = ring.size() > 1 && ring.front() == ring.back() ? ring.size() - 1 : ring.size();
    canvas.moveTo(ring[0]);
    for (std::size_t i = 1; i < count; ++i) canvas.lineTo(ring[i]);
    canvas.closePath();
}

} // namespace geju
