// Tables for tests, from plain lists.
#pragma once

#include "geometry/feature_table.hpp"

#include <vector>

namespace geju::test {

using RingList = std::vector<std::vector<Point>>;

/// One feature of the polygons given.
inline FeatureTable polygonTable(const std::vector<RingList>& polygons, const Crs& crs = Crs::wgs84()) {
    TableBuilder builder;
    for (const RingList& rings : polygons) {
        builder.beginPart(PartKind::Polygon);
        for (const auto& ring : rings) {
            builder.beginRing();
            for (const Point& point : ring) builder.addPoint(point);
        }
    }
    builder.endFeature();
    return builder.build("polygons", crs);
}

inline FeatureTable lineTable(const RingList& lines, const Crs& crs = Crs::wgs84()) {
    TableBuilder builder;
    for (const auto& line : lines) {
        builder.beginPart(PartKind::Line);
        builder.beginRing();
        for (const Point& point : line) builder.addPoint(point);
    }
    builder.endFeature();
    return builder.build("lines", crs);
}

} // namespace geju::test
