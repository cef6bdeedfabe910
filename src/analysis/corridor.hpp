// The ground within a distance of lines: an axis, a belt, a river with its banks. Once only: where the buffers of two
// lines meet it counts once. Any thread.
#pragma once

#include "core/result.hpp"
#include "geometry/feature_table.hpp"
#include "plan/expression.hpp"

#include <optional>
#include <string>

namespace geju {

struct CorridorRequest {
    const FeatureTable* lines = nullptr; ///< features without lines are left out; none at all is an error
    std::optional<Expression> where;     ///< which of them
    double widthMeters = 0;              ///< of the corridor, half of it on each side of its line
    /// Plane that distances are measured in. Without one, or in degrees, a system in metres suited to the extent.
    std::optional<Crs> plane;
    Crs frame = Crs::wgs84(); ///< of the result
    std::string name;         ///< what the corridor is called
};

/// A table in `frame` of one feature, the corridor, with the field "name". Its edges are as dense as
/// kDenseEdgeMeters (near_ground.hpp), so that they bend with the plane's straight lines in the other frame.
Result<FeatureTable> corridorOf(const CorridorRequest& request);

} // namespace geju
