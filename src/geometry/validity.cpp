#include "core/translate.hpp"
#include "geometry/predicates.hpp"
#include "geometry/shape_data.hpp"
#include "geometry/simple_polygon.hpp"

#include <geos_c.h>

#include <array>
#include <cmath>

namespace geju {

namespace {

struct Reason {
    const char* geos; ///< as TopologyValidationError words it (GEOS 3.11)
    const char* code;
    const char* text;
};

constexpr const char* kInvalidCoordinate = "Invalid Coordinate";
constexpr const char* kTooFewPoints = "Too few points in geometry component";
constexpr const char* kNotClosed = "Ring is not closed";

std::array<Reason, 10> reasons() {
    return {{
        {"Self-intersection", "self-intersection", tr("the outline crosses itself or another one")},
        {"Ring Self-intersection", "ring-self-intersection", tr("a ring touches itself")},
        {"Hole lies outside shell", "hole-outside-shell", tr("a hole lies outside its polygon")},
        {"Holes are nested", "nested-holes", tr("a hole lies in another hole")},
        {"Nested shells", "nested-shells", tr("a part lies in another part")},
        {"Interior is disconnected", "disconnected-interior", tr("holes cut the polygon apart")},
        {"Duplicate Rings", "duplicate-rings", tr("a ring is given twice")},
        {kTooFewPoints, "too-few-points", tr("a ring has fewer than three corners")},
        {kNotClosed, "ring-not-closed", tr("a ring does not end where it began")},
        {kInvalidCoordinate, "invalid-coordinate", tr("a coordinate is not a finite number")},
    }};
}

} // namespace

Invalidity describeInvalidity(const std::string& geosReason, Point position) {
    for (const Reason& reason : reasons()) {
        if (geosReason == reason.geos) return {reason.code, reason.text, position};
    }
    return {"invalid", geosReason, position};
}

std::optional<Invalidity> invalidityOf(const GEOSGeom_t* geometry) {
    if (!geometry) return describeInvalidity(kInvalidCoordinate, {});
    GEOSContextHandle_t context = geosContext();
    char* reason = nullptr;
    GEOSGeometry* location = nullptr;
    constexpr int kStrictOgc = 0; // no GEOSVALID_ALLOW_SELFTOUCHING_RING_FORMING_HOLE, ESRI's looser sense
    const char valid = GEOSisValidDetail_r(context, geometry, kStrictOgc, &reason, &location);
    const GeosGeometry at(location);
    std::optional<Invalidity> found;
    if (valid != 1) {
        Point position;
        if (at) {
            GEOSGeomGetX_r(context, at.get(), &position.x);
            GEOSGeomGetY_r(context, at.get(), &position.y);
        }
        found = describeInvalidity(reason ? reason : takeGeosMessage(), position);
    }
    GEOSFree_r(context, reason);
    return found;
}

std::optional<Invalidity> invalidity(const FeatureTable& table, std::size_t row) {
    if (isSurelyValid(table, row)) return std::nullopt;
    bool hasPolygon = false;
    for (const std::uint32_t part : table.parts(row)) {
        if (table.kind(part) != PartKind::Polygon) continue;
        hasPolygon = true;
        for (const std::uint32_t ring : table.rings(part)) {
            const auto points = table.points(ring);
            if (points.empty()) continue;
            for (const Point& point : points) {
                if (!std::isfinite(point.x) || !std::isfinite(point.y)) {
                    return describeInvalidity(kInvalidCoordinate, point);
                }
            }
            constexpr std::size_t kLeastPoints = 4; // three corners and the first again
            if (points.front() != points.back()) {
                return describeInvalidity(points.size() < 3 ? kTooFewPoints : kNotClosed, points.back());
            }
            if (points.size() < kLeastPoints) return describeInvalidity(kTooFewPoints, points.front());
        }
    }
    return hasPolygon ? Shape::fromFeature(table, row).invalidity() : std::nullopt;
}

} // namespace geju
