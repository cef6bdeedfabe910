// Ear clipping by itself, without the ways that triangulate() falls back on.
#include "geometry/ear_clipping.hpp"
#include "geometry/measure.hpp"
#include "geometry/predicates.hpp"
#include "geometry/ring_check.hpp"
#include "geometry/shape.hpp"
#include "random_polygons.hpp"
#include "support/catch.hpp"

#include <cmath>

using namespace geju;
using Rings = std::vector<std::vector<Point>>;

namespace {

/// Relative difference between the triangles' areas and shell − holes; every triangle must turn left.
double clippingError(const Rings& rings) {
    std::vector<Point> vertices;
    double expected = 0;
    for (std::size_t i = 0; i < rings.size(); ++i) {
        vertices.insert(vertices.end(), rings[i].begin(), rings[i].end());
        expected += (i == 0 ? 1 : -1) * std::fabs(ringArea(rings[i]));
    }
    const auto indices = clipEars(rings);
    double area = 0;
    for (std::size_t i = 0; i < indices.size(); i += 3) {
        const double doubled = doubledArea(vertices[indices[i]], vertices[indices[i + 1]], vertices[indices[i + 2]]);
        if (!(doubled > 0)) return INFINITY;
        area += doubled / 2;
    }
    return std::fabs(area / expected - 1);
}

} // namespace

TEST_CASE("polygons with many holes are clipped right", "[ears]") {
    geju::test::RandomPolygons random(51);
    for (int round = 0; round < 10000; ++round) {
        const Rings rings = random.starWithHoles({random.real(-1e6, 4e7), random.real(-4e6, 4e6)}, 1000,
                                                 random.integer(6, 60), random.integer(0, 5));
        INFO("round " << round);
        REQUIRE(clippingError(rings) < 1e-10);
    }
}

TEST_CASE("thousands of holes in one polygon", "[ears]") {
    geju::test::RandomPolygons random(53);
    CHECK(clippingError(random.starWithHoles({4e7, 3e6}, 1000, 2000, 60)) < 1e-10);
}

TEST_CASE("valid polygons that touch themselves in every way are clipped right", "[ears]") {
    // Half cells of a grid, each there or not, united: holes that touch the shell, each other and themselves.
    geju::test::RandomPolygons random(52);
    int polygons = 0, withHoles = 0;
    for (int round = 0; round < 1000; ++round) {
        const int cells = random.integer(3, 12);
        const double density = random.real(0.4, 0.95);
        const Point origin{random.real(-1000, 1000), random.real(-1000, 1000)};
        const Point along{random.real(-10, 10), random.real(-10, 10)};
        const auto at = [&](int column, int row) {
            return Point{origin.x + along.x * column - along.y * row, origin.y + along.y * column + along.x * row};
        };
        std::vector<Shape> halves;
        for (int row = 0; row < cells; ++row) {
            for (int column = 0; column < cells; ++column) {
                const Point a = at(column, row), b = at(column + 1, row), c = at(column + 1, row + 1),
                            d = at(column, row + 1);
                const bool rising = random.integer(0, 1);
                for (const auto& half : rising ? Rings{{a, b, c}, {a, c, d}} : Rings{{a, b, d}, {b, c, d}}) {
                    if (random.real(0, 1) < density) halves.push_back(Shape::fromRings({&half, 1}));
                }
            }
        }
        std::vector<const Shape*> list;
        for (const Shape& half : halves) list.push_back(&half);
        const auto all = Shape::unionOf(list);
        REQUIRE(all);
        all->forEachPolygon([&](std::span<const std::span<const Point>> views) {
            Rings rings;
            for (const auto& view : views) rings.emplace_back(view.begin(), view.end() - 1);
            ++polygons;
            withHoles += rings.size() > 1;
            INFO("round " << round);
            REQUIRE(clippingError(rings) < 1e-10);
        });
    }
    CHECK(polygons > 3000);
    CHECK(withHoles > 500);
}

TEST_CASE("a hole's convex corner in an ear whose own corner carries the hole's bridge", "[ears]") {
    // Found at random: the hole pokes through the diagonal of the ear, its only corner inside the ear is convex.
    geju::test::RandomPolygons random(1);
    for (int round = 0; round < 12153; ++round) {
        const int corners = random.integer(6, 60);
        const Point center{random.real(-1e6, 4e7), random.real(-4e6, 4e6)};
        const double size = random.real(5, 5000);
        const Rings rings = random.starWithHoles(center, size, corners, random.integer(0, 4));
        if (round == 4108 || round == 5447 || round == 10520 || round == 12152) CHECK(clippingError(rings) < 1e-10);
    }
}

TEST_CASE("a hole that touches the shell beyond its bridge", "[ears]") {
    CHECK(clippingError({{{0, 0}, {1, 5}, {6, 2}}, {{6, 2}, {4, 3}, {3, 2}}}) < 1e-12);
}

TEST_CASE("the state of rings is decided exactly", "[ears]") {
    const std::vector<Point> square{{0, 0}, {10, 0}, {10, 10}, {0, 10}};
    const auto state = [](const Rings& rings) { return checkRings(rings); };
    CHECK(state({square}) == RingState::Simple);
    CHECK(state({square, {{2, 2}, {4, 2}, {4, 4}}}) == RingState::Simple);
    CHECK(state({square, {{0, 5}, {4, 2}, {4, 4}}}) == RingState::Touching);
    CHECK(state({square, {{std::nextafter(0, 1), 5}, {4, 2}, {4, 4}}}) == RingState::Simple);
    CHECK(state({square, {{-std::nextafter(0, 1), 5}, {4, 2}, {4, 4}}}) == RingState::Broken);
    CHECK(state({square, {{20, 20}, {24, 20}, {24, 24}}}) == RingState::Broken);
    CHECK(state({square, {{1, 1}, {9, 1}, {9, 9}, {1, 9}}, {{3, 3}, {5, 3}, {5, 5}}}) == RingState::Broken);
    CHECK(state({{{2, 2}, {4, 2}, {4, 4}}, square}) == RingState::Broken);
    CHECK(state({{{0, 0}, {10, 10}, {10, 0}, {0, 10}}}) == RingState::Broken);
    CHECK(state({{{0, 0}, {10, 0}, {5, 0}, {5, 5}}}) == RingState::Touching); // folds back
}
