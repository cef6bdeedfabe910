#include "geometry/geos_support.hpp"

#include <geos_c.h>

#include <cmath>
#include <utility>

namespace geju {

namespace {

thread_local std::string lastMessage;

void keepMessage(const char* message, void*) {
    lastMessage = message;
}

struct ContextDeleter {
    void operator()(GEOSContextHandle_HS* context) const { GEOS_finish_r(context); }
};

/// Null where a coordinate is not finite: GEOS would overlay it to anything.
GEOSCoordSequence* makeSequence(std::span<const Point> points) {
    for (const Point& point : points) {
        if (!std::isfinite(point.x) || !std::isfinite(point.y)) return nullptr;
    }
    static_assert(sizeof(Point) == 2 * sizeof(double));
    return GEOSCoordSeq_copyFromBuffer_r(geosContext(), &points[0].x, static_cast<unsigned>(points.size()), 0, 0);
}

GeosGeometry makeRing(std::span<const Point> points) {
    constexpr std::size_t kLeastCorners = 4;
    std::vector<Point> closed;
    if (points.front() != points.back() || points.size() < kLeastCorners) {
        closed.assign(points.begin(), points.end());
        while (closed.back() != closed.front() || closed.size() < kLeastCorners) closed.push_back(closed.front());
        points = closed;
    }
    GEOSCoordSequence* sequence = makeSequence(points);
    return GeosGeometry(sequence ? GEOSGeom_createLinearRing_r(geosContext(), sequence) : nullptr);
}

} // namespace

void GeosDeleter::operator()(GEOSGeom_t* geometry) const {
    GEOSGeom_destroy_r(geosContext(), geometry);
}

GEOSContextHandle_HS* geosContext() {
    thread_local const std::unique_ptr<GEOSContextHandle_HS, ContextDeleter> context = [] {
        std::unique_ptr<GEOSContextHandle_HS, ContextDeleter> made(GEOS_init_r());
        GEOSContext_setErrorMessageHandler_r(made.get(), keepMessage, nullptr);
        return made;
    }();
    return context.get();
}

std::string takeGeosMessage() {
    return std::exchange(lastMessage, {});
}

GeosGeometry makeLine(std::span<const Point> path) {
    GEOSCoordSequence* sequence = makeSequence(path);
    return GeosGeometry(sequence ? GEOSGeom_createLineString_r(geosContext(), sequence) : nullptr);
}

GeosGeometry makePolygon(std::span<const std::span<const Point>> rings) {
    GEOSContextHandle_t context = geosContext();
    GeosGeometry shell;
    std::vector<GeosGeometry> holes;
    for (const auto& ring : rings) {
        if (ring.empty()) continue;
        GeosGeometry made = makeRing(ring);
        if (!made) return nullptr;
        if (!shell) {
            shell = std::move(made);
        } else {
            holes.push_back(std::move(made));
        }
    }
    if (!shell) return GeosGeometry(GEOSGeom_createEmptyPolygon_r(context));
    std::vector<GEOSGeometry*> taken;
    for (auto& hole : holes) taken.push_back(hole.release());
    return GeosGeometry(
        GEOSGeom_createPolygon_r(context, shell.release(), taken.data(), static_cast<unsigned>(taken.size())));
}

GeosGeometry makeMultiPolygon(std::vector<GeosGeometry> polygons) {
    std::vector<GEOSGeometry*> taken;
    for (auto& polygon : polygons) taken.push_back(polygon.release());
    return GeosGeometry(GEOSGeom_createCollection_r(geosContext(), GEOS_MULTIPOLYGON, taken.data(),
                                                    static_cast<unsigned>(taken.size())));
}

GeosGeometry onlyPolygons(GeosGeometry geometry) {
    if (!geometry) return geometry;
    GEOSContextHandle_t context = geosContext();
    const int type = GEOSGeomTypeId_r(context, geometry.get());
    if (type == GEOS_POLYGON || type == GEOS_MULTIPOLYGON) return geometry;
    std::vector<GeosGeometry> polygons;
    forEachPolygon(geometry.get(),
                   [&](const GEOSGeometry* polygon) { polygons.emplace_back(GEOSGeom_clone_r(context, polygon)); });
    return makeMultiPolygon(std::move(polygons));
}

std::vector<Point> pointsOfRing(const GEOSGeom_t* ring) {
    GEOSContextHandle_t context = geosContext();
    const GEOSCoordSequence* sequence = GEOSGeom_getCoordSeq_r(context, ring);
    unsigned count = 0;
    GEOSCoordSeq_getSize_r(context, sequence, &count);
    std::vector<Point> points(count);
    if (count > 0) GEOSCoordSeq_copyToBuffer_r(context, sequence, &points[0].x, 0, 0);
    return points;
}

void forEachPolygon(const GEOSGeom_t* geometry, const std::function<void(const GEOSGeom_t* polygon)>& visit) {
    GEOSContextHandle_t context = geosContext();
    const int type = GEOSGeomTypeId_r(context, geometry);
    if (type == GEOS_POLYGON) {
        if (!GEOSisEmpty_r(context, geometry)) visit(geometry);
    } else if (type == GEOS_MULTIPOLYGON || type == GEOS_GEOMETRYCOLLECTION) {
        const int count = GEOSGetNumGeometries_r(context, geometry);
        for (int i = 0; i < count; ++i) forEachPolygon(GEOSGetGeometryN_r(context, geometry, i), visit);
    }
}

std::vector<std::vector<Point>> ringsOfPolygon(const GEOSGeom_t* polygon) {
    GEOSContextHandle_t context = geosContext();
    std::vector<std::vector<Point>> rings;
    rings.push_back(pointsOfRing(GEOSGetExteriorRing_r(context, polygon)));
    const int holes = GEOSGetNumInteriorRings_r(context, polygon);
    for (int i = 0; i < holes; ++i) rings.push_back(pointsOfRing(GEOSGetInteriorRingN_r(context, polygon, i)));
    return rings;
}

} // namespace geju
