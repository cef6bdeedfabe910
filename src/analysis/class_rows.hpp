// Which class each feature of a table belongs to. Pure function.
#pragma once

#include "geometry/feature_table.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace geju {

struct ClassRows {
    std::vector<std::optional<std::string>> codes; ///< in order; the last one is "no class"
    std::vector<std::uint32_t> ofRow;              ///< into codes
};

/// By the values of a column; without one all are of no class.
ClassRows classesOf(const FeatureTable& table, const Column* column);

} // namespace geju
