// One thing that a check found: what, which features, where, how large. Places are in degrees, sizes in metres on the
// ground. Values.
#pragma once

#include "analysis/shape_measurer.hpp"
#include "core/result.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace geju {

struct CheckFinding {
    Issue issue; ///< `feature` is the first of `features`; notices are no faults
    std::vector<std::uint32_t> features;
    std::optional<Point> lonLat;
    std::optional<double> squareMeters;
    std::optional<double> meanWidthMeters; ///< 2 × area ÷ perimeter
    std::optional<double> leastMeters;     ///< breadth of the narrowest strip that holds it
    std::optional<double> greatestMeters;  ///< its extent along that strip
};

/// How large areas are, for the tolerances of checks.
struct GroundSize {
    double meanWidthMeters = 0;
    double leastMeters = 0;
    double greatestMeters = 0;
};

/// Of a valid shape that is not empty, on the ground, to what a local plane keeps (1e-3 within a few kilometres).
GroundSize groundSize(const Shape& shape, const ShapeMeasurer& measurer);
/// 2 × area ÷ perimeter alone.
double meanWidthMeters(const Shape& shape, const ShapeMeasurer& measurer);

/// Sets place and sizes by the shape that is at fault.
void locate(CheckFinding& finding, const Shape& shape, const ShapeMeasurer& measurer);

/// "123.4 m² (0.52 m × 237.40 m)".
std::string describeSize(const CheckFinding& finding);

} // namespace geju
