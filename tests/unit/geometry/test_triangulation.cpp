#include "even_odd_oracle.hpp"
#include "geometry/triangulation.hpp"
#include "random_polygons.hpp"
#include "support/catch.hpp"

#include <chrono>
#include <cmath>
#include <limits>
#include <set>

using namespace geju;
using geju::test::evenOddArea;
using geju::test::RandomPolygons;
using geju::test::Rings;

namespace {

Triangles triangulateRings(const Rings& rings) {
    const std::vector<std::span<const Point>> views(rings.begin(), rings.end());
    return triangulate(views);
}

double relativeError(double value, double expected) {
    return expected == 0 ? std::fabs(value) : std::fabs(value / expected - 1);
}

bool allCounterClockwise(const Triangles& triangles) {
    for (std::size_t i = 0; i < triangles.indices.size(); i += 3) {
        const Point a = triangles.vertices[triangles.indices[i]];
        const Point b = triangles.vertices[triangles.indices[i + 1]];
        const Point c = triangles.vertices[triangles.indices[i + 2]];
        if ((b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y) < 0) return false;
    }
    return true;
}

/// Areas alone would not see a triangle outside that makes up for one missing: every triangle's middle must be inside.
bool allInside(const Triangles& triangles, const Rings& rings) {
    for (std::size_t i = 0; i < triangles.indices.size(); i += 3) {
        const Point a = triangles.vertices[triangles.indices[i]];
        const Point b = triangles.vertices[triangles.indices[i + 1]];
        const Point c = triangles.vertices[triangles.indices[i + 2]];
        const Point p{(a.x + b.x + c.x) / 3, (a.y + b.y + c.y) / 3};
        bool inside = false;
        for (const auto& ring : rings) {
            for (std::size_t k = 0; k < ring.size(); ++k) {
                const Point from = ring[k];
                const Point to = ring[(k + 1) % ring.size()];
                if ((from.y > p.y) != (to.y > p.y) &&
                    p.x < from.x + (to.x - from.x) * ((p.y - from.y) / (to.y - from.y))) {
                    inside = !inside;
                }
            }
        }
        if (!inside) return false;
    }
    return true;
}

const std::vector<Point> kSquare{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}};

} // namespace

TEST_CASE("the oracle knows the areas of simple figures", "[triangulation]") {
    CHECK(evenOddArea({kSquare}) == Approx(100));
    CHECK(evenOddArea({{{0, 0}, {2, 2}, {2, 0}, {0, 2}}}) == Approx(2)); // bow-tie
    CHECK(evenOddArea({kSquare, {{2, 2}, {4, 2}, {4, 4}, {2, 4}}}) == Approx(96));
    CHECK(evenOddArea({kSquare, kSquare}) == Approx(0).margin(1e-12));
    CHECK(evenOddArea({{{0, 0}, {4, 0}, {0, 3}}}) == Approx(6));
}

