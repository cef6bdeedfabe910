#include "sheet/cairo_symbols.hpp"

#include "drawing/pictograms.hpp"
#include "drawing/stroke.hpp"
#include "drawing/text_block.hpp"
#include "sheet/page.hpp"

#include <cairo.h>

#include <cmath>
#include <numbers>
#include <vector>

namespace geju {

namespace {

void tracePath(cairo_t* cairo, std::span<const Point> path) {
    if (path.empty()) return;
    const bool closed = path.size() > 2 && path.front() == path.back();
    const std::size_t count = closed ? path.size() - 1 : path.size();
    cairo_move_to(cairo, path[0].x, path[0].y);
    for (std::size_t i = 1; i < count; ++i) cairo_line_to(cairo, path[i].x, path[i].y);
    if (closed) cairo_close_path(cairo);
}

void strokePath(cairo_t* cairo, const LineSymbol& symbol, std::span<const Point> path, double width) {
    cairo_set_line_width(cairo, width);
    cairo_set_line_cap(cairo, symbol.cap == LineCap::Round    ? CAIRO_LINE_CAP_ROUND
                              : symbol.cap == LineCap::Square ? CAIRO_LINE_CAP_SQUARE
                                                              : CAIRO_LINE_CAP_BUTT);
    cairo_set_line_join(cairo, symbol.join == LineJoin::Round   ? CAIRO_LINE_JOIN_ROUND
                               : symbol.join == LineJoin::Bevel ? CAIRO_LINE_JOIN_BEVEL
                                                                : CAIRO_LINE_JOIN_MITER);
    cairo_set_miter_limit(cairo, symbol.miterLimit);
    std::vector<double> dashes;
    double total = 0;
    for (const double dash : symbol.dash) {
        dashes.push_back(std::max(0.0, dash) * width);
        total += dashes.back();
    }
    if (total > 0) {
        cairo_set_dash(cairo, dashes.data(), static_cast<int>(dashes.size()), 0);
    } else {
        cairo_set_dash(cairo, nullptr, 0, 0);
    }
    tracePath(cairo, path);
    cairo_stroke(cairo);
}

} // namespace

void setColor(cairo_t* cairo, Rgba color, double opacity) {
    cairo_set_source_rgba(cairo, color.r / 255.0, color.g / 255.0, color.b / 255.0, color.a / 255.0 * opacity);
}

void drawLineSymbol(cairo_t* cairo, const LineSymbol& symbol, std::span<const Point> path, double unitMillimeters,
                    double opacity) {
    const double width = symbol.width * unitMillimeters;
    if (path.size() < 2 || !(width > 0) || symbol.color.a == 0) return;
    setColor(cairo, symbol.color, opacity);
    std::vector<Point> shifted;
    // y goes down on the page, so that left and right change places.
    if (symbol.offset != 0) {
        shifted = offsetPath(path, -symbol.offset * kMillimetersPerStylePixel);
        path = shifted;
    }
    if (symbol.arrow) {
        const auto outline = arrowOutline(path, width, *symbol.arrow);
        cairo_set_fill_rule(cairo, CAIRO_FILL_RULE_WINDING);
        tracePath(cairo, outline);
        cairo_fill(cairo);
        return;
    }
    if (symbol.gapWidth > 0) {
        const double aside = (symbol.gapWidth * kMillimetersPerStylePixel + width) / 2;
        strokePath(cairo, symbol, offsetPath(path, aside), width);
        strokePath(cairo, symbol, offsetPath(path, -aside), width);
        return;
    }
    strokePath(cairo, symbol, path, width);
}

void clipToLine(cairo_t* cairo, const LineSymbol& symbol, std::span<const Point> path, double unitMillimeters) {
    // Segments and round joins, all turning the same way: a pixel in any of them is inside by the winding rule.
    const double half = symbol.width * unitMillimeters / 2;
    std::vector<Point> shifted;
    if (symbol.offset != 0) {
        shifted = offsetPath(path, -symbol.offset * kMillimetersPerStylePixel);
        path = shifted;
    }
    cairo_new_path(cairo);
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
        cairo_move_to(cairo, from.x + along.y, from.y - along.x);
        cairo_line_to(cairo, to.x + along.y, to.y - along.x);
        cairo_line_to(cairo, to.x - along.y, to.y + along.x);
        cairo_line_to(cairo, from.x - along.y, from.y + along.x);
        cairo_close_path(cairo);
    }
    const bool closed = path.size() > 2 && path.front() == path.back();
    for (std::size_t i = 0; i < path.size(); ++i) {
        const bool end = !closed && (i == 0 || i + 1 == path.size());
        if (end && symbol.cap != LineCap::Round) continue;
        cairo_new_sub_path(cairo);
        cairo_arc(cairo, path[i].x, path[i].y, half, 0, 2 * std::numbers::pi);
        cairo_close_path(cairo);
    }
    cairo_set_fill_rule(cairo, CAIRO_FILL_RULE_WINDING);
    cairo_clip(cairo);
}

