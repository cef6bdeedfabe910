#include "analysis/ground_pieces.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <numbers>
#include <random>

using namespace geju;

namespace {

/// A flower with a hole: thousands of edges, arms that come near each other.
Shape flower(int corners) {
    std::vector<std::vector<Point>> rings(2);
    for (int i = 0; i <= corners; ++i) {
        const double angle = 2 * std::numbers::pi * (i % corners) / corners;
        const double radius = 1000 + 450 * std::sin(angle * 23) + 20 * std::sin(angle * 311);
        rings[0].push_back({radius * std::cos(angle), radius * std::sin(angle)});
        rings[1].push_back({300 * std::cos(angle), -300 * std::sin(angle)});
    }
    return Shape::fromRings(rings);
}

} // namespace

TEST_CASE("an overlay with a piece is the overlay with the whole ground", "[pieces]") {
    const Shape ground = flower(6000);
    std::mt19937 random(3);
    const auto between = [&](double low, double high) {
        return std::uniform_real_distribution<double>(low, high)(random);
    };
    std::vector<Box> boxes;
    for (int i = 0; i < 3000; ++i) {
        // From a pebble to a third of the ground, and some beyond it.
        const double size = std::pow(10, between(-1, 2.9));
        const Point at{between(-1700, 1700), between(-1700, 1700)};
        boxes.push_back({at.x, at.y, at.x + size, at.y + size * between(0.05, 1)});
    }
    const auto pieces = piecesAbout(ground, boxes, nullptr);
    REQUIRE(pieces);
    CHECK(pieces->size() > 50);
    std::vector<int> times(boxes.size(), 0);
    std::size_t inSmallPieces = 0;
    for (const GroundPiece& piece : *pieces) {
        if (piece.shape.pointCount() < 2000) inSmallPieces += piece.members.size();
        for (const std::uint32_t member : piece.members) {
            ++times[member];
            const Shape box = Shape::fromBox(boxes[member]);
            const double expected = ground.intersection(box)->planarArea();
            const double found = piece.shape.intersection(box)->planarArea();
            CHECK(found == Approx(expected).epsilon(1e-12).margin(1e-9));
        }
    }
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        CHECK(times[i] <= 1);
        if (times[i] == 0) CHECK(ground.intersection(Shape::fromBox(boxes[i]))->planarArea() == 0);
    }
    // All but what is as large as a quarter of the ground, or lies across its middle.
    CHECK(inSmallPieces > 1500);
}

TEST_CASE("cutting can be cancelled", "[pieces]") {
    Progress progress;
    progress.cancel();
    const Shape ground = flower(3000);
    const std::vector<Box> boxes(100, Box{0, 0, 10, 10});
    const auto pieces = piecesAbout(ground, boxes, &progress);
    REQUIRE_FALSE(pieces);
    CHECK(pieces.issues.front().code == "cancelled");
}
