// What can be said of a layer at a glance: counts, fields, extent, problems. For `geju info`.
#pragma once

#include "core/result.hpp"
#include "geometry/feature_table.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace geju {

struct FieldSummary {
    std::string name;
    std::string type; ///< "text", "integer", "real", "boolean", "empty"
    std::size_t nulls = 0;
    std::size_t distinct = 0; ///< values that are not null
};

struct LayerSummary {
    std::string name;
    std::string crsIdentifier; ///< "" when it has none
    std::string crsName;
    std::size_t features = 0;
    std::size_t vertices = 0;
    std::map<std::string, std::size_t> geometries; ///< by type, "None" for features without one
    Box extent;                                    ///< in the layer's CRS
    Box extentLonLat;                              ///< degrees
    std::vector<FieldSummary> fields;
    std::vector<Issue> invalid;  ///< geometries that break the rules, one issue each
    std::vector<Issue> doubtful; ///< valid ones that are there twice
};

LayerSummary summarize(const FeatureTable& table);

} // namespace geju
