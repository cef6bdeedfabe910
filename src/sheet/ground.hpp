// What a map in some projection is on the ground, at one place: true metres, true north, a scale bar that is right
// there. Geodesics on the ellipsoid of the CRS; where the CRS has no lon/lat (local systems), its own plane.
// Pure functions on values, any thread.
#pragma once

#include "core/box.hpp"
#include "crs/crs.hpp"
#include "crs/transform.hpp"

#include <optional>

namespace geju {

/// Knows the way from a world frame to the ellipsoid.
class Ground {
  public:
    explicit Ground(const Crs& crs);

    /// Geodesic distance between two points of the world frame.
    double meters(Point a, Point b) const;
    /// Metres on the ground a world unit, along a row of the map, for a span of `spanUnits` centred at `center`. A
    /// projection's scale may differ with direction; a scale bar lies along a row.
    double metersPerUnit(Point center, double spanUnits) const;
    /// Direction of true north in the map, clockwise from its up direction: the meridian convergence at `center`.
    double northRadians(Point center) const;

  private:
    Ellipsoid ellipsoid_;
    std::optional<Transform> toLonLat_;
    double planeMetersPerUnit_ = 1;
};

struct ScaleBar {
    double meters = 0;      ///< 1, 2 or 5 times a power of ten
    double lengthUnits = 0; ///< in world units: the geodesic of that length, centred at the place asked for
    int divisions = 4;      ///< equal parts
    friend bool operator==(const ScaleBar&, const ScaleBar&) = default;
};

/// The longest bar of rounded length that is not longer than `maxUnits` at `center`. Nothing where the map has no
/// scale (a place outside the CRS's domain).
std::optional<ScaleBar> chooseScaleBar(const Ground& ground, Point center, double maxUnits);

} // namespace geju
