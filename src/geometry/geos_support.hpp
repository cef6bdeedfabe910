// What this room's sources share of GEOS: the context of a thread, owners, and the way of coordinates in and out.
// Private to the room. A geometry may pass between threads; a context may not.
#pragma once

#include "core/box.hpp"

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

struct GEOSContextHandle_HS; // GEOS's context and geometry
struct GEOSGeom_t;

namespace geju {

/// The calling thread's own; lives as long as the thread.
GEOSContextHandle_HS* geosContext();
/// What GEOS said of its last failure in this thread since the last call.
std::string takeGeosMessage();

struct GeosDeleter {
    void operator()(GEOSGeom_t* geometry) const;
};
using GeosGeometry = std::unique_ptr<GEOSGeom_t, GeosDeleter>;

/// A path of two points or more. Null where a coordinate is not finite.
GeosGeometry makeLine(std::span<const Point> path);
/// A polygon of rings, shell first; rings are closed and filled up to GEOS's least of four corners. Empty rings are
/// left out. Null where GEOS refuses.
GeosGeometry makePolygon(std::span<const std::span<const Point>> rings);
/// One collection of the geometries (a multipolygon); takes them over.
GeosGeometry makeMultiPolygon(std::vector<GeosGeometry> polygons);
/// The polygons of any geometry as a polygon or multipolygon, lines and points left out.
GeosGeometry onlyPolygons(GeosGeometry geometry);

std::vector<Point> pointsOfRing(const GEOSGeom_t* ring);
/// Every polygon in the geometry, collections included, that is not empty.
void forEachPolygon(const GEOSGeom_t* geometry, const std::function<void(const GEOSGeom_t* polygon)>& visit);
/// Its rings, closed, shell first.
std::vector<std::vector<Point>> ringsOfPolygon(const GEOSGeom_t* polygon);

/// The even–odd interior of rings that may cross, touch and repeat each other: a point is inside when the rings go
/// round it an odd number of times. Valid polygons; null when GEOS fails.
GeosGeometry evenOddInterior(std::span<const std::vector<Point>> rings);

} // namespace geju
