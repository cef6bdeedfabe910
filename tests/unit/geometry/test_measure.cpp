#include "crs/geodesic.hpp"
#include "crs/transform.hpp"
#include "geometry/measure.hpp"
#include "support/catch.hpp"
#include "table_support.hpp"

#include <cmath>
#include <thread>

using namespace geju;
using geju::test::lineTable;
using geju::test::polygonTable;

namespace {

Crs crsOf(const char* text) {
    return *Crs::from(text);
}

/// A parcel with a hole, clockwise and counter-clockwise, in lon/lat.
const geju::test::RingList kParcel{
    {{120.95, 31.37}, {120.96, 31.37}, {120.96, 31.38}, {120.95, 31.38}, {120.95, 31.37}},
    {{120.952, 31.372}, {120.955, 31.372}, {120.955, 31.375}, {120.952, 31.372}}};

FeatureTable projected(const FeatureTable& table, const Crs& crs) {
    std::vector<Point> coordinates = table.coordinates();
    CHECK(Transform::between(table.crs(), crs)->forward(std::span<Point>(coordinates)) == 0);
    return table.withCoordinates(crs, coordinates);
}

} // namespace

TEST_CASE("an area on the ellipsoid is the same from every CRS of the datum", "[measure]") {
    const FeatureTable lonLat = polygonTable({kParcel}, crsOf("EPSG:4490"));
    const double expected = std::fabs(geodesicRingArea({}, kParcel[0])) - std::fabs(geodesicRingArea({}, kParcel[1]));
    CHECK(Measurer(lonLat, Measure::Ellipsoidal).areaOfFeature(0) == Approx(expected).epsilon(1e-12));
    for (const char* crs : {"EPSG:4549", "EPSG:4528", "EPSG:4509", "EPSG:4479"}) {
        const auto made = Crs::from(crs);
        if (!made) continue; // 4479 is geocentric
        const FeatureTable plane = projected(lonLat, *made);
        const Measurer measurer(plane, Measure::Ellipsoidal);
        INFO(crs);
        CHECK(measurer.areaOfFeature(0) == Approx(expected).epsilon(1e-9));
    }
}

TEST_CASE("plane figures are in metres whatever the axes' unit", "[measure]") {
    const geju::test::RingList square{{{0, 0}, {0, 100}, {100, 100}, {100, 0}, {0, 0}},
                                      {{10, 10}, {20, 10}, {20, 20}, {10, 10}}};
    const FeatureTable meters = polygonTable({square, square}, crsOf("EPSG:4549"));
    const Measurer plane(meters, Measure::Planar);
    CHECK(plane.areaOfFeature(0) == Approx(2 * 9950));
    CHECK(plane.areaOfPart(0) == Approx(9950));
    CHECK(plane.lengthOfFeature(0) == Approx(2 * (400 + 20 + std::sqrt(200.0))));
    const double foot = 1200.0 / 3937;
    const FeatureTable feet = polygonTable({square}, crsOf("EPSG:2263"));
    CHECK(Measurer(feet, Measure::Planar).areaOfFeature(0) == Approx(9950 * foot * foot));
    CHECK(Measurer(feet, Measure::Planar).lengthMeters(std::vector<Point>{{0, 0}, {3, 4}}, false) == Approx(5 * foot));
    CHECK(Measurer(feet, Measure::Planar).lengthMeters(std::vector<Point>{{0, 0}, {3, 4}}, true) == Approx(10 * foot));
}

TEST_CASE("there is no plane figure of degrees and no ellipsoid under a local grid", "[measure]") {
    const FeatureTable lonLat = polygonTable({kParcel});
    CHECK(std::isnan(Measurer(lonLat, Measure::Planar).areaOfFeature(0)));
    CHECK(std::isnan(Measurer(lonLat, Measure::Planar).lengthOfFeature(0)));
    const FeatureTable local = polygonTable({kParcel}, crsOf("LOCAL_CS[\"site grid\",UNIT[\"metre\",1]]"));
    CHECK(std::isnan(Measurer(local, Measure::Ellipsoidal).areaOfFeature(0)));
    CHECK(Measurer(local, Measure::Planar).areaOfFeature(0) > 0);
}

