// The common ground put together from edges, against two oracles on thousands of generated pairs: GEOS's plain
// intersection, and the even–odd area of both outlines together, which is what the two do not have in common.
#include "analysis/common_ground.hpp"
#include "analysis/overlay.hpp"
#include "cells.hpp"
#include "geometry/measure.hpp"
#include "unit/geometry/even_odd_oracle.hpp"
#include "unit/geometry/random_polygons.hpp"

#include <cmath>
#include <functional>
#include <numeric>

using namespace geju;
using namespace geju::test;

namespace {

using Polygon = std::vector<std::vector<Point>>; // shell first, not closed
using Feature = std::vector<Polygon>;

FeatureTable tableOfFeatures(const std::vector<Feature>& features, const Crs& crs = planeCrs()) {
    TableBuilder builder;
    for (const Feature& feature : features) {
        for (const Polygon& polygon : feature) addPolygon(builder, polygon);
        builder.endFeature();
    }
    return builder.build("features", crs);
}

bool isValid(const Feature& feature) {
    return !invalidity(tableOfFeatures({feature}), 0);
}

void append(Rings& rings, const Feature& feature) {
    for (const Polygon& polygon : feature) rings.insert(rings.end(), polygon.begin(), polygon.end());
}

struct Count {
    int pairs = 0;
    int overlaps = 0;
    int touching = 0; ///< disjoint, but for GEOS they intersect
    int unsure = 0;
};

double areaOf(const CommonGround& common, double first) {
    if (common.relation == Relation::Disjoint) return 0;
    if (common.relation == Relation::Inside) return first;
    double area = 0;
    for (const auto& ring : common.rings) {
        CHECK(ring.front() == ring.back());
        area += ringArea(ring);
    }
    return area;
}

/// Two valid features, both ways round, with and without an index.
void check(const Feature& a, const Feature& b, Count& count) {
    const FeatureTable table = tableOfFeatures({a, b});
    const Shape first = Shape::fromFeature(table, 0);
    const Shape second = Shape::fromFeature(table, 1);
    const auto inside = first.intersection(second);
    REQUIRE(inside);
    const double areas[2] = {first.planarArea(), second.planarArea()};
    double byParity = inside->planarArea();
    if (count.pairs % 5 == 0) { // it is slow
        Rings both;
        append(both, a);
        append(both, b);
        byParity = (areas[0] + areas[1] - evenOddArea(both)) / 2;
    }

    const std::vector<std::uint32_t> rows{0, 1};
    const EdgeRuns plain(table);
    const EdgeRuns indexed(table, rows, EdgeRuns::Use::Compared);
    ++count.pairs;
    for (const std::size_t row : {0u, 1u}) {
        const CommonGround common = commonGround(plain, row, indexed, 1 - row);
        if (common.relation == Relation::Unsure) {
            ++count.unsure;
            continue;
        }
        const double area = areaOf(common, areas[row]);
        const double least = std::min(areas[0], areas[1]);
        CHECK(area == Approx(inside->planarArea()).epsilon(1e-12).margin(1e-12 * least));
        CHECK(area == Approx(byParity).epsilon(1e-9).margin(1e-9 * std::max(areas[0], areas[1])));
        const CommonGround again = commonGround(plain, row, plain, 1 - row);
        CHECK(again.relation == common.relation);
        CHECK(again.rings == common.rings);

        CHECK((area > 0) == (common.relation != Relation::Disjoint));
        CHECK((common.relation == Relation::Inside) == (area >= areas[row] * (1 - 1e-12)));
        const bool isAll = area >= areas[1 - row] * (1 - 1e-12) && common.relation != Relation::Inside;
        CHECK((common.relation == Relation::Contains) == isAll);
        CHECK(relate(plain, row, indexed, 1 - row) == common.relation);
        if (row == 1) continue;
        count.overlaps += common.relation == Relation::Overlap;
        count.touching += common.relation == Relation::Disjoint && first.intersects(second);
    }
}

Feature snapped(Feature feature, double step) {
    for (Polygon& polygon : feature) {
        for (auto& ring : polygon) {
            for (Point& p : ring) p = {std::round(p.x / step) * step, std::round(p.y / step) * step};
            ring.erase(std::unique(ring.begin(), ring.end()), ring.end());
            while (ring.size() > 1 && ring.front() == ring.back()) ring.pop_back();
        }
        std::erase_if(polygon, [](const auto& ring) { return ring.size() < 3; });
    }
    std::erase_if(feature, [](const Polygon& polygon) { return polygon.empty(); });
    return feature;
}

/// One or two parts with holes, near the origin.
Feature randomFeature(RandomPolygons& random) {
    Feature feature;
    const Point center{random.real(-60, 60), random.real(-60, 60)};
    const double size = random.real(20, 70);
    feature.push_back(random.starWithHoles(center, size, random.integer(5, 40), random.integer(0, 3)));
    if (random.integer(0, 2) == 0) {
        const Point other{center.x + 2.5 * size, center.y + random.real(-30, 30)};
        feature.push_back(random.starWithHoles(other, size, random.integer(5, 20), random.integer(0, 1)));
    }
    return feature;
}

Polygon box(double x, double y, double width, double height) {
    return {{{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}}};
}

} // namespace

