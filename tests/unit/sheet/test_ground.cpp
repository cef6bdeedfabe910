#include "sheet/ground.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <numbers>

using namespace geju;

namespace {

constexpr double kDegree = std::numbers::pi / 180;

Crs crsOf(const char* definition) {
    const auto crs = Crs::from(definition);
    REQUIRE(crs);
    return *crs;
}

/// Metres along a parallel for a degree of longitude: π/180 · N(φ) · cos φ, N the radius of curvature in the prime
/// vertical (Snyder, Map Projections: A Working Manual, USGS 1395, p. 25, equation 4-21).
double metersPerDegreeOfLongitude(const Ellipsoid& ellipsoid, double latitude) {
    const double f = ellipsoid.flattening;
    const double e2 = f * (2 - f);
    const double sine = std::sin(latitude * kDegree);
    return kDegree * ellipsoid.semiMajorMeters * std::cos(latitude * kDegree) / std::sqrt(1 - e2 * sine * sine);
}

Point inCrs(const Crs& crs, Point lonLat) {
    const auto transform = Transform::between(crs.geographic(), crs);
    REQUIRE(transform);
    const auto point = transform->forward(lonLat);
    REQUIRE(point);
    return *point;
}

bool isRounded(double meters) {
    const double power = std::pow(10.0, std::floor(std::log10(meters) + 1e-9));
    const double lead = meters / power;
    return std::abs(lead - 1) < 1e-9 || std::abs(lead - 2) < 1e-9 || std::abs(lead - 5) < 1e-9;
}

} // namespace

TEST_CASE("metres of a world unit follow the projection", "[sheet][ground]") {
    for (const double latitude : {0.0, 31.35, 60.0, -48.5}) {
        INFO(latitude);
        SECTION("degrees: a parallel's length, at latitude " + std::to_string(latitude)) {
            const Crs crs = Crs::wgs84();
            const double expected = metersPerDegreeOfLongitude(crs.ellipsoid(), latitude);
            // A hundredth of a degree: parallel and geodesic differ by less than 1e-9.
            CHECK(Ground(crs).metersPerUnit({120.9, latitude}, 0.01) == Approx(expected).epsilon(1e-7));
        }
        SECTION("Web Mercator: a metre of the map is shorter on the ground, at latitude " + std::to_string(latitude)) {
            const Crs crs = crsOf("EPSG:3857");
            const Point center = inCrs(crs, {120.9, latitude});
            // x = a · λ, with the semi-major axis of WGS 84.
            const double expected = metersPerDegreeOfLongitude(crs.ellipsoid(), latitude) / (6378137.0 * kDegree);
            CHECK(Ground(crs).metersPerUnit(center, 1000) == Approx(expected).epsilon(1e-6));
        }
    }
    SECTION("transverse Mercator is true on its central meridian") {
        const Crs crs = crsOf("EPSG:4549");
        CHECK(Ground(crs).metersPerUnit(inCrs(crs, {120.0, 31.35}), 1000) == Approx(1).epsilon(1e-8));
    }
    SECTION("and stretches beside it by 1 + x² / 2R² (Snyder, equation 8-11, first term)") {
        const Crs crs = crsOf("EPSG:4549");
        const Point center = inCrs(crs, {120.95, 31.35});
        const double x = center.x - 500000;
        const double radius = 6.367e6; // geometric mean of the radii of curvature here, to 0.1 %
        const double stretch = 1 + x * x / (2 * radius * radius);
        CHECK(stretch - 1 > 5e-5); // the effect is there to be measured
        CHECK(Ground(crs).metersPerUnit(center, 1000) == Approx(1 / stretch).epsilon(1e-6));
    }
}

TEST_CASE("a scale bar is rounded, fits, and is as long on the ground as it says", "[sheet][ground]") {
    struct Place {
        const char* crs;
        Point lonLat;
    };
    for (const Place& place : {Place{"EPSG:4549", {120.95, 31.35}}, Place{"EPSG:4326", {120.95, 31.35}},
                               Place{"EPSG:3857", {2.35, 48.85}}, Place{"EPSG:32631", {-3, 67}}}) {
        const Crs crs = crsOf(place.crs);
        const Ground ground(crs);
        const Point center = inCrs(crs, place.lonLat);
        for (double maxMeters = 7; maxMeters < 3e5; maxMeters *= 3.1) {
            INFO(place.crs << " " << maxMeters);
            const double maxUnits = maxMeters / ground.metersPerUnit(center, 1e-4 * (crs.isGeographic() ? 1 : 1e5));
            const auto bar = chooseScaleBar(ground, center, maxUnits);
            REQUIRE(bar);
            CHECK(isRounded(bar->meters));
            CHECK(bar->lengthUnits <= maxUnits * (1 + 1e-9));
            CHECK(bar->meters > maxMeters / 2.6); // no rounded length between it and the room
            const double half = bar->lengthUnits / 2;
            CHECK(ground.meters({center.x - half, center.y}, {center.x + half, center.y}) ==
                  Approx(bar->meters).epsilon(1e-8));
        }
    }
}

TEST_CASE("a place outside the projection has no scale bar", "[sheet][ground]") {
    const Ground ground(crsOf("EPSG:4549"));
    CHECK_FALSE(chooseScaleBar(ground, {std::nan(""), 0}, 1000));
}

TEST_CASE("north is the meridian's direction", "[sheet][ground]") {
    SECTION("up where the map is in degrees or Mercator") {
        CHECK(Ground(Crs::wgs84()).northRadians({120.9, 31.35}) == Approx(0).margin(1e-9));
        const Crs mercator = crsOf("EPSG:3857");
        CHECK(Ground(mercator).northRadians(inCrs(mercator, {120.9, 31.35})) == Approx(0).margin(1e-7));
    }
    SECTION("turned by the convergence beside a central meridian: γ = Δλ · sin φ, first term") {
        const Crs crs = crsOf("EPSG:4549");
        for (const double longitude : {119.1, 120.0, 120.95}) {
            const double convergence = (longitude - 120.0) * kDegree * std::sin(31.35 * kDegree);
            // East of the meridian true north lies to the left of grid north. The next term of the series is below
            // 1e-4 of the first here.
            CHECK(Ground(crs).northRadians(inCrs(crs, {longitude, 31.35})) ==
                  Approx(-convergence).epsilon(3e-4).margin(1e-7));
        }
    }
}
