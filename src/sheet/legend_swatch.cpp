#include "sheet/legend_swatch.hpp"

#include "drawing/fill_gradient.hpp"
#include "drawing/hatch.hpp"
#include "drawing/patterns.hpp"
#include "drawing/pictograms.hpp"
#include "sheet/cairo_canvas.hpp"
#include "sheet/cairo_handles.hpp"
#include "sheet/vector_fills.hpp"
#include "sheet/vector_symbols.hpp"

#include <cairo.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <numbers>
#include <span>
#include <vector>

namespace geju {

namespace {

std::vector<Point> corners(const PageBox& box) {
    return {{box.x, box.y}, {box.right(), box.y}, {box.right(), box.bottom()}, {box.x, box.bottom()}, {box.x, box.y}};
}

void drawHatch(VectorCanvas& canvas, const HatchStyle& hatch, const PageBox& box, double opacity) {
    // Anchored at the swatch, y up as the hatch is defined.
    const std::array<Point, 5> ring{{{0, 0}, {box.width, 0}, {box.width, box.height}, {0, box.height}, {0, 0}}};
    const std::array<std::span<const Point>, 1> rings{ring};
    for (const auto& segment : hatchSegments(rings, hatch, kMillimetersPerStylePixel, {0, 0, box.width, box.height})) {
        canvas.moveTo({box.x + segment.from.x, box.bottom() - segment.from.y});
        canvas.lineTo({box.x + segment.to.x, box.bottom() - segment.to.y});
    }
    canvas.stroke(hatch.color, opacity, {hatch.width * kMillimetersPerStylePixel});
}

/// Its colours as they run over a box, its soft edge as far as there is room.
void drawShaded(VectorCanvas& canvas, const FillSymbol& symbol, const PageBox& box, double millimetersPerMeter,
                double opacity) {
    const std::array<std::vector<Point>, 1> rings{corners(box)};
    // The angle is that of a frame with y up.
    const std::array<std::vector<Point>, 1> upright{corners({box.x, -box.bottom(), box.width, box.height})};
    GradientSpan span = gradientSpan(upright, symbol.gradientCourse, symbol.gradientAngleDegrees);
    for (Point* end : {&span.from, &span.to}) end->y = -end->y;
    const double unit = symbol.softEdgeInMeters ? millimetersPerMeter : kMillimetersPerStylePixel;
    drawShadedFill(canvas, symbol, rings, span, std::min(symbol.softEdge * unit, 0.35 * box.height), opacity);
}

void drawPattern(VectorCanvas& canvas, const PatternStyle& pattern, const PageBox& box, double opacity) {
    // A cell at least is seen whole.
    const double cell = patternCell(pattern.pattern).side * pattern.scale * kMillimetersPerStylePixel;
    const double unit = kMillimetersPerStylePixel * std::min(1.0, box.height / cell);
    canvas.save();
    traceRing(canvas, corners(box));
    canvas.clip();
    for (std::vector<Point>& ring : patternRings(pattern, unit, {0, 0, box.width, box.height})) {
        for (Point& point : ring) point = {box.x + point.x, box.bottom() - point.y};
        traceRing(canvas, ring);
    }
    canvas.fill(pattern.color, opacity, FillRule::EvenOdd);
    canvas.restore();
}

void drawFill(VectorCanvas& canvas, const FillSymbol& symbol, const PageBox& box, double millimetersPerMeter,
              double opacity, bool edge) {
    if (symbol.isShaded()) {
        drawShaded(canvas, symbol, box, millimetersPerMeter, opacity);
        if (symbol.outline.a == 0 && symbol.softEdge > 0) return;
    }
    FillSymbol shown = symbol;
    shown.outline.a = 0;
    const std::array<std::vector<Point>, 1> rings{corners(box)};
    if (!symbol.isShaded()) drawFillSymbol(canvas, shown, rings, opacity);
    if (symbol.hatch) {
        canvas.save();
        traceRing(canvas, corners(box));
        canvas.clip();
        drawHatch(canvas, *symbol.hatch, box, opacity);
        canvas.restore();
    }
    if (symbol.pattern) drawPattern(canvas, *symbol.pattern, box, opacity);
    if (!edge) return;
    // A pale colour would have no edge on white paper.
    traceRing(canvas, corners(box));
    canvas.stroke(symbol.outline.a > 0 ? symbol.outline : Rgba{120, 126, 134, 255}, 1, {0.04 * box.height});
}

void drawLine(VectorCanvas& canvas, const LineSymbol& symbol, const PageBox& box, double millimetersPerMeter,
              double opacity, bool aroundFill) {
    LineSymbol shown = symbol;
    double unit = symbol.widthInMeters ? millimetersPerMeter : kMillimetersPerStylePixel;
    // Heads of arrows are wider than their shafts and must fit as well.
    const double widest = symbol.arrow ? std::max(symbol.arrow->headWidth, 1.0) : 1.0;
    double most = box.height * (aroundFill ? 0.3 : 0.9) / widest;
    if (symbol.heads) {
        const double room = box.width * (symbol.arrow ? 0.4 : 0.7);
        most = std::min({most, 0.9 * box.height / symbol.heads->width, room / symbol.heads->length});
    }
    const double least = 0.15;
    const double width = std::clamp(symbol.width * unit, least, std::max(most, least));
    unit = symbol.width > 0 ? width / symbol.width : unit;
    shown.offset = 0;
    shown.gapWidth = std::min(symbol.gapWidth, box.height * 0.5 / sideUnitMillimeters(symbol, unit));
    if (aroundFill) {
        const double in = width / 2;
        const PageBox inner{box.x + in, box.y + in, box.width - width, box.height - width};
        drawLineSymbol(canvas, shown, corners(inner), unit, opacity);
        return;
    }
    const double y = box.y + box.height / 2;
    const double inset = symbol.cap == LineCap::Butt ? 0 : width / 2;
    const std::array<Point, 2> path{{{box.x + inset, y}, {box.right() - inset, y}}};
    drawLineSymbol(canvas, shown, path, unit, opacity);
    if (symbol.heads) {
        LineSymbol one = shown;
        one.width = width;
        one.widthInMeters = false;
        one.heads->spacing = box.width;
        one.heads->spacingInMeters = false;
        drawHeads(canvas, one, arrowHeads(path, one, {}, {box.x, box.y, box.right(), box.bottom()}), opacity);
    }
    if (!symbol.hatch) return;
    canvas.save();
    clipToLine(canvas, shown, path, unit);
    drawHatch(canvas, *symbol.hatch, box, opacity);
    canvas.restore();
}

void drawCircle(VectorCanvas& canvas, const CircleSymbol& symbol, const PageBox& box, double millimetersPerMeter,
                double opacity) {
    CircleSymbol shown = symbol;
    const double unit = symbol.radiusInMeters ? millimetersPerMeter : kMillimetersPerStylePixel;
    const double room = box.height / 2;
    const double stroke = std::min(symbol.strokeWidth * kMillimetersPerStylePixel, 0.3 * room);
    shown.strokeWidth = stroke / kMillimetersPerStylePixel;
    const double radius = std::clamp(symbol.radius * unit, 0.15 * room, room - stroke);
    shown.radius = radius;
    drawCircleSymbol(canvas, shown, {box.x + box.width / 2, box.y + box.height / 2}, 1.0, opacity);
}

/// As large as on the map, or as there is room in the box or in the circle below it.
void drawIcon(VectorCanvas& canvas, const IconSymbol& symbol, const PageBox& box, double opacity, double room) {
    const double size = std::min(symbol.size * kMillimetersPerStylePixel, room);
    const double halo = std::min(symbol.haloWidth * kMillimetersPerStylePixel, 0.1 * size);
    const PlacedGlyph glyph{kPictogramFace, symbol.pictogram, {}, -symbol.rotateDegrees * std::numbers::pi / 180};
    drawPictogram(canvas, glyph, {box.x + box.width / 2, box.y + box.height / 2}, size, halo,
                  withOpacity(symbol.color, opacity), withOpacity(symbol.haloColor, opacity));
}

} // namespace

SheetSwatch swatchOf(const LegendEntry& entry, const Document& document, const Picture& picture) {
    const StyleLayer* style = document.project.layer(entry.layer);
    // A value of a layer stands for itself: what shares the layer's name belongs to all of its values.
    if (!style || style->name.empty() || !entry.value.empty()) return {{entry}};
    SheetSwatch swatch;
    for (const auto& layer : picture.layers) {
        if (layer.id == entry.layer) {
            swatch.parts.push_back(entry);
            continue;
        }
        const StyleLayer* other = document.project.layer(layer.id);
        if (!other || other->name.zh != style->name.zh || other->name.en != style->name.en) continue;
        const auto icon = layer.kind == PictureKind::Symbol ? commonIcon(layer) : std::nullopt;
        if ((layer.kind == PictureKind::Symbol && !icon) || layer.kind == PictureKind::Raster || layer.rows->empty())
            continue;
        LegendEntry part = entry;
        part.layer = layer.id;
        part.kind = layer.kind;
        part.opacity = layer.opacity;
        const std::uint32_t symbol = layer.symbolOf.front();
        if (layer.kind == PictureKind::Fill) part.symbol = layer.fills[symbol];
        if (layer.kind == PictureKind::Line) part.symbol = layer.lines[symbol];
        if (layer.kind == PictureKind::Circle) part.symbol = layer.circles[symbol];
        if (icon) part.symbol = *icon;
        swatch.parts.push_back(std::move(part));
    }
    return swatch;
}

void drawSwatch(cairo_t* cairo, const SheetSwatch& swatch, const PageBox& box, double scaleDenominator) {
    CairoCanvas canvas(cairo);
    const double millimetersPerMeter = scaleDenominator > 0 ? 1000 / scaleDenominator : 0;
    const bool filled = std::any_of(swatch.parts.begin(), swatch.parts.end(),
                                    [](const LegendEntry& part) { return part.kind == PictureKind::Fill; });
    const bool edged = std::any_of(swatch.parts.begin(), swatch.parts.end(),
                                   [](const LegendEntry& part) { return part.kind == PictureKind::Line; });
    for (const auto& part : swatch.parts) {
        if (const auto* fill = std::get_if<FillSymbol>(&part.symbol)) {
            drawFill(canvas, *fill, box, millimetersPerMeter, part.opacity, !edged);
        } else if (const auto* line = std::get_if<LineSymbol>(&part.symbol)) {
            drawLine(canvas, *line, box, millimetersPerMeter, part.opacity, filled);
        } else if (const auto* circle = std::get_if<CircleSymbol>(&part.symbol)) {
            drawCircle(canvas, *circle, box, millimetersPerMeter, part.opacity);
        } else if (const auto* icon = std::get_if<IconSymbol>(&part.symbol)) {
            const bool badged = std::any_of(swatch.parts.begin(), swatch.parts.end(),
                                            [](const LegendEntry& other) { return other.kind == PictureKind::Circle; });
            drawIcon(canvas, *icon, box, part.opacity, box.height * (badged ? 0.72 : 1));
        }
    }
}

Image swatchImage(const SheetSwatch& swatch, int widthPixels, int heightPixels, double pixelRatio,
                  double scaleDenominator) {
    const CairoSurface surface(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, widthPixels, heightPixels));
    const CairoContext cairo(cairo_create(surface.get()));
    const double millimetersPerPixel = kMillimetersPerStylePixel / pixelRatio;
    cairo_scale(cairo.get(), 1 / millimetersPerPixel, 1 / millimetersPerPixel);
    drawSwatch(cairo.get(), swatch, {0, 0, widthPixels * millimetersPerPixel, heightPixels * millimetersPerPixel},
               scaleDenominator);
    cairo_surface_flush(surface.get());
    const unsigned char* data = cairo_image_surface_get_data(surface.get());
    const int stride = cairo_image_surface_get_stride(surface.get());
    Image image(widthPixels, heightPixels);
    for (int y = 0; y < heightPixels; ++y) {
        for (int x = 0; x < widthPixels; ++x) {
            std::uint32_t word = 0; // premultiplied, alpha in the highest byte
            std::memcpy(&word, data + static_cast<std::ptrdiff_t>(y) * stride + std::ptrdiff_t{4} * x, sizeof word);
            const std::uint32_t alpha = word >> 24;
            if (alpha == 0) continue;
            std::uint8_t* to = image.pixel(x, y);
            for (int channel = 0; channel < 3; ++channel) {
                const std::uint32_t value = word >> (16 - 8 * channel) & 255U;
                to[channel] = static_cast<std::uint8_t>((value * 255 + alpha / 2) / alpha);
            }
            to[3] = static_cast<std::uint8_t>(alpha);
        }
    }
    return image;
}

} // namespace geju
