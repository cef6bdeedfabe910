#include "geometry/measure.hpp"
#include "geometry/predicates.hpp"
#include "random_polygons.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <cstdint>

using namespace geju;

namespace {

__extension__ typedef __int128 Wide;

/// On integers up to 2^60 the determinant fits 128 bits: exact.
int integerOrientation(std::int64_t ax, std::int64_t ay, std::int64_t bx, std::int64_t by, std::int64_t cx,
                       std::int64_t cy) {
    const Wide determinant = static_cast<Wide>(ax - cx) * (by - cy) - static_cast<Wide>(ay - cy) * (bx - cx);
    return determinant > 0 ? 1 : determinant < 0 ? -1 : 0;
}

} // namespace

TEST_CASE("orientation has the sign of exact integer arithmetic", "[predicates]") {
    geju::test::RandomPolygons random(21);
    int zeros = 0;
    for (int round = 0; round < 200000; ++round) {
        // Three points nearly on a line, as multiples of 2^-20, about an offset that uses all 53 bits.
        const std::int64_t offset = std::int64_t{1} << random.integer(20, 52);
        const std::int64_t dx = random.integer(-1000000, 1000000), dy = random.integer(-1000000, 1000000);
        const std::int64_t t = random.integer(-50, 50), u = random.integer(-50, 50);
        const std::int64_t ax = offset, ay = offset / 2;
        const std::int64_t bx = ax + t * dx, by = ay + t * dy;
        const std::int64_t cx = ax + u * dx + random.integer(-1, 1), cy = ay + u * dy + random.integer(-1, 1);
        const auto at = [](std::int64_t x, std::int64_t y) {
            return Point{std::ldexp(static_cast<double>(x), -20), std::ldexp(static_cast<double>(y), -20)};
        };
        const int expected = integerOrientation(ax, ay, bx, by, cx, cy);
        zeros += expected == 0;
        REQUIRE(orientation(at(ax, ay), at(bx, by), at(cx, cy)) == expected);
        const double area = doubledArea(at(ax, ay), at(bx, by), at(cx, cy));
        REQUIRE((area > 0) - (area < 0) == expected);
    }
    CHECK(zeros > 1000);
}

TEST_CASE("orientation is exact where differences are not", "[predicates]") {
    // c differs from the line through a and b by the last bit of a small coordinate beside large ones.
    const Point a{1e16, 1e16}, b{-1e16, -1e16};
    CHECK(orientation(a, b, {0.5, 0.5}) == 0);
    CHECK(orientation(a, b, {0.5, std::nextafter(0.5, 1)}) == -orientation(a, b, {0.5, std::nextafter(0.5, 0)}));
    CHECK(orientation(a, b, {0.5, std::nextafter(0.5, 1)}) != 0);
    CHECK(orientation({0, 0}, {1, 0}, {0, 1}) == 1);
    CHECK(orientation({0, 0}, {0, 1}, {1, 0}) == -1);
    CHECK(orientation({1, 1}, {1, 1}, {5, 7}) == 0);
    CHECK(isUsable({1e100, -1e100}));
    CHECK_FALSE(isUsable({NAN, 0}));
    CHECK_FALSE(isUsable({0, INFINITY}));
}

TEST_CASE("segments are apart, touch or cross", "[predicates]") {
    CHECK(meet({0, 0}, {2, 2}, {0, 2}, {2, 0}) == Meeting::Cross);
    CHECK(meet({0, 0}, {2, 2}, {3, 0}, {5, 2}) == Meeting::Apart);
    CHECK(meet({0, 0}, {2, 2}, {0, 1}, {0.4, 0.5}) == Meeting::Apart);
    CHECK(meet({0, 0}, {2, 2}, {2, 2}, {3, 0}) == Meeting::Touch); // at an end
    CHECK(meet({0, 0}, {2, 2}, {1, 1}, {3, 0}) == Meeting::Touch); // end inside
    CHECK(meet({0, 0}, {2, 2}, {1, 1}, {3, 3}) == Meeting::Touch); // along a stretch
    CHECK(meet({0, 0}, {2, 2}, {3, 3}, {4, 4}) == Meeting::Apart); // on one line
    CHECK(meet({0, 0}, {4, 0}, {2, 1}, {2, -1}) == Meeting::Cross);
    CHECK(meet({0, 0}, {4, 0}, {5, 1}, {5, 0}) == Meeting::Apart); // its line passes beside the end
    CHECK(meet({1, 1}, {1, 1}, {0, 0}, {2, 2}) == Meeting::Touch); // a point
}

