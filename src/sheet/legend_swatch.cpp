#include "sheet/legend_swatch.hpp"

#include "drawing/hatch.hpp"
#include "sheet/cairo_symbols.hpp"

#include <cairo.h>

#include <algorithm>
#include <array>
#include <span>
#include <vector>

namespace geju {

namespace {

std::vector<Point> corners(const PageBox& box) {
    return {{box.x, box.y}, {box.right(), box.y}, {box.right(), box.bottom()}, {box.x, box.bottom()}, {box.x, box.y}};
}

void drawHatch(cairo_t* cairo, const HatchStyle& hatch, const PageBox& box, double opacity) {
    // Anchored at the swatch, y up as the hatch is defined.
    const std::array<Point, 5> ring{{{0, 0}, {box.width, 0}, {box.width, box.height}, {0, box.height}, {0, 0}}};
    const std::array<std::span<const Point>, 1> rings{ring};
    setColor(cairo, hatch.color, opacity);
    cairo_set_dash(cairo, nullptr, 0, 0);
    cairo_set_line_cap(cairo, CAIRO_LINE_CAP_BUTT);
    cairo_set_line_width(cairo, hatch.width * kMillimetersPerStylePixel);
    for (const auto& segment : hatchSegments(rings, hatch, kMillimetersPerStylePixel, {0, 0, box.width, box.height})) {
        cairo_move_to(cairo, box.x + segment.from.x, box.bottom() - segment.from.y);
        cairo_line_to(cairo, box.x + segment.to.x, box.bottom() - segment.to.y);
    }
    cairo_stroke(cairo);
}

void drawFill(cairo_t* cairo, const FillSymbol& symbol, const PageBox& box, double opacity) {
    FillSymbol shown = symbol;
    shown.outline.a = 0;
    const std::array<std::vector<Point>, 1> rings{corners(box)};
    drawFillSymbol(cairo, shown, rings, opacity);
    if (symbol.hatch) {
        cairo_save(cairo);
        cairo_rectangle(cairo, box.x, box.y, box.width, box.height);
        cairo_clip(cairo);
        drawHatch(cairo, *symbol.hatch, box, opacity);
        cairo_restore(cairo);
    }
    // A pale colour would have no edge on white paper.
    const Rgba edge = symbol.outline.a > 0 ? symbol.outline : Rgba{120, 126, 134, 255};
    setColor(cairo, edge);
    cairo_set_dash(cairo, nullptr, 0, 0);
    cairo_set_line_width(cairo, 0.04 * box.height);
    cairo_rectangle(cairo, box.x, box.y, box.width, box.height);
    cairo_stroke(cairo);
}

void drawLine(cairo_t* cairo, const LineSymbol& symbol, const PageBox& box, double millimetersPerMeter,
              double opacity) {
    LineSymbol shown = symbol;
    double unit = symbol.widthInMeters ? millimetersPerMeter : kMillimetersPerStylePixel;
    // Heads of arrows are wider than their shafts and must fit as well.
    const double widest = symbol.arrow ? std::max(symbol.arrow->headWidth, 1.0) : 1.0;
    const double most = box.height * 0.9 / widest;
    const double least = 0.15;
    const double width = std::clamp(symbol.width * unit, least, std::max(most, least));
    unit = symbol.width > 0 ? width / symbol.width : unit;
    shown.offset = 0;
    shown.gapWidth = std::min(symbol.gapWidth, box.height * 0.5 / kMillimetersPerStylePixel);
    const double y = box.y + box.height / 2;
    const double inset = symbol.cap == LineCap::Butt ? 0 : width / 2;
    const std::array<Point, 2> path{{{box.x + inset, y}, {box.right() - inset, y}}};
    drawLineSymbol(cairo, shown, path, unit, opacity);
}

void drawCircle(cairo_t* cairo, const CircleSymbol& symbol, const PageBox& box, double millimetersPerMeter,
                double opacity) {
    CircleSymbol shown = symbol;
    const double unit = symbol.radiusInMeters ? millimetersPerMeter : kMillimetersPerStylePixel;
    const double room = box.height / 2;
    const double stroke = std::min(symbol.strokeWidth * kMillimetersPerStylePixel, 0.3 * room);
    shown.strokeWidth = stroke / kMillimetersPerStylePixel;
    const double radius = std::clamp(symbol.radius * unit, 0.15 * room, room - stroke);
    shown.radius = radius;
    drawCircleSymbol(cairo, shown, {box.x + box.width / 2, box.y + box.height / 2}, 1.0, opacity);
}

} // namespace

void drawSwatch(cairo_t* cairo, const LegendEntry& entry, const PageBox& box, double scaleDenominator) {
    const double millimetersPerMeter = scaleDenominator > 0 ? 1000 / scaleDenominator : 0;
    if (const auto* fill = std::get_if<FillSymbol>(&entry.symbol)) {
        drawFill(cairo, *fill, box, entry.opacity);
    } else if (const auto* line = std::get_if<LineSymbol>(&entry.symbol)) {
        drawLine(cairo, *line, box, millimetersPerMeter, entry.opacity);
    } else if (const auto* circle = std::get_if<CircleSymbol>(&entry.symbol)) {
        drawCircle(cairo, *circle, box, millimetersPerMeter, entry.opacity);
    }
}

} // namespace geju