void drawFillSymbol(cairo_t* cairo, const FillSymbol& symbol, std::span<const std::vector<Point>> rings,
                    double opacity) {
    for (const auto& ring : rings) {
        tracePath(cairo, ring);
        cairo_close_path(cairo);
    }
    cairo_set_fill_rule(cairo, CAIRO_FILL_RULE_EVEN_ODD);
    setColor(cairo, symbol.color, opacity);
    if (symbol.outline.a == 0) {
        cairo_fill(cairo);
        return;
    }
    cairo_fill_preserve(cairo);
    setColor(cairo, symbol.outline, opacity);
    cairo_set_dash(cairo, nullptr, 0, 0);
    cairo_set_line_width(cairo, kMillimetersPerStylePixel);
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
    cairo_stroke(cairo);
}

void drawCircleSymbol(cairo_t* cairo, const CircleSymbol& symbol, Point center, double unitMillimeters,
                      double opacity) {
    const double radius = symbol.radius * unitMillimeters;
    const double stroke = symbol.strokeWidth * kMillimetersPerStylePixel;
    if (radius > 0 && symbol.color.a > 0) {
        cairo_arc(cairo, center.x, center.y, radius, 0, 2 * std::numbers::pi);
        setColor(cairo, symbol.color, opacity);
        cairo_fill(cairo);
    }
    if (stroke > 0 && symbol.strokeColor.a > 0) {
        // MapLibre's stroke lies outside the radius.
        cairo_arc(cairo, center.x, center.y, radius + stroke / 2, 0, 2 * std::numbers::pi);
        setColor(cairo, symbol.strokeColor, opacity);
        cairo_set_dash(cairo, nullptr, 0, 0);
        cairo_set_line_width(cairo, stroke);
        cairo_stroke(cairo);
    }
}

void drawPictogram(cairo_t* cairo, const PlacedGlyph& glyph, Point center, double size, double halo, Rgba color,
                   Rgba haloColor) {
    cairo_new_path(cairo);
    for (const std::vector<Point>& ring : pictogramRings(glyph.glyph)) {
        std::vector<Point> corners;
        for (const Point& point : ring) {
            const Point corner = turned({point.x * size, point.y * size}, glyph.angleRadians);
            corners.push_back({center.x + corner.x, center.y + corner.y});
        }
        tracePath(cairo, corners);
        cairo_close_path(cairo);
    }
    if (halo > 0 && haloColor.a > 0) {
        setColor(cairo, haloColor);
        cairo_set_dash(cairo, nullptr, 0, 0);
        cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
        cairo_set_line_width(cairo, 2 * halo);
        cairo_stroke_preserve(cairo);
    }
    setColor(cairo, color);
    cairo_set_fill_rule(cairo, CAIRO_FILL_RULE_EVEN_ODD);
    cairo_fill(cairo);
}

} // namespace geju
