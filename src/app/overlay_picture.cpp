#include "app/overlay_picture.hpp"

#include "ui/theme.hpp"

#include <algorithm>
#include <atomic>

namespace geju {

namespace {

std::uint64_t nextRevision() {
    // Apart from those of PictureBuilder, which count up from one.
    static std::atomic<std::uint64_t> last{std::uint64_t{1} << 62u};
    return ++last;
}

std::shared_ptr<const std::vector<std::uint32_t>> rowsOf(std::vector<std::uint32_t> rows) {
    return std::make_shared<const std::vector<std::uint32_t>>(std::move(rows));
}

PictureLayer layerOf(PictureKind kind, const char* id, std::shared_ptr<const FeatureTable> table,
                     std::vector<std::uint32_t> rows) {
    PictureLayer layer;
    layer.id = id;
    layer.kind = kind;
    layer.table = std::move(table);
    layer.symbolOf.assign(rows.size(), 0);
    layer.rows = rowsOf(std::move(rows));
    return layer;
}

void addLine(Picture& picture, const std::shared_ptr<const FeatureTable>& table, std::vector<std::uint32_t> rows,
             Rgba color, double width, std::vector<double> dash = {}) {
    PictureLayer layer = layerOf(PictureKind::Line, "overlay-line", table, std::move(rows));
    LineSymbol symbol;
    symbol.color = color;
    symbol.width = width;
    symbol.cap = dash.empty() ? LineCap::Round : LineCap::Butt;
    symbol.join = LineJoin::Round;
    symbol.dash = std::move(dash);
    layer.lines.push_back(symbol);
    picture.layers.push_back(std::move(layer));
}

void addFill(Picture& picture, const std::shared_ptr<const FeatureTable>& table, std::vector<std::uint32_t> rows,
             Rgba color) {
    PictureLayer layer = layerOf(PictureKind::Fill, "overlay-fill", table, std::move(rows));
    FillSymbol symbol;
    symbol.color = color;
    layer.fills.push_back(symbol);
    picture.layers.push_back(std::move(layer));
}

void addCircles(Picture& picture, const std::shared_ptr<const FeatureTable>& table, std::vector<std::uint32_t> rows,
                double radius, double strokeWidth) {
    PictureLayer layer = layerOf(PictureKind::Circle, "overlay-point", table, std::move(rows));
    CircleSymbol symbol;
    symbol.color = theme::kPaper;
    symbol.radius = radius;
    symbol.strokeColor = theme::kMark;
    symbol.strokeWidth = strokeWidth;
    layer.circles.push_back(symbol);
    picture.layers.push_back(std::move(layer));
}

void addHighlight(Picture& picture, const Highlight& highlight) {
    if (!highlight.table || highlight.rows.empty()) return;
    const FeatureTable& table = *highlight.table;
    std::vector<std::uint32_t> areal;
    std::vector<std::uint32_t> linear;
    std::vector<std::uint32_t> points;
    for (const std::uint32_t row : highlight.rows) {
        bool any[3] = {};
        for (const auto part : table.parts(row)) any[static_cast<std::size_t>(table.kind(part))] = true;
        if (any[static_cast<std::size_t>(PartKind::Polygon)]) areal.push_back(row);
        if (any[static_cast<std::size_t>(PartKind::Line)]) linear.push_back(row);
        if (any[static_cast<std::size_t>(PartKind::Points)]) points.push_back(row);
    }
    std::vector<std::uint32_t> outlines = areal;
    outlines.insert(outlines.end(), linear.begin(), linear.end());
    const Rgba mark = theme::kMark;
    if (highlight.emphasis == Emphasis::Outline) {
        addLine(picture, highlight.table, outlines, withOpacity(theme::kPaper, 0.85), 4);
        addLine(picture, highlight.table, outlines, mark, 1.5, {4, 3});
        return;
    }
    const bool strong = highlight.emphasis == Emphasis::One;
    if (!areal.empty()) addFill(picture, highlight.table, areal, withOpacity(mark, strong ? 0.18 : 0.30));
    if (!outlines.empty()) {
        if (strong) addLine(picture, highlight.table, outlines, withOpacity(theme::kPaper, 0.85), 5);
        addLine(picture, highlight.table, outlines, mark, strong ? 2.5 : 1.2);
    }
    if (!points.empty()) addCircles(picture, highlight.table, points, 7, 3);
}

std::shared_ptr<const FeatureTable> sketchTable(const Sketch& sketch, const Crs& crs) {
    TableBuilder builder;
    const auto& path = sketch.pathWorld;
    builder.beginPart(PartKind::Line);
    builder.beginRing();
    for (const Point p : path) builder.addPoint(p);
    if (sketch.area && path.size() > 2) builder.addPoint(path.front());
    builder.endFeature();
    if (sketch.area && path.size() > 2) {
        builder.beginPart(PartKind::Polygon);
        builder.beginRing();
        for (const Point p : path) builder.addPoint(p);
        builder.addPoint(path.front());
        builder.endFeature();
    }
    for (std::size_t i = 0; i < std::min(sketch.setPoints, path.size()); ++i) {
        builder.beginPart(PartKind::Points);
        builder.beginRing();
        builder.addPoint(path[i]);
        builder.endFeature();
    }
    return std::make_shared<const FeatureTable>(builder.build("sketch", crs));
}

void addHandles(Picture& picture, const Sketch& sketch, const Crs& crs) {
    if (sketch.handlesWorld.empty()) return;
    TableBuilder builder;
    builder.beginPart(PartKind::Points);
    builder.beginRing();
    for (const Point handle : sketch.handlesWorld) builder.addPoint(handle);
    builder.endFeature();
    addCircles(picture, std::make_shared<const FeatureTable>(builder.build("handles", crs)), {0}, 6, 3);
}

void addSketch(Picture& picture, const Sketch& sketch, const Crs& crs) {
    if (sketch.pathWorld.empty()) return;
    const auto table = sketchTable(sketch, crs);
    const bool polygon = sketch.area && sketch.pathWorld.size() > 2;
    if (polygon) addFill(picture, table, {1}, withOpacity(theme::kMark, 0.15));
    if (sketch.pathWorld.size() > 1) {
        addLine(picture, table, {0}, withOpacity(theme::kPaper, 0.85), 5);
        addLine(picture, table, {0}, theme::kMark, 2.5);
    }
    std::vector<std::uint32_t> dots;
    for (std::size_t row = polygon ? 2 : 1; row < table->size(); ++row) dots.push_back(static_cast<std::uint32_t>(row));
    if (!dots.empty()) addCircles(picture, table, std::move(dots), 4, 2);
}

} // namespace

std::shared_ptr<const Picture> overlayPicture(std::span<const Highlight> highlights, const Sketch& sketch,
                                              const Crs& crs, double metersPerUnit) {
    auto picture = std::make_shared<Picture>();
    picture->background = Rgba{0, 0, 0, 0};
    picture->metersPerUnit = metersPerUnit;
    picture->revision = nextRevision();
    for (const Highlight& highlight : highlights) addHighlight(*picture, highlight);
    addSketch(*picture, sketch, crs);
    addHandles(*picture, sketch, crs);
    if (picture->layers.empty()) return nullptr;
    return picture;
}

} // namespace geju
