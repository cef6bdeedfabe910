// Which feature lies under a point or in a box. Pure functions, any thread; frame and units are the table's.
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
/// Whether the feature has a point in common with the box, which is closed. Exact.
bool touches(const FeatureTable& table, std::size_t row, const Box& box);
/// The same of its points and of the lines and rings alone.
bool outlineTouches(const FeatureTable& table, std::size_t row, const Box& box);
/// Least distance to a path.
double distanceToPath(std::span<const Point> path, Point point);

} // namespace geju
