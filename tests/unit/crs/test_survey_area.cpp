#include "crs/geodesic.hpp"
#include "crs/survey_area.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>
#include <vector>

using namespace geju;

namespace {

constexpr double kRadians = std::numbers::pi / 180;
const Ellipsoid kCgcs2000{6378137, 1 / 298.257222101};

struct Radii {
    double meridian;
    double primeVertical;
};

Radii radiiAt(const Ellipsoid& ellipsoid, double latitude) {
    const double e2 = ellipsoid.flattening * (2 - ellipsoid.flattening);
    const double w2 = 1 - e2 * std::sin(latitude) * std::sin(latitude);
    return {ellipsoid.semiMajorMeters * (1 - e2) / std::pow(w2, 1.5), ellipsoid.semiMajorMeters / std::sqrt(w2)};
}

/// ∫ M N cos B dB between two latitudes (radians) by Simpson's rule: the element of area itself, no series.
double zoneByQuadrature(const Ellipsoid& ellipsoid, double south, double north) {
    constexpr int kSteps = 2000;
    const auto element = [&](double latitude) {
        const Radii radii = radiiAt(ellipsoid, latitude);
        return radii.meridian * radii.primeVertical * std::cos(latitude);
    };
    const double step = (north - south) / kSteps;
    double sum = element(south) + element(north);
    for (int i = 1; i < kSteps; ++i) sum += element(south + i * step) * (i % 2 == 1 ? 4 : 2);
    return sum * step / 3;
}

std::vector<Point> rectangle(double west, double south, double east, double north) {
    return {{west, south}, {east, south}, {east, north}, {west, north}};
}

/// What the geodesic sides leave or take: Δλ sin φ (3 M² Δφ² + N² cos² φ Δλ²) / 12 a side, in absolute values.
double boundOfDifference(const Ellipsoid& ellipsoid, const std::vector<Point>& ring) {
    double bound = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const Point a = ring[i];
        const Point b = ring[(i + 1) % ring.size()];
        const double latitude = std::max(std::fabs(a.y), std::fabs(b.y)) * kRadians;
        const Radii radii = radiiAt(ellipsoid, latitude);
        const double north = (b.y - a.y) * kRadians * radii.meridian;
        const double east = (b.x - a.x) * kRadians * radii.primeVertical * std::cos(latitude);
        bound += std::fabs((b.x - a.x) * kRadians) * std::sin(latitude) * (3 * north * north + east * east) / 12;
    }
    return bound;
}

} // namespace

TEST_CASE("the survey formula between parallels and meridians is the integral of the ellipsoid's area") {
    for (const Ellipsoid& ellipsoid : {kCgcs2000, Ellipsoid{6378140, 1 / 298.257}, Ellipsoid{6378245, 1 / 298.3}}) {
        for (const double south : {-60.0, 0.0, 18.0, 31.25, 53.0, 75.0}) {
            for (const double height : {1e-4, 0.1, 10.0}) {
                const double expected =
                    zoneByQuadrature(ellipsoid, south * kRadians, (south + height) * kRadians) * 0.25 * kRadians;
                INFO(south << " " << height);
                CHECK(surveyRingArea(ellipsoid, rectangle(120.75, south, 121, south + height)) ==
                      Approx(expected).epsilon(2e-10));
            }
        }
    }
}

TEST_CASE("the survey formula on a sphere is Archimedes' zone") {
    const Ellipsoid sphere{6371000, 0};
    const double expected = sphere.semiMajorMeters * sphere.semiMajorMeters * kRadians *
                            (std::sin(41 * kRadians) - std::sin(40 * kRadians));
    CHECK(surveyRingArea(sphere, rectangle(0, 40, 1, 41)) == Approx(expected).epsilon(1e-13));
}

TEST_CASE("a slanting side counts its mean longitude") {
    // A triangle is half of the trapezoid between its parallels, whatever the ellipsoid.
    const std::vector<Point> triangle{{121, 31}, {121.01, 31}, {121, 31.01}};
    const double zone = zoneByQuadrature(kCgcs2000, 31 * kRadians, 31.01 * kRadians);
    CHECK(surveyRingArea(kCgcs2000, triangle) == Approx(zone * 0.01 * kRadians / 2).epsilon(1e-10));
}

TEST_CASE("the survey formula keeps the sign, the closing corner and the antimeridian") {
    auto ring = rectangle(120.9, 31.3, 120.91, 31.31);
    const double area = surveyRingArea(kCgcs2000, ring);
    CHECK(area > 0);
    ring.push_back(ring.front());
    CHECK(surveyRingArea(kCgcs2000, ring) == area);
    std::reverse(ring.begin(), ring.end());
    CHECK(surveyRingArea(kCgcs2000, ring) == Approx(-area).epsilon(1e-13));
    CHECK(surveyRingArea(kCgcs2000,
                         std::vector<Point>{{179.995, 31.3}, {-179.995, 31.3}, {-179.995, 31.31}, {179.995, 31.31}}) ==
          Approx(area).epsilon(1e-9));
    CHECK(surveyRingArea(kCgcs2000, std::vector<Point>{{0, 0}, {1, 1}}) == 0);
    CHECK(std::isnan(surveyRingArea(kCgcs2000, std::vector<Point>{{0, 80}, {120, 80}, {-120, 80}})));
}

TEST_CASE("survey and geodesic areas differ by what lies between their sides, and no more") {
    std::mt19937 random(1055);
    std::uniform_real_distribution<double> unit(0, 1);
    for (const double extent : {100.0, 1000.0, 4000.0}) {
        for (int round = 0; round < 300; ++round) {
            const Point center{73 + 62 * unit(random), 4 + 49 * unit(random)};
            const Radii radii = radiiAt(kCgcs2000, center.y * kRadians);
            std::vector<Point> ring;
            const int corners = 3 + static_cast<int>(unit(random) * 9);
            for (int i = 0; i < corners; ++i) {
                const double angle = 2 * std::numbers::pi * (i + 0.8 * unit(random)) / corners;
                const double radius = extent / 2 * (0.5 + unit(random) / 2);
                ring.push_back({center.x + radius * std::cos(angle) /
                                               (radii.primeVertical * std::cos(center.y * kRadians)) / kRadians,
                                center.y + radius * std::sin(angle) / radii.meridian / kRadians});
            }
            const double survey = surveyRingArea(kCgcs2000, ring);
            const double geodesic = geodesicRingArea(kCgcs2000, ring);
            INFO(extent << " m at " << center.y);
            // 1 %: terms of the next order; 1e-9: what either way rounds.
            CHECK(std::fabs(survey - geodesic) <= 1.01 * boundOfDifference(kCgcs2000, ring) + 1e-9 * geodesic);
        }
    }
    // What is promised of a square of 4 km in Kunshan's latitude.
    const double side = 4000;
    const Radii radii = radiiAt(kCgcs2000, 31.35 * kRadians);
    const auto square =
        rectangle(120.95, 31.35, 120.95 + side / (radii.primeVertical * std::cos(31.35 * kRadians)) / kRadians,
                  31.35 + side / radii.meridian / kRadians);
    const double difference = surveyRingArea(kCgcs2000, square) / geodesicRingArea(kCgcs2000, square) - 1;
    CHECK(std::fabs(difference) < 1e-7);
}
