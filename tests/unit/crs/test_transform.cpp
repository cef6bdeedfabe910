#include "crs/cell_polynomials.hpp"
#include "crs/transform.hpp"
#include "support/catch.hpp"

#include <array>
#include <cmath>
#include <limits>
#include <mutex>
#include <numbers>
#include <random>
#include <span>
#include <thread>

using namespace geju;

namespace {

Transform between(std::string_view from, std::string_view to) {
    const auto transform = Transform::between(*Crs::from(from), *Crs::from(to));
    REQUIRE(transform);
    return *transform;
}

/// Gauss–Krüger by Krüger's series in the third flattening to its fourth power (Krüger 1912; Karney, "Transverse
/// Mercator with an accuracy of a few nanometers", J. Geodesy 85 (2011), eq. 35): a second implementation.
Point gaussKruger(const Ellipsoid& ellipsoid, double centralMeridian, double falseEasting, Point lonLat) {
    const double degree = std::numbers::pi / 180;
    const double f = ellipsoid.flattening;
    const double n = f / (2 - f);
    const double e = std::sqrt(f * (2 - f));
    const double radius = ellipsoid.semiMajorMeters / (1 + n) * (1 + n * n / 4 + std::pow(n, 4) / 64);
    const std::array<double, 4> alpha{n / 2 - 2 * n * n / 3 + 5 * std::pow(n, 3) / 16 + 41 * std::pow(n, 4) / 180,
                                      13 * n * n / 48 - 3 * std::pow(n, 3) / 5 + 557 * std::pow(n, 4) / 1440,
                                      61 * std::pow(n, 3) / 240 - 103 * std::pow(n, 4) / 140,
                                      49561 * std::pow(n, 4) / 161280};
    const double lambda = (lonLat.x - centralMeridian) * degree;
    const double tau = std::tan(lonLat.y * degree);
    const double sigma = std::sinh(e * std::atanh(e * tau / std::hypot(1, tau)));
    const double conformal = tau * std::hypot(1, sigma) - sigma * std::hypot(1, tau);
    const double xi = std::atan2(conformal, std::cos(lambda));
    const double eta = std::asinh(std::sin(lambda) / std::hypot(conformal, std::cos(lambda)));
    double x = eta, y = xi;
    for (int j = 1; j <= 4; ++j) {
        x += alpha[static_cast<std::size_t>(j - 1)] * std::cos(2 * j * xi) * std::sinh(2 * j * eta);
        y += alpha[static_cast<std::size_t>(j - 1)] * std::sin(2 * j * xi) * std::cosh(2 * j * eta);
    }
    return {falseEasting + radius * x, radius * y};
}

} // namespace

TEST_CASE("Gauss-Krueger coordinates agree with Krueger's series to a tenth of a millimetre", "[transform]") {
    const Transform plain = between("EPSG:4490", "EPSG:4549");
    const Transform prefixed = between("EPSG:4490", "EPSG:4528"); // zone 40 before the easting; axes north, east
    std::mt19937 engine(5);
    std::uniform_real_distribution<double> longitude(118.5, 121.5), latitude(4, 53);
    for (int i = 0; i < 500; ++i) {
        const Point lonLat{longitude(engine), latitude(engine)};
        const Point expected = gaussKruger({}, 120, 500000, lonLat);
        const auto point = plain.forward(lonLat);
        REQUIRE(point);
        REQUIRE(std::fabs(point->x - expected.x) < 1e-4);
        REQUIRE(std::fabs(point->y - expected.y) < 1e-4);
        const auto other = prefixed.forward(lonLat);
        REQUIRE(other);
        REQUIRE(std::fabs(other->x - (40e6 + expected.x)) < 1e-4);
        REQUIRE(std::fabs(other->y - expected.y) < 1e-4);
        const auto back = plain.inverse(*point);
        REQUIRE(back);
        REQUIRE(std::fabs(back->x - lonLat.x) < 1e-9);
        REQUIRE(std::fabs(back->y - lonLat.y) < 1e-9);
    }
}