TEST_CASE("common ground of features in general position", "[common]") {
    RandomPolygons random(71);
    Count count;
    while (count.pairs < 1500) {
        const Feature a = randomFeature(random);
        const Feature b = randomFeature(random);
        if (isValid(a) && isValid(b)) check(a, b, count);
    }
    CHECK(count.overlaps > 500);
    CHECK(count.unsure == 0);
}

TEST_CASE("common ground of features whose corners lie on a grid: they touch in every way", "[common]") {
    RandomPolygons random(72);
    Count count;
    while (count.pairs < 2000) {
        const double step = random.integer(1, 12);
        const Feature a = snapped(randomFeature(random), step);
        const Feature b = snapped(randomFeature(random), step);
        if (a.empty() || b.empty() || !isValid(a) || !isValid(b)) continue;
        check(a, b, count);
    }
    CHECK(count.overlaps > 500);
    CHECK(count.touching > 20);
    CHECK(count.unsure == 0);
}

TEST_CASE("common ground of features that share much of their outlines", "[common]") {
    RandomPolygons random(73);
    Count count;
    while (count.pairs < 1500) {
        const Feature a = randomFeature(random);
        Feature b = a;
        for (Polygon& polygon : b) {
            for (auto& ring : polygon) {
                switch (random.integer(0, 4)) {
                case 0: // as it is
                    break;
                case 1: // every third corner elsewhere
                    for (std::size_t i = 0; i < ring.size(); i += 3) ring[i].x += random.real(-0.5, 0.5);
                    break;
                case 2: // drawn the other way round, from another corner
                    std::reverse(ring.begin(), ring.end());
                    std::rotate(ring.begin(), ring.begin() + 1, ring.end());
                    break;
                case 3: // fewer corners
                    if (ring.size() > 5) ring.erase(ring.begin() + 2);
                    break;
                default: // a corner repeated
                    ring.insert(ring.begin() + 1, ring[1]);
                }
            }
        }
        switch (random.integer(0, 3)) {
        case 0: // without its holes
            for (Polygon& polygon : b) polygon.resize(1);
            break;
        case 1: // what fills its holes
            if (b[0].size() > 1) {
                Feature fill;
                for (std::size_t i = 1; i < b[0].size(); ++i) fill.push_back({b[0][i]});
                b = fill;
            }
            break;
        default:
            break;
        }
        if (!isValid(a) || !isValid(b)) continue;
        check(a, b, count);
    }
    CHECK(count.overlaps > 300);
    CHECK(count.touching > 20);
    CHECK(count.unsure == 0);
}

TEST_CASE("common ground of patches of cells is a number of cells", "[common]") {
    std::mt19937 random(74);
    for (int round = 0; round < 60; ++round) {
        std::vector<Cells> patches;
        TableBuilder builder;
        for (int i = 0; i < 10; ++i) {
            patches.push_back(randomPatch(random, 8, 20));
            addShape(builder, outline(patches.back()));
            builder.endFeature();
        }
        const FeatureTable table = builder.build("patches", planeCrs());
        const EdgeRuns runs(table);
        for (std::size_t a = 0; a < patches.size(); ++a) {
            for (std::size_t b = 0; b < patches.size(); ++b) {
                const CommonGround found = commonGround(runs, a, runs, b);
                REQUIRE(found.relation != Relation::Unsure);
                const double expected = kCellSquareMeters * static_cast<double>(common(patches[a], patches[b]));
                CHECK(areaOf(found, kCellSquareMeters * static_cast<double>(patches[a].size())) == expected);
                const bool isInside =
                    std::includes(patches[b].begin(), patches[b].end(), patches[a].begin(), patches[a].end());
                CHECK((found.relation == Relation::Inside) == isInside);
                CHECK((found.relation == Relation::Disjoint) == (expected == 0));
            }
        }
    }
}

