#include "web/derived_tables.hpp"

#include "drawing/label_anchors.hpp"
#include "drawing/label_candidates.hpp"
#include "drawing/label_lines.hpp"
#include "drawing/stroke.hpp"
#include "drawing/symbolizer.hpp"
#include "drawing/utf8.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace geju {

namespace {

/// As far as a tile of MapLibre's knows a line about a place in it: 512 pixels to either side, less a few.
constexpr double kLongestPiecePixels = 960;

/// The columns that a layer's expressions read.
class Attributes {
  public:
    Attributes(const StyleLayer& layer, const FeatureTable& table) {
        const LayerUses uses = usesOf(layer);
        for (const Column& column : table.columns()) {
            const auto isRead = [&](const FeatureUse& use) {
                return use.rowByRow || std::binary_search(use.names.begin(), use.names.end(), column.name());
            };
            if (isRead(uses.filter) || isRead(uses.text) || isRead(uses.symbol)) columns_.push_back(&column);
        }
    }
    void copy(std::size_t row, TableBuilder& to) const {
        for (const Column* column : columns_) to.set(column->name(), column->at(row));
    }

  private:
    std::vector<const Column*> columns_;
};

void addPart(TableBuilder& builder, PartKind kind, std::span<const Point> points) {
    builder.beginPart(kind);
    builder.beginRing();
    for (const Point& point : points) builder.addPoint(point);
}

/// About as long as the text is, rather longer: no font is asked.
double textPixels(const std::string& text, const TextSymbol& symbol) {
    constexpr double kLetterEms = 0.65;
    double ems = 0;
    for (std::size_t at = 0; at < text.size();) {
        const Utf8Character next = readUtf8(text, at);
        at += next.bytes;
        ems += (isIdeographic(next.codepoint) ? 1 : kLetterEms) + symbol.letterSpacingEms;
    }
    return ems * symbol.size;
}

/// Straight on at both ends; nothing when `length` is not above 0.
void lengthen(std::vector<Point>& path, double length) {
    if (!(length > 0)) return;
    const auto moved = [&](Point from, Point end) {
        const double distance = std::hypot(end.x - from.x, end.y - from.y);
        if (!(distance > 0)) return end;
        return Point{end.x + (end.x - from.x) / distance * length, end.y + (end.y - from.y) / distance * length};
    };
    path.front() = moved(path[1], path.front());
    path.back() = moved(path[path.size() - 2], path.back());
}

} // namespace

bool passesFilter(const StyleLayer& layer, const EvaluationContext& context) {
    return !layer.filter || layer.filter->dependsOnZoom() || layer.filter->matches(context);
}

FeatureTable bandTable(const StyleLayer& layer, const FeatureTable& world, const DerivedScale& scale) {
    const Attributes attributes(layer, world);
    ArrowStyle headless;
    headless.atEnd = false;
    const ArrowStyle shape = layer.arrow.value_or(headless);
    TableBuilder builder;
    for (std::size_t row = 0; row < world.size(); ++row) {
        const EvaluationContext context{&world, row, scale.zoom};
        if (!passesFilter(layer, context)) continue;
        const LineSymbol symbol = lineSymbol(layer, context);
        const double width = symbol.width * (symbol.widthInMeters ? scale.unitsPerMeter : scale.unitsPerPixel);
        bool drawn = false;
        for (const std::uint32_t part : world.parts(row)) {
            if (world.kind(part) != PartKind::Line) continue;
            const auto outline = arrowOutline(world.points(world.rings(part).first), width, shape);
            if (outline.size() < 4) continue;
            addPart(builder, PartKind::Polygon, outline);
            drawn = true;
        }
        if (!drawn) continue;
        attributes.copy(row, builder);
        builder.endFeature();
    }
    return builder.build(layer.id, world.crs());
}

FeatureTable labelLineTable(const StyleLayer& layer, const FeatureTable& world, const DerivedScale& scale) {
    const Attributes attributes(layer, world);
    std::vector<std::uint32_t> rows;
    std::vector<std::uint64_t> names;
    std::unordered_map<std::string, std::uint64_t> numbers;
    for (std::uint32_t row = 0; row < world.size(); ++row) {
        const EvaluationContext context{&world, row, scale.zoom};
        const std::string text = passesFilter(layer, context) ? labelText(layer, context) : std::string();
        if (text.empty()) continue;
        rows.push_back(row);
        names.push_back(numbers.emplace(text, numbers.size()).first->second);
    }
    TableBuilder builder;
    const auto nameOf = [&](std::uint32_t position) { return names[position]; };
    for (const LabelLine& line : joinLines(world, rows, nameOf)) {
        const std::uint32_t row = rows[line.position];
        const TextSymbol symbol = textSymbol(layer, {&world, row, scale.zoom});
        const PathMeter meter(line.points);
        const bool once = symbol.placement == TextSymbol::Placement::LineCenter;
        const std::uint32_t count = once ? 1 : slotCount(meter.length() / scale.unitsPerPixel, symbol.spacing);
        const double pitch = meter.length() / count;
        const double half = std::min(pitch, kLongestPiecePixels * scale.unitsPerPixel) / 2;
        const double textLength = textPixels(labelText(layer, {&world, row, scale.zoom}), symbol) * scale.unitsPerPixel;
        // MapLibre asks whether the text fits where the tile has its own size, at the whole zoom below.
        const double wanted = textLength <= pitch ? textLength * std::exp2(scale.zoom - std::floor(scale.zoom)) : 0;
        for (std::uint32_t i = 0; i < count; ++i) {
            const double middle = (i + 0.5) * pitch;
            auto piece = subPath(line.points, meter, middle - half, middle + half);
            if (piece.size() < 2) continue;
            lengthen(piece, wanted / 2 - half);
            addPart(builder, PartKind::Line, piece);
            attributes.copy(row, builder);
            builder.endFeature();
        }
    }
    return builder.build(layer.id, world.crs());
}

FeatureTable labelTable(const StyleLayer& layer, const FeatureTable& world, double zoom) {
    const Attributes attributes(layer, world);
    TableBuilder builder;
    for (std::size_t row = 0; row < world.size(); ++row) {
        if (!passesFilter(layer, {&world, row, zoom})) continue;
        std::vector<Point> places;
        for (const std::uint32_t part : world.parts(row)) {
            if (world.kind(part) != PartKind::Points) continue;
            const auto points = world.points(world.rings(part).first);
            places.insert(places.end(), points.begin(), points.end());
        }
        if (places.empty()) {
            const auto anchor = anchorOf(world, row);
            if (!anchor) continue;
            places.push_back(anchor->point);
        }
        addPart(builder, PartKind::Points, places);
        attributes.copy(row, builder);
        builder.endFeature();
    }
    return builder.build(layer.id, world.crs());
}

} // namespace geju
