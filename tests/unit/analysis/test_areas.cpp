#include "analysis/areas.hpp"
#include "analysis/validity.hpp"
#include "cells.hpp"

#include <cmath>
#include <limits>

using namespace geju;
using namespace geju::test;

namespace {

FeatureTable one(const std::vector<std::vector<Point>>& rings, const Crs& crs) {
    TableBuilder builder;
    addPolygon(builder, rings);
    builder.endFeature();
    return builder.build("areas", crs);
}

double areaOf(const FeatureTable& table, Measure measure = Measure::Ellipsoidal) {
    MeasureOptions options;
    options.measure = measure;
    const auto areas = measureAreas(table, options);
    for (const auto& issue : areas.issues) UNSCOPED_INFO(describe(issue));
    REQUIRE(areas);
    CHECK(areas.issues.empty());
    return areas->squareMeters[0];
}

/// Area of the ellipsoid between the equator and a latitude, per radian of longitude (Snyder, Map Projections,
/// USGS PP 1395, equation 3-12, times half the squared semi-major axis).
double zoneArea(double latitudeDegrees, const Ellipsoid& ellipsoid) {
    const double e2 = ellipsoid.flattening * (2 - ellipsoid.flattening);
    const double e = std::sqrt(e2);
    const double s = std::sin(latitudeDegrees * 3.14159265358979323846 / 180);
    const double q = (1 - e2) * (s / (1 - e2 * s * s) - std::log((1 - e * s) / (1 + e * s)) / (2 * e));
    return ellipsoid.semiMajorMeters * ellipsoid.semiMajorMeters / 2 * q;
}

} // namespace

TEST_CASE("a field between two meridians and two parallels, by the formula of its zone") {
    const double west = 120.95, east = 120.99, south = 31.33, north = 31.36;
    std::vector<Point> ring; // parallels are no geodesics: follow them in steps of 0.4 m
    constexpr int kSteps = 10000;
    for (int i = 0; i < kSteps; ++i) ring.push_back({west + (east - west) * i / kSteps, south});
    ring.push_back({east, south});
    for (int i = 0; i < kSteps; ++i) ring.push_back({east - (east - west) * i / kSteps, north});
    ring.push_back({west, north});
    const Crs crs = Crs::wgs84();
    const double expected = (zoneArea(north, crs.ellipsoid()) - zoneArea(south, crs.ellipsoid())) * (east - west) *
                            3.14159265358979323846 / 180;
    CHECK(areaOf(one({ring}, crs)) == Approx(expected).epsilon(1e-10));
}

TEST_CASE("published cases of GeographicLib's Planimeter") {
    const Crs crs = Crs::wgs84();
    // an octant of the ellipsoid; the published figure is to the square metre
    CHECK(areaOf(one({{{0, 0}, {90, 0}, {0, 90}}}, crs)) == Approx(63758202715511.0).epsilon(1e-13));
    CHECK(areaOf(one({{{0, -1}, {-1, 0}, {0, 1}, {1, 0}}}, crs)) == Approx(24619419146.0).epsilon(1e-10));
    CHECK(areaOf(one({{{1, 2}, {2, 1}, {3, 3}}}, crs)) == Approx(18454562325.45119).epsilon(1e-13));
    CHECK(areaOf(one({{{3, 3}, {2, 1}, {1, 2}}}, crs)) == Approx(18454562325.45119).epsilon(1e-13)); // other way round
}

TEST_CASE("planar area in the plane of the table, holes taken away") {
    const auto square = [](double x, double y, double side) {
        return std::vector<Point>{{500000 + x, 3.4e6 + y},
                                  {500000 + x + side, 3.4e6 + y},
                                  {500000 + x + side, 3.4e6 + y + side},
                                  {500000 + x, 3.4e6 + y + side}};
    };
    CHECK(areaOf(one({square(0, 0, 100), square(20, 20, 10)}, planeCrs()), Measure::Planar) == 9900);
}

TEST_CASE("planar area of degrees needs a plane, and says which one it took") {
    MeasureOptions options;
    options.measure = Measure::Planar;
    const FeatureTable table = one({{{120.99, 31.3}, {121.0, 31.3}, {121.0, 31.31}, {120.99, 31.31}}}, Crs::wgs84());
    const auto chosen = measureAreas(table, options);
    REQUIRE(chosen);
    REQUIRE(chosen.issues.size() == 1);
    CHECK(chosen.issues[0].severity == Severity::Notice);
    CHECK(chosen.issues[0].code == "plane-chosen");
    options.plane = planeCrs();
    const auto named = measureAreas(table, options);
    REQUIRE(named);
    CHECK(named.issues.empty());
    const auto ellipsoidal = measureAreas(table);
    REQUIRE(ellipsoidal);
    // one degree off the central meridian the scale is 1 + (λ cos φ)²/2, squared for areas
    const double scale = 0.995 * 3.14159265358979323846 / 180 * std::cos(31.305 * 3.14159265358979323846 / 180);
    CHECK(named->squareMeters[0] / ellipsoidal->squareMeters[0] == Approx(1 + scale * scale).epsilon(2e-6));
}

