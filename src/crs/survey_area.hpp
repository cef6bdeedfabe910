// Area on the ellipsoid as Chinese land surveys compute it: every side of a parcel and the meridian of reference bound
// a trapezoid between two parallels, whose area is a series in the latitudes (国土调查办发〔2008〕32号 "图幅理论面积与
// 图斑椭球面积计算公式及要求", formula 2, as TD/T 1055-2019 requires it). Pure functions, any thread.
#pragma once

#include "core/box.hpp"
#include "crs/crs.hpp"

#include <span>

namespace geju {

/// Signed area in m² of the ring whose corners are lon/lat in degrees; positive counter-clockwise. The ring may repeat
/// its first corner at the end or not; a side takes the shorter way round the earth. NaN for a ring round a pole, which
/// no meridian bounds.
///
/// A side is straight in longitude against the area below the parallel, not the geodesic: the two differ, a side, by
/// Δλ sin φ (3 M² Δφ² + N² cos² φ Δλ²) / 12 and terms of the fourth order (see geodesic.cpp): 1e-7 of a square of 4 km
/// at 31°. The series ends at e⁸ and leaves out less than 1e-10 of the area. The corners are taken as they are.
double surveyRingArea(const Ellipsoid& ellipsoid, std::span<const Point> lonLat);

} // namespace geju
