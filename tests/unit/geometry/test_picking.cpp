#include "geometry/picking.hpp"
#include "geometry/shape.hpp"
#include "random_polygons.hpp"
#include "support/catch.hpp"
#include "table_support.hpp"

#include <cmath>
#include <limits>

using namespace geju;
using geju::test::lineTable;
using geju::test::polygonTable;
using geju::test::RingList;

TEST_CASE("inside, outside, in a hole, on every kind of edge", "[picking]") {
    const FeatureTable table =
        polygonTable({{{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}}, {{4, 4}, {6, 4}, {6, 6}, {4, 4}}},
                      {{{20, 0}, {30, 10}, {20, 10}, {20, 0}}}});
    for (const Point inside : {Point{1, 1}, Point{5, 1}, Point{4.1, 5.9}, Point{21, 5}})
        CHECK(contains(table, 0, inside));
    for (const Point outside :
         {Point{-1, 5}, Point{11, 5}, Point{5.5, 5}, Point{15, 5}, Point{29, 1}, Point{-1, 10}, Point{31, 10}}) {
        CHECK_FALSE(contains(table, 0, outside));
    }
    for (const Point edge : {Point{0, 0}, Point{10, 10}, Point{5, 0}, Point{5, 10}, Point{0, 5}, Point{10, 5},
                             Point{5, 4}, Point{5, 5}, Point{6, 5}, Point{25, 5}, Point{20, 3}, Point{25, 10}}) {
        INFO(edge.x << " " << edge.y);
        CHECK(contains(table, 0, edge));
        CHECK(distance(table, 0, edge) == 0);
    }
    CHECK(distance(table, 0, {-3, -4}) == 5);
    CHECK(distance(table, 0, {15, 5}) == 5);
    CHECK(distance(table, 0, {5.5, 5}) == Approx(std::sqrt(2) / 4)); // in the hole, near its slope
}

TEST_CASE("neighbours never both miss and never both claim a point between them", "[picking]") {
    // Two parcels that share a slanting edge whose points are not representable.
    const FeatureTable left = polygonTable({{{{0, 0}, {1.1, 0}, {3.7, 10}, {0, 10}, {0, 0}}}});
    const FeatureTable right = polygonTable({{{{1.1, 0}, {9, 0}, {9, 10}, {3.7, 10}, {1.1, 0}}}});
    geju::test::RandomPolygons random(41);
    for (int i = 0; i < 20000; ++i) {
        const double y = random.real(0, 10);
        double x = 1.1 + 2.6 * y / 10;
        for (int k = random.integer(-3, 3); k != 0; k += k > 0 ? -1 : 1) x = std::nextafter(x, k > 0 ? 100 : -100);
        REQUIRE((contains(left, 0, {x, y}) || contains(right, 0, {x, y})));
    }
}

TEST_CASE("lines, points and features without geometry", "[picking]") {
    const FeatureTable line = lineTable({{{0, 0}, {10, 0}, {10, 10}}});
    CHECK_FALSE(contains(line, 0, {5, 0}));
    CHECK(distance(line, 0, {5, 0}) == 0);
    CHECK(distance(line, 0, {5, 3}) == 3);
    CHECK(distance(line, 0, {13, 14}) == 5);
    TableBuilder builder;
    builder.beginPart(PartKind::Points);
    builder.beginRing();
    builder.addPoint({1, 1});
    builder.addPoint({5, 5});
    builder.endFeature();
    builder.endFeature();
    const FeatureTable points = builder.build("points", Crs::wgs84());
    CHECK(distance(points, 0, {1, 3}) == 2);
    CHECK(distance(points, 0, {3, 3}) == Approx(std::sqrt(8))); // points are not joined
    CHECK(distance(points, 1, {1, 1}) == std::numeric_limits<double>::infinity());
    CHECK_FALSE(contains(points, 1, {1, 1}));
    CHECK(distanceToPath(std::vector<Point>{{2, 2}, {2, 2}}, {5, 6}) == 5);
    CHECK(distanceToPath(std::vector<Point>{{2, 2}}, {5, 6}) == 5);
    CHECK(distanceToPath({}, {5, 6}) == std::numeric_limits<double>::infinity());
}

TEST_CASE("what a box touches: by a corner, a side, from within, from a hole", "[picking]") {
    const FeatureTable table =
        polygonTable({{{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}}, {{2, 2}, {8, 2}, {8, 8}, {2, 8}, {2, 2}}}});
    for (const Box& box : {Box{-5, -5, 20, 20}, Box{0.5, 0.5, 1, 1}, Box{10, 10, 12, 12}, Box{10, 4, 12, 5},
                           Box{-1, 4, 11, 5}, Box{3, 3, 8, 4}}) {
        INFO(box.minX << " " << box.minY);
        CHECK(touches(table, 0, box));
    }
    for (const Box& box : {Box{3, 3, 7, 7}, Box{10.5, 0, 12, 5}, Box{-2, 10.5, 12, 12}})
        CHECK_FALSE(touches(table, 0, box));
    CHECK_FALSE(outlineTouches(table, 0, {0.5, 0.5, 1, 1})); // inside, away from all rings
    CHECK(outlineTouches(table, 0, {0.5, 0.5, 2, 2}));

    const FeatureTable line = lineTable({{{0, 0}, {10, 10}}});
    CHECK(touches(line, 0, {4, 3, 6, 5}));
    CHECK(touches(line, 0, {5, 3, 7, 5})); // the very corner
    CHECK_FALSE(touches(line, 0, {5.1, 3, 7, 5}));
    const FeatureTable nothing = polygonTable({});
    CHECK_FALSE(touches(nothing, 0, {-1, -1, 1, 1}));
}

TEST_CASE("a box touches what GEOS finds to intersect it", "[picking]") {
    geju::test::RandomPolygons random(97);
    std::size_t touched = 0;
    std::size_t crossed = 0;
    for (int i = 0; i < 3000; ++i) {
        auto rings = random.starWithHoles({0, 0}, 10, random.integer(5, 12), random.integer(0, 2));
        for (auto& ring : rings) ring.push_back(ring.front());
        const FeatureTable table = polygonTable({rings});
        const Point at{random.real(-12, 12), random.real(-12, 12)};
        const Box box{at.x, at.y, at.x + random.real(0.1, 6), at.y + random.real(0.1, 6)};
        const Shape shape = Shape::fromFeature(table, 0);
        const bool meets = shape.intersects(Shape::fromBox(box));
        REQUIRE(touches(table, 0, box) == meets);
        touched += meets;
        const bool crosses = outlineTouches(table, 0, box);
        REQUIRE((meets || !crosses));
        crossed += crosses;
    }
    CHECK(touched > 1000);
    CHECK(touched < 2900);
    CHECK(crossed < touched);
}