TEST_CASE("the example of EPSG's guidance note", "[transform]") {
    // IOGP Publication 373-7-2, section "Transverse Mercator": OSGB36 / British National Grid.
    const auto point = between("EPSG:4277", "EPSG:27700").forward(Point{0.5, 50.5});
    REQUIRE(point);
    CHECK(point->x == Approx(577274.99).margin(0.01));
    CHECK(point->y == Approx(69740.50).margin(0.01));
    // Section "Popular Visualisation Pseudo Mercator": 24°22'54.433"N, 100°20'00.000"W.
    const auto web = between("OGC:CRS84", "EPSG:3857").forward(Point{-100.33333333, 24.381786944});
    REQUIRE(web);
    CHECK(web->x == Approx(-11169055.58).margin(0.01));
    CHECK(web->y == Approx(2800000.00).margin(0.01));
}

TEST_CASE("axes are x east, y north whatever the authority says", "[transform]") {
    CHECK(between("EPSG:4326", "OGC:CRS84").isIdentity());
    const Transform transform = between("EPSG:4326", "EPSG:32651");
    const auto point = transform.forward(Point{123, 0});
    REQUIRE(point);
    CHECK(point->x == Approx(500000).margin(1e-6));
    CHECK(point->y == Approx(0).margin(1e-6));
    // Grads east of Paris (2°20'14.025" E) become degrees east of Greenwich.
    const auto paris = between("EPSG:4807", Crs::from("EPSG:4807")->geographic().definition()).forward(Point{0, 50});
    REQUIRE(paris);
    CHECK(paris->y == Approx(45).margin(1e-9));
}

TEST_CASE("long arrays, in parallel, give what single points give", "[transform]") {
    const Transform transform = between("OGC:CRS84", "EPSG:4549");
    std::vector<Point> points;
    for (int i = 0; i < 100000; ++i) points.push_back({119 + i * 2e-5, 30 + i * 1e-5});
    points[777].x = NAN;
    points[88888].y = INFINITY;
    std::vector<Point> moved = points;
    CHECK(transform.forward(std::span<Point>(moved)) == 2);
    CHECK(std::isnan(moved[777].x));
    CHECK(std::isnan(moved[777].y));
    CHECK(std::isnan(moved[88888].x));
    for (std::size_t i = 0; i < points.size(); i += 997) {
        if (std::isnan(moved[i].x)) continue;
        REQUIRE(moved[i] == *transform.forward(points[i]));
    }
    CHECK(transform.inverse(std::span<Point>(moved)) == 2);
    for (std::size_t i = 0; i < points.size(); i += 997) {
        if (std::isnan(moved[i].x)) continue;
        REQUIRE(std::fabs(moved[i].x - points[i].x) < 1e-9);
    }
    CHECK(transform.forward(std::span<Point>()) == 0);
}

TEST_CASE("points beyond the domain are nothing", "[transform]") {
    const Transform transform = between("OGC:CRS84", "EPSG:3857");
    CHECK_FALSE(transform.forward(Point{0, 95}));
    CHECK_FALSE(transform.forward(Point{NAN, 0}));
    CHECK(transform.forward(Point{0, 60}));
}

TEST_CASE("boxes keep the bulge of curved edges", "[transform]") {
    const Transform transform = between("OGC:CRS84", "EPSG:32651");
    const Box lonLat{120, 30, 126, 34};
    const Box box = transform.forward(lonLat);
    for (int i = 0; i <= 100; ++i) {
        for (const double y : {30.0, 34.0}) {
            const auto p = transform.forward(Point{120 + 0.06 * i, y});
            REQUIRE(p);
            CHECK(box.grown(0.02 * 1000).contains(*p));
        }
    }
    const auto corner = transform.forward(Point{120, 34});
    REQUIRE(corner);
    CHECK(box.minY < transform.forward(Point{120, 30})->y); // the southern edge is lowest on the meridian
    const Box back = transform.inverse(box);
    CHECK(back.grown(1e-9).contains(lonLat));
    CHECK(transform.forward(Box{}).empty());
    CHECK(between("EPSG:4326", "OGC:CRS84").forward(lonLat) == lonLat);
}

TEST_CASE("there is no way between some systems", "[transform]") {
    const auto local = Crs::from("LOCAL_CS[\"site grid\",UNIT[\"metre\",1]]");
    REQUIRE(local);
    const auto transform = Transform::between(*local, Crs::wgs84());
    CHECK_FALSE(transform);
    REQUIRE_FALSE(transform.issues.empty());
    CHECK(transform.issues[0].code == "no-transformation");
}

