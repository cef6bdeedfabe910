// Where the width of a corridor is taken hold of on the map: on both edges, beside the place of its axis that is
// nearest to the middle of the map. World frame. Pure functions.
#pragma once

#include "geometry/feature_table.hpp"

#include <cstdint>
#include <vector>

namespace geju {

/// `halfWidth` in units of the table, as is what comes back; nothing for a feature without a line that has a length.
std::vector<Point> corridorHandles(const FeatureTable& table, std::uint32_t row, double halfWidth, Point middle);

} // namespace geju
