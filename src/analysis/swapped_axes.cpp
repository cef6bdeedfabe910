#include "analysis/swapped_axes.hpp"

#include "core/translate.hpp"
#include "crs/transform.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace geju {

namespace {

/// Kaffeklubben Island, 83°40' N, is the northernmost land.
constexpr double kNorthOfAllLandDegrees = 83.7;

Box swapped(const Box& box) {
    return {box.minY, box.minX, box.maxY, box.maxX};
}

struct Layer {
    const NamedTable* named = nullptr;
    Box lonLat;           ///< empty where it is not known
    bool maySwap = false; ///< lon/lat data of which latitude, longitude is possible
    bool isBlamed = false;
};

Layer layerOf(const NamedTable& named) {
    Layer layer{&named, {}, false, false};
    const FeatureTable& table = *named.table;
    if (table.extent().empty()) return layer;
    if (table.crs().isGeographic()) {
        constexpr Box kDoesBothWays{-90, -90, 90, 90};
        layer.lonLat = table.extent();
        layer.maySwap = kDoesBothWays.contains(layer.lonLat);
    } else if (const auto transform = Transform::between(table.crs(), Crs::wgs84())) {
        layer.lonLat = transform->forward(table.extent());
    }
    return layer;
}

/// Outside as it is, inside once exchanged.
bool belongsExchanged(const Box& lonLat, const Box& area) {
    return !area.empty() && !area.intersects(lonLat) && area.contains(swapped(lonLat));
}

bool meetsExchanged(const Layer& layer, const Layer& other) {
    return !layer.lonLat.intersects(other.lonLat) && swapped(layer.lonLat).intersects(other.lonLat);
}

/// The layer that this one would lie on; null when as many lie where it is, or when that one is to blame.
const Layer* misses(const Layer& layer, std::span<const Layer> layers) {
    const Layer* missed = nullptr;
    std::ptrdiff_t balance = 0;
    for (const Layer& other : layers) {
        if (&other == &layer || other.lonLat.empty() || other.isBlamed) continue;
        if (layer.lonLat.intersects(other.lonLat)) --balance;
        if (!meetsExchanged(layer, other)) continue;
        ++balance;
        if (!missed) missed = &other;
    }
    return balance > 0 ? missed : nullptr;
}

/// Why the layer seems to be in the order latitude, longitude; "" where nothing says so.
std::string reasonFor(const Layer& layer, std::span<const Layer> layers, const Crs* plan) {
    const auto outside = [&](const Crs& crs) {
        return fmt::format(fmt::runtime(tr("it lies outside of the area of use of {}, and inside with x and y "
                                           "exchanged")),
                           crs.name());
    };
    const Crs& own = layer.named->table->crs();
    if (belongsExchanged(layer.lonLat, own.areaOfUse())) return outside(own);
    if (plan && belongsExchanged(layer.lonLat, plan->areaOfUse())) return outside(*plan);
    if (layer.lonLat.minY > kNorthOfAllLandDegrees) return tr("all of it lies north of the northernmost land");
    if (const Layer* missed = misses(layer, layers)) {
        return fmt::format(fmt::runtime(tr("it lies away from {}, and on it with x and y exchanged")),
                           missed->named->name);
    }
    return {};
}

} // namespace

std::vector<Issue> findSwappedAxes(std::span<const NamedTable> tables, const Crs* plan) {
    std::vector<Layer> layers;
    for (const NamedTable& named : tables) {
        const bool isNew = std::none_of(layers.begin(), layers.end(),
                                        [&](const Layer& layer) { return layer.named->table == named.table; });
        if (isNew) layers.push_back(layerOf(named));
    }
    std::vector<Issue> issues;
    for (Layer& layer : layers) {
        const std::string reason = layer.maySwap ? reasonFor(layer, layers, plan) : std::string();
        if (reason.empty()) continue;
        layer.isBlamed = true;
        Issue& issue = issues.emplace_back();
        issue.code = "perhaps-swapped-axes";
        issue.file = layer.named->file;
        issue.layer = layer.named->name;
        issue.message =
            fmt::format(fmt::runtime(tr("the coordinates seem to be in the order latitude, longitude: {}")), reason);
        issue.remedy = tr("it is read as it is; if so, exchange x and y: longitude comes first");
    }
    return issues;
}

} // namespace geju
