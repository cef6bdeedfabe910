#include "sheet/vector_painter.hpp"

#include "drawing/hatch.hpp"
#include "drawing/patterns.hpp"
#include "drawing/stroke.hpp"
#include "sheet/vector_fills.hpp"
#include "sheet/vector_symbols.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace geju {

VectorPainter::VectorPainter(const Picture& picture, const View& view, const PageBox& frame)
  : picture_(picture)
  , view_(view)
  , paths_(picture, view, frame) {}

void VectorPainter::draw(VectorCanvas& canvas, const PictureLayer& layer, std::size_t begin, std::size_t end) const {
    if (layer.opacity <= 0) return;
    const Box visible = view_.extent().grown(reachWorld(layer));
    for (std::size_t i = begin; i < end; ++i) {
        const std::uint32_t row = (*layer.rows)[i];
        const Box& envelope = layer.table->envelope(row);
        if (envelope.empty() || !envelope.intersects(visible)) continue;
        const std::uint32_t symbol = layer.symbolOf[i];
        switch (layer.kind) {
        case PictureKind::Fill:
            drawFill(canvas, layer, row, layer.fills[symbol], visible);
            break;
        case PictureKind::Line:
            drawLine(canvas, layer, row, layer.lines[symbol], visible);
            break;
        case PictureKind::Circle:
            drawCircles(canvas, layer, row, layer.circles[symbol], visible);
            break;
        case PictureKind::Symbol:
        case PictureKind::Raster: // has no features to draw
            break;
        }
    }
}

double VectorPainter::reachWorld(const PictureLayer& layer) const {
    const double stylePixel = view_.unitsPerStylePixel();
    const double meter = 1 / picture_.metersPerUnit;
    double reach = (2 + std::hypot(layer.translate.x, layer.translate.y)) * stylePixel;
    for (const auto& line : layer.lines) {
        const double head = line.arrow ? std::max(line.arrow->headWidth, 1.0) : 1.0;
        reach =
            std::max(reach, line.width * head * (line.widthInMeters ? meter : stylePixel) +
                                (std::abs(line.offset) + line.gapWidth) * (line.widthInMeters ? meter : stylePixel));
        reach = std::max(reach, headReach(line, worldLengths()));
    }
    for (const auto& circle : layer.circles) {
        reach = std::max(reach, circle.radius * (circle.radiusInMeters ? meter : stylePixel) +
                                    circle.strokeWidth * stylePixel);
    }
    return reach;
}

void VectorPainter::drawFill(VectorCanvas& canvas, const PictureLayer& layer, std::uint32_t row,
                             const FillSymbol& symbol, const Box& visible) const {
    const FeatureTable& table = *layer.table;
    for (const std::uint32_t part : table.parts(row)) {
        if (table.kind(part) != PartKind::Polygon) continue;
        std::vector<std::vector<Point>> rings;
        std::vector<std::span<const Point>> world;
        for (const std::uint32_t ring : table.rings(part)) {
            world.push_back(table.points(ring));
            rings.push_back(paths_.onPage(world.back()));
        }
        if (symbol.isShaded()) {
            drawShadedFill(canvas, symbol, rings, spanOnPage(layer, part),
                           symbol.softEdge * unitMillimeters(symbol.softEdgeInMeters), layer.opacity);
            drawFillOutline(canvas, symbol, rings, layer.opacity);
            continue;
        }
        drawFillSymbol(canvas, symbol, rings, layer.opacity);
        if (symbol.hatch) drawHatch(canvas, world, *symbol.hatch, layer.opacity, visible);
        if (!symbol.pattern) continue;
        Box envelope;
        for (const Point& point : world.front()) envelope.extend(point);
        const Box ground{std::max(envelope.minX, visible.minX), std::max(envelope.minY, visible.minY),
                         std::min(envelope.maxX, visible.maxX), std::min(envelope.maxY, visible.maxY)};
        drawPattern(canvas, rings, ground, *symbol.pattern, layer.opacity);
    }
}

GradientSpan VectorPainter::spanOnPage(const PictureLayer& layer, std::uint32_t part) const {
    if (!layer.gradientSpans) return {};
    const GradientSpan& world = (*layer.gradientSpans)[part];
    return {world.outward, paths_.page().toPage(world.from), paths_.page().toPage(world.to)};
}

void VectorPainter::drawPattern(VectorCanvas& canvas, std::span<const std::vector<Point>> rings, const Box& ground,
                                const PatternStyle& pattern, double opacity) const {
    auto outlines = patternRings(pattern, view_.unitsPerStylePixel(), ground);
    if (outlines.empty() || pattern.color.a == 0) return;
    canvas.save();
    for (const auto& ring : rings) traceRing(canvas, ring);
    canvas.clip(FillRule::EvenOdd);
    for (auto& outline : outlines) {
        for (Point& point : outline) point = paths_.page().toPage(point);
        traceRing(canvas, outline);
    }
    canvas.fill(pattern.color, opacity, FillRule::EvenOdd);
    canvas.restore();
}

