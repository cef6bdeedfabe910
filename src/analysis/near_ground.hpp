// The ground within a distance of features, in a straight line: what parks, stations or centres serve, and what lies
// along lines. Once only: where it meets it counts once. Distances are measured in a plane. Any thread.
#pragma once

#include "analysis/areas.hpp"
#include "core/result.hpp"
#include "geometry/feature_table.hpp"
#include "geometry/shape.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace geju {

/// Features and how far they reach: polygons from their border, inside included; lines and points all around.
struct Reach {
    const FeatureTable* table = nullptr;
    std::function<bool(std::size_t)> counts; ///< by row; may be empty: all
    double distanceMeters = 0;
    double leastSquareMeters = 0; ///< a feature must be as large; above 0 it must have polygons
};

struct NearGroundRequest {
    std::vector<Reach> reaches;
    MeasureOptions options;   ///< how the features' sizes are measured; its plane is the one of distances, if projected
    Crs frame = Crs::wgs84(); ///< of the result
    std::string name;         ///< what the ground is called
};

/// A table in `frame` of one feature with the field "name"; of no feature where nothing reaches anywhere.
Result<FeatureTable> reachedGround(const NearGroundRequest& request);

/// The table in a plane that distances can be measured in: `plane` where it is projected, else the table's own CRS if
/// it is, else a system in metres suited to the extent.
Result<FeatureTable> inDistancePlane(const FeatureTable& table, const std::optional<Crs>& plane);

/// A table of one feature with the field "name".
FeatureTable tableOf(const Shape& shape, const std::string& name, const Crs& frame);
/// The same with edges added where they are long: they are at most kDenseEdgeMeters long, so that they bend with the
/// plane's straight lines in other frames.
FeatureTable denseTable(const Shape& shape, const std::string& name, const Crs& plane);
/// The same with edges so short that its parts add up to it: a cut follows the straight line of the frame, an area the
/// geodesic, and between the two lie s³ tan φ ÷ 12 R an edge of length s. All of them are kept below a tenth of
/// kLedgerTolerance of the area, up to 60° of latitude.
FeatureTable closingTable(const Shape& shape, const std::string& name, const Crs& plane);

/// A straight edge of this length in a map plane leaves the geodesic, and the straight line of lon/lat, by less than
/// 1e-2 m up to 60° of latitude (s² tan φ ÷ 8 R).
inline constexpr double kDenseEdgeMeters = 500;

} // namespace geju
