// The relation by edges against GEOS's overlay, on thousands of generated pairs that touch in every way.
#include "analysis/relation.hpp"
#include "cells.hpp"

#include <cmath>
#include <map>

using namespace geju;
using namespace geju::test;

namespace {

struct Count {
    std::map<Relation, int> byRelation;
};

/// The relation claimed must agree with the common area that GEOS finds.
void check(const FeatureTable& table, const EdgeRuns& runs, std::size_t a, std::size_t b, Count& count) {
    const Shape first = Shape::fromFeature(table, a);
    const Shape second = Shape::fromFeature(table, b);
    const auto inside = first.intersection(second);
    REQUIRE(inside);
    const double common = inside->planarArea();
    const double least = 1e-9 * std::min(first.planarArea(), second.planarArea());
    const Relation relation = relate(runs, a, runs, b);
    ++count.byRelation[relation];
    INFO("pair " << a << ", " << b << ": common area " << common);
    switch (relation) {
    case Relation::Disjoint:
        CHECK(common <= least);
        break;
    case Relation::Inside:
        CHECK(common == Approx(first.planarArea()).epsilon(1e-9));
        break;
    case Relation::Contains:
        CHECK(common == Approx(second.planarArea()).epsilon(1e-9));
        break;
    case Relation::Overlap:
        CHECK(common > 0);
        break;
    case Relation::Unsure:
        break;
    }
}

Count checkAllPairs(const FeatureTable& table) {
    const EdgeRuns runs(table);
    Count count;
    for (std::size_t a = 0; a < table.size(); ++a) {
        for (std::size_t b = 0; b < table.size(); ++b) {
            if (a != b) check(table, runs, a, b, count);
        }
    }
    return count;
}

} // namespace

TEST_CASE("relations of patches of cells") {
    std::mt19937 random(1);
    Count total;
    for (int round = 0; round < 30; ++round) {
        TableBuilder builder;
        for (int i = 0; i < 14; ++i) {
            addShape(builder, outline(randomPatch(random, 8, 14)));
            builder.endFeature();
        }
        for (const auto& [relation, number] : checkAllPairs(builder.build("patches", planeCrs())).byRelation) {
            total.byRelation[relation] += number;
        }
    }
    CHECK(total.byRelation[Relation::Disjoint] > 100);
    CHECK(total.byRelation[Relation::Overlap] > 100);
    CHECK(total.byRelation[Relation::Unsure] == 0);
}

TEST_CASE("relations of a coverage with corners shared by all neighbours are decided without an overlay") {
    // One cell a feature, every corner of a neighbour is a corner of its own.
    TableBuilder builder;
    for (int y = 0; y < 6; ++y) {
        for (int x = 0; x < 6; ++x) {
            addShape(builder, outline({{x, y}}));
            builder.endFeature();
        }
    }
    // and a district over some of them whose outline has the same corners
    builder.beginPart(PartKind::Polygon);
    builder.beginRing();
    const auto corner = [](int x, int y) { return Point{kGridOrigin.x + x * 100, kGridOrigin.y + y * 100}; };
    for (int x = 1; x < 4; ++x) builder.addPoint(corner(x, 1));
    for (int y = 1; y < 4; ++y) builder.addPoint(corner(4, y));
    for (int x = 4; x > 1; --x) builder.addPoint(corner(x, 4));
    for (int y = 4; y >= 1; --y) builder.addPoint(corner(1, y));
    builder.endFeature();
    const FeatureTable table = builder.build("grid", planeCrs());
    const EdgeRuns runs(table);
    int insideCount = 0;
    for (std::size_t row = 0; row < 36; ++row) {
        const Relation relation = relate(runs, row, runs, 36);
        INFO(row);
        const int x = static_cast<int>(row) % 6;
        const int y = static_cast<int>(row) / 6;
        const bool inside = x >= 1 && x < 4 && y >= 1 && y < 4;
        CHECK(relation == (inside ? Relation::Inside : Relation::Disjoint));
        CHECK(relate(runs, 36, runs, row) == (inside ? Relation::Contains : Relation::Disjoint));
        insideCount += inside ? 1 : 0;
        for (std::size_t other = 0; other < row; ++other) CHECK(relate(runs, row, runs, other) == Relation::Disjoint);
    }
    CHECK(insideCount == 9);
}