TEST_CASE("awkward polygons keep their even-odd area", "[triangulation]") {
    struct Case {
        const char* name;
        Rings rings;
        double area; ///< by hand
        bool repaired;
    };
    std::vector<Point> pentagram;
    for (int i = 0; i < 5; ++i) {
        const double angle = 2 * std::numbers::pi * (2 * i) / 5 + std::numbers::pi / 2;
        pentagram.push_back({std::cos(angle), std::sin(angle)});
    }
    // Points of a pentagram of circumradius 1: five triangles on an inner pentagon of circumradius 1/φ².
    const double phi = std::numbers::phi;
    const double innerRadius = 1 / (phi * phi);
    const double innerSide = 2 * innerRadius * std::sin(std::numbers::pi / 5);
    const double tip = innerSide * (1 - innerRadius * std::cos(std::numbers::pi / 5)) / 2;

    const std::vector<Case> cases{
        {"square", {kSquare}, 100, false},
        {"open ring", {{{0, 0}, {10, 0}, {10, 10}, {0, 10}}}, 100, false},
        {"clockwise", {{{0, 0}, {0, 10}, {10, 10}, {10, 0}, {0, 0}}}, 100, false},
        {"no rings", {}, 0, false},
        {"empty ring", {{}}, 0, false},
        {"one point", {{{1, 1}}}, 0, false},
        {"two points", {{{1, 1}, {2, 2}, {1, 1}}}, 0, false},
        {"all collinear", {{{0, 0}, {1, 1}, {2, 2}, {3, 3}, {0, 0}}}, 0, true},
        {"repeated corners",
         {{{0, 0}, {0, 0}, {10, 0}, {10, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 10}, {0, 0}}},
         100,
         false},
        {"corners along the sides",
         {{{0, 0}, {3, 0}, {7, 0}, {10, 0}, {10, 5}, {10, 10}, {5, 10}, {0, 10}, {0, 1}}},
         100,
         false},
        {"spike outward", {{{0, 0}, {10, 0}, {10, 5}, {20, 5}, {10, 5}, {10, 10}, {0, 10}}}, 100, true},
        {"spike inward", {{{0, 0}, {10, 0}, {10, 5}, {5, 5}, {10, 5}, {10, 10}, {0, 10}}}, 100, true},
        {"bow-tie", {{{0, 0}, {10, 10}, {10, 0}, {0, 10}, {0, 0}}}, 50, true},
        {"bow-tie through a shared corner", {{{0, 0}, {1, 1}, {2, 0}, {2, 2}, {1, 1}, {0, 2}}}, 2, true},
        {"touching itself at a corner", {{{0, 0}, {4, 0}, {2, 2}, {3, 4}, {1, 4}, {2, 2}}}, 6, true},
        {"hole", {kSquare, {{2, 2}, {4, 2}, {4, 4}, {2, 4}, {2, 2}}}, 96, false},
        {"hole touches the shell at a corner of its own", {kSquare, {{0, 5}, {4, 3}, {4, 7}}}, 92, false},
        {"hole touches the shell from the right", {kSquare, {{10, 5}, {4, 3}, {4, 7}}}, 88, false},
        {"hole touches the shell's corner", {kSquare, {{0, 0}, {4, 2}, {2, 4}}}, 94, false},
        {"hole touches with two corners", {kSquare, {{0, 5}, {5, 2}, {10, 5}, {5, 8}}}, 70, true},
        {"holes share a corner", {kSquare, {{2, 2}, {5, 5}, {2, 5}}, {{5, 5}, {8, 5}, {8, 8}}}, 91, false},
        {"four holes share a corner",
         {kSquare,
          {{5, 5}, {4, 1}, {6, 1}},
          {{5, 5}, {9, 4}, {9, 6}},
          {{5, 5}, {6, 9}, {4, 9}},
          {{5, 5}, {1, 6}, {1, 4}}},
         84,
         false},
        {"ring of holes cuts the inside",
         {kSquare,
          {{2, 5}, {5, 2}, {5, 3}},
          {{5, 2}, {8, 5}, {7, 5}},
          {{8, 5}, {5, 8}, {5, 7}},
          {{5, 8}, {2, 5}, {3, 5}}},
         94,
         true},
        {"hole shares part of an edge", {kSquare, {{0, 2}, {3, 2}, {3, 6}, {0, 6}}}, 88, true},
        {"hole outside the shell", {kSquare, {{20, 0}, {22, 0}, {22, 2}, {20, 2}}}, 104, true},
        {"hole half outside", {kSquare, {{5, 5}, {15, 5}, {15, 7}, {5, 7}}}, 100, true},
        {"hole round the shell", {{{2, 2}, {4, 2}, {4, 4}, {2, 4}}, kSquare}, 96, true},
        {"hole in a hole", {kSquare, {{1, 1}, {9, 1}, {9, 9}, {1, 9}}, {{3, 3}, {5, 3}, {5, 5}, {3, 5}}}, 40, true},
        {"hole like the shell", {kSquare, kSquare}, 0, true},
        {"ring drawn twice",
         {{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}}},
         0,
         true},
        {"hole given twice", {kSquare, {{2, 2}, {4, 2}, {4, 4}, {2, 4}}, {{2, 2}, {4, 2}, {4, 4}, {2, 4}}}, 100, true},
        {"holes overlap", {kSquare, {{2, 2}, {6, 2}, {6, 6}, {2, 6}}, {{4, 4}, {8, 4}, {8, 8}, {4, 8}}}, 76, true},
        {"holes share an edge",
         {kSquare, {{2, 2}, {4, 2}, {4, 4}, {2, 4}}, {{4, 2}, {6, 2}, {6, 4}, {4, 4}}},
         92,
         true},
        {"pentagram", {pentagram}, 5 * tip, true},
        {"degenerate shell with a hole", {{{0, 0}, {1, 1}}, {{2, 2}, {4, 2}, {4, 4}, {2, 4}}}, 4, true},
        {"degenerate hole", {kSquare, {{2, 2}, {4, 2}}}, 100, false},
        {"flat hole", {kSquare, {{2, 2}, {4, 2}, {6, 2}}}, 100, true},
    };
    for (const Case& c : cases) {
        INFO(c.name);
        CHECK(evenOddArea(c.rings) == Approx(c.area).margin(1e-12));
        const Triangles triangles = triangulateRings(c.rings);
        CHECK(triangles.area() == Approx(c.area).epsilon(1e-12).margin(1e-12));
        CHECK(triangles.repaired == c.repaired);
        CHECK_FALSE(triangles.failed);
        CHECK(allCounterClockwise(triangles));
        CHECK(allInside(triangles, c.rings));
    }
}

