#include "drawing/hatch.hpp"
#include "drawing/stroke.hpp"
#include "geometry/measure.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <numbers>

using namespace geju;

namespace {

double lengthOf(const std::vector<std::vector<Point>>& paths) {
    double length = 0;
    for (const auto& path : paths) length += pathLength(path);
    return length;
}

} // namespace

TEST_CASE("paths are clipped to boxes with their distances kept") {
    const Box box{0, 0, 10, 10};
    const std::vector<Point> path{{-5, 5}, {5, 5}, {5, 15}, {8, 15}, {8, -2}};
    const auto pieces = clipPath(path, box);
    REQUIRE(pieces.size() == 2);
    CHECK(pieces[0].points == std::vector<Point>{{0, 5}, {5, 5}, {5, 10}});
    CHECK(pieces[0].startDistance == Approx(5));
    CHECK(pieces[1].points == std::vector<Point>{{8, 10}, {8, 0}});
    CHECK(pieces[1].startDistance == Approx(10 + 10 + 3 + 5));
    CHECK(clipPath(std::vector<Point>{{20, 0}, {0, 20}, {-20, 0}}, Box{-1, -1, 1, 1}).empty());
    // A segment of a billion units through a small box.
    const auto far = clipPath(std::vector<Point>{{-1e9, 0.5}, {1e9, 0.5}}, Box{0, 0, 1, 1});
    REQUIRE(far.size() == 1);
    CHECK(pathLength(far[0].points) == Approx(1).margin(1e-6));
    CHECK_FALSE(clipSegment({0, 0}, {0, 5}, Box{1, 1, 2, 2}));
}

TEST_CASE("dashes have the pattern's share of the length and keep their phase round corners") {
    const std::vector<Point> path{{0, 0}, {10, 0}, {10, 10}};
    const std::vector<double> pattern{3, 2};
    const auto dashes = dashPath(path, pattern);
    REQUIRE(dashes.size() == 4);
    CHECK(lengthOf(dashes) == Approx(20 * 3.0 / 5));
    CHECK(dashes[2] == std::vector<Point>{{10, 0}, {10, 3}});
    const auto shiftedDashes = dashPath(path, pattern, 4); // begins in the last unit of a gap
    CHECK(shiftedDashes[0].front() == Point{1, 0});
    CHECK(dashPath(path, {}).size() == 1);
    CHECK(dashPath(path, std::vector<double>{0, 0}).size() == 1);
    // An odd pattern is taken twice: 4 on, 4 off.
    CHECK(lengthOf(dashPath(std::vector<Point>{{0, 0}, {16, 0}}, std::vector<double>{4})) == Approx(8));
    // A path cut in two and dashed by distance is the path dashed at once.
    const auto first = dashPath(std::vector<Point>{{0, 0}, {7, 0}}, pattern);
    const auto second = dashPath(std::vector<Point>{{7, 0}, {10, 0}, {10, 10}}, pattern, 7);
    CHECK(lengthOf(first) + lengthOf(second) == Approx(12));
}

TEST_CASE("parallels keep their distance, right of the way when positive") {
    const auto right = offsetPath(std::vector<Point>{{0, 0}, {10, 0}, {10, 10}}, 1);
    CHECK(right == std::vector<Point>{{0, -1}, {11, -1}, {11, 10}});
    const auto left = offsetPath(std::vector<Point>{{0, 0}, {10, 0}, {10, 0}, {10, 10}}, -1);
    CHECK(left == std::vector<Point>{{0, 1}, {9, 1}, {9, 10}});
    // A counter-clockwise square grows by a unit on every side.
    const auto ring = offsetPath(std::vector<Point>{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}}, 1);
    CHECK(ring.front() == ring.back());
    CHECK(std::abs(ringArea(ring)) == Approx(144));
    // A hairpin's corner is cut at twice the distance.
    const auto hairpin = offsetPath(std::vector<Point>{{0, 0}, {10, 0}, {0, 0.1}}, 1);
    CHECK(std::hypot(hairpin[1].x - 10, hairpin[1].y) <= 2 + 1e-9);
}

TEST_CASE("a straight arrow has the area of its trapezium and its triangle") {
    ArrowStyle style;
    style.headLength = 3;
    style.headWidth = 2.2;
    style.tailWidth = 0.5;
    const double width = 4;
    const double length = 100;
    const auto ring = arrowOutline(std::vector<Point>{{0, 0}, {60, 0}, {length, 0}}, width, style);
    const double head = 3 * width;
    const double expected = (length - head) * (width + 0.5 * width) / 2 + head * 2.2 * width / 2;
    CHECK(std::abs(ringArea(ring)) == Approx(expected));
    CHECK(ring.front() == ring.back());
    Box box;
    for (const Point& p : ring) box.extend(p);
    CHECK(box.maxX == Approx(length));
    CHECK(box.height() == Approx(2.2 * width));

    style.atStart = true; // heads at both ends: no taper
    const auto both = arrowOutline(std::vector<Point>{{0, 0}, {length, 0}}, width, style);
    CHECK(std::abs(ringArea(both)) == Approx((length - 2 * head) * width + 2 * head * 2.2 * width / 2));
    style.atEnd = false; // at the start only: the other end narrows
    const auto start = arrowOutline(std::vector<Point>{{0, 0}, {length, 0}}, width, style);
    CHECK(std::abs(ringArea(start)) == Approx(expected));
    style.atStart = false;
    const auto none = arrowOutline(std::vector<Point>{{0, 0}, {length, 0}}, width, style);
    CHECK(std::abs(ringArea(none)) == Approx(length * width));
}

