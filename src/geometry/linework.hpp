// Areas made of lines: the faces that lines enclose, and the ground near them. In the frame of the points; GEOS's
// failures are errors "overlay-failed". Pure functions, any thread.
#pragma once

#include "core/result.hpp"
#include "geometry/shape.hpp"

#include <span>
#include <vector>

namespace geju {

/// Every bounded face of the plane that the paths cut it into, each a polygon with its holes. Paths may cross, touch
/// and repeat each other.
Result<std::vector<Shape>> facesBetween(std::span<const std::vector<Point>> paths);

/// The ground within `distance` of the path, round ends included.
Result<Shape> groundNear(std::span<const Point> path, double distance, int segmentsPerQuarter = 16);

} // namespace geju