TEST_CASE("a bow-tie is measured even–odd and reported, not taken as 0") {
    // two triangles of 2500 m² each
    const FeatureTable table =
        one({{{500000, 3.4e6}, {500100, 3.4e6 + 100}, {500100, 3.4e6}, {500000, 3.4e6 + 100}}}, planeCrs());
    MeasureOptions options;
    options.measure = Measure::Planar;
    const auto areas = measureAreas(table, options);
    REQUIRE(areas);
    CHECK(areas->squareMeters[0] == Approx(5000).epsilon(1e-12));
    CHECK(areas->repaired == std::vector<std::uint32_t>{0});
    REQUIRE(areas.issues.size() == 1);
    const Issue& issue = areas.issues[0];
    CHECK(issue.severity == Severity::Warning);
    CHECK(issue.code == "self-intersection");
    CHECK(issue.feature == 0);
    CHECK(issue.layer == "areas");
    CHECK(issue.position.starts_with("120.0005")); // the crossing, 50 m east of the central meridian
    CHECK(issue.remedy.find("5000.000") != std::string::npos);
    CHECK(issue.remedy.find("2 part") != std::string::npos);
    const auto ellipsoidal = measureAreas(table);
    REQUIRE(ellipsoidal);
    CHECK(ellipsoidal->squareMeters[0] == Approx(5000).epsilon(1e-3));
    CHECK(ellipsoidal->squareMeters[0] != 5000);
}

TEST_CASE("what cannot be measured is reported and no number") {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    TableBuilder builder;
    addPolygon(builder, {{{500000, 3.4e6}, {500100, nan}, {500100, 3.4e6 + 100}}});
    builder.endFeature();
    addPolygon(builder, {{{500000, 3.4e6}, {500100, 3.4e6}, {500100, 3.4e6 + 100}}});
    builder.endFeature();
    builder.beginPart(PartKind::Line);
    builder.beginRing();
    builder.addPoint({500000, 3.4e6});
    builder.addPoint({500100, 3.4e6});
    builder.endFeature();
    builder.endFeature(); // empty geometry
    MeasureOptions options;
    options.measure = Measure::Planar;
    const FeatureTable table = builder.build("faulty", planeCrs());
    const auto areas = measureAreas(table, options);
    REQUIRE(areas);
    CHECK(std::isnan(areas->squareMeters[0]));
    CHECK(areas->squareMeters[1] == 5000);
    CHECK(areas->squareMeters[2] == 0);
    CHECK(areas->squareMeters[3] == 0);
    CHECK(areas->totalSquareMeters == 5000);
    REQUIRE(areas.issues.size() == 1);
    CHECK(areas.issues[0].feature == 0);

    const auto found = findInvalid(table);
    REQUIRE(found);
    REQUIRE(found->size() == 1);
    CHECK(found->front().code == "invalid-coordinate");
}

TEST_CASE("work can be cancelled") {
    Progress progress;
    progress.cancel();
    MeasureOptions options;
    options.progress = &progress;
    const auto areas = measureAreas(one({{{0, 0}, {1, 0}, {0, 1}}}, Crs::wgs84()), options);
    CHECK_FALSE(areas);
    REQUIRE(areas.issues.size() == 1);
    CHECK(areas.issues[0].code == "cancelled");
}

TEST_CASE("validity names the place in degrees") {
    TableBuilder builder;
    addPolygon(builder, {{{500000, 3.4e6}, {500100, 3.4e6}, {500100, 3.4e6 + 100}}});
    builder.endFeature();
    addPolygon(builder, {{{500000, 3.4e6}, {500100, 3.4e6 + 100}, {500100, 3.4e6}, {500000, 3.4e6 + 100}}});
    builder.endFeature();
    const FeatureTable table = builder.build("checked", planeCrs());
    const auto found = findInvalid(table);
    REQUIRE(found);
    REQUIRE(found->size() == 1);
    CHECK(found->front().row == 1);
    CHECK(found->front().code == "self-intersection");
    CHECK(found->front().position == Point{500050, 3.4e6 + 50});
    REQUIRE(found->front().lonLat);
    CHECK(found->front().lonLat->x == Approx(120.00053).epsilon(1e-7));
    CHECK(describeFinding(table, found->front()).position.starts_with("120.0005"));
}
