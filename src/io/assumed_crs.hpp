// The CRS of data that do not say theirs. Longitude and latitude are assumed only where the numbers allow it;
// otherwise the layer gets a local system in metres without a place on the earth, so that planar figures are right
// and ellipsoidal ones are not made up. Every assumption is an issue with a remedy. Pure functions.
#pragma once

#include "core/box.hpp"
#include "crs/crs.hpp"
#include "io/issue_log.hpp"

#include <string>
#include <vector>

namespace geju {

/// A plane in metres, x east and y north, tied to no datum.
Result<Crs> localPlane();

/// "the coordinates look like CGCS2000, 3-degree zone 40 (EPSG:4528)", or "" when they look like nothing known.
std::string likelyProjectedCrs(const Box& extent);

/// Whether all of it can be longitude and latitude in degrees; true when empty.
bool isLonLat(const Box& extent);

/// For data that should be longitude and latitude in `stated`: GeoJSON that says nothing, and any file that names a
/// geographic CRS. Coordinates out of range are told in `log`; those in the order latitude, longitude are put right in
/// place; where most are no degrees at all the local plane is given back instead of `stated`.
Crs checkedLonLat(const Crs& stated, std::vector<Point>& coordinates, const Box& extent, IssueLog& log);

/// For a format that says nothing (Shapefile without .prj, CSV, DXF). `isDrawing`: from a CAD program, whose small
/// numbers are metres, not degrees.
Crs assumedCrs(const Box& extent, bool isDrawing, IssueLog& log);

} // namespace geju
