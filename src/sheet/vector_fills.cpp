#include "sheet/vector_fills.hpp"

#include "geometry/shape.hpp"
#include "sheet/page.hpp"

#include <algorithm>
#include <cmath>

namespace geju {

namespace {

/// What of a polygon lies at least that far inside its boundary; empty where GEOS cannot say.
class Insets {
  public:
    explicit Insets(std::span<const std::vector<Point>> rings)
      : shape_(Shape::fromRings(rings)) {
        if (!shape_.invalidity()) return;
        auto repaired = shape_.repaired();
        shape_ = repaired ? std::move(*repaired) : Shape();
    }
    Shape at(double millimeters) const {
        auto inset = shape_.buffered(-millimeters);
        return inset ? std::move(*inset) : Shape();
    }

  private:
    Shape shape_;
};

void trace(VectorCanvas& canvas, const Shape& shape) {
    shape.forEachPolygon([&](std::span<const std::span<const Point>> rings) {
        for (const auto& ring : rings) traceRing(canvas, ring);
    });
}

bool isRing(const std::vector<Point>& ring) {
    return ring.size() > 3 || (ring.size() == 3 && !(ring.front() == ring.back()));
}

/// What a soft edge leaves of a polygon: fills on each other, each smaller, so that the alpha that shows grows from the
/// boundary inwards in steps too small to see. What lies on top adds to what already shows.
void coverSoftly(VectorCanvas& canvas, std::span<const std::vector<Point>> rings, double softMillimeters) {
    constexpr double kStepMillimeters = 0.12;
    const int steps = std::clamp(static_cast<int>(std::lround(softMillimeters / kStepMillimeters)), 6, 64);
    std::vector<std::vector<Point>> closed;
    for (const auto& ring : rings) {
        if (!isRing(ring)) continue;
        closed.push_back(ring);
        if (!(ring.front() == ring.back())) closed.back().push_back(ring.front());
    }
    const Insets insets(closed);
    double shown = 0;
    for (int i = 0; i < steps; ++i) {
        const Shape inset = insets.at(softMillimeters * (i + 0.5) / steps);
        if (inset.empty()) return;
        trace(canvas, inset);
        // Whole 255ths, as those who show the page count: what one step rounds away the next one makes up for.
        const double lacking = (static_cast<double>(i + 1) / steps - shown) / (1 - shown);
        const double alpha = std::round(lacking * 255) / 255;
        canvas.fill({0, 0, 0, 255}, alpha, FillRule::EvenOdd);
        shown += alpha * (1 - shown);
    }
}

} // namespace

void drawShadedFill(VectorCanvas& canvas, const FillSymbol& symbol, std::span<const std::vector<Point>> rings,
                    const GradientSpan& span, double softMillimeters, double opacity) {
    if (rings.empty() || !isRing(rings[0])) return;
    const auto shade = [&] {
        for (const auto& ring : rings) traceRing(canvas, ring);
        if (symbol.gradient.empty()) return canvas.fill(symbol.color, opacity, FillRule::EvenOdd);
        canvas.fillGraded(symbol.gradient, span, [&](double alpha) { return alpha * opacity; });
    };
    if (!(softMillimeters > 0)) return shade();
    canvas.drawThrough(shade, [&] { coverSoftly(canvas, rings, softMillimeters); });
}

void drawFillOutline(VectorCanvas& canvas, const FillSymbol& symbol, std::span<const std::vector<Point>> rings,
                     double opacity) {
    if (symbol.outline.a == 0) return;
    for (const auto& ring : rings) traceRing(canvas, ring);
    canvas.stroke(symbol.outline, opacity, {kMillimetersPerStylePixel, LineCap::Butt, LineJoin::Round});
}

} // namespace geju
