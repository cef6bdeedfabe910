#include "crs/geodesic.hpp"
#include "support/catch.hpp"
#include "support/shared_data.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <numbers>
#include <random>
#include <sstream>
#include <string>
#include <vector>

using namespace geju;

namespace {

constexpr double kPi = std::numbers::pi;
const Ellipsoid kGrs80{};
const Ellipsoid kWgs84{6378137, 1 / 298.257223563};

std::vector<std::vector<std::string>> rowsOf(const std::string& fixture) {
    std::ifstream file(geju::test::fixture(fixture));
    REQUIRE(file);
    std::vector<std::vector<std::string>> rows;
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
        std::istringstream cells(line);
        std::vector<std::string> row;
        for (std::string cell; std::getline(cells, cell, ',');) row.push_back(cell);
        rows.push_back(row);
    }
    return rows;
}

/// "a b;c d": pairs, the first of each as x unless `latitudeFirst`.
std::vector<Point> cornersOf(const std::string& text, bool latitudeFirst) {
    std::vector<Point> corners;
    std::istringstream pairs(text);
    for (std::string pair; std::getline(pairs, pair, ';');) {
        std::istringstream numbers(pair);
        Point p;
        numbers >> p.x >> p.y;
        if (latitudeFirst) std::swap(p.x, p.y);
        corners.push_back(p);
    }
    return corners;
}

/// Area between the equator and a latitude, a whole turn, on an ellipsoid (Snyder, "Map Projections: A Working Manual",
/// 1987, eq. 3-12, times π a²).
double areaToEquator(const Ellipsoid& ellipsoid, double latitudeDegrees) {
    const double e2 = ellipsoid.flattening * (2 - ellipsoid.flattening);
    const double e = std::sqrt(e2);
    const double s = std::sin(latitudeDegrees * kPi / 180);
    const double q = (1 - e2) * (s / (1 - e2 * s * s) + std::atanh(e * s) / e);
    return kPi * ellipsoid.semiMajorMeters * ellipsoid.semiMajorMeters * q;
}

Ellipsoid ellipsoidOf(const std::vector<std::string>& row) {
    const double inverseFlattening = std::stod(row[2]);
    return {std::stod(row[1]), inverseFlattening == 0 ? 0 : 1 / inverseFlattening};
}

/// Snyder's q (eq. 3-12) in long double: height in the cylindrical equal-area plane, in units of a / 2.
long double equalAreaHeight(const Ellipsoid& ellipsoid, double latitudeDegrees) {
    const long double f = ellipsoid.flattening;
    const long double e2 = f * (2 - f);
    const long double s = std::sin(static_cast<long double>(latitudeDegrees) * std::numbers::pi_v<long double> / 180);
    if (e2 == 0) return 2 * s;
    const long double e = std::sqrt(e2);
    return (1 - e2) * (s / (1 - e2 * s * s) + std::atanh(e * s) / e);
}

long double equalAreaOf(const Ellipsoid& ellipsoid, const std::vector<Point>& corners, int chords) {
    const long double a = ellipsoid.semiMajorMeters;
    const long double height0 = equalAreaHeight(ellipsoid, corners[0].y);
    long double doubled = 0, lastX = 0, lastY = 0;
    for (std::size_t i = 0; i < corners.size(); ++i) {
        const Point from = corners[i];
        const Point to = corners[(i + 1) % corners.size()];
        const double length = geodesicLength(ellipsoid, std::vector<Point>{from, to});
        const double azimuth = geodesicAzimuth(ellipsoid, from, to);
        for (int k = 1; k <= chords; ++k) {
            const Point p = k == chords ? to : geodesicDirect(ellipsoid, from, azimuth, length * k / chords);
            long double degrees = static_cast<long double>(p.x) - corners[0].x;
            degrees -= 360 * std::round(degrees / 360);
            const long double x = degrees * std::numbers::pi_v<long double> / 180 * a;
            const long double y = (equalAreaHeight(ellipsoid, p.y) - height0) * a / 2;
            doubled += lastX * y - x * lastY;
            lastX = x;
            lastY = y;
        }
    }
    return doubled / 2;
}