TEST_CASE("a map's exaggeration does not reach the ellipsoid", "[measure]") {
    const FeatureTable lonLat = polygonTable({kParcel});
    const double expected = Measurer(lonLat, Measure::Ellipsoidal).areaOfFeature(0);
    const FeatureTable mercator = projected(lonLat, crsOf("EPSG:3857"));
    CHECK(Measurer(mercator, Measure::Ellipsoidal).areaOfFeature(0) == Approx(expected).epsilon(1e-9));
    CHECK(Measurer(mercator, Measure::Planar).areaOfFeature(0) / expected == Approx(1.374).epsilon(0.002));
}

TEST_CASE("lines, points and foreign rings", "[measure]") {
    const FeatureTable lines = lineTable({{{120, 31}, {121, 31}}, {{120, 32}, {120, 33}}}, crsOf("EPSG:4490"));
    const Measurer measurer(lines, Measure::Ellipsoidal);
    const double expected = geodesicLength({}, lines.points(0)) + geodesicLength({}, lines.points(1));
    CHECK(measurer.lengthOfFeature(0) == Approx(expected).epsilon(1e-12));
    CHECK(measurer.areaOfFeature(0) == 0);
    // A ring that is not the table's, as the measuring tool has, in the table's CRS.
    const FeatureTable plane = projected(lines, crsOf("EPSG:4549"));
    const Measurer inPlane(plane, Measure::Ellipsoidal);
    const std::vector<Point> copy(plane.points(0).begin(), plane.points(0).end());
    CHECK(inPlane.lengthMeters(copy, false) == Approx(inPlane.lengthMeters(plane.points(0), false)).epsilon(1e-12));
    CHECK(inPlane.lengthMeters(copy, true) == Approx(2 * inPlane.lengthMeters(copy, false)).epsilon(1e-12));
    CHECK(inPlane.areaSquareMeters(copy) == 0);
}

TEST_CASE("grads are turned into degrees", "[measure]") {
    // A quadrilateral of one grad (0.9 degrees) a side on Clarke 1880 (IGN).
    const FeatureTable grads = polygonTable({{{{1, 50}, {2, 50}, {2, 51}, {1, 51}, {1, 50}}}}, crsOf("EPSG:4807"));
    const std::vector<Point> degrees{{0.9, 45}, {1.8, 45}, {1.8, 45.9}, {0.9, 45.9}};
    CHECK(Measurer(grads, Measure::Ellipsoidal).areaOfFeature(0) ==
          Approx(geodesicRingArea(grads.crs().ellipsoid(), degrees)).epsilon(1e-9));
}

TEST_CASE("coordinates that are not finite give no figure", "[measure]") {
    const geju::test::RingList bad{{{120, 31}, {121, NAN}, {121, 32}, {120, 31}}};
    const FeatureTable lonLat = polygonTable({bad});
    CHECK(std::isnan(Measurer(lonLat, Measure::Ellipsoidal).areaOfFeature(0)));
    const FeatureTable plane = polygonTable({bad}, crsOf("EPSG:4549"));
    CHECK(std::isnan(Measurer(plane, Measure::Planar).areaOfFeature(0)));
}

TEST_CASE("one measurer serves many threads", "[measure]") {
    const FeatureTable lonLat = polygonTable({kParcel}, crsOf("EPSG:4490"));
    const FeatureTable plane = projected(lonLat, crsOf("EPSG:4549"));
    const Measurer measurer(plane, Measure::Ellipsoidal);
    std::vector<double> areas(8);
    std::vector<std::thread> threads;
    for (std::size_t t = 0; t < areas.size(); ++t)
        threads.emplace_back([&, t] { areas[t] = measurer.areaOfFeature(0); });
    for (auto& thread : threads) thread.join();
    for (const double area : areas) CHECK(area == areas[0]);
}
