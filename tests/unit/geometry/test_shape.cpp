#include "core/translate.hpp"
#include "even_odd_oracle.hpp"
#include "geometry/shape.hpp"
#include "random_polygons.hpp"
#include "support/catch.hpp"
#include "table_support.hpp"

#include <cmath>
#include <limits>
#include <thread>

using namespace geju;
using geju::test::evenOddArea;
using geju::test::polygonTable;
using geju::test::RandomPolygons;
using geju::test::RingList;

namespace {

std::vector<Point> square(double x, double y, double side) {
    return {{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}};
}

std::string codeOf(const std::vector<RingList>& polygons) {
    const auto found = invalidity(polygonTable(polygons), 0);
    return found ? found->code : "valid";
}

} // namespace

TEST_CASE("invalid polygons are named as the standard names them", "[shape]") {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const auto outer = square(0, 0, 10);
    CHECK(codeOf({{outer}}) == "valid");
    CHECK(codeOf({{outer, square(2, 2, 2)}}) == "valid");
    CHECK(codeOf({{outer}, {square(10, 10, 2)}}) == "valid"); // touch at a corner
    CHECK(codeOf({{{{0, 0}, {10, 10}, {10, 0}, {0, 10}, {0, 0}}}}) == "self-intersection");
    CHECK(codeOf({{{{0, 0}, {4, 0}, {2, 2}, {3, 4}, {1, 4}, {2, 2}, {0, 0}}}}) == "ring-self-intersection");
    CHECK(codeOf({{outer, square(20, 20, 2)}}) == "hole-outside-shell");
    CHECK(codeOf({{outer, square(1, 1, 8), square(3, 3, 2)}}) == "nested-holes");
    CHECK(codeOf({{outer}, {square(2, 2, 2)}}) == "nested-shells");
    CHECK(codeOf({{outer, {{0, 5}, {5, 2}, {10, 5}, {5, 8}, {0, 5}}}}) == "disconnected-interior");
    CHECK(codeOf({{outer}, {square(5, 5, 10)}}) == "self-intersection"); // parts overlap
    CHECK(codeOf({{outer, outer}}) != "valid");
    CHECK(codeOf({{outer}, {outer}}) != "valid");
    CHECK(codeOf({{{{0, 0}, {1, 1}, {0, 0}}}}) == "too-few-points");
    CHECK(codeOf({{{{0, 0}, {1, 1}, {1, 1}, {0, 0}}}}) == "too-few-points");
    CHECK(codeOf({{{{0, 0}}}}) == "too-few-points");
    CHECK(codeOf({{{{0, 0}, {1, 0}, {1, 1}, {0, 1}}}}) == "ring-not-closed");
    CHECK(codeOf({{{{0, 0}, {1, 0}, {nan, 1}, {0, 0}}}}) == "invalid-coordinate");
    CHECK(codeOf({{{{0, 0}, {1, 0}, {1, INFINITY}, {0, 0}}}}) == "invalid-coordinate");
    CHECK_FALSE(invalidity(geju::test::lineTable({{{0, 0}, {1, 1}}}), 0));

    setLanguage("en");
    const auto bowTie = invalidity(polygonTable({{{{0, 0}, {10, 10}, {10, 0}, {0, 10}, {0, 0}}}}), 0);
    REQUIRE(bowTie);
    CHECK(bowTie->position == Point{5, 5});
    CHECK(bowTie->reason == "the outline crosses itself or another one");
}

TEST_CASE("repair keeps the even-odd inside of a polygon", "[shape]") {
    RandomPolygons random(31);
    for (int round = 0; round < 2000; ++round) {
        RingList rings{round % 2 ? random.scribble({500, 500}, 100, random.integer(4, 20))
                                 : random.gridScribble(6, random.integer(3, 12))};
        for (int hole = random.integer(0, 2); hole > 0; --hole) rings.push_back(random.gridScribble(6, 4));
        const auto repaired = Shape::fromRings(rings).repaired();
        INFO("round " << round);
        REQUIRE(repaired);
        REQUIRE_FALSE(repaired->invalidity());
        REQUIRE(repaired->planarArea() == Approx(evenOddArea(rings)).epsilon(1e-9).margin(1e-9));
    }
}

TEST_CASE("repair leaves valid shapes alone and unites parts that overlap", "[shape]") {
    const Shape valid = Shape::fromFeature(polygonTable({{square(0, 0, 10), square(2, 2, 2)}, {square(20, 0, 1)}}), 0);
    CHECK_FALSE(valid.invalidity());
    CHECK(valid.repaired()->planarArea() == 97);
    const Shape overlapping = Shape::fromFeature(polygonTable({{square(0, 0, 10)}, {square(5, 0, 10)}}), 0);
    CHECK(overlapping.invalidity());
    CHECK(overlapping.repaired()->planarArea() == 150); // counted once
    const Shape twice = Shape::fromFeature(polygonTable({{square(0, 0, 10)}, {square(0, 0, 10)}}), 0);
    CHECK(twice.repaired()->planarArea() == 100);
}

