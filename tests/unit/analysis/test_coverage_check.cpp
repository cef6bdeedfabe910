// Overlaps, gaps and ground outside against plain GEOS overlays of everything with everything, on generated layers;
// sizes against closed forms.
#include "analysis/coverage_check.hpp"
#include "analysis/overlay.hpp"
#include "analysis/source_check.hpp"
#include "cells.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

using namespace geju;
using namespace geju::test;

namespace {

std::vector<double> areas(const std::vector<CheckFinding>& findings) {
    std::vector<double> result;
    for (const auto& finding : findings) result.push_back(finding.squareMeters.value());
    std::sort(result.begin(), result.end());
    return result;
}

/// Areas of the polygons of a shape that are no roundings.
std::vector<double> areas(const Shape& shape, const ShapeMeasurer& measurer) {
    std::vector<double> result;
    shape.forEachPolygon([&](std::span<const std::span<const Point>> rings) {
        std::vector<std::vector<Point>> copy;
        for (const auto& ring : rings) copy.emplace_back(ring.begin(), ring.end());
        const Shape polygon = Shape::fromRings(copy);
        if (meanWidthMeters(polygon, measurer) > CheckLimits{}.roundingMeters) {
            result.push_back(measurer.squareMeters(polygon));
        }
    });
    std::sort(result.begin(), result.end());
    return result;
}

void checkSame(const std::vector<double>& found, const std::vector<double>& expected) {
    REQUIRE(found.size() == expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) // A geodesic area is rounded by where its ring begins.
        CHECK(found[i] == Approx(expected[i]).epsilon(1e-7).margin(2 * kAreaRoundingSquareMeters));
}

Shape plainUnion(const FeatureTable& table) {
    std::vector<Shape> shapes;
    std::vector<const Shape*> pointers;
    for (std::size_t row = 0; row < table.size(); ++row) shapes.push_back(Shape::fromFeature(table, row));
    for (const Shape& shape : shapes) pointers.push_back(&shape);
    auto united = Shape::unionOf(pointers);
    REQUIRE(united);
    return std::move(*united);
}

/// What a shape encloses and does not hold: of everything around it, the pieces that do not reach the frame.
Shape holesOf(const Shape& shape) {
    const Box frame = shape.envelope().grown(100);
    const auto around = Shape::fromBox(frame).difference(shape);
    REQUIRE(around);
    std::vector<Shape> pieces;
    std::vector<const Shape*> pointers;
    around->forEachPolygon([&](std::span<const std::span<const Point>> rings) {
        std::vector<std::vector<Point>> copy;
        for (const auto& ring : rings) copy.emplace_back(ring.begin(), ring.end());
        Shape piece = Shape::fromRings(copy);
        if (piece.envelope().minX > frame.minX) pieces.push_back(std::move(piece));
    });
    for (const Shape& piece : pieces) pointers.push_back(&piece);
    auto holes = Shape::unionOf(pointers);
    REQUIRE(holes);
    return std::move(*holes);
}

FeatureTable tableOf(const Shape& shape) {
    TableBuilder builder;
    addShape(builder, shape);
    builder.endFeature();
    return builder.build("boundary", planeCrs());
}

struct Found {
    std::size_t overlaps = 0;
    std::size_t gaps = 0;
    std::size_t outside = 0;
};

/// Every figure of the checks against plain overlays.
Found compare(const FeatureTable& table, const FeatureTable& boundaryTable) {
    const CheckLimits limits;
    const auto layer = layerToCheck(table, nullptr);
    const auto boundary = layerToCheck(boundaryTable, nullptr);
    REQUIRE(layer);
    REQUIRE(boundary);
    const ShapeMeasurer& measurer = layer->measurer();
    Found found;

    const auto overlaps = findOverlaps(*layer, limits);
    REQUIRE(overlaps);
    std::size_t next = 0;
    for (std::uint32_t a = 0; a < table.size(); ++a) {
        for (std::uint32_t b = a + 1; b < table.size(); ++b) {
            const Shape first = Shape::fromFeature(table, a);
            const Shape second = Shape::fromFeature(table, b);
            const auto common = first.intersection(second);
            REQUIRE(common);
            const double larger = std::max(first.planarArea(), second.planarArea());
            const bool same = common->planarArea() > larger * (1 - 1e-9);
            if (common->empty() || same || !(meanWidthMeters(*common, measurer) > limits.roundingMeters)) continue;
            REQUIRE(next < overlaps->size());
            const CheckFinding& finding = (*overlaps)[next++];
            CHECK(finding.features == std::vector<std::uint32_t>{a, b});
            CHECK(*finding.squareMeters == Approx(measurer.squareMeters(*common)).epsilon(1e-9));
            CHECK(finding.issue.code == "overlap");
        }
    }
    CHECK(next == overlaps->size());
    found.overlaps = next;

    const Shape united = plainUnion(table);
    const auto gaps = findGaps(*layer, nullptr, limits);
    REQUIRE(gaps);
    checkSame(areas(*gaps), areas(holesOf(united), measurer));
    found.gaps = gaps->size();

    const Shape ground = Shape::fromFeature(boundaryTable, 0);
    const auto uncovered = findGaps(*layer, &*boundary, limits);
    const auto missing = ground.difference(united);
    REQUIRE(uncovered);
    REQUIRE(missing);
    checkSame(areas(*uncovered), areas(*missing, measurer));

    const auto outside = findOutside(*layer, *boundary, limits);
    REQUIRE(outside);
    next = 0;
    for (std::uint32_t row = 0; row < table.size(); ++row) {
        const auto rest = Shape::fromFeature(table, row).difference(ground);
        REQUIRE(rest);
        if (rest->empty() || !(meanWidthMeters(*rest, measurer) > limits.roundingMeters)) continue;
        REQUIRE(next < outside->size());
        CHECK((*outside)[next].features == std::vector<std::uint32_t>{row});
        CHECK(*(*outside)[next].squareMeters == Approx(measurer.squareMeters(*rest)).epsilon(1e-9));
        ++next;
    }
    CHECK(next == outside->size());
    found.outside = next;
    return found;
}

Point corner(double x, double y) {
    return {kGridOrigin.x + x, kGridOrigin.y + y};
}

std::vector<Point> rectangle(double x, double y, double width, double height) {
    return {corner(x, y), corner(x + width, y), corner(x + width, y + height), corner(x, y + height)};
}

std::size_t countOf(const std::vector<CheckFinding>& findings, const std::string& code) {
    return static_cast<std::size_t>(std::count_if(
        findings.begin(), findings.end(), [&](const CheckFinding& finding) { return finding.issue.code == code; }));
}

} // namespace

