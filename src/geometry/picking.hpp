// Which feature lies under a point. Pure functions, any thread; frame and units are the table's.
#pragma once

#include "geometry/feature_table.hpp"

#include <cstddef>
#include <optional>
#include <span>

namespace geju {

/// Even–odd; a point on an edge counts as inside.
bool contains(const FeatureTable& table, std::size_t row, Point point);
/// Least distance from the point to the feature: 0 inside a polygon; infinity for an empty geometry.
double distance(const FeatureTable& table, std::size_t row, Point point);
/// Least distance to a path.
double distanceToPath(std::span<const Point> path, Point point);

} // namespace geju
