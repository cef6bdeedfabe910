// The tables that a picture shows, by which pictures of one plan know each other when they are gone themselves.
#pragma once

#include "drawing/picture.hpp"

#include <algorithm>
#include <memory>
#include <vector>

namespace geju {

using PlanTables = std::vector<std::weak_ptr<const FeatureTable>>;

inline PlanTables tablesOf(const Picture& picture) {
    PlanTables tables;
    for (const PictureLayer& layer : picture.layers) tables.emplace_back(layer.table);
    return tables;
}

/// Whether they have a table in common.
inline bool ofSamePlan(const Picture& picture, const PlanTables& tables) {
    return std::any_of(picture.layers.begin(), picture.layers.end(), [&](const PictureLayer& layer) {
        return std::any_of(tables.begin(), tables.end(),
                           [&](const auto& table) { return layer.table && table.lock() == layer.table; });
    });
}

} // namespace geju