/// The geodesic formula differences sums of the size of a² e², whose rounding (2⁻⁵³ of it) is 3e-5 m² an edge.
constexpr double kRoundingSquareMeters = 3e-4;

} // namespace

TEST_CASE("areas and perimeters of GeographicLib's Planimeter cases", "[geodesic]") {
    for (const auto& row : rowsOf("planimeter_cases.csv")) {
        INFO("case " << row[0]);
        auto corners = cornersOf(row[1], true);
        const double area = std::stod(row[3]);
        // Published to a square metre, some rounded and some cut off.
        CHECK(std::fabs(geodesicRingArea(kWgs84, corners)) == Approx(area).epsilon(1e-15).margin(1));
        if (!row[2].empty()) CHECK(geodesicLength(kWgs84, corners, true) == Approx(std::stod(row[2])).margin(0.51));
        if (area == 0) continue; // there and back over the pole has no direction
        const double forward = geodesicRingArea(kWgs84, corners);
        std::reverse(corners.begin(), corners.end());
        CHECK(geodesicRingArea(kWgs84, corners) == Approx(-forward).margin(1e-3));
    }
}

TEST_CASE("areas from a decimetre to continents agree with GeographicLib", "[geodesic]") {
    const auto rows = rowsOf("geodesic_areas.csv");
    REQUIRE(rows.size() > 50);
    for (const auto& row : rows) {
        INFO(row[0] << " " << row[3]);
        const auto corners = cornersOf(row[3], false);
        const Ellipsoid ellipsoid = ellipsoidOf(row);
        // GeographicLib's own rounding; the strips below show that small rings are nearer to the truth than this.
        CHECK(geodesicRingArea(ellipsoid, corners) ==
              Approx(std::stod(row[4])).epsilon(1e-11).margin(kRoundingSquareMeters));
        CHECK(geodesicLength(ellipsoid, corners, true) == Approx(std::stod(row[5])).epsilon(1e-11).margin(1e-8));
    }
}

TEST_CASE("the same areas by strips in an equal-area plane", "[geodesic]") {
    // Geodesics cut into short chords and laid out on the cylinder that keeps areas: shares nothing with the geodesic
    // area formulas. The chords' error falls with the square of their number, so two numbers give the limit.
    for (const auto& row : rowsOf("geodesic_areas.csv")) {
        INFO(row[0] << " " << row[3]);
        const auto corners = cornersOf(row[3], false);
        const Ellipsoid ellipsoid = ellipsoidOf(row);
        const double area = geodesicRingArea(ellipsoid, corners);
        const int chords = area > 1e9 ? 4096 : 16;
        const long double coarse = equalAreaOf(ellipsoid, corners, chords);
        const long double fine = equalAreaOf(ellipsoid, corners, 2 * chords);
        const auto limit = static_cast<double>(fine + (fine - coarse) / 3);
        CHECK(area == Approx(limit).epsilon(1e-10).margin(kRoundingSquareMeters));
        if (area > 1000) CHECK(area == Approx(limit).epsilon(1e-7));
    }
}

TEST_CASE("small rings of every shape and latitude by strips in an equal-area plane", "[geodesic]") {
    // On both sides of the size below which a series is used: long ones, slivers, and rings at the poles.
    std::mt19937 random(7);
    const auto between = [&](double low, double high) {
        return std::uniform_real_distribution<double>(low, high)(random);
    };
    for (int i = 0; i < 400; ++i) {
        const double latitude = i % 10 == 0 ? between(-89.9, 89.9) : between(-75, 75);
        const double size = std::pow(10, between(-5, -0.9)); // degrees: a metre to 14 km
        const double slenderness = std::pow(10, between(-3, 0));
        const double turn = between(0, 2 * kPi);
        std::vector<Point> corners;
        const int count = 3 + i % 20;
        for (int k = 0; k < count; ++k) {
            const double angle = 2 * kPi * k / count;
            const double x = std::cos(angle) * size / 2;
            const double y = std::sin(angle) * size / 2 * slenderness;
            corners.push_back({120 + x * std::cos(turn) - y * std::sin(turn),
                               latitude + (x * std::sin(turn) + y * std::cos(turn)) * 0.5});
        }
        const double area = geodesicRingArea(kGrs80, corners);
        const long double coarse = equalAreaOf(kGrs80, corners, 8);
        const long double fine = equalAreaOf(kGrs80, corners, 16);
        const auto limit = static_cast<double>(fine + (fine - coarse) / 3);
        INFO("latitude " << latitude << ", size " << size << "°, slenderness " << slenderness << ", area " << limit);
        if (size > 0.058) {
            CHECK(area == Approx(limit).epsilon(1e-9).margin(kRoundingSquareMeters));
        } else {
            CHECK(area == Approx(limit).epsilon(2e-10).margin(1e-6)); // the strips' corners are rounded too
        }
    }
}

