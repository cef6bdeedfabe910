#include "sheet/vector_strokes.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>
#include <vector>

namespace geju {

namespace {

/// The wedge of a round join between two segments, on the outer side of the corner; it turns as the segments do in
/// clipToStroke().
void addRoundJoin(VectorCanvas& canvas, Point before, Point at, Point after, double half) {
    const double lengthIn = std::hypot(at.x - before.x, at.y - before.y);
    const double lengthOut = std::hypot(after.x - at.x, after.y - at.y);
    if (!(lengthIn > 0) || !(lengthOut > 0)) return; // nothing turns there
    const Point in{(at.x - before.x) / lengthIn, (at.y - before.y) / lengthIn};
    const Point out{(after.x - at.x) / lengthOut, (after.y - at.y) / lengthOut};
    const double cross = in.x * out.y - in.y * out.x;
    const double side = cross > 0 ? half : -half; // of the outer side, along (y, −x)
    Point first{in.y * side, -in.x * side};
    Point second{out.y * side, -out.x * side};
    if (side < 0) std::swap(first, second);
    canvas.moveTo(at);
    // An arc whose chords are so short that it rises above them by less than half a percent.
    constexpr double kStep = std::numbers::pi / 16;
    const double turn = std::atan2(std::abs(cross), in.x * out.x + in.y * out.y);
    const double start = std::atan2(first.y, first.x);
    const int steps = std::max(1, static_cast<int>(std::ceil(turn / kStep)));
    for (int i = 0; i <= steps; ++i) {
        const double angle = start + turn * i / steps;
        canvas.lineTo({at.x + half * std::cos(angle), at.y + half * std::sin(angle)});
    }
    canvas.closePath();
}

} // namespace

void clipToStroke(VectorCanvas& canvas, std::span<const Point> path, double width, LineCap cap) {
    // Segments and round joins, all turning the same way: a pixel in any of them is inside by the winding rule.
    const double half = width / 2;
    for (std::size_t i = 0; i + 1 < path.size(); ++i) {
        const Point a = path[i];
        const Point b = path[i + 1];
        const double length = std::hypot(b.x - a.x, b.y - a.y);
        if (length == 0) continue;
        const Point along{(b.x - a.x) / length * half, (b.y - a.y) / length * half};
        const double before = cap == LineCap::Square && i == 0 ? 1 : 0;
        const double after = cap == LineCap::Square && i + 2 == path.size() ? 1 : 0;
        const Point from{a.x - before * along.x, a.y - before * along.y};
        const Point to{b.x + after * along.x, b.y + after * along.y};
        canvas.moveTo({from.x + along.y, from.y - along.x});
        canvas.lineTo({to.x + along.y, to.y - along.x});
        canvas.lineTo({to.x - along.y, to.y + along.x});
        canvas.lineTo({from.x - along.y, from.y + along.x});
        canvas.closePath();
    }
    for (std::size_t i = 1; i + 1 < path.size(); ++i) addRoundJoin(canvas, path[i - 1], path[i], path[i + 1], half);
    const bool closed = path.size() > 2 && path.front() == path.back();
    if (closed) addRoundJoin(canvas, path[path.size() - 2], path[0], path[1], half);
    for (const Point& end : {path.front(), path.back()}) {
        if (!closed && cap == LineCap::Round) canvas.circle(end, half);
    }
    canvas.clip();
}

void strokeLine(VectorCanvas& canvas, const LineSymbol& symbol, std::span<const Point> path, double unitMillimeters,
                double opacity) {
    const double width = symbol.width * unitMillimeters;
    const double blur = symbol.blur * unitMillimeters;
    std::vector<double> dashes;
    double total = 0;
    for (const double dash : symbol.dash) {
        dashes.push_back(std::max(0.0, dash) * width);
        total += dashes.back();
    }
    if (!(total > 0)) dashes.clear();
    const LineJoin join = blur > 0 ? LineJoin::Round : symbol.join;
    const auto strokeOnce = [&](double strokeWidth, const AlphaOf& alphaOf) {
        if (!symbol.gradient.empty()) {
            canvas.save();
            clipToStroke(canvas, path, strokeWidth, symbol.cap);
            canvas.shadeAlong(symbol.gradient, path, strokeWidth, alphaOf);
            canvas.restore();
            return;
        }
        const Rgba opaque{symbol.color.r, symbol.color.g, symbol.color.b, 255};
        tracePath(canvas, path);
        canvas.stroke(opaque, alphaOf(symbol.color.a / 255.0),
                      {strokeWidth, symbol.cap, join, symbol.miterLimit, dashes});
    };
    if (!(blur > 0)) return strokeOnce(width, [&](double alpha) { return alpha * opacity; });

    // A soft edge is strokes on each other, each narrower: the alpha that shows grows from the edge inwards in steps
    // too small to see. What lies on top adds to what already shows.
    constexpr double kStepMillimeters = 0.12;
    const int steps = std::clamp(static_cast<int>(std::lround(blur / kStepMillimeters)), 6, 32);
    for (int i = 0; i < steps; ++i) {
        const double narrower = width - 2 * blur * (i + 0.5) / steps;
        if (!(narrower > 0)) return;
        strokeOnce(narrower, [&](double alpha) {
            const double shown = alpha * opacity * i / steps;
            return alpha * opacity / steps / (1 - shown);
        });
    }
}

} // namespace geju
