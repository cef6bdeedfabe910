// Small tables for the tests of this room.
#pragma once

#include "geometry/feature_table.hpp"

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

namespace geju::test {

using Attributes = std::vector<std::pair<std::string, Value>>;

/// One unit square a feature.
inline FeatureTable squares(const std::vector<Attributes>& features, const std::string& name = "squares") {
    TableBuilder builder;
    double x = 0;
    for (const auto& attributes : features) {
        builder.beginPart(PartKind::Polygon);
        builder.beginRing();
        for (const Point corner : {Point{0, 0}, Point{1, 0}, Point{1, 1}, Point{0, 1}, Point{0, 0}}) {
            builder.addPoint({x + corner.x, corner.y});
        }
        for (const auto& [key, value] : attributes) builder.set(key, value);
        builder.endFeature();
        x += 2;
    }
    return builder.build(name, Crs::wgs84());
}

} // namespace geju::test
