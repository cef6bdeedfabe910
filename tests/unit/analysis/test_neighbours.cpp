// Neighbours on a grid of squares, whose borders are known, and a distance against pyproj's.
#include "analysis/neighbours.hpp"
#include "cells.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

using namespace geju;
using namespace geju::test;

namespace {

void addPart(TableBuilder& builder, PartKind kind, const std::vector<Point>& points) {
    builder.beginPart(kind);
    builder.beginRing();
    for (const Point point : points) builder.addPoint(point);
}

void addSquare(TableBuilder& builder, double x, double y, double side, bool detailed = false) {
    const Point o{kGridOrigin.x + x, kGridOrigin.y + y};
    std::vector<Point> ring{o, {o.x + side, o.y}};
    if (detailed) ring.push_back({o.x + side, o.y + side / 4}); // a corner that the neighbour does not have
    ring.insert(ring.end(), {{o.x + side, o.y + side}, {o.x, o.y + side}, o});
    addPart(builder, PartKind::Polygon, ring);
    builder.endFeature();
}

std::vector<std::uint32_t> rows(const Neighbourhood& around) {
    std::vector<std::uint32_t> out;
    for (const Neighbour& n : around.neighbours) out.push_back(n.row);
    return out;
}

} // namespace

TEST_CASE("a square among squares borders on four and touches four at its corners", "[neighbours]") {
    TableBuilder builder;
    for (int y = 0; y < 5; ++y) {
        for (int x = 0; x < 5; ++x) addSquare(builder, 100 * x, 100 * y, 100, (x + y) % 2 == 0);
    }
    const FeatureTable table = builder.build("squares", planeCrs());
    const Neighbourhood around = neighbours(table, 12, 8);
    CHECK(around.touching == 8);
    REQUIRE(around.neighbours.size() == 8);
    const auto found = rows(around);
    CHECK(std::set<std::uint32_t>(found.begin(), found.begin() + 4) == std::set<std::uint32_t>{7, 11, 13, 17});
    for (std::size_t i = 0; i < 4; ++i) {
        // 100 m of the plane; a Gauss–Krüger zone stretches them by less than 1 in 2000.
        CHECK(std::abs(around.neighbours[i].borderMeters - 100) < 0.05);
        CHECK(around.neighbours[i].distanceMeters == 0);
    }
    for (std::size_t i = 4; i < 8; ++i) CHECK(around.neighbours[i].borderMeters == 0);
    CHECK(neighbours(table, 12, 3).neighbours.size() == 3);
    CHECK(neighbours(table, 12, 3).touching == 8);
}

TEST_CASE("features that touch nothing have the nearest ones with distance and direction", "[neighbours]") {
    TableBuilder builder;
    addSquare(builder, 0, 0, 10);
    for (int i = 1; i <= 40; ++i) { // on a spiral: the i-th is the i-th nearest
        const double angle = i * 2.4;
        const double far = 200.0 * i;
        addPart(builder, PartKind::Points,
                {{kGridOrigin.x + far * std::sin(angle), kGridOrigin.y + far * std::cos(angle)}});
        builder.endFeature();
    }
    const FeatureTable plane = builder.build("points", planeCrs());
    const Neighbourhood around = neighbours(plane, 0, 5);
    CHECK(around.touching == 0);
    CHECK(rows(around) == std::vector<std::uint32_t>{1, 2, 3, 4, 5});

    TableBuilder degrees;
    const Point here{120.95, 31.38};
    const Point there{120.97, 31.42};
    for (const Point place : {here, there}) {
        addPart(degrees, PartKind::Points, {place});
        degrees.endFeature();
    }
    const FeatureTable lonLat = degrees.build("places", Crs::wgs84());
    const Neighbourhood one = neighbours(lonLat, 0);
    REQUIRE(one.neighbours.size() == 1);
    // The inverse geodesic by pyproj 3.4's Geod.
    CHECK(std::abs(one.neighbours[0].distanceMeters - 4825.718929793579) < 1e-6);
    CHECK(std::abs(one.neighbours[0].azimuthDegrees - 23.207874845461326) < 1e-9);
}

TEST_CASE("lines that cross and polygons that hold others touch; gaps under a centimetre are none", "[neighbours]") {
    const auto at = [](double x, double y) { return Point{kGridOrigin.x + x, kGridOrigin.y + y}; };
    TableBuilder builder;
    addPart(builder, PartKind::Line, {at(0, 0), at(100, 100)});
    builder.endFeature();
    addPart(builder, PartKind::Line, {at(0, 100), at(100, 0)}); // crosses the first
    builder.endFeature();
    addSquare(builder, 40, 40, 20);                             // the first runs through it
    addSquare(builder, 60.004, 40, 20);                         // a gap of 4 mm to the square, none to the line
    addPart(builder, PartKind::Line, {at(50, 50), at(80, 80)}); // lies on the first for 42.43 m
    builder.endFeature();
    builder.endFeature(); // no geometry at all
    const FeatureTable table = builder.build("mixed", planeCrs());

    const Neighbourhood first = neighbours(table, 0);
    CHECK(first.touching == 4);
    REQUIRE(first.neighbours.size() == 4);
    CHECK(first.neighbours[0].row == 4);
    CHECK(std::abs(first.neighbours[0].borderMeters - 30 * std::numbers::sqrt2) < 0.03);
    const auto square = rows(neighbours(table, 2));
    CHECK(std::find(square.begin(), square.end(), 3U) != square.end());
    CHECK(neighbours(table, 5).neighbours.empty());
}
