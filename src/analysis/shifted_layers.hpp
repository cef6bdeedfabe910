// Finds a layer in GCJ-02 beside one in WGS 84: corners that the layers have in common lie on each other once the shift
// of GCJ-02 is applied, and not before. What shares no corners cannot be told. Pure functions, any thread.
#pragma once

#include "core/result.hpp"
#include "geometry/feature_table.hpp"

#include <span>
#include <string>
#include <vector>

namespace geju {

struct NamedTable {
    std::string file; ///< for the issue; may be empty
    std::string name;
    const FeatureTable* table = nullptr;
};

/// A warning "gcj02-beside-wgs84" for each layer that is shifted against another one, with the feature, the other
/// layer and the distance.
std::vector<Issue> findGcj02(std::span<const NamedTable> tables);

} // namespace geju
