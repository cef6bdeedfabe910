#include "geometry/picking.hpp"
#include "render/pixel_paths.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <random>
#include <vector>

using namespace geju;

TEST_CASE("a thinned path keeps its ends and leaves no corner beyond the tolerance") {
    std::mt19937 random(11);
    std::uniform_real_distribution<double> step(-1, 1);
    for (int round = 0; round < 500; ++round) {
        // Winding, straight, turning back and standing still, by turns.
        std::vector<Point> path{{0, 0}};
        const double wildness = std::pow(4.0, round % 5 - 2);
        Point heading{1, 0};
        for (int i = 0; i < 200; ++i) {
            heading = {heading.x + wildness * step(random), heading.y + wildness * step(random)};
            const double length = std::hypot(heading.x, heading.y);
            heading = {heading.x / length, heading.y / length};
            const double reach = 0.3 * (1 + step(random));
            path.push_back({path.back().x + reach * heading.x, path.back().y + reach * heading.y});
        }
        std::vector<Point> thinned;
        thinPath(path, 0.25, thinned);
        REQUIRE(thinned.front() == path.front());
        REQUIRE(thinned.back() == path.back());
        REQUIRE(thinned.size() <= path.size());
        for (const Point& corner : path) REQUIRE(distanceToPath(thinned, corner) <= 0.25 + 1e-9);
    }
}

TEST_CASE("a straight path of many corners becomes its two ends") {
    std::vector<Point> path;
    for (int i = 0; i <= 1000; ++i) path.push_back({i * 0.1, i * 0.05});
    std::vector<Point> thinned;
    thinPath(path, 0.25, thinned);
    CHECK(thinned.size() == 2);
}

TEST_CASE("a spike stays") {
    const std::vector<Point> path{{0, 0}, {5, 0}, {20, 0.1}, {6, 0}, {10, 0}, {10, 8}};
    std::vector<Point> thinned;
    thinPath(path, 0.25, thinned);
    for (const Point& corner : path) CHECK(distanceToPath(thinned, corner) <= 0.25);
}
