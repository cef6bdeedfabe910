// The even–odd interior of arbitrary rings: all edges are noded and dissolved, the faces between them polygonized, and
// a face is kept when the original rings go round a point in it an odd number of times. GEOS's own MakeValid is not
// used: it forgets how often an edge is repeated (a ring drawn twice is empty by even–odd, full by MakeValid).
#include "geometry/geos_support.hpp"
#include "geometry/predicates.hpp"

#include <geos_c.h>

namespace geju {

namespace {

GeosGeometry lineworkOf(std::span<const std::vector<Point>> rings) {
    GEOSContextHandle_t context = geosContext();
    std::vector<GEOSGeometry*> lines;
    for (const auto& ring : rings) {
        if (ring.size() < 3) continue; // encloses nothing
        std::vector<Point> closed = ring;
        if (closed.front() != closed.back()) closed.push_back(closed.front());
        GEOSCoordSequence* sequence =
            GEOSCoordSeq_copyFromBuffer_r(context, &closed[0].x, static_cast<unsigned>(closed.size()), 0, 0);
        if (GEOSGeometry* line = GEOSGeom_createLineString_r(context, sequence)) lines.push_back(line);
    }
    return GeosGeometry(
        GEOSGeom_createCollection_r(context, GEOS_MULTILINESTRING, lines.data(), static_cast<unsigned>(lines.size())));
}

} // namespace

GeosGeometry evenOddInterior(std::span<const std::vector<Point>> rings) {
    GEOSContextHandle_t context = geosContext();
    for (const auto& ring : rings) {
        for (const Point& point : ring) {
            if (!isUsable(point)) return nullptr;
        }
    }
    const GeosGeometry lines = lineworkOf(rings);
    if (!lines) return nullptr;
    const GeosGeometry noded(GEOSUnaryUnion_r(context, lines.get()));
    if (!noded) return nullptr;
    const GEOSGeometry* nodedLines = noded.get();
    const GeosGeometry faces(GEOSPolygonize_r(context, &nodedLines, 1));
    if (!faces) return nullptr;

    std::vector<const GEOSGeometry*> all;
    std::vector<Point> inside;
    bool failed = false;
    forEachPolygon(faces.get(), [&](const GEOSGeometry* face) {
        const GeosGeometry point(GEOSPointOnSurface_r(context, face));
        Point at;
        if (!point || !GEOSGeomGetX_r(context, point.get(), &at.x) || !GEOSGeomGetY_r(context, point.get(), &at.y)) {
            failed = true;
            return;
        }
        all.push_back(face);
        inside.push_back(at);
    });
    if (failed) return nullptr;

    CrossingParity parity(inside);
    for (const auto& ring : rings) parity.addRing(ring);
    std::vector<GeosGeometry> kept;
    for (std::size_t face = 0; face < all.size(); ++face) {
        if (parity.isOdd(face)) kept.emplace_back(GEOSGeom_clone_r(context, all[face]));
    }
    // Odd faces that meet along an edge (one drawn an even number of times) grow together here.
    const GeosGeometry pieces = makeMultiPolygon(std::move(kept));
    return pieces ? onlyPolygons(GeosGeometry(GEOSUnaryUnion_r(context, pieces.get()))) : nullptr;
}

} // namespace geju
