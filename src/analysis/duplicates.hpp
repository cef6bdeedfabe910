// Polygons that a layer holds twice: the same ground, whatever their corners. Pure function, any thread.
#pragma once

#include "analysis/areal_layer.hpp"
#include "analysis/finding.hpp"

#include <vector>

namespace geju {

/// One finding "duplicate" a set of equal polygons, with their rows, ascending; sets by their first rows.
std::vector<CheckFinding> findDuplicates(const ArealLayer& layer);

} // namespace geju