TEST_CASE("overlays of stars agree with inclusion and exclusion", "[shape]") {
    RandomPolygons random(32);
    for (int round = 0; round < 500; ++round) {
        const Shape a =
            Shape::fromRings(random.starWithHoles({0, 0}, 100, random.integer(6, 40), random.integer(0, 2)));
        const Shape b = Shape::fromRings(random.starWithHoles({random.real(-150, 150), random.real(-150, 150)}, 80,
                                                              random.integer(6, 40), random.integer(0, 2)));
        const auto both = a.intersection(b);
        const auto either = a.united(b);
        const auto onlyA = a.difference(b);
        REQUIRE(both);
        REQUIRE(either);
        REQUIRE(onlyA);
        REQUIRE(either->planarArea() == Approx(a.planarArea() + b.planarArea() - both->planarArea()).epsilon(1e-12));
        REQUIRE(onlyA->planarArea() == Approx(a.planarArea() - both->planarArea()).epsilon(1e-9).margin(1e-9));
        // The symmetric difference is what even-odd makes of all rings together.
        RingList all;
        for (const Shape* shape : {&a, &b}) {
            shape->forEachPolygon([&](std::span<const std::span<const Point>> rings) {
                for (const auto& ring : rings) all.emplace_back(ring.begin(), ring.end());
            });
        }
        REQUIRE(either->planarArea() - both->planarArea() == Approx(evenOddArea(all)).epsilon(1e-9));
        REQUIRE(a.intersects(b) == !both->empty());
        REQUIRE(PreparedShape(a).intersects(b) == a.intersects(b));
        const Shape* list[] = {&a, &b};
        REQUIRE(Shape::unionOf(list)->planarArea() == Approx(either->planarArea()).epsilon(1e-12));
    }
}

TEST_CASE("the part inside a box is the intersection with it", "[shape]") {
    RandomPolygons polygons(11);
    for (int i = 0; i < 300; ++i) {
        const Shape shape =
            Shape::fromRings(polygons.starWithHoles({0, 0}, 100, polygons.integer(6, 40), polygons.integer(0, 3)));
        const Box whole = shape.envelope();
        const Box box{whole.minX + 0.137 * whole.width(), whole.minY + 0.219 * whole.height(),
                      whole.minX + 0.731 * whole.width(), whole.minY + 0.877 * whole.height()};
        const auto clipped = shape.clipped(box);
        const auto exact = shape.intersection(Shape::fromBox(box));
        REQUIRE(clipped);
        REQUIRE(exact);
        CHECK_FALSE(clipped->invalidity());
        CHECK(clipped->planarArea() == Approx(exact->planarArea()).epsilon(1e-12));
    }
}

TEST_CASE("shapes that only touch have an empty intersection, not a failed one", "[shape]") {
    const Shape left = Shape::fromBox({0, 0, 10, 10});
    const Shape right = Shape::fromBox({10, 0, 20, 10});
    const auto both = left.intersection(right);
    REQUIRE(both);
    CHECK(both->empty());
    CHECK(both->planarArea() == 0);
    CHECK(left.intersects(right));
    CHECK(both->envelope().empty());
    int visited = 0;
    both->forEachPolygon([&](auto) { ++visited; });
    CHECK(visited == 0);
}

TEST_CASE("predicates and buffers", "[shape]") {
    const Shape outer = Shape::fromBox({0, 0, 10, 10});
    const Shape inner = Shape::fromBox({2, 2, 4, 4});
    const Shape edge = Shape::fromBox({0, 2, 4, 4});
    const PreparedShape prepared(outer);
    CHECK(outer.covers(inner));
    CHECK(outer.covers(edge));
    CHECK_FALSE(inner.covers(outer));
    CHECK(prepared.covers(edge));
    CHECK(prepared.containsProperly(inner));
    CHECK_FALSE(prepared.containsProperly(edge));
    CHECK(outer.contains({5, 5}));
    CHECK(outer.contains({0, 5})); // on the edge
    CHECK_FALSE(outer.contains({-0.001, 5}));
    CHECK(prepared.contains({10, 10}));
    CHECK_FALSE(prepared.contains({10, 10.001}));
    // A square of side 10 grown by 1: 100 + 4·10·1 and a circle of 4·16 chords for the corners.
    const double circle = 64 * std::sin(2 * std::numbers::pi / 64) / 2;
    const auto grown = outer.buffered(1, 16);
    REQUIRE(grown);
    CHECK(grown->planarArea() == Approx(140 + circle).epsilon(1e-9));
    CHECK(outer.buffered(-6)->empty());
    CHECK(outer.envelope() == Box{0, 0, 10, 10});
}

