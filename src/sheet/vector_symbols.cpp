#include "sheet/vector_symbols.hpp"

#include "drawing/pictograms.hpp"
#include "drawing/stroke.hpp"
#include "drawing/text_block.hpp"
#include "sheet/page.hpp"
#include "sheet/vector_strokes.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace geju {

double sideUnitMillimeters(const LineSymbol& symbol, double unitMillimeters) {
    return symbol.widthInMeters ? unitMillimeters : kMillimetersPerStylePixel;
}

void drawLineSymbol(VectorCanvas& canvas, const LineSymbol& symbol, std::span<const Point> path, double unitMillimeters,
                    double opacity) {
    const double width = symbol.width * unitMillimeters;
    if (path.size() < 2 || !(width > 0) || (symbol.color.a == 0 && symbol.gradient.empty())) return;
    std::vector<Point> shifted;
    // y goes down on the page, so that left and right change places.
    if (symbol.offset != 0) {
        shifted = offsetPath(path, -symbol.offset * sideUnitMillimeters(symbol, unitMillimeters));
        path = shifted;
    }
    if (symbol.arrow) {
        const auto outline = arrowOutline(path, width, *symbol.arrow);
        tracePath(canvas, outline);
        if (symbol.gradient.empty()) {
            canvas.fill(symbol.color, opacity, FillRule::Winding);
            return;
        }
        canvas.save();
        canvas.clip();
        canvas.shadeAlong(symbol.gradient, path, std::max(1.0, symbol.arrow->headWidth) * width,
                          [&](double alpha) { return alpha * opacity; });
        canvas.restore();
        return;
    }
    if (symbol.gapWidth > 0) {
        const double aside = (symbol.gapWidth * sideUnitMillimeters(symbol, unitMillimeters) + width) / 2;
        strokeLine(canvas, symbol, offsetPath(path, aside), unitMillimeters, opacity);
        strokeLine(canvas, symbol, offsetPath(path, -aside), unitMillimeters, opacity);
        return;
    }
    strokeLine(canvas, symbol, path, unitMillimeters, opacity);
}

void drawHeads(VectorCanvas& canvas, const LineSymbol& symbol, std::span<const ArrowHead> heads, double opacity) {
    if (heads.empty() || !symbol.heads) return;
    for (const ArrowHead& head : heads) traceRing(canvas, head);
    canvas.fill(symbol.heads->color, opacity, FillRule::Winding);
}

void clipToLine(VectorCanvas& canvas, const LineSymbol& symbol, std::span<const Point> path, double unitMillimeters) {
    std::vector<Point> shifted;
    if (symbol.offset != 0) {
        shifted = offsetPath(path, -symbol.offset * sideUnitMillimeters(symbol, unitMillimeters));
        path = shifted;
    }
    clipToStroke(canvas, path, symbol.width * unitMillimeters, symbol.cap);
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
        if (symbol.blur > 0) {
            // As the pixel painters have it: from the edge inwards the colour grows evenly, over circle-blur radii.
            canvas.fillFading(symbol.color, opacity * std::min(1.0, 1 / symbol.blur), center,
                              radius * std::max(0.0, 1 - symbol.blur), radius);
        } else {
            canvas.fill(symbol.color, opacity, FillRule::EvenOdd);
        }
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
