// A second opinion on the Earth for the window's figures, by formulas that share nothing with PROJ: GRS 80, the
// projection of EPSG:4549, geodesics. Angles in degrees outside, metres.
#pragma once

#include "core/box.hpp"

#include <vector>

namespace geju::test {

/// Longitude and latitude of a point of EPSG:4549 (transverse Mercator, central meridian 120° E, false easting 500 km,
/// scale 1): Krüger's series to n⁴ as in Karney, "Transverse Mercator with an accuracy of a few nanometers",
/// J. Geodesy 85 (2011), equations 11, 15 and 36.
Point lonLatOf(Point world);
Point worldOf(Point lonLat);

/// Geodesic distance by Vincenty's inverse formula, Survey Review 23 (1975); better than 0.1 mm at city scale.
double geodesicMeters(Point lonLatA, Point lonLatB);

/// Area of a small polygon on the ellipsoid: edges are cut finely along straight lines of the projection's plane,
/// corners taken to Lambert's cylindrical equal-area projection (Snyder, Map Projections, 1987, equations 10-13 to
/// 10-15), and summed there. Good to 1e-6 for polygons of some kilometres.
double ellipsoidalArea(const std::vector<Point>& world, int piecesPerEdge = 400);

} // namespace geju::test
