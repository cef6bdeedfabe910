// Finds layers in the order latitude, longitude whose numbers would do as longitude and latitude too: both below 90.
// (Where they would not, the reader turns them round.) Only evidence counts: as they are read they lie outside of the
// area of use of their own or the plan's CRS, away from the layers beside them or north of all land, and exchanged they
// do not. Without evidence nothing is said. Pure functions, any thread.
#pragma once

#include "analysis/shifted_layers.hpp"

#include <span>
#include <vector>

namespace geju {

/// A warning "perhaps-swapped-axes" for each such layer, with the reason. `plan`: the CRS of the plan that the layers
/// belong to, where there is one. The tables are read as they are.
std::vector<Issue> findSwappedAxes(std::span<const NamedTable> tables, const Crs* plan = nullptr);

} // namespace geju
