// A FeatureTable as GeoJSON text by RFC 7946: longitude and latitude on WGS 84 with seven decimals (1 cm), rings by
// the right-hand rule, one feature a line. Attributes keep their types; numbers are written so that they read back
// exactly. Pure function, any thread.
#pragma once

#include "core/progress.hpp"
#include "core/result.hpp"
#include "geometry/feature_table.hpp"

#include <string>

namespace geju {

/// Features that have no place on WGS 84 are written without geometry, with a warning. A cancelled run is an error.
Result<std::string> toGeoJson(const FeatureTable& table, Progress* progress = nullptr);

} // namespace geju
