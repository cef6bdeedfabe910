#include "app/feature_picker.hpp"

#include "geometry/picking.hpp"
#include "geometry/spatial_index.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace geju {

namespace {

constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
/// How far a hand may miss a line or a point, in style pixels.
constexpr double kReach = 4;
constexpr std::size_t kMostOrders = 128;

void addOnce(std::vector<PickedFeature>& found, PickedFeature feature) {
    if (std::find(found.begin(), found.end(), feature) == found.end()) found.push_back(std::move(feature));
}

/// Half the width that is drawn, in world units.
double halfWidth(const LineSymbol& symbol, double unitsPerStylePixel, double metersPerUnit) {
    const double width = symbol.width + 2 * std::fabs(symbol.offset);
    return (symbol.widthInMeters ? width / metersPerUnit : width * unitsPerStylePixel) / 2;
}

double distanceToOutline(const FeatureTable& table, std::size_t row, Point point) {
    double least = std::numeric_limits<double>::infinity();
    for (const auto part : table.parts(row)) {
        for (const auto ring : table.rings(part)) least = std::min(least, distanceToPath(table.points(ring), point));
    }
    return least;
}

bool hasPolygons(const FeatureTable& table, std::size_t row) {
    for (const auto part : table.parts(row)) {
        if (table.kind(part) == PartKind::Polygon) return true;
    }
    return false;
}

/// How far around a point the layer's features must be looked for, in world units.
double reachOf(const PictureLayer& layer, double unitsPerStylePixel, double metersPerUnit) {
    double reach = kReach * unitsPerStylePixel;
    for (const LineSymbol& symbol : layer.lines) {
        reach = std::max(reach, halfWidth(symbol, unitsPerStylePixel, metersPerUnit));
    }
    for (const CircleSymbol& symbol : layer.circles) {
        const double radius =
            symbol.radiusInMeters ? symbol.radius / metersPerUnit : symbol.radius * unitsPerStylePixel;
        reach = std::max(reach, radius + (symbol.strokeWidth + kReach) * unitsPerStylePixel);
    }
    return reach;
}

bool hit(const PictureLayer& layer, std::uint32_t position, Point world, double unitsPerStylePixel,
         double metersPerUnit) {
    const FeatureTable& table = *layer.table;
    const std::uint32_t row = (*layer.rows)[position];
    const double reach = kReach * unitsPerStylePixel;
    switch (layer.kind) {
    case PictureKind::Fill: {
        const FillSymbol& symbol = layer.fills[layer.symbolOf[position]];
        if (symbol.color.a > 0 || symbol.hatch || symbol.pattern) return contains(table, row, world);
        return symbol.outline.a > 0 && distanceToOutline(table, row, world) <= reach;
    }
    case PictureKind::Line: {
        const LineSymbol& symbol = layer.lines[layer.symbolOf[position]];
        if (symbol.color.a == 0) return false;
        const double within = std::max(reach, halfWidth(symbol, unitsPerStylePixel, metersPerUnit));
        return (hasPolygons(table, row) ? distanceToOutline(table, row, world) : distance(table, row, world)) <= within;
    }
    case PictureKind::Circle: {
        const CircleSymbol& symbol = layer.circles[layer.symbolOf[position]];
        const double radius =
            symbol.radiusInMeters ? symbol.radius / metersPerUnit : symbol.radius * unitsPerStylePixel;
        const double within = std::max(reach, radius + symbol.strokeWidth * unitsPerStylePixel);
        for (const Point p : table.pointsOf(row)) {
            if (std::hypot(p.x - world.x, p.y - world.y) <= within) return true;
        }
        return false;
    }
    case PictureKind::Symbol:
    case PictureKind::Raster:
        break;
    }
    return false;
}

/// How a polygon is drawn, and so where it can be taken.
enum class Drawn { Not, Outline, Area };

Drawn drawnAs(const PictureLayer& layer, std::uint32_t position) {
    if (layer.kind == PictureKind::Fill) {
        const FillSymbol& symbol = layer.fills[layer.symbolOf[position]];
        if (symbol.color.a > 0 || symbol.hatch || symbol.pattern) return Drawn::Area;
        return symbol.outline.a > 0 ? Drawn::Outline : Drawn::Not;
    }
    const bool line = layer.kind == PictureKind::Line && layer.lines[layer.symbolOf[position]].color.a > 0;
    return line ? Drawn::Outline : Drawn::Not;
}

bool showsPolygons(const PictureLayer& layer) {
    const auto shows = [&](std::uint32_t position) {
        return drawnAs(layer, position) != Drawn::Not && hasPolygons(*layer.table, (*layer.rows)[position]);
    };
    if (!layer.rows || !layer.table || layer.opacity <= 0) return false;
    for (std::uint32_t position = 0; position < layer.rows->size(); ++position) {
        if (shows(position)) return true;
    }
    return false;
}

} // namespace

