// Areas and lengths on the ellipsoid: geodesic polygons after Karney, "Algorithms for geodesics",
// J. Geodesy 87 (2013), 43–55, as PROJ's geodesic library computes them; edges of up to 6 km by a series that agrees
// with it and costs a twentieth. Pure functions, any thread.
#pragma once

#include "core/box.hpp"
#include "crs/crs.hpp"

#include <span>

namespace geju {

/// Signed area in m² of the polygon whose corners are lon/lat in degrees, joined by geodesics; positive
/// counter-clockwise. The ring may repeat its first corner at the end or not. Rings of up to 6 km are right to 1e-10 of
/// their area and 1e-7 m²; in larger ones rounding leaves up to 1e-4 m² an edge that is longer.
double geodesicRingArea(const Ellipsoid& ellipsoid, std::span<const Point> lonLat);

/// Length in m of the line through the points (lon/lat, degrees); `closed` adds the way back to the first.
double geodesicLength(const Ellipsoid& ellipsoid, std::span<const Point> lonLat, bool closed = false);

/// The point reached from `start` (lon/lat) after `meters` in direction `azimuthDegrees`, clockwise from north.
Point geodesicDirect(const Ellipsoid& ellipsoid, Point start, double azimuthDegrees, double meters);

/// Direction in which the geodesic to `to` leaves `from` (lon/lat), in degrees clockwise from north, in [-180, 180].
double geodesicAzimuth(const Ellipsoid& ellipsoid, Point from, Point to);

} // namespace geju