TEST_CASE("valid polygons are clipped without repair, all corners kept", "[triangulation]") {
    RandomPolygons random(1);
    for (int round = 0; round < 3000; ++round) {
        const int corners = random.integer(6, 60);
        const Point center{random.real(-1e6, 4e7), random.real(-4e6, 4e6)};
        const Rings rings = random.starWithHoles(center, random.real(5, 5000), corners, random.integer(0, 4));
        const Triangles triangles = triangulateRings(rings);
        const double expected = evenOddArea(rings);
        INFO("round " << round << ", " << rings.size() - 1 << " holes");
        REQUIRE_FALSE(triangles.repaired);
        REQUIRE_FALSE(triangles.failed);
        REQUIRE(relativeError(triangles.area(), expected) < 1e-9);
        REQUIRE(allCounterClockwise(triangles));
        REQUIRE(allInside(triangles, rings));
        std::set<std::pair<double, double>> given, used;
        for (const auto& ring : rings) {
            for (const Point& p : ring) given.emplace(p.x, p.y);
        }
        for (const std::uint32_t index : triangles.indices) {
            used.emplace(triangles.vertices[index].x, triangles.vertices[index].y);
        }
        REQUIRE(used == given);
    }
}

TEST_CASE("polygons that cross themselves keep their even-odd area", "[triangulation]") {
    RandomPolygons random(2);
    for (int round = 0; round < 3000; ++round) {
        Rings rings{random.scribble({random.real(-1000, 1000), random.real(-1000, 1000)}, 100, random.integer(4, 25))};
        for (int hole = random.integer(0, 2); hole > 0; --hole) {
            rings.push_back(random.scribble({0, 0}, 500, random.integer(3, 8)));
        }
        const Triangles triangles = triangulateRings(rings);
        INFO("round " << round);
        REQUIRE_FALSE(triangles.failed);
        REQUIRE(relativeError(triangles.area(), evenOddArea(rings)) < 1e-9);
    }
}

