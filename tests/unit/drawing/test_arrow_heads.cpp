// Heads of arrows along lines, against what a ruler and a compass give.
#include "drawing/arrow_heads.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <numbers>

using namespace geju;

namespace {

LineSymbol symbolWith(double width, HeadsAlong heads) {
    LineSymbol symbol;
    symbol.width = width;
    symbol.heads = heads;
    return symbol;
}

Point middleOf(const ArrowHead& head) {
    const Point base{(head[0].x + head[2].x) / 2, (head[0].y + head[2].y) / 2};
    return {(base.x + head[1].x) / 2, (base.y + head[1].y) / 2};
}

constexpr Box kEverywhere{-1e6, -1e6, 1e6, 1e6};

} // namespace

TEST_CASE("heads stand their spacing apart about the middle of a straight line and point along it") {
    const std::vector<Point> path{{0, 0}, {35, 0}, {100, 0}};
    const LineSymbol symbol = symbolWith(2, {30, false, 3, 2, {}});
    const auto heads = arrowHeads(path, symbol, {}, kEverywhere);
    REQUIRE(heads.size() == 3); // 100 / 30
    for (std::size_t i = 0; i < heads.size(); ++i) {
        const double middle = 50 + (double(i) - 1) * 30;
        CHECK(middleOf(heads[i]).x == Approx(middle));
        CHECK(heads[i][1].x == Approx(middle + 3)); // half of 3 widths ahead
        CHECK(heads[i][1].y == Approx(0).margin(1e-12));
        CHECK(heads[i][0].x == Approx(middle - 3));
        CHECK(std::abs(heads[i][0].y - heads[i][2].y) == Approx(4)); // 2 widths
    }
}

TEST_CASE("spacing in metres and widths in pixels are each their own") {
    LineSymbol symbol = symbolWith(2, {50, true, 3, 2, {}});
    const std::vector<Point> path{{0, 0}, {1000, 0}};
    const FrameLengths lengths{4, 2}; // four units a pixel, two a metre
    const auto heads = arrowHeads(path, symbol, lengths, kEverywhere);
    REQUIRE(heads.size() == 10);
    CHECK(middleOf(heads[1]).x - middleOf(heads[0]).x == Approx(100));
    CHECK(heads[0][1].x - heads[0][0].x == Approx(3 * 2 * 4));
    CHECK(headReach(symbol, lengths) == Approx(std::hypot(3, 2) / 2 * 8));
}

TEST_CASE("on an arc heads lie on the circle, as many as its length has room for") {
    std::vector<Point> arc;
    const double radius = 100;
    for (int i = 0; i <= 2000; ++i) {
        const double angle = std::numbers::pi * i / 2000;
        arc.push_back({radius * std::cos(angle), radius * std::sin(angle)});
    }
    const auto heads = arrowHeads(arc, symbolWith(1, {20, false, 4, 3, {}}), {}, kEverywhere);
    REQUIRE(heads.size() == 15); // π · 100 / 20 = 15.7
    for (std::size_t i = 0; i < heads.size(); ++i) {
        CHECK(std::hypot(heads[i][1].x, heads[i][1].y) == Approx(radius).margin(1e-3));
        const Point middle = middleOf(heads[i]);
        const double angle = std::atan2(middle.y, middle.x);
        CHECK(angle * radius == Approx(std::numbers::pi * 50 + (double(i) - 7) * 20).margin(1e-2));
    }
}

TEST_CASE("short lines have one head or none, and the heads at the ends keep their room") {
    const LineSymbol symbol = symbolWith(2, {30, false, 3, 2, {}});
    CHECK(arrowHeads(std::vector<Point>{{0, 0}, {10, 0}}, symbol, {}, kEverywhere).size() == 1);
    CHECK(arrowHeads(std::vector<Point>{{0, 0}, {5, 0}}, symbol, {}, kEverywhere).empty());
    CHECK(arrowHeads(std::vector<Point>{{3, 3}, {3, 3}}, symbol, {}, kEverywhere).empty());
    CHECK(arrowHeads(std::vector<Point>{{0, 0}, {100, 0}}, LineSymbol{}, {}, kEverywhere).empty());
    LineSymbol withEnds = symbol;
    withEnds.arrow = ArrowStyle{};
    withEnds.arrow->headLength = 10; // 20 of the 100: the shaft ends at 80
    const auto heads = arrowHeads(std::vector<Point>{{0, 0}, {100, 0}}, withEnds, {}, kEverywhere);
    REQUIRE(heads.size() == 2);
    CHECK((middleOf(heads[0]).x + middleOf(heads[1]).x) / 2 == Approx(40));
    // Closer than they are long they follow each other.
    const auto dense =
        arrowHeads(std::vector<Point>{{0, 0}, {60, 0}}, symbolWith(2, {1, false, 3, 2, {}}), {}, kEverywhere);
    REQUIRE(dense.size() == 10);
    CHECK(dense[0][1].x == Approx(dense[1][0].x));
}

TEST_CASE("whatever part of a line is looked at, its heads are the same, none twice") {
    std::vector<Point> path;
    for (int i = 0; i <= 300; ++i) path.push_back({i * 3.7, 40 * std::sin(i * 0.21)});
    LineSymbol symbol = symbolWith(1, {17, false, 3, 2, {}});
    symbol.offset = 5;
    const auto all = arrowHeads(path, symbol, {}, kEverywhere);
    REQUIRE(all.size() > 60);
    std::size_t found = 0;
    for (int tile = 0; tile < 12; ++tile) {
        const Box box{tile * 100.0 - 20, -100, tile * 100.0 + 80, 100};
        const auto here = arrowHeads(path, symbol, {}, box);
        for (const ArrowHead& head : here) {
            CHECK(std::find(all.begin(), all.end(), head) != all.end());
            const double x = middleOf(head).x;
            found += x >= box.minX && x < box.maxX;
        }
    }
    CHECK(found == all.size());
}
