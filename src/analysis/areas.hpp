// The measured area of every feature of a table, as window and command line state it. Valid polygons are measured
// straight from their rings; invalid ones are repaired first (even–odd) and reported: nothing is silently 0. Lines,
// points and empty geometries have area 0. Runs on all cores, can be cancelled; the figures do not depend on the
// number of threads. Pure functions, any thread.
#pragma once

#include "core/progress.hpp"
#include "core/result.hpp"
#include "core/units.hpp"
#include "geometry/feature_table.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace geju {

/// How figures are made.
struct MeasureOptions {
    Measure measure = Measure::Ellipsoidal;
    /// Plane of planar figures: the plan's CRS. Without one, the table's own when it is projected, else a projected
    /// system suited to the extent (suggestDisplayCrs), which is reported as a notice.
    std::optional<Crs> plane;
    Progress* progress = nullptr; ///< reported to and cancelled through; cancelled work is an error "cancelled"
};

struct FeatureAreas {
    std::vector<double> squareMeters;    ///< by row; NaN where a feature cannot be measured (reported)
    std::vector<std::uint32_t> repaired; ///< rows that were not valid and were measured even–odd, ascending
    double totalSquareMeters = 0;        ///< compensated sum of what could be measured; overlaps count twice here
};

/// Warnings name the feature, the place (lon/lat), what changed and the area taken.
Result<FeatureAreas> measureAreas(const FeatureTable& table, const MeasureOptions& options = {});

} // namespace geju