TEST_CASE("touches, overlaps and repeated corners on a coarse grid keep the even-odd area", "[triangulation]") {
    RandomPolygons random(3);
    int notRepaired = 0;
    for (int round = 0; round < 20000; ++round) {
        const int cells = random.integer(2, 8);
        Rings rings{random.gridScribble(cells, random.integer(3, 12))};
        for (int hole = random.integer(0, 3); hole > 0; --hole) {
            rings.push_back(random.gridScribble(cells, random.integer(3, 5)));
        }
        const Triangles triangles = triangulateRings(rings);
        notRepaired += !triangles.repaired;
        INFO("round " << round);
        REQUIRE_FALSE(triangles.failed);
        REQUIRE(triangles.area() == Approx(evenOddArea(rings)).epsilon(1e-9).margin(1e-9));
    }
    CHECK(notRepaired > 500); // valid ones are among them, with all their touches
}

TEST_CASE("thin slivers far from the origin keep nine digits", "[triangulation]") {
    RandomPolygons random(4);
    for (int round = 0; round < 2000; ++round) {
        const Point at{random.real(4e7, 4.1e7), random.real(3e6, 4e6)};
        const double angle = random.real(0, 2 * std::numbers::pi);
        const Point along{std::cos(angle), std::sin(angle)};
        const double width = std::pow(10, random.real(-6, 0));
        std::vector<Point> ring;
        const int corners = random.integer(2, 30);
        for (int i = 0; i < corners; ++i) ring.push_back({at.x + along.x * i * 500, at.y + along.y * i * 500});
        for (int i = corners - 1; i >= 0; --i) {
            ring.push_back({at.x + along.x * i * 500 - along.y * width, at.y + along.y * i * 500 + along.x * width});
        }
        const Triangles triangles = triangulateRings({ring});
        const double expected = evenOddArea({ring});
        INFO("round " << round << ", width " << width);
        REQUIRE_FALSE(triangles.failed);
        // Where rounding of the corners has made the sliver cross itself, crossings are rounded in turn: half a unit in
        // the last place of 4e7 along its length.
        const double tolerance = triangles.repaired ? 4e-9 * corners * 500 : 1e-9 * expected;
        REQUIRE(std::fabs(triangles.area() - expected) <= tolerance);
    }
}

TEST_CASE("coordinates that are not numbers fail and say so", "[triangulation]") {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double infinity = std::numeric_limits<double>::infinity();
    for (const double bad : {nan, infinity, -infinity, 1e200}) {
        const Triangles triangles = triangulateRings({{{0, 0}, {1, 0}, {bad, 1}, {0, 0}}});
        CHECK(triangles.failed);
        CHECK(triangles.indices.empty());
    }
}

TEST_CASE("a ring of 1.4 million corners takes seconds", "[triangulation]") {
    // A coast: a circle with bays within bays.
    std::vector<Point> ring;
    constexpr int kCorners = 1400000;
    for (int i = 0; i < kCorners; ++i) {
        const double t = 2 * std::numbers::pi * i / kCorners;
        double radius = 1000;
        for (int octave = 1; octave < 16; ++octave) {
            radius += 200 * std::pow(0.55, octave) * std::sin(t * std::pow(2, octave) * 3 + octave * octave);
        }
        ring.push_back({radius * std::cos(t), radius * std::sin(t)});
    }
    const auto start = std::chrono::steady_clock::now();
    const Triangles triangles = triangulateRings({ring});
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    WARN("1.4 million corners in " << seconds << " s");
    CHECK_FALSE(triangles.failed);
    CHECK_FALSE(triangles.repaired);
    CHECK(triangles.indices.size() == 3 * (ring.size() - 2));
    // The area of a star-shaped ring is also a sum of sectors' triangles: independent of where the sum begins.
    long double doubled = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const Point a = ring[i], b = ring[(i + 1) % ring.size()];
        doubled += static_cast<long double>(a.x) * b.y - static_cast<long double>(b.x) * a.y;
    }
    CHECK(relativeError(triangles.area(), static_cast<double>(doubled / 2)) < 1e-9);
    CHECK(seconds < 30); // measured 1–3 s; the rest is for sanitizers and busy machines
}