TEST_CASE("an overlay that cannot be made is an error, never empty", "[shape]") {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const Shape good = Shape::fromBox({0, 0, 10, 10});
    const Shape bad = Shape::fromFeature(polygonTable({{{{0, 0}, {1, 0}, {nan, 1}, {0, 0}}}}), 0);
    CHECK_FALSE(bad.empty());
    REQUIRE(bad.invalidity());
    CHECK(bad.invalidity()->code == "invalid-coordinate");
    const Shape* list[] = {&good, &bad};
    for (const auto& result : {good.intersection(bad).issues, bad.difference(good).issues, good.united(bad).issues,
                               bad.repaired().issues, bad.buffered(1).issues, Shape::unionOf(list).issues}) {
        REQUIRE(result.size() == 1);
        CHECK(result[0].code == "overlay-failed");
        CHECK(result[0].severity == Severity::Error);
        CHECK_FALSE(result[0].message.empty());
    }
    CHECK(good.intersects(bad)); // so that the overlay is tried and fails aloud
    CHECK_FALSE(good.covers(bad));
    CHECK_FALSE(bad.interiorPoint());
}

TEST_CASE("open and empty rings", "[shape]") {
    CHECK(Shape::fromRings(RingList{{{0, 0}, {10, 0}, {10, 10}, {0, 10}}}).planarArea() == 100);
    CHECK(Shape::fromRings(RingList{{}}).empty());
    CHECK(Shape::fromRings(RingList{}).empty());
    CHECK(Shape::fromRings(RingList{{}, square(0, 0, 2)}).planarArea() == 4);
    CHECK(Shape().empty());
    CHECK(Shape::fromBox({}).empty());
    CHECK(Shape::fromFeature(geju::test::lineTable({{{0, 0}, {1, 1}}}), 0).empty());
    CHECK(Shape::unionOf({})->empty());
    CHECK(Shape::fromRings(RingList{{{0, 0}, {1, 1}}}).repaired()->empty());
}

TEST_CASE("the pole of inaccessibility lies deepest inside", "[shape]") {
    const auto middle = Shape::fromBox({0, 0, 10, 20}).interiorPoint();
    REQUIRE(middle);
    CHECK(std::fabs(middle->x - 5) <= 0.05);
    // A hole in the middle pushes it into a corner field: the circle between hole and corner.
    const Shape ring = Shape::fromRings(RingList{square(0, 0, 10), square(3, 3, 4)});
    const auto aside = ring.interiorPoint();
    REQUIRE(aside);
    CHECK(ring.contains(*aside));
    RandomPolygons random(33);
    for (int round = 0; round < 300; ++round) {
        const RingList rings = random.starWithHoles({1e6, -2e6}, 100, random.integer(6, 40), random.integer(0, 3));
        const Shape shape = Shape::fromRings(rings);
        const auto pole = shape.interiorPoint();
        REQUIRE(pole);
        const FeatureTable outline = [&] {
            RingList closed = rings;
            for (auto& line : closed) line.push_back(line.front());
            return geju::test::lineTable(closed);
        }();
        const auto depth = [&](Point p) {
            double least = std::numeric_limits<double>::infinity();
            for (const std::uint32_t part : outline.parts(0)) {
                const auto path = outline.points(part);
                for (std::size_t i = 1; i < path.size(); ++i) {
                    const double dx = path[i].x - path[i - 1].x, dy = path[i].y - path[i - 1].y;
                    const double t = std::clamp(
                        ((p.x - path[i - 1].x) * dx + (p.y - path[i - 1].y) * dy) / (dx * dx + dy * dy), 0.0, 1.0);
                    least = std::min(least, std::hypot(path[i - 1].x + t * dx - p.x, path[i - 1].y + t * dy - p.y));
                }
            }
            return least;
        };
        REQUIRE(shape.contains(*pole));
        const double deepest = depth(*pole);
        for (int i = 0; i < 300; ++i) { // no point tried at random is deeper by more than the stated 1 %
            const Point p{1e6 + random.real(-100, 100), -2e6 + random.real(-100, 100)};
            if (shape.contains(p)) REQUIRE(depth(p) * 0.99 <= deepest * (1 + 1e-9));
        }
    }
    CHECK_FALSE(Shape::fromRings(RingList{{{0, 0}, {5, 0}, {9, 0}, {0, 0}}}).interiorPoint());
}

TEST_CASE("shapes may be made in one thread and used and dropped in another", "[shape]") {
    std::vector<Shape> made(8);
    std::vector<std::thread> threads;
    for (std::size_t t = 0; t < made.size(); ++t) {
        threads.emplace_back([&, t] { made[t] = Shape::fromBox({0, 0, static_cast<double>(t + 1), 1}); });
    }
    for (auto& thread : threads) thread.join();
    std::vector<const Shape*> list;
    for (const Shape& shape : made) list.push_back(&shape);
    CHECK(Shape::unionOf(list)->planarArea() == 8);
    std::thread([taken = std::move(made)]() mutable { taken.clear(); }).join();
}
