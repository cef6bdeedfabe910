#include "analysis/feature_measures.hpp"
#include "cells.hpp"

#include <cmath>

using namespace geju;
using namespace geju::test;

namespace {

/// Scale of a transverse Mercator beside its central meridian, where x is small: 1 + x²/(2 M N) (Snyder, Map
/// Projections, USGS PP 1395, equation 8-7, rewritten for the plane).
double scaleAt(double offsetMeters, double latitudeDegrees) {
    const Ellipsoid grs80;
    const double e2 = grs80.flattening * (2 - grs80.flattening);
    const double s = std::sin(latitudeDegrees * 3.14159265358979323846 / 180);
    const double n = grs80.semiMajorMeters / std::sqrt(1 - e2 * s * s);
    const double m = grs80.semiMajorMeters * (1 - e2) / std::pow(1 - e2 * s * s, 1.5);
    return 1 + offsetMeters * offsetMeters / (2 * m * n);
}

constexpr double kLatitude = 31.356; // of a northing of 3 470 500 m

std::vector<Point> square(double offset, double side) {
    const Point corner{500000 + offset - side / 2, 3470500 - side / 2};
    return {corner, {corner.x + side, corner.y}, {corner.x + side, corner.y + side}, {corner.x, corner.y + side}};
}

} // namespace

TEST_CASE("a drawn square by both measures") {
    for (const double offset : {0.0, 50000.0, 100000.0}) {
        const auto path = square(offset, 1000);
        const PathMeasures measures = measurePath(path, planeCrs(), true);
        const double scale = scaleAt(offset, kLatitude);
        INFO(offset);
        CHECK(measures.planarLengthMeters == 3000);
        CHECK(measures.planarPerimeterMeters == 4000);
        CHECK(*measures.planarSquareMeters == Approx(1e6));
        CHECK(*measures.ellipsoidalPerimeterMeters == Approx(4000 / scale).epsilon(2e-7));
        // the open path has the two sides across and the eastern one, which lies farther out
        const double eastern = scaleAt(offset + 500, kLatitude);
        CHECK(measures.ellipsoidalLengthMeters == Approx(2000 / scale + 1000 / eastern).epsilon(1e-8));
        CHECK(*measures.ellipsoidalSquareMeters == Approx(1e6 / scale / scale).epsilon(2e-7));
        CHECK(*measures.surveySquareMeters == Approx(*measures.ellipsoidalSquareMeters).epsilon(1e-7));
        CHECK_FALSE(measures.selfCrossing);
        CHECK(measures.note.empty());
    }
}

TEST_CASE("a path that crosses itself counts its loops once and says so") {
    auto path = square(0, 1000);
    std::swap(path[1], path[2]);
    const PathMeasures measures = measurePath(path, planeCrs(), true);
    CHECK(measures.selfCrossing);
    CHECK_FALSE(measures.note.empty());
    CHECK(*measures.planarSquareMeters == Approx(5e5));
    CHECK(*measures.planarPerimeterMeters == Approx(2000 + 2 * 1000 * std::sqrt(2)));
    CHECK(*measures.ellipsoidalSquareMeters == Approx(5e5).epsilon(1e-6));
}

TEST_CASE("paths that bound nothing") {
    const std::vector<Point> line{{500000, 3470500}, {500300, 3470900}};
    const PathMeasures two = measurePath(line, planeCrs(), true);
    CHECK(*two.planarLengthMeters == 500);
    CHECK_FALSE(two.planarSquareMeters);
    CHECK_FALSE(two.ellipsoidalSquareMeters);
    const std::vector<Point> back{{500000, 3470500}, {500300, 3470500}, {500000, 3470500}};
    const PathMeasures flat = measurePath(back, planeCrs(), true);
    CHECK(flat.planarSquareMeters.value_or(0) == 0);
    CHECK_FALSE(flat.note.empty());
    CHECK(measurePath({}, planeCrs(), true).ellipsoidalLengthMeters == 0);
    const PathMeasures open = measurePath(square(0, 10), planeCrs(), false);
    CHECK_FALSE(open.planarSquareMeters);
    CHECK_FALSE(open.planarPerimeterMeters);
}

TEST_CASE("in degrees there is no plane") {
    const std::vector<Point> path{{120.9, 31.3}, {121, 31.3}, {121, 31.4}};
    const PathMeasures measures = measurePath(path, Crs::wgs84(), true);
    CHECK_FALSE(measures.planarLengthMeters);
    CHECK_FALSE(measures.planarSquareMeters);
    CHECK(measures.ellipsoidalSquareMeters);
}

TEST_CASE("a feature's figures side by side") {
    TableBuilder builder;
    auto hole = square(50000, 200);
    addPolygon(builder, {square(50000, 1000), hole});
    builder.endFeature();
    builder.beginPart(PartKind::Line);
    builder.beginRing();
    for (const Point p : square(50000, 1000)) builder.addPoint(p);
    builder.endFeature();
    auto bow = square(0, 1000);
    std::swap(bow[1], bow[2]);
    addPolygon(builder, {bow});
    builder.endFeature();
    const FeatureTable table = builder.build("features", planeCrs());
    const double scale = scaleAt(50000, kLatitude);

    const FeatureMeasures area = measureFeature(table, table, 0);
    CHECK(area.areal);
    CHECK_FALSE(area.linear);
    CHECK(*area.planarSquareMeters == Approx(960000));
    CHECK(*area.ellipsoidalSquareMeters == Approx(960000 / scale / scale).epsilon(2e-7));
    CHECK(*area.planarPerimeterMeters == Approx(4800));
    CHECK(*area.ellipsoidalPerimeterMeters == Approx(4800 / scale).epsilon(2e-7));
    CHECK_FALSE(area.planarLengthMeters);
    CHECK(area.notes.empty());

    const FeatureMeasures line = measureFeature(table, table, 1);
    CHECK(line.linear);
    CHECK_FALSE(line.areal);
    CHECK(*line.planarLengthMeters == Approx(3000));
    CHECK_FALSE(line.planarSquareMeters);

    const FeatureMeasures crossed = measureFeature(table, table, 2);
    CHECK(*crossed.planarSquareMeters == Approx(5e5));
    REQUIRE(crossed.notes.size() == 1);
    CHECK(crossed.notes[0].feature == 2);
}