TEST_CASE("checks of patches of cells agree with plain overlays", "[check]") {
    std::mt19937 random(11);
    Found total;
    for (int round = 0; round < 60; ++round) {
        TableBuilder builder;
        for (int i = 0; i < 9; ++i) {
            addShape(builder, outline(randomPatch(random, 7, 12)));
            builder.endFeature();
        }
        const FeatureTable table = builder.build("patches", planeCrs());
        const Found found = compare(table, tableOf(outline(randomPatch(random, 7, 40))));
        total.overlaps += found.overlaps;
        total.gaps += found.gaps;
        total.outside += found.outside;
    }
    CHECK(total.overlaps > 300);
    CHECK(total.gaps > 20);
    CHECK(total.outside > 100);
}

TEST_CASE("checks of stars that share no corner agree with plain overlays", "[check]") {
    std::mt19937 random(12);
    std::uniform_real_distribution<double> place(0, 600);
    std::uniform_real_distribution<double> radius(20, 160);
    Found total;
    for (int round = 0; round < 40; ++round) {
        TableBuilder builder;
        const auto star = [&](Point center) {
            std::vector<Point> ring;
            const int corners = std::uniform_int_distribution<int>(3, 24)(random);
            for (int k = 0; k < corners; ++k) {
                const double angle = 2 * std::numbers::pi * k / corners;
                const double r = radius(random);
                ring.push_back({center.x + r * std::cos(angle), center.y + r * std::sin(angle)});
            }
            if (round % 2 == 1) std::reverse(ring.begin(), ring.end()); // ring direction means nothing
            return ring;
        };
        for (int i = 0; i < 16; ++i) {
            addPolygon(builder, {star(corner(place(random), place(random)))});
            builder.endFeature();
        }
        TableBuilder ground;
        addPolygon(ground, {rectangle(100, 100, 400, 400)});
        ground.endFeature();
        const Found found = compare(builder.build("stars", planeCrs()), ground.build("boundary", planeCrs()));
        total.overlaps += found.overlaps;
        total.gaps += found.gaps;
        total.outside += found.outside;
    }
    CHECK(total.overlaps > 500);
    CHECK(total.gaps > 20);
    CHECK(total.outside > 100);
}

TEST_CASE("sizes of what is found are those of the rectangle that was left out", "[check]") {
    // A strip of 240 m by 0.4 m between two fields, bridged at its ends.
    TableBuilder builder;
    addPolygon(builder, {rectangle(0, 0, 240, 100)});
    builder.endFeature();
    addPolygon(builder, {rectangle(0, 100.4, 240, 100)});
    builder.endFeature();
    addPolygon(builder, {rectangle(-10, 0, 10, 200.4)});
    builder.endFeature();
    addPolygon(builder, {rectangle(240, 0, 10, 200.4)});
    builder.endFeature();
    const FeatureTable table = builder.build("fields", planeCrs());
    const auto layer = layerToCheck(table, nullptr);
    REQUIRE(layer);
    const auto gaps = findGaps(*layer, nullptr, {});
    REQUIRE(gaps);
    REQUIRE(gaps->size() == 1);
    const CheckFinding& gap = gaps->front();
    // On the central meridian of the zone the scale is 1; the place is the middle of the strip.
    CHECK(*gap.squareMeters == Approx(96).epsilon(1e-5));
    CHECK(*gap.leastMeters == Approx(0.4).epsilon(1e-5));
    CHECK(*gap.greatestMeters == Approx(240).epsilon(1e-5));
    CHECK(*gap.meanWidthMeters == Approx(2 * 96 / 480.8).epsilon(1e-5));
    REQUIRE(gap.lonLat);
    CHECK(gap.lonLat->x == Approx(120.00126).margin(0.0014)); // within the strip

    CheckLimits coarse;
    coarse.roundingMeters = 0.5;
    const auto none = findGaps(*layer, nullptr, coarse);
    REQUIRE(none);
    CHECK(none->empty());
    REQUIRE(none.issues.size() == 1); // it is said, not hidden
    CHECK(none.issues[0].code == "rounding");
    CHECK(none.issues[0].severity == Severity::Notice);
}

