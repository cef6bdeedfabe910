// Loose edges and borders of coverages of thousands of features, in any order, against a plain count of equal edges.
#include "analysis/coverage_border.hpp"
#include "cells.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <tuple>

using namespace geju;
using namespace geju::test;

namespace {

using Segment = std::tuple<double, double, double, double>; ///< from the lesser corner
using Sides = std::array<int, 2>;                           ///< how many features lie on each side

Segment segmentOf(Point a, Point b) {
    return a.x < b.x || (a.x == b.x && a.y < b.y) ? Segment{a.x, a.y, b.x, b.y} : Segment{b.x, b.y, a.x, a.y};
}

/// A coverage of side × side quadrilaterals whose corners are moved at random, in no order, each wound at random. Some
/// are given twice or thrice, some left out, some have a hole, and one is a bow-tie, which has to be repaired.
FeatureTable coverage(int side, std::mt19937& random, bool disturbed) {
    std::uniform_real_distribution<double> moved(-30, 30);
    std::vector<Point> corners;
    for (int y = 0; y <= side; ++y) {
        for (int x = 0; x <= side; ++x) {
            corners.push_back(
                {kGridOrigin.x + x * kCellMeters + moved(random), kGridOrigin.y + y * kCellMeters + moved(random)});
        }
    }
    std::vector<int> order;
    for (int cell = 0; cell < side * side; ++cell) {
        const int times = disturbed ? std::array{1, 1, 1, 1, 1, 1, 0, 2, 3}[random() % 9] : 1;
        order.insert(order.end(), static_cast<std::size_t>(times), cell);
    }
    std::shuffle(order.begin(), order.end(), random);
    TableBuilder builder;
    for (const int cell : order) {
        const int first = cell / side * (side + 1) + cell % side;
        const auto at = [&](int step) { return corners[static_cast<std::size_t>(first + step)]; };
        std::vector<std::vector<Point>> rings{{at(0), at(1), at(side + 2), at(side + 1)}};
        if (random() % 2) std::reverse(rings[0].begin(), rings[0].end());
        if (disturbed && random() % 8 == 0) {
            const Point center{kGridOrigin.x + (cell % side + 0.5) * kCellMeters,
                               kGridOrigin.y + (cell / side + 0.5) * kCellMeters};
            rings.push_back({{center.x - 5, center.y}, {center.x + 5, center.y}, {center.x, center.y + 5}});
        }
        addPolygon(builder, rings);
        builder.endFeature();
    }
    if (disturbed) {
        const Point away{kGridOrigin.x - 500, kGridOrigin.y};
        addPolygon(builder, {{away, {away.x + 100, away.y + 100}, {away.x + 100, away.y}, {away.x, away.y + 100}}});
        builder.endFeature();
    }
    return builder.build("coverage", planeCrs());
}

/// On which side of it every edge of the rows has features.
std::map<Segment, Sides> sidesOf(const ArealLayer& layer, std::span<const std::uint32_t> rows) {
    std::map<Segment, Sides> sides;
    for (const std::uint32_t row : rows) {
        layer.shape(row).forEachPolygon([&](std::span<const std::span<const Point>> rings) {
            for (std::size_t ring = 0; ring < rings.size(); ++ring) {
                double area = 0;
                for (std::size_t i = 0; i + 1 < rings[ring].size(); ++i) {
                    const Point origin = rings[ring][0];
                    area += (rings[ring][i].x - origin.x) * (rings[ring][i + 1].y - origin.y) -
                            (rings[ring][i + 1].x - origin.x) * (rings[ring][i].y - origin.y);
                }
                for (std::size_t i = 0; i + 1 < rings[ring].size(); ++i) {
                    const Point a = rings[ring][i];
                    const Point b = rings[ring][i + 1];
                    const bool forwards = a.x < b.x || (a.x == b.x && a.y < b.y);
                    const bool left = ((area > 0) == (ring == 0)) == forwards;
                    ++sides[segmentOf(a, b)][left];
                }
            }
        });
    }
    return sides;
}

Segment boxSegment(const Box& box) {
    return {box.minX, box.minY, box.maxX, box.maxY};
}

void checkLoose(const ArealLayer& layer, std::span<const std::uint32_t> rows) {
    std::map<Segment, int> expected; // by box: that is what a loose edge says
    for (const auto& [segment, sides] : sidesOf(layer, rows)) {
        const auto& [ax, ay, bx, by] = segment;
        const int loose = std::abs(sides[0] - sides[1]);
        if (loose > 0) expected[{ax, std::min(ay, by), bx, std::max(ay, by)}] += loose;
    }
    const auto found = looseEdges(layer, rows, 1);
    REQUIRE(found);
    std::map<Segment, int> counts;
    for (const LooseEdge& edge : *found) ++counts[boxSegment(edge.box)];
    CHECK(counts == expected);
    CHECK(std::is_sorted(found->begin(), found->end(), [](const auto& a, const auto& b) { return a.row < b.row; }));
}

} // namespace

TEST_CASE("loose edges are those that have more features on one side", "[border]") {
    std::mt19937 random(31);
    for (const int side : {1, 7, 40, 70}) {
        for (const bool disturbed : {false, true}) {
            const FeatureTable table = coverage(side, random, disturbed);
            const auto layer = ArealLayer::prepare(table, {});
            REQUIRE(layer);
            CHECK(layer->repairedRows().size() == (disturbed ? 1 : 0));
            checkLoose(*layer, layer->rows());
            std::vector<std::uint32_t> some;
            for (const std::uint32_t row : layer->rows()) {
                if (random() % 3) some.push_back(row);
            }
            checkLoose(*layer, some);
        }
    }
}

TEST_CASE("with more loose edges than are wanted there is no list of them", "[border]") {
    std::mt19937 random(32);
    const FeatureTable table = coverage(40, random, false);
    const auto layer = ArealLayer::prepare(table, {});
    REQUIRE(layer);
    CHECK(looseEdges(*layer, layer->rows(), 0.1)->size() == 4 * 40);
    CHECK(!looseEdges(*layer, layer->rows(), 0.01));
    std::vector<std::uint32_t> few;
    for (std::size_t i = 0; i < layer->rows().size(); i += 10) few.push_back(layer->rows()[i]);
    CHECK(!looseEdges(*layer, few, 0.1));
}

TEST_CASE("a coverage's border holds every edge with ground on one side only", "[border]") {
    std::mt19937 random(33);
    for (const bool disturbed : {false, true}) {
        const FeatureTable table = coverage(50, random, disturbed);
        const auto layer = ArealLayer::prepare(table, {});
        REQUIRE(layer);
        std::map<Segment, int> held;
        for (const auto& path : coverageBorder(*layer)) {
            REQUIRE(path.size() > 1);
            for (std::size_t i = 0; i + 1 < path.size(); ++i) ++held[segmentOf(path[i], path[i + 1])];
        }
        for (const auto& [segment, sides] : sidesOf(*layer, layer->rows())) {
            if (sides[0] == 0 || sides[1] == 0) CHECK(held.count(segment) == 1);
            if (sides[0] == sides[1]) CHECK(held.count(segment) == 0);
        }
        if (!disturbed) CHECK(held.size() == 4 * 50);
        // Within itself as the boundary nothing is left where nothing is covered twice.
        if (!disturbed) CHECK(coverageBorder(*layer, &*layer).empty());
    }
}
