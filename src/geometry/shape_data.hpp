// What a Shape holds. Private to the room.
#pragma once

#include "geometry/geos_support.hpp"
#include "geometry/shape.hpp"

namespace geju {

struct Shape::Data {
    /// Polygon or multipolygon; null when GEOS refused the coordinates (not finite).
    GeosGeometry geometry;

    static Shape wrap(GeosGeometry polygons);
    /// The polygons of an overlay's result, or its failure as an error.
    static Result<Shape> result(GeosGeometry geometry);
};

/// A reason in GEOS's words as Geju's code and text; `position` as GEOS gave it.
Invalidity describeInvalidity(const std::string& geosReason, Point position);
std::optional<Invalidity> invalidityOf(const GEOSGeom_t* geometry);

} // namespace geju
