#include "geometry/proximity.hpp"

#include "geometry/geos_support.hpp"

#include <geos_c.h>

#include <algorithm>
#include <utility>

namespace geju {

namespace {

using Prepared = std::unique_ptr<const GEOSPreparedGeometry, void (*)(const GEOSPreparedGeometry*)>;

void destroyPrepared(const GEOSPreparedGeometry* prepared) {
    if (prepared) GEOSPreparedGeom_destroy_r(geosContext(), prepared);
}

GeosGeometry makePoint(Point point) {
    return GeosGeometry(GEOSGeom_createPointFromXY_r(geosContext(), point.x, point.y));
}

GeosGeometry collect(std::vector<GeosGeometry> members) {
    if (members.size() == 1) return std::move(members.front());
    std::vector<GEOSGeometry*> raw;
    for (GeosGeometry& member : members) raw.push_back(member.release());
    return GeosGeometry(GEOSGeom_createCollection_r(geosContext(), GEOS_GEOMETRYCOLLECTION, raw.data(),
                                                    static_cast<unsigned>(raw.size())));
}

/// Null where the feature is empty or GEOS refuses a part of it.
GeosGeometry geometryOf(const FeatureTable& table, std::size_t row) {
    std::vector<GeosGeometry> members;
    std::vector<std::span<const Point>> rings;
    for (const std::uint32_t part : table.parts(row)) {
        if (table.kind(part) == PartKind::Polygon) {
            rings.clear();
            for (const std::uint32_t ring : table.rings(part)) rings.push_back(table.points(ring));
            members.push_back(makePolygon(rings));
        } else {
            for (const std::uint32_t ring : table.rings(part)) {
                const auto points = table.points(ring);
                if (table.kind(part) == PartKind::Line && points.size() > 1) {
                    members.push_back(makeLine(points));
                } else {
                    for (const Point& point : points) members.push_back(makePoint(point));
                }
            }
        }
    }
    const bool refused = std::any_of(members.begin(), members.end(), [](const GeosGeometry& m) { return !m; });
    return members.empty() || refused ? nullptr : collect(std::move(members));
}

/// The rings and paths of a feature, each as a line.
GeosGeometry borderOf(const FeatureTable& table, std::size_t row) {
    std::vector<GEOSGeometry*> lines;
    for (const std::uint32_t part : table.parts(row)) {
        if (table.kind(part) == PartKind::Points) continue;
        for (const std::uint32_t ring : table.rings(part)) {
            if (table.points(ring).size() < 2) continue;
            if (GeosGeometry line = makeLine(table.points(ring))) lines.push_back(line.release());
        }
    }
    return GeosGeometry(GEOSGeom_createCollection_r(geosContext(), GEOS_MULTILINESTRING, lines.data(),
                                                    static_cast<unsigned>(lines.size())));
}

void addLines(const GEOSGeometry* geometry, std::vector<std::vector<Point>>& lines) {
    GEOSContextHandle_t context = geosContext();
    const int type = GEOSGeomTypeId_r(context, geometry);
    if (type == GEOS_LINESTRING) {
        lines.push_back(pointsOfRing(geometry));
    } else if (type == GEOS_MULTILINESTRING || type == GEOS_GEOMETRYCOLLECTION) {
        const int count = GEOSGetNumGeometries_r(context, geometry);
        for (int i = 0; i < count; ++i) addLines(GEOSGetGeometryN_r(context, geometry, i), lines);
    }
}

} // namespace

struct Proximity::Data {
    GeosGeometry geometry;
    GeosGeometry border;
    Prepared prepared{nullptr, destroyPrepared}; ///< refers to `geometry`: destroyed before it
};

Proximity::Proximity(const FeatureTable& table, std::size_t row)
  : data_(std::make_unique<Data>()) {
    data_->geometry = geometryOf(table, row);
    data_->border = borderOf(table, row);
    if (data_->geometry) data_->prepared.reset(GEOSPrepare_r(geosContext(), data_->geometry.get()));
}

Proximity::Proximity(Proximity&&) noexcept = default;
Proximity& Proximity::operator=(Proximity&&) noexcept = default;
Proximity::~Proximity() = default;

std::optional<Gap> Proximity::gapTo(const FeatureTable& table, std::size_t row) const {
    GEOSContextHandle_t context = geosContext();
    const GeosGeometry other = geometryOf(table, row);
    if (!data_->prepared || !other) return std::nullopt;
    Gap gap;
    if (GEOSPreparedDistance_r(context, data_->prepared.get(), other.get(), &gap.distance) != 1) return std::nullopt;
    GEOSCoordSequence* nearest = GEOSPreparedNearestPoints_r(context, data_->prepared.get(), other.get());
    if (!nearest) return std::nullopt;
    GEOSCoordSeq_getXY_r(context, nearest, 0, &gap.here.x, &gap.here.y);
    GEOSCoordSeq_getXY_r(context, nearest, 1, &gap.there.x, &gap.there.y);
    GEOSCoordSeq_destroy_r(context, nearest);
    return gap;
}

std::vector<std::vector<Point>> Proximity::commonBorder(const FeatureTable& table, std::size_t row) const {
    const GeosGeometry other = borderOf(table, row);
    std::vector<std::vector<Point>> lines;
    if (!data_->border || !other) return lines;
    const GeosGeometry common(GEOSIntersection_r(geosContext(), data_->border.get(), other.get()));
    if (common) addLines(common.get(), lines);
    return lines;
}

} // namespace geju