TEST_CASE("duplicates and slivers of a layer", "[check]") {
    TableBuilder builder;
    const auto add = [&](std::vector<Point> ring) {
        addPolygon(builder, {std::move(ring)});
        builder.endFeature();
    };
    add(rectangle(0, 0, 50, 50));
    add(rectangle(100, 0, 300, 0.3)); // 90 m², 0.3 m wide
    auto again = rectangle(0, 0, 50, 50);
    std::rotate(again.begin(), again.begin() + 2, again.end());
    std::reverse(again.begin(), again.end());
    add(again);                         // the same polygon, told otherwise
    add(rectangle(0, 0, 50, 49.9));     // nearly
    add(rectangle(100, 10, 3000, 0.4)); // thin, but of 1200 m²
    add({corner(200, 200), corner(250, 250), corner(250, 200), corner(200, 250)});
    const FeatureTable table = builder.build("layer", planeCrs());
    const auto checked = checkLayer(table, {});
    REQUIRE(checked);
    REQUIRE(checked->findings.size() == 3);
    CHECK(checked->findings[0].issue.code == "self-intersection");
    CHECK(checked->findings[0].features == std::vector<std::uint32_t>{5});
    CHECK(*checked->findings[0].squareMeters == Approx(1250).epsilon(1e-5)); // two triangles
    CHECK(checked->findings[1].issue.code == "duplicate");
    CHECK(checked->findings[1].features == std::vector<std::uint32_t>{0, 2});
    CHECK(*checked->findings[1].squareMeters == Approx(2500).epsilon(1e-5));
    CHECK(checked->findings[2].issue.code == "sliver");
    CHECK(checked->findings[2].features == std::vector<std::uint32_t>{1});
    CHECK(*checked->findings[2].meanWidthMeters == Approx(2 * 90 / 600.6).epsilon(1e-5));
}

TEST_CASE("codes that no classification knows", "[check]") {
    TableBuilder builder;
    for (const char* code : {"0701", "99", "", "X1", "99", "14"}) {
        addPolygon(builder, {rectangle(0, 0, 10, 10)});
        builder.set("code", Value(std::string_view(code)));
        builder.endFeature();
    }
    const FeatureTable table = builder.build("layer", planeCrs());
    ClassTable classes;
    classes.items.push_back({"X1", {}, {}});
    const auto findings = findUnknownCodes(table, "code", &classes);
    REQUIRE(findings.size() == 2);
    CHECK(findings[0].issue.code == "missing-code");
    CHECK(findings[0].features == std::vector<std::uint32_t>{2});
    CHECK(findings[1].issue.code == "unknown-code");
    CHECK(findings[1].features == std::vector<std::uint32_t>{1, 4});
    CHECK(findUnknownCodes(table, "code", nullptr).size() == 3);
    CHECK(countOf(findUnknownCodes(table, "class", nullptr), "missing-field") == 1);
}

TEST_CASE("a boundary in another system bounds all the same", "[check]") {
    TableBuilder fields;
    for (int x = 0; x < 4; ++x) {
        addPolygon(fields, {rectangle(100 * x, 0, 100, 100)});
        fields.endFeature();
    }
    const FeatureTable table = fields.build("fields", planeCrs());
    TableBuilder ground;
    addPolygon(ground, {rectangle(0, 0, 300, 100)});
    ground.endFeature();
    const auto lonLat = inFrame(ground.build("ground", planeCrs()), Crs::wgs84());
    REQUIRE(lonLat);
    SourceCheck check;
    check.table = &table;
    check.name = "fields";
    check.isCoverage = true;
    check.boundary = &*lonLat;
    const auto found = checkSource(check);
    REQUIRE(found);
    REQUIRE(found->size() == 1);
    CHECK(found->front().issue.code == "outside-boundary");
    CHECK(found->front().issue.layer == "fields");
    CHECK(found->front().features == std::vector<std::uint32_t>{3});
    CHECK(*found->front().squareMeters == Approx(1e4).epsilon(1e-5));
}