TEST_CASE("relations of stars with many corners, some of them common") {
    std::mt19937 random(2);
    std::uniform_real_distribution<double> place(0, 400);
    std::uniform_real_distribution<double> radius(5, 120);
    std::uniform_int_distribution<int> corners(3, 90);
    Count total;
    for (int round = 0; round < 25; ++round) {
        TableBuilder builder;
        std::vector<std::vector<Point>> stars;
        for (int i = 0; i < 16; ++i) {
            std::vector<Point> ring;
            const Point center{place(random), place(random)};
            const double size = radius(random);
            const int count = corners(random);
            for (int k = 0; k < count; ++k) {
                const double angle = 6.283185307179586 * k / count;
                const double reach = size * std::uniform_real_distribution<double>(0.5, 1)(random);
                ring.push_back({center.x + reach * std::cos(angle), center.y + reach * std::sin(angle)});
            }
            // a shrunken copy inside the one before, a copy that shares half its corners, or a star of its own
            if (i % 4 == 3) {
                ring = stars.back();
                for (Point& p : ring) p = {stars.back()[0].x + (p.x - stars.back()[0].x) * 0.5, p.y};
            } else if (i % 4 == 2) {
                ring = stars.back();
                for (std::size_t k = 0; k < ring.size(); k += 2) ring[k] = {ring[k].x * 0.999 + 0.2, ring[k].y};
            }
            TableBuilder probe;
            addPolygon(probe, {ring});
            probe.endFeature();
            if (invalidity(probe.build("probe", planeCrs()), 0)) continue;
            stars.push_back(ring);
            addPolygon(builder, {ring});
            builder.endFeature();
        }
        for (const auto& [relation, number] : checkAllPairs(builder.build("stars", planeCrs())).byRelation) {
            total.byRelation[relation] += number;
        }
    }
    CHECK(total.byRelation[Relation::Disjoint] > 100);
    CHECK(total.byRelation[Relation::Overlap] > 100);
    CHECK(total.byRelation[Relation::Inside] > 10);
    CHECK(total.byRelation[Relation::Contains] > 10);
    CHECK(total.byRelation[Relation::Unsure] == 0);
}

TEST_CASE("holes and islands") {
    const auto square = [](double x, double y, double side) {
        return std::vector<Point>{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}};
    };
    TableBuilder builder;
    addPolygon(builder, {square(0, 0, 100), square(20, 20, 60)}); // 0: a frame
    builder.endFeature();
    addPolygon(builder, {square(20, 20, 60)}); // 1: fills its hole exactly
    builder.endFeature();
    addPolygon(builder, {square(40, 40, 10)}); // 2: an island in the hole
    builder.endFeature();
    addPolygon(builder, {square(5, 5, 10)}); // 3: in the frame
    builder.endFeature();
    addPolygon(builder, {square(10, 10, 80)}); // 4: covers the hole and part of the frame
    builder.endFeature();
    addPolygon(builder, {square(0, 0, 100), square(20, 20, 60)}); // 5: the frame again
    builder.endFeature();
    const FeatureTable table = builder.build("frames", planeCrs());
    const EdgeRuns runs(table);
    CHECK(relate(runs, 2, runs, 0) == Relation::Disjoint);
    CHECK(relate(runs, 3, runs, 0) == Relation::Inside);
    CHECK(relate(runs, 0, runs, 3) == Relation::Contains);
    CHECK(relate(runs, 4, runs, 0) == Relation::Overlap);
    CHECK(relate(runs, 2, runs, 4) == Relation::Inside);
    CHECK(relate(runs, 1, runs, 0) == Relation::Disjoint);
    CHECK(relate(runs, 5, runs, 0) == Relation::Inside);
    checkAllPairs(table);
}