TEST_CASE("an arrow along an arc has the area of its ring sector and head") {
    // Width constant: shaft of the sector of radii 98 and 102 over the arc less the head, within the chord error.
    std::vector<Point> arc;
    constexpr int kSteps = 2000;
    for (int i = 0; i <= kSteps; ++i) {
        const double angle = std::numbers::pi * i / kSteps;
        arc.push_back({100 * std::cos(angle), 100 * std::sin(angle)});
    }
    ArrowStyle style;
    style.tailWidth = 1;
    const double width = 4;
    const double head = 3 * width;
    const double length = 100 * std::numbers::pi;
    const double headChord = 200 * std::sin(head / 200);
    const double expected = (length - head) * width + headChord * 2.2 * width / 2;
    CHECK(std::abs(ringArea(arrowOutline(arc, width, style))) == Approx(expected).epsilon(1e-3));
}

TEST_CASE("short and empty paths make arrows that are small but sound") {
    ArrowStyle style;
    CHECK(arrowOutline(std::vector<Point>{{5, 5}, {5, 5}}, 4, style).empty());
    CHECK(arrowOutline(std::vector<Point>{}, 4, style).empty());
    CHECK(arrowOutline(std::vector<Point>{{0, 0}, {9, 0}}, 0, style).empty());
    const auto ring = arrowOutline(std::vector<Point>{{0, 0}, {2, 0}}, 4, style);
    Box box;
    for (const Point& p : ring) box.extend(p);
    CHECK(box.minX == Approx(0));
    CHECK(box.maxX == Approx(2));
}

TEST_CASE("places along a path") {
    const std::vector<Point> path{{0, 0}, {10, 0}, {10, 10}};
    const PathMeter meter(path);
    CHECK(meter.length() == Approx(20));
    CHECK(meter.at(15) == Point{10, 5});
    CHECK(meter.at(-3) == Point{0, 0});
    CHECK(meter.at(99) == Point{10, 10});
    CHECK(meter.directionAt(10) == Point{1, 0});
    CHECK(meter.directionAt(10.5) == Point{0, 1});
    CHECK(subPath(path, meter, 5, 15) == std::vector<Point>{{5, 0}, {10, 0}, {10, 5}});
}

TEST_CASE("hatch strokes have the length that the area and the spacing give") {
    const std::vector<Point> shell{{1000, 2000}, {1400, 2000}, {1400, 2300}, {1000, 2300}, {1000, 2000}};
    const std::vector<Point> hole{{1100, 2100}, {1200, 2100}, {1200, 2200}, {1100, 2200}, {1100, 2100}};
    const std::vector<std::span<const Point>> rings{shell, hole};
    HatchStyle style;
    style.angleDegrees = 33;
    style.spacing = 2;
    const Box everything{0, 0, 5000, 5000};
    const auto segments = hatchSegments(rings, style, 0.5, everything);
    double length = 0;
    const double angle = 33 * std::numbers::pi / 180;
    for (const HatchSegment& segment : segments) {
        length += std::hypot(segment.to.x - segment.from.x, segment.to.y - segment.from.y);
        const double turns = -std::sin(angle) * segment.from.x + std::cos(angle) * segment.from.y;
        CHECK(std::abs(std::remainder(turns, 1.0)) < 1e-9); // spacing 2 · 0.5 = 1, anchored at the world's origin
    }
    CHECK(length == Approx(400 * 300 - 100 * 100).epsilon(1e-3));
    style.cross = true;
    CHECK(hatchSegments(rings, style, 0.5, everything).size() > segments.size());
    // What is cut away by the view does not move what remains.
    style.cross = false;
    double clipped = 0;
    for (const HatchSegment& segment : hatchSegments(rings, style, 0.5, Box{1000, 2000, 1050, 2300})) {
        clipped += std::hypot(segment.to.x - segment.from.x, segment.to.y - segment.from.y);
    }
    CHECK(clipped == Approx(50 * 300).epsilon(1e-2));
    CHECK(hatchSegments(rings, style, 0.5, Box{0, 0, 10, 10}).empty());
}

TEST_CASE("the hatch's phase at an origin continues the strokes that pass it") {
    const Point origin{40512345.678, 3471234.567};
    const double spacing = 7.25;
    const double angle = 45 * std::numbers::pi / 180;
    const double phase = hatchPhase(origin, 45, spacing);
    CHECK(phase >= 0);
    CHECK(phase < 1);
    // Step from the origin along the normal to the next stroke: it is a stroke of the world.
    const double step = (1 - phase) * spacing;
    const Point next{origin.x - std::sin(angle) * step, origin.y + std::cos(angle) * step};
    const double turns = (-std::sin(angle) * next.x + std::cos(angle) * next.y) / spacing;
    CHECK(std::abs(turns - std::round(turns)) < 1e-6);
}
