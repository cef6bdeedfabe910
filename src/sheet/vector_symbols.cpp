#include "sheet/vector_symbols.hpp"

#include "drawing/pictograms.hpp"
#include "drawing/stroke.hpp"
#include "drawing/text_block.hpp"
#include "sheet/page.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace geju {

namespace {

void strokePath(VectorCanvas& canvas, const LineSymbol& symbol, std::span<const Point> path, double width,
                double opacity) {
    std::vector<double> dashes;
    double total = 0;
    for (const double dash : symbol.dash) {
        dashes.push_back(std::max(0.0, dash) * width);
        total += dashes.back();
    }
    if (!(total > 0)) dashes.clear();
    tracePath(canvas, path);
    canvas.stroke(symbol.color, opacity, {width, symbol.cap, symbol.join, symbol.miterLimit, dashes});
}

} // namespace

void drawLineSymbol(VectorCanvas& canvas, const LineSymbol& symbol, std::span<const Point> path, double unitMillimeters,
                    double opacity) {
    const double width = symbol.width * unitMillimeters;
    if (path.size() < 2 || !(width > 0) || symbol.color.a == 0) return;
    std::vector<Point> shifted;
    // y goes down on the page, so that left and right change places.
    if (symbol.offset != 0) {
        shifted = offsetPath(path, -symbol.offset * kMillimetersPerStylePixel);
        path = shifted;
    }
    if (symbol.arrow) {
        const auto outline = arrowOutline(path, width, *symbol.arrow);
        tracePath(canvas, outline);
        canvas.fill(symbol.color, opacity, FillRule::Winding);
        return;
    }
    if (symbol.gapWidth > 0) {
        const double aside = (symbol.gapWidth * kMillimetersPerStylePixel + width) / 2;
        strokePath(canvas, symbol, offsetPath(path, aside), width, opacity);
        strokePath(canvas, symbol, offsetPath(path, -aside), width, opacity);
        return;
    }
    strokePath(canvas, symbol, path, width, opacity);
}

void clipToLine(VectorCanvas& canvas, const LineSymbol& symbol, std::span<const Point> path, double unitMillimeters) {
    // Segments and round joins, all turning the same way: a pixel in any of them is inside by the winding rule.
    const double half = symbol.width * unitMillimeters / 2;
    std::vector<Point> shifted;
    if (symbol.offset != 0) {
        shifted = offsetPath(path, -symbol.offset * kMillimetersPerStylePixel);
        path = shifted;
    }
    for (std::size_t i = 0; i + 1 < path.size(); ++i) {
        const Point a = path[i];
        const Point b = path[i + 1];
        const double length = std::hypot(b.x - a.x, b.y - a.y);
        if (length == 0) continue;
        const Point along{(b.x - a.x) / length * half, (b.y - a.y) / length * half};
        const double before = symbol.cap == LineCap::Square && i == 0 ? 1 : 0;
        const double after = symbol.cap == LineCap::Square && i + 2 == path.size() ? 1 : 0;
        const Point from{a.x - before * along.x, a.y - before * along.y};
        const Point to{b.x + after * along.x, b.y + after * along.y};
        canvas.moveTo({from.x + along.y, from.y - along.x});
        canvas.lineTo({to.x + along.y, to.y - along.x});
        canvas.lineTo({to.x - along.y, to.y + along.x});
        canvas.lineTo({from.x - along.y, from.y + along.x});
        canvas.closePath();
    }
    const bool closed = path.size() > 2 && path.front() == path.back();
    for (std::size_t i = 0; i < path.size(); ++i) {
        const bool end = !closed && (i == 0 || i + 1 == path.size());
        if (end && symbol.cap != LineCap::Round) continue;
        canvas.circle(path[i], half);
    }
    canvas.clip();
}

void drawFillSymbol(VectorCanvas& canvas, const FillSymbol& symbol, std::span<const std::vector<Point>> rings,
                    double opacity) {
    for (const auto& ring : rings) traceRing(canvas, ring);
    if (symbol.outline.a == 0) {
        canvas.fill(symbol.color, opacity, FillRule::EvenOdd);
        return;
    }
    canvas.fillAndStroke(symbol.color, symbol.outline, opacity,
                         {kMillimetersPerStylePixel, LineCap::Butt, LineJoin::Round});
}

void drawCircleSymbol(VectorCanvas& canvas, const CircleSymbol& symbol, Point center, double unitMillimeters,
                      double opacity) {
    const double radius = symbol.radius * unitMillimeters;
    const double stroke = symbol.strokeWidth * kMillimetersPerStylePixel;
    if (radius > 0 && symbol.color.a > 0) {
        canvas.circle(center, radius);
        canvas.fill(symbol.color, opacity, FillRule::EvenOdd);
    }
    if (stroke > 0 && symbol.strokeColor.a > 0) {
        canvas.circle(center, radius + stroke / 2); // MapLibre's stroke lies outside the radius
        canvas.stroke(symbol.strokeColor, opacity, {stroke});
    }
}

void drawPictogram(VectorCanvas& canvas, const PlacedGlyph& glyph, Point center, double size, double halo, Rgba color,
                   Rgba haloColor) {
    const auto trace = [&] {
        for (const std::vector<Point>& ring : pictogramRings(glyph.glyph)) {
            std::vector<Point> corners;
            for (const Point& point : ring) {
                const Point corner = turned({point.x * size, point.y * size}, glyph.angleRadians);
                corners.push_back({center.x + corner.x, center.y + corner.y});
            }
            traceRing(canvas, corners);
        }
    };
    if (halo > 0 && haloColor.a > 0) {
        trace();
        canvas.stroke(haloColor, 1, {2 * halo, LineCap::Butt, LineJoin::Round});
    }
    trace();
    canvas.fill(color, 1, FillRule::EvenOdd);
}

} // namespace geju