std::optional<std::uint32_t> FeaturePicker::Order::find(std::uint32_t row) const {
    if (isAll) return row;
    if (!positionOf.empty()) return positionOf[row] == kNone ? std::nullopt : std::optional(positionOf[row]);
    const auto found = std::lower_bound(rows->begin(), rows->end(), row);
    if (found == rows->end() || *found != row) return std::nullopt;
    return static_cast<std::uint32_t>(found - rows->begin());
}

const FeaturePicker::Order& FeaturePicker::orderOf(const PictureLayer& layer) {
    const auto known =
        std::find_if(orders_.begin(), orders_.end(), [&](const Order& order) { return order.rows == layer.rows; });
    if (known != orders_.end()) return *known;
    if (orders_.size() >= kMostOrders) orders_.erase(orders_.begin());
    Order order;
    order.rows = layer.rows;
    if (!std::is_sorted(layer.rows->begin(), layer.rows->end())) {
        order.positionOf.assign(layer.table->size(), kNone);
        for (std::size_t i = 0; i < layer.rows->size(); ++i)
            order.positionOf[(*layer.rows)[i]] = static_cast<std::uint32_t>(i);
    } else {
        order.isAll = layer.rows->size() == layer.table->size();
    }
    orders_.push_back(std::move(order));
    return orders_.back();
}

void FeaturePicker::pickInLayer(const Picture& picture, const PictureLayer& layer, const View& view, Point world,
                                std::vector<PickedFeature>& found) {
    if (layer.kind == PictureKind::Symbol || layer.kind == PictureKind::Raster || layer.opacity <= 0) return;
    const Order& order = orderOf(layer);
    const double unit = view.unitsPerStylePixel();
    const double reach = reachOf(layer, unit, picture.metersPerUnit);
    std::vector<std::uint32_t> positions;
    layer.table->index().query(Box{world.x, world.y, world.x, world.y}.grown(reach), [&](std::uint32_t row) {
        if (const auto position = order.find(row)) positions.push_back(*position);
    });
    std::sort(positions.rbegin(), positions.rend());
    for (const std::uint32_t position : positions) {
        if (hit(layer, position, world, unit, picture.metersPerUnit)) {
            addOnce(found, {layer.id, layer.table, (*layer.rows)[position]});
        }
    }
}

void FeaturePicker::markInBox(const PictureLayer& layer, const Box& world, bool wholly,
                              std::vector<std::uint8_t>& chosen) {
    const Order& order = orderOf(layer);
    const FeatureTable& table = *layer.table;
    table.index().query(world, [&](std::uint32_t row) {
        const auto position = order.find(row);
        if (!position || !hasPolygons(table, row)) return;
        const Drawn drawn = drawnAs(layer, *position);
        if (drawn == Drawn::Not) return;
        const bool inside = world.contains(table.envelope(row));
        if (inside || (!wholly && (drawn == Drawn::Area ? touches : outlineTouches)(table, row, world))) {
            chosen[row] = 1;
        }
    });
}

PickedPolygons FeaturePicker::pickInBox(const Picture& picture, const Box& world, bool wholly,
                                        const FeatureTable* wanted) {
    const auto isWanted = [&](const PictureLayer& layer) {
        return layer.table.get() == wanted && showsPolygons(layer);
    };
    const bool wantedIsShown = wanted && std::any_of(picture.layers.begin(), picture.layers.end(), isWanted);
    PickedPolygons picked;
    std::vector<std::uint8_t> chosen; // by row: rows come in their order without being sorted
    for (auto layer = picture.layers.rbegin(); layer != picture.layers.rend(); ++layer) {
        if (wantedIsShown && layer->table.get() != wanted) continue;
        if ((picked.table && picked.table != layer->table) || !showsPolygons(*layer)) continue;
        chosen.resize(layer->table->size(), 0);
        markInBox(*layer, world, wholly, chosen);
        if (picked.table) continue;
        if (std::find(chosen.begin(), chosen.end(), 1) == chosen.end()) {
            chosen.clear();
            continue;
        }
        picked.layer = layer->id;
        picked.table = layer->table;
    }
    picked.rows.reserve(static_cast<std::size_t>(std::count(chosen.begin(), chosen.end(), 1)));
    for (std::uint32_t row = 0; row < chosen.size(); ++row) {
        if (chosen[row]) picked.rows.push_back(row);
    }
    return picked;
}

std::vector<PickedFeature> FeaturePicker::pick(const Picture& picture, const View& view,
                                               const std::vector<PlacedLabel>& labels, Point screen) {
    std::vector<PickedFeature> found;
    for (auto label = labels.rbegin(); label != labels.rend(); ++label) {
        const bool under =
            std::any_of(label->boxes.begin(), label->boxes.end(), [&](const Box& box) { return box.contains(screen); });
        if (!under || label->layer >= picture.layers.size()) continue;
        const PictureLayer& layer = picture.layers[label->layer];
        addOnce(found, {layer.id, layer.table, label->row});
    }
    const Point world = view.toWorld(screen);
    for (auto layer = picture.layers.rbegin(); layer != picture.layers.rend(); ++layer) {
        pickInLayer(picture, *layer, view, world, found);
    }
    return found;
}

} // namespace geju
