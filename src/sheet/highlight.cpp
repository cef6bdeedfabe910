#include "sheet/highlight.hpp"

#include <algorithm>
#include <atomic>
#include <utility>

namespace geju {

namespace {

constexpr Rgba kVeil{255, 255, 255, 128};
constexpr Rgba kCasing{255, 255, 255, 230};
constexpr Rgba kOutline{64, 64, 64, 255};
constexpr double kCasingPixels = 5;
constexpr double kOutlinePixels = 2;
constexpr double kRingRadiusPixels = 9;

std::uint64_t nextRevision() {
    // Apart from those of PictureBuilder, which count up from one, and of the window's overlays.
    static std::atomic<std::uint64_t> last{std::uint64_t{1} << 61u};
    return ++last;
}

PictureLayer layerOf(PictureKind kind, const char* id, std::shared_ptr<const FeatureTable> table, std::uint32_t row) {
    PictureLayer layer;
    layer.id = id;
    layer.kind = kind;
    layer.table = std::move(table);
    layer.rows = std::make_shared<const std::vector<std::uint32_t>>(1, row);
    layer.symbolOf = {0};
    return layer;
}

void addRing(TableBuilder& builder, std::span<const Point> ring) {
    builder.beginRing();
    for (const Point p : ring) builder.addPoint(p);
}

/// The map without the feature's areas: a sheet with holes, and what lies in the holes of the areas.
std::shared_ptr<const FeatureTable> outside(const HighlightedFeature& feature, const Box& extent) {
    const FeatureTable& table = *feature.table;
    Box sheet = extent;
    sheet.extend(table.envelope(feature.row));
    sheet = sheet.grown(std::max(sheet.width(), sheet.height()) / 100);
    TableBuilder builder;
    builder.beginPart(PartKind::Polygon);
    const Point corner{sheet.minX, sheet.minY};
    addRing(builder, std::vector<Point>{
                         corner, {sheet.maxX, sheet.minY}, {sheet.maxX, sheet.maxY}, {sheet.minX, sheet.maxY}, corner});
    std::vector<std::span<const Point>> holes;
    for (const auto part : table.parts(feature.row)) {
        if (table.kind(part) != PartKind::Polygon) continue;
        const auto rings = table.rings(part);
        addRing(builder, table.points(rings.first));
        for (std::uint32_t ring = rings.first + 1; ring < rings.last; ++ring) holes.push_back(table.points(ring));
    }
    for (const auto hole : holes) {
        builder.beginPart(PartKind::Polygon);
        addRing(builder, hole);
    }
    builder.endFeature();
    return std::make_shared<const FeatureTable>(builder.build("outside", table.crs()));
}

PictureLayer strokeOf(const HighlightedFeature& feature, Rgba color, double widthPixels) {
    PictureLayer layer = layerOf(PictureKind::Line, "highlight-line", feature.table, feature.row);
    LineSymbol symbol;
    symbol.color = color;
    symbol.width = widthPixels;
    symbol.cap = LineCap::Round;
    symbol.join = LineJoin::Round;
    layer.lines.push_back(symbol);
    return layer;
}

PictureLayer ringOf(const HighlightedFeature& feature) {
    PictureLayer layer = layerOf(PictureKind::Circle, "highlight-point", feature.table, feature.row);
    CircleSymbol symbol;
    symbol.color = Rgba{0, 0, 0, 0};
    symbol.radius = kRingRadiusPixels;
    symbol.strokeColor = kOutline;
    symbol.strokeWidth = kOutlinePixels;
    layer.circles.push_back(symbol);
    return layer;
}

bool hasPart(const HighlightedFeature& feature, PartKind kind) {
    const auto parts = feature.table->parts(feature.row);
    for (const auto part : parts)
        if (feature.table->kind(part) == kind) return true;
    return false;
}

} // namespace

std::shared_ptr<const Picture> withHighlight(const Picture& picture, const HighlightedFeature& feature,
                                             const Box& extentWorld) {
    auto marked = std::make_shared<Picture>(picture);
    marked->revision = nextRevision();
    const bool area = hasPart(feature, PartKind::Polygon);
    if (area) {
        PictureLayer veil = layerOf(PictureKind::Fill, "highlight-veil", outside(feature, extentWorld), 0);
        veil.fills.push_back({kVeil, {0, 0, 0, 0}, std::nullopt});
        marked->layers.push_back(std::move(veil));
    }
    if (area || hasPart(feature, PartKind::Line)) {
        marked->layers.push_back(strokeOf(feature, kCasing, kCasingPixels));
        marked->layers.push_back(strokeOf(feature, kOutline, kOutlinePixels));
    }
    if (hasPart(feature, PartKind::Points)) marked->layers.push_back(ringOf(feature));
    return marked;
}

} // namespace geju