void VectorPainter::drawBackgroundPatterns(VectorCanvas& canvas) const {
    const Box whole = view_.extent();
    std::vector<Point> frame;
    for (const Point corner : {Point{whole.minX, whole.minY}, Point{whole.maxX, whole.minY},
                               Point{whole.maxX, whole.maxY}, Point{whole.minX, whole.maxY}})
        frame.push_back(paths_.page().toPage(corner));
    for (const PatternStyle& pattern : picture_.backgroundPatterns) drawPattern(canvas, {&frame, 1}, whole, pattern, 1);
}

void VectorPainter::drawHatch(VectorCanvas& canvas, std::span<const std::span<const Point>> rings,
                              const HatchStyle& hatch, double opacity, const Box& visible) const {
    for (const auto& segment : hatchSegments(rings, hatch, view_.unitsPerStylePixel(), visible)) {
        canvas.moveTo(paths_.page().toPage(segment.from));
        canvas.lineTo(paths_.page().toPage(segment.to));
    }
    canvas.stroke(hatch.color, opacity, {hatch.width * kMillimetersPerStylePixel});
}

void VectorPainter::drawLineHatch(VectorCanvas& canvas, const LineSymbol& symbol, std::span<const Point> path,
                                  std::span<const Point> world, double unit, double opacity, const Box& visible) const {
    if (path.size() < 2 || !(symbol.width * unit > 0)) return;
    Box box;
    for (const Point point : world) box.extend(point);
    const double reach = (symbol.width * unit + std::abs(symbol.offset) * sideUnitMillimeters(symbol, unit)) *
                         paths_.page().unitsPerMillimeter();
    box = box.grown(reach);
    const std::vector<Point> corners{
        {box.minX, box.minY}, {box.maxX, box.minY}, {box.maxX, box.maxY}, {box.minX, box.maxY}};
    const std::array<std::span<const Point>, 1> rings{corners};
    canvas.save();
    clipToLine(canvas, symbol, path, unit);
    drawHatch(canvas, rings, *symbol.hatch, opacity, visible);
    canvas.restore();
}

double VectorPainter::unitMillimeters(bool inMeters) const {
    return inMeters ? 1 / (picture_.metersPerUnit * paths_.page().unitsPerMillimeter()) : kMillimetersPerStylePixel;
}

void VectorPainter::drawLine(VectorCanvas& canvas, const PictureLayer& layer, std::uint32_t row,
                             const LineSymbol& symbol, const Box& visible) const {
    const FeatureTable& table = *layer.table;
    for (const std::uint32_t part : table.parts(row)) {
        if (table.kind(part) == PartKind::Points) continue;
        for (const std::uint32_t ring : table.rings(part)) {
            const bool fromStart = !symbol.dash.empty() || !symbol.gradient.empty();
            const auto path = paths_.onPage(table.points(ring), fromStart);
            const double unit = unitMillimeters(symbol.widthInMeters);
            drawLineSymbol(canvas, symbol, path, unit, layer.opacity);
            if (symbol.hatch) drawLineHatch(canvas, symbol, path, table.points(ring), unit, layer.opacity, visible);
        }
    }
}

void VectorPainter::drawHeadsAlong(VectorCanvas& canvas, const PictureLayer& layer) const {
    if (layer.opacity <= 0) return;
    if (std::none_of(layer.lines.begin(), layer.lines.end(), [](const LineSymbol& s) { return s.heads; })) return;
    const FeatureTable& table = *layer.table;
    const Box visible = view_.extent().grown(reachWorld(layer));
    for (std::size_t i = 0; i < layer.rows->size(); ++i) {
        const std::uint32_t row = (*layer.rows)[i];
        const LineSymbol& symbol = layer.lines[layer.symbolOf[i]];
        if (!symbol.heads || !table.envelope(row).intersects(visible)) continue;
        for (const std::uint32_t part : table.parts(row)) {
            if (table.kind(part) == PartKind::Points) continue;
            for (const std::uint32_t ring : table.rings(part)) {
                auto heads = arrowHeads(table.points(ring), symbol, worldLengths(), visible);
                for (ArrowHead& head : heads) {
                    for (Point& corner : head) corner = paths_.page().toPage(corner);
                }
                drawHeads(canvas, symbol, heads, layer.opacity);
            }
        }
    }
}

FrameLengths VectorPainter::worldLengths() const {
    return {view_.unitsPerStylePixel(), 1 / picture_.metersPerUnit};
}

void VectorPainter::drawCircles(VectorCanvas& canvas, const PictureLayer& layer, std::uint32_t row,
                                const CircleSymbol& symbol, const Box& visible) const {
    for (const Point point : layer.table->pointsOf(row)) {
        if (!visible.contains(point)) continue;
        drawCircleSymbol(canvas, symbol, paths_.page().toPage(point), unitMillimeters(symbol.radiusInMeters),
                         layer.opacity);
    }
}

} // namespace geju