TEST_CASE("one transform serves many threads", "[transform]") {
    const Transform transform = between("OGC:CRS84", "EPSG:4549");
    const Point expected = *transform.forward(Point{120.9, 31.4});
    std::vector<int> wrong(8, 0);
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; ++t) {
        threads.emplace_back([&, t] {
            for (int i = 0; i < 500; ++i) {
                const auto p = transform.forward(Point{120.9, 31.4});
                if (!p || !(*p == expected)) ++wrong[static_cast<std::size_t>(t)];
            }
        });
    }
    for (auto& thread : threads) thread.join();
    CHECK(wrong == std::vector<int>(8, 0));
}

TEST_CASE("long arrays are transformed to within 10 nm of single points, and equal points stay equal", "[transform]") {
    // A county full of parcels, a few points all over the world, and every point once more at the other end.
    struct Pair {
        const char* from;
        const char* to;
        double tolerance; // in units of `to`
    };
    const auto [from, to, tolerance] =
        GENERATE(Pair{"EPSG:4326", "EPSG:32651", 1e-8}, Pair{"EPSG:4490", "EPSG:4549", 1e-8},
                 Pair{"EPSG:4326", "EPSG:3857", 1e-8}, Pair{"EPSG:4549", "EPSG:4490", 1e-13},
                 Pair{"EPSG:4326", "EPSG:4549", 1e-8}, Pair{"EPSG:4258", "EPSG:3035", 1e-8});
    CAPTURE(from, to);
    const Transform transform = between(from, to);
    const Crs source = *Crs::from(from);
    std::mt19937 engine(17);
    std::uniform_real_distribution<double> near(0, 1);
    std::vector<Point> points;
    const bool degrees = source.isGeographic();
    const Point corner = degrees ? Point{120.77, 31.09} : Point{480'000, 3'440'000};
    const double side = degrees ? 0.4 : 40'000;
    for (int i = 0; i < 150'000; ++i)
        points.push_back({corner.x + side * near(engine), corner.y + side * near(engine)});
    if (degrees) {
        for (int i = 0; i < 500; ++i) points.push_back({-180 + 360 * near(engine), -85 + 170 * near(engine)});
        points.push_back({120.875, 31.25}); // corners of cells
        points.push_back({121, 31.125});
    }
    points.push_back({std::numeric_limits<double>::quiet_NaN(), 0});
    points.push_back({std::numeric_limits<double>::infinity(), 31});
    const std::size_t count = points.size();
    points.insert(points.end(), points.begin(), points.begin() + static_cast<std::ptrdiff_t>(count));
    std::vector<Point> all = points;
    const std::size_t failed = transform.forward(std::span<Point>(all));
    std::size_t single = 0;
    double worst = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const bool sameTwice = (all[i].x == all[i + count].x && all[i].y == all[i + count].y) ||
                               (std::isnan(all[i].x) && std::isnan(all[i + count].x));
        REQUIRE(sameTwice);
        if (i % 50 != 0 && i + 600 < count) continue;
        const auto one = transform.forward(points[i]);
        if (!one) ++single;
        REQUIRE(one.has_value() == !std::isnan(all[i].x));
        if (one) worst = std::max({worst, std::fabs(one->x - all[i].x), std::fabs(one->y - all[i].y)});
    }
    CHECK(failed >= 2 * single);
    // The lattice that polynomials are compared on may miss the very worst point.
    CHECK(worst < 1.5 * tolerance);
}

TEST_CASE("a map that polynomials cannot follow is asked for every point", "[transform]") {
    std::size_t asked = 0;
    std::mutex mutex;
    const auto kinked = [&](std::span<Point> points) {
        const std::lock_guard lock(mutex);
        asked += points.size();
        for (Point& p : points) p = {std::fabs(p.x - 0.5), p.y};
    };
    std::vector<Point> points;
    std::mt19937 engine(3);
    std::uniform_real_distribution<double> place(0, 2);
    for (int i = 0; i < 40'000; ++i) points.push_back({place(engine), place(engine)});
    std::vector<Point> mapped = points;
    mapByCells(mapped, kinked, {1, 1e-9});
    // The cells right of the kink are smooth: half of the points, and a few hundred for each cell.
    CHECK(asked > 20'000);
    CHECK(asked < 24'000);
    for (std::size_t i = 0; i < points.size(); ++i) {
        REQUIRE(std::fabs(mapped[i].x - std::fabs(points[i].x - 0.5)) <= 1e-9);
        REQUIRE(std::fabs(mapped[i].y - points[i].y) <= 1e-9);
    }
}