TEST_CASE("common ground in closed form", "[common]") {
    // A frame of 100 with a hole of 60, and squares about it.
    const Feature frame{{box(0, 0, 100, 100)[0], box(20, 20, 60, 60)[0]}};
    const struct {
        Feature other;
        double area;
        Relation relation; ///< of the frame to it
    } cases[] = {
        {{box(20, 20, 60, 60)}, 0, Relation::Disjoint},                      // fills the hole
        {{box(40, 40, 10, 10)}, 0, Relation::Disjoint},                      // an island in the hole
        {{box(0, 0, 100, 100)}, 6400, Relation::Inside},                     // without the hole
        {{box(10, 10, 80, 80)}, 2800, Relation::Overlap},                    // covers the hole
        {{box(0, 0, 20, 20)}, 400, Relation::Contains},                      // a corner of the frame
        {{box(0, 0, 50, 100)}, 3200, Relation::Overlap},                     // half
        {{box(100, 0, 10, 100)}, 0, Relation::Disjoint},                     // a neighbour
        {{box(100, 50, 10, 100)}, 0, Relation::Disjoint},                    // one that begins in the midst of a side
        {{box(-10, -10, 5, 5), box(20, 20, 60, 60)}, 0, Relation::Disjoint}, // two parts
        {{box(5, 5, 10, 10), box(85, 85, 30, 30)}, 325, Relation::Overlap},  // one inside, one across a corner
        {frame, 6400, Relation::Inside},                                     // the same
        {{{box(10, 10, 80, 80)[0], box(20, 20, 60, 60)[0]}}, 2800, Relation::Contains}, // the hole's rim
    };
    for (const auto& expected : cases) {
        const FeatureTable table = tableOfFeatures({frame, expected.other});
        const EdgeRuns runs(table);
        const CommonGround found = commonGround(runs, 0, runs, 1);
        INFO(expected.area);
        CHECK(found.relation == expected.relation);
        CHECK(areaOf(found, 6400) == expected.area);
    }
}

TEST_CASE("common ground of features of many thousand edges, indexed on both sides", "[common]") {
    RandomPolygons random(76);
    for (int round = 0; round < 6; ++round) {
        const Feature large{{random.star({0, 0}, 60, 100, 5000)}};
        const Feature other{round % 2 ? Polygon{random.star({80, 0}, 50, 90, 4500)}
                                      : random.starWithHoles({70, 10}, 60, 30, 2)};
        Count count;
        check(large, other, count);
        CHECK(count.overlaps == 1);
        CHECK(count.unsure == 0);
    }
}

TEST_CASE("of a feature of very many corners an overlay needs only what lies about its place", "[common]") {
    RandomPolygons random(78);
    const auto table =
        tableOfFeatures({{random.starWithHoles({0, 0}, 100, 9000, 4)}, {random.starWithHoles({0, 0}, 100, 50, 4)}});
    MeasureOptions options;
    options.measure = Measure::Planar;
    const auto layer = ArealLayer::prepare(table, options);
    REQUIRE(layer);
    std::size_t smaller = 0;
    for (int i = 0; i < 300; ++i) {
        const Point at{random.real(-110, 110), random.real(-110, 110)};
        const Box box{at.x, at.y, at.x + random.real(0.1, 60), at.y + random.real(0.1, 60)};
        const Shape ground = Shape::fromBox(box);
        for (const std::size_t row : {0u, 1u}) {
            const Shape about = layer->shapeAbout(row, box);
            const auto expected = layer->shape(row).intersection(ground);
            const auto found = about.intersection(ground);
            REQUIRE(expected);
            REQUIRE(found);
            CHECK(!about.invalidity());
            CHECK(found->planarArea() == Approx(expected->planarArea()).epsilon(1e-12).margin(1e-12));
            const auto apart = found->difference(*expected);
            REQUIRE(apart);
            CHECK(apart->planarArea() < 1e-12);
            smaller += about.pointCount() < layer->shape(row).pointCount();
        }
    }
    CHECK(smaller > 250);
    CHECK(layer->planarArea(0) == Approx(layer->shape(0).planarArea()).epsilon(1e-12));
}