TEST_CASE("a zone between parallels has Snyder's closed area", "[geodesic]") {
    // Chords of 1/1000 degree stay within 0.1 mm of the parallel.
    for (const double south : {-60.0, 0.0, 31.0}) {
        const double north = south + 0.5;
        std::vector<Point> ring;
        constexpr int kSteps = 500;
        for (int i = 0; i <= kSteps; ++i) ring.push_back({120 + 0.5 * i / kSteps, south});
        for (int i = kSteps; i >= 0; --i) ring.push_back({120 + 0.5 * i / kSteps, north});
        const double exact = (areaToEquator(kGrs80, north) - areaToEquator(kGrs80, south)) * 0.5 / 360;
        CHECK(geodesicRingArea(kGrs80, ring) == Approx(exact).epsilon(1e-8));
    }
    const std::vector<Point> octant{{0, 0}, {90, 0}, {0, 90}};
    CHECK(geodesicRingArea(kGrs80, octant) == Approx(areaToEquator(kGrs80, 90) / 4).epsilon(1e-12));
}

TEST_CASE("rings: direction, closing corner, antimeridian, too few corners", "[geodesic]") {
    const std::vector<Point> open{{120, 31}, {120.01, 31}, {120.01, 31.01}, {120, 31.01}};
    auto closed = open;
    closed.push_back(open.front());
    CHECK(geodesicRingArea(kGrs80, open) > 0);
    CHECK(geodesicRingArea(kGrs80, closed) == geodesicRingArea(kGrs80, open));
    const std::vector<Point> over{{179.995, 31}, {-179.995, 31}, {-179.995, 31.01}, {179.995, 31.01}};
    CHECK(geodesicRingArea(kGrs80, over) == Approx(geodesicRingArea(kGrs80, open)).epsilon(1e-9));
    CHECK(geodesicRingArea(kGrs80, {}) == 0);
    CHECK(geodesicRingArea(kGrs80, std::vector<Point>{{1, 1}, {2, 2}, {1, 1}}) == 0);
    CHECK(std::isnan(geodesicRingArea(kGrs80, std::vector<Point>{{1, 1}, {2, NAN}, {3, 1}})));
}

TEST_CASE("lengths: a meridian's quadrant, the equator, there and back", "[geodesic]") {
    // Quadrant of GRS 80: 10 001 965.7293 m (Moritz 2000, "Geodetic Reference System 1980").
    CHECK(geodesicLength(kGrs80, std::vector<Point>{{120, 0}, {120, 90}}) == Approx(10001965.7293).margin(1e-4));
    const double degree = 6378137 * kPi / 180;
    CHECK(geodesicLength(kGrs80, std::vector<Point>{{0, 0}, {10, 0}, {20, 0}}) == Approx(20 * degree).margin(1e-6));
    CHECK(geodesicLength(kGrs80, std::vector<Point>{{0, 0}, {10, 0}}, true) == Approx(20 * degree).margin(1e-6));
    CHECK(geodesicLength(kGrs80, {}) == 0);
    const Point start{120.9, 31.3};
    const Point end = geodesicDirect(kGrs80, start, 37, 1234.5);
    CHECK(end.x > start.x);
    CHECK(end.y > start.y);
    CHECK(geodesicLength(kGrs80, std::vector<Point>{start, end}) == Approx(1234.5).margin(1e-8));
    CHECK(geodesicAzimuth(kGrs80, start, end) == Approx(37).margin(1e-8));
}
