// A GDAL layer by columns (the Arrow C stream interface) to a TableBuilder: the same outcome as feature by feature, in
// a fraction of the time. Only where both are known to say the same: layers of numbers, booleans and texts. Dates and
// times are not among them (GDAL's columns lose time zones and turn text that is no date into one), and whatever turns
// up that is not plain (a message of GDAL's, bytes that are not UTF-8, broken geometry) ends the attempt.
// Private to the room.
#pragma once

#include "core/progress.hpp"
#include "geometry/feature_table.hpp"
#include "io/gdal_geometry.hpp"
#include "io/issue_log.hpp"

#include <cstddef>
#include <string>
#include <vector>

class OGRLayer;

namespace geju {

struct ArrowRequest {
    std::string idColumn;           ///< of the table, for the feature's own number; empty: without
    std::vector<std::string> names; ///< of the table's columns, one a field of the layer
    bool swapAxes = false;
    bool booleansByType = false; ///< the driver makes columns by the type that the layer states (GPKG does)
    Progress* progress = nullptr;
    double progressFrom = 0;
    double progressSpan = 1;
};

struct ArrowOutcome {
    enum class Kind { Read, Cancelled, Unsuitable };
    Kind kind = Kind::Unsuitable;
    std::size_t curvedFeatures = 0;
    std::size_t featuresWithHeights = 0;
};

/// Unless the outcome is Read, what `builder` and `log` hold is of no use.
ArrowOutcome readByColumns(OGRLayer& layer, const ArrowRequest& request, TableBuilder& builder, IssueLog& log);

/// Tells in `log` what is the matter with a feature's geometry: a fault (not `isGood`), or rings that were closed.
void reportGeometry(const GeometryWriter& checks, bool isGood, std::int64_t feature, IssueLog& log);

} // namespace geju