TEST_CASE("features are apart from a district, or inside, where their candidates say so", "[common]") {
    RandomPolygons random(77);
    std::vector<Feature> features;
    for (int i = 0; i < 3000; ++i) {
        const Point by{random.real(-1000, 1000), random.real(-1000, 1000)};
        features.push_back({random.starWithHoles(by, random.real(5, 30), random.integer(5, 12), 0)});
    }
    const auto table = tableOfFeatures(features);
    std::vector<Feature> grounds{{random.starWithHoles({0, 0}, 900, 400, 3)}, {{random.star({300, 0}, 100, 500, 9)}}};
    const auto districtTable = tableOfFeatures(grounds);
    MeasureOptions options;
    options.measure = Measure::Planar;
    const auto districtLayer = ArealLayer::prepare(districtTable, options);
    REQUIRE(districtLayer);
    const auto districts = districtsOf(*districtLayer, std::vector<std::string>{"holes", "star"});
    REQUIRE(districts);
    const auto candidates = DistrictEdges(*districts, table.crs()).candidates(table);
    std::size_t next = 0;
    std::size_t inside = 0;
    for (std::uint32_t d = 0; d < districts->size(); ++d) {
        for (std::uint32_t row = 0; row < table.size(); ++row) {
            const Shape shape = Shape::fromFeature(table, row);
            const bool isCandidate =
                next < candidates.size() && candidates[next].district == d && candidates[next].row == row;
            const auto common = shape.intersection((*districts)[d].shape);
            REQUIRE(common);
            if (!isCandidate) {
                CHECK(common->empty());
                continue;
            }
            if (candidates[next++].inside) {
                CHECK((*districts)[d].shape.covers(shape));
                ++inside;
            }
        }
    }
    CHECK(next == candidates.size());
    CHECK(inside > 500);
    CHECK(candidates.size() < table.size() * 3 / 2);
}

TEST_CASE("parts inside districts measure what GEOS's parts measure", "[common]") {
    // On the ellipsoid, in degrees of seven decimals; a district of two features, one of thousands of edges, one that
    // crosses itself, and features that do.
    RandomPolygons random(75);
    const auto place = [&](Feature feature, double degrees) {
        for (Polygon& polygon : feature) {
            for (auto& ring : polygon) {
                for (Point& p : ring) p = {121 + p.x * degrees, 31 + p.y * degrees};
            }
        }
        return snapped(std::move(feature), 1e-7);
    };
    std::vector<Feature> features;
    for (int i = 0; i < 400; ++i) {
        Feature feature = randomFeature(random);
        const Point by{random.real(-900, 900), random.real(-900, 900)};
        for (Polygon& polygon : feature) {
            for (auto& ring : polygon) {
                for (Point& p : ring) p = {p.x + by.x, p.y + by.y};
            }
        }
        if (i % 50 == 0) feature = {{random.scribble(by, 60, 7)}};
        features.push_back(place(feature, 1e-5));
    }
    const std::vector<Feature> grounds{
        place({{random.star({-400, 0}, 300, 500, 40)}}, 1e-5), place({{random.star({-100, 0}, 300, 500, 50)}}, 1e-5),
        place({{random.star({0, 0}, 300, 900, 2500)}}, 1e-5), place({{random.scribble({0, 0}, 700, 9)}}, 1e-5)};
    const auto table = tableOfFeatures(features, Crs::wgs84());
    const auto districtTable = tableOfFeatures(grounds, Crs::wgs84());
    for (const Measure measure : {Measure::Ellipsoidal, Measure::Survey}) {
        MeasureOptions options;
        options.measure = measure;
        const auto layer = ArealLayer::prepare(table, options);
        const auto districtLayer = ArealLayer::prepare(districtTable, options);
        REQUIRE(layer);
        REQUIRE(districtLayer);
        const auto districts = districtsOf(*districtLayer, std::vector<std::string>{"two", "two", "large", "crossed"});
        REQUIRE(districts);
        const auto parts = partsInside(*layer, *districts, nullptr);
        REQUIRE(parts);
        for (std::size_t d = 0; d < districts->size(); ++d) {
            const Parts& found = (*parts)[d];
            std::size_t next = 0;
            std::size_t cut = 0;
            for (std::uint32_t row = 0; row < table.size(); ++row) {
                const auto plain = layer->shape(row).intersection((*districts)[d].shape);
                REQUIRE(plain);
                const double share = plain->planarArea() / layer->shape(row).planarArea();
                const bool isPart = next < found.rows.size() && found.rows[next] == row;
                REQUIRE(isPart == (share > kNegligibleShare));
                if (!isPart) continue;
                CHECK((found.whole[next] == 1) == (share >= 1 - kNegligibleShare));
                cut += found.whole[next] == 0;
                const double expected = layer->measurer().squareMeters(*plain);
                CHECK(found.squareMeters[next] ==
                      Approx(found.whole[next] == 1 ? layer->area(row) : expected).epsilon(1e-10).margin(1e-6));
                ++next;
            }
            CHECK(next == found.rows.size());
            CHECK(cut > 25);
        }
    }
}
