// The pole of inaccessibility: the point inside a polygon that is farthest from its outline; where a label sits best.
// Cells are split from the most promising on, as Garcia-Castellanos & Lombardo, "Poles of inaccessibility",
// Scottish Geogr. J. 123 (2007) do by grids, with a queue in place of the repeated grids. Any thread.
#pragma once

#include "core/box.hpp"

#include <optional>
#include <span>
#include <vector>

namespace geju {

/// Rings closed or open, shell first, even–odd. The distance of the point found is at least (1 − precision) of the
/// largest there is. Nothing when the polygon has no inside.
std::optional<Point> poleOfInaccessibility(std::span<const std::vector<Point>> rings, double precision = 0.01);

} // namespace geju