TEST_CASE("ring areas keep their digits far from the origin and in slivers", "[predicates]") {
    geju::test::RandomPolygons random(22);
    for (int round = 0; round < 2000; ++round) {
        const Point center{random.real(-4e7, 4e7), random.real(-1e7, 1e7)};
        const auto ring = random.star(center, 1, 50, random.integer(3, 40));
        long double doubled = 0;
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const Point a = ring[i], b = ring[(i + 1) % ring.size()];
            doubled += (static_cast<long double>(a.x) - ring[0].x) * (static_cast<long double>(b.y) - ring[0].y) -
                       (static_cast<long double>(b.x) - ring[0].x) * (static_cast<long double>(a.y) - ring[0].y);
        }
        const auto expected = static_cast<double>(doubled / 2);
        REQUIRE(ringArea(ring) == Approx(expected).epsilon(1e-12));
        REQUIRE(preciseRingArea(ring) == Approx(expected).epsilon(1e-13));
    }
    // A diagonal sliver one unit of the last place wide: its area is exact in binary.
    const double step = std::ldexp(1, -29); // a unit in the last place below 2^24
    const std::vector<Point> sliver{{0, 0}, {16777215, 16777215}, {16777215, 16777215 + step}};
    CHECK(ringArea(sliver) == 16777215 * step / 2);
}

TEST_CASE("parity of many points against many rings", "[predicates]") {
    geju::test::RandomPolygons random(23);
    for (int round = 0; round < 100; ++round) {
        std::vector<std::vector<Point>> rings;
        for (int i = random.integer(1, 5); i > 0; --i)
            rings.push_back(random.scribble({0, 0}, 10, random.integer(3, 9)));
        std::vector<Point> queries;
        for (int i = 0; i < 200; ++i) queries.push_back({random.real(-12, 12), random.real(-12, 12)});
        CrossingParity parity(queries);
        for (const auto& ring : rings) parity.addRing(ring);
        for (std::size_t q = 0; q < queries.size(); ++q) {
            // By the angle swept: the winding numbers' sum, odd or even.
            long total = 0;
            for (const auto& ring : rings) {
                double angle = 0;
                for (std::size_t i = 0; i < ring.size(); ++i) {
                    const Point a{ring[i].x - queries[q].x, ring[i].y - queries[q].y};
                    const Point& following = ring[(i + 1) % ring.size()];
                    const Point b{following.x - queries[q].x, following.y - queries[q].y};
                    angle += std::atan2(a.x * b.y - b.x * a.y, a.x * b.x + a.y * b.y);
                }
                total += std::lround(angle / (2 * std::numbers::pi));
            }
            REQUIRE(parity.isOdd(q) == (total % 2 != 0));
        }
    }
}

TEST_CASE("segments cross where exact fractions say", "[predicates]") {
    geju::test::RandomPolygons random(22);
    int crossings = 0;
    while (crossings < 20000) {
        // Far from the origin, so that coordinates have few bits to spare.
        const auto corner = [&] {
            return Point{1048576.0 + random.integer(-300, 300), random.integer(-300, 300) / 64.0};
        };
        const Point a = corner(), b = corner(), c = corner(), d = corner();
        if (meet(a, b, c, d) != Meeting::Cross) continue;
        ++crossings;
        const long double bx = b.x - a.x, by = b.y - a.y, dx = d.x - c.x, dy = d.y - c.y;
        const long double t = ((c.x - a.x) * dy - (c.y - a.y) * dx) / (bx * dy - by * dx);
        const Point at = crossingOf(a, b, c, d);
        CHECK(std::fabs(static_cast<double>(at.x - (a.x + t * bx))) <= 1.2e-10); // half a unit in the last place
        CHECK(std::fabs(static_cast<double>(at.y - (a.y + t * by))) <= 1e-15);
    }
}

TEST_CASE("the way a ring goes is the sign of its area", "[predicates]") {
    geju::test::RandomPolygons random(23);
    for (int round = 0; round < 5000; ++round) {
        auto ring = random.star({random.real(-50, 50), 1e6}, 1e-3, 60, random.integer(3, 30));
        if (round % 3 == 0) ring.push_back(ring.back()); // a corner twice
        ring.push_back(ring.front());
        CHECK(isCounterClockwise(ring) == (ringArea(ring) > 0));
    }
}
