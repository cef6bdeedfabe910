// A quick proof that a feature's polygons are valid (OGC Simple Features), for the ordinary case: rings that meet
// nowhere. Exact; any thread.
#pragma once

#include "geometry/feature_table.hpp"

namespace geju {

/// True only when the polygons are valid. False says nothing: ask invalidity().
bool isSurelyValid(const FeatureTable& table, std::size_t row);

} // namespace geju
