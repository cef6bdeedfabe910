// Where gradients run over polygons: closed forms.
#include "drawing/fill_gradient.hpp"
#include "support/catch.hpp"
#include "support/synthetic_picture.hpp"

#include <cmath>
#include <numbers>

using namespace geju;
using namespace geju::test;

namespace {

const Point kFar{520'000, 3'470'000};

/// About kFar.
std::vector<Ring> turnedRectangle(double length, double width, double degrees) {
    const double angle = degrees * std::numbers::pi / 180;
    Ring ring = rectangle(-length / 2, -width / 2, length / 2, width / 2);
    for (Point& p : ring)
        p = {kFar.x + p.x * std::cos(angle) - p.y * std::sin(angle),
             kFar.y + p.x * std::sin(angle) + p.y * std::cos(angle)};
    return {ring};
}

void checkPoint(Point found, Point expected) {
    CHECK(found.x == Approx(expected.x).margin(1e-6));
    CHECK(found.y == Approx(expected.y).margin(1e-6));
}

} // namespace

TEST_CASE("a belt's colours run along it, from its western end", "[drawing][gradient]") {
    for (const double degrees : {0.0, 30.0, -50.0, 89.0, 130.0, 180.0}) {
        INFO(degrees);
        const GradientSpan span = gradientSpan(turnedRectangle(900, 40, degrees), GradientCourse::LongestAxis, 0);
        double angle = degrees * std::numbers::pi / 180;
        if (std::cos(angle) < 0) angle += std::numbers::pi;
        const Point half{450 * std::cos(angle), 450 * std::sin(angle)};
        checkPoint(span.from, {kFar.x - half.x, kFar.y - half.y});
        checkPoint(span.to, {kFar.x + half.x, kFar.y + half.y});
    }
    // straight up: from the south
    const GradientSpan upright = gradientSpan(turnedRectangle(900, 40, 90), GradientCourse::LongestAxis, 0);
    checkPoint(upright.from, {kFar.x, kFar.y - 450});
}

TEST_CASE("a direction takes the whole polygon with it", "[drawing][gradient]") {
    // A unit right triangle, across its hypotenuse: from the corner at the origin to 1/√2.
    const std::vector<Ring> triangle{{{0, 0}, {1, 0}, {0, 1}, {0, 0}}};
    const GradientSpan span = gradientSpan(triangle, GradientCourse::Direction, 45);
    CHECK(span.progressAt({0, 0}) == Approx(0).margin(1e-12));
    CHECK(span.progressAt({1, 0}) == Approx(1));
    CHECK(span.progressAt({0, 1}) == Approx(1));
    CHECK(span.progressAt({0.25, 0.25}) == Approx(0.5));
    const GradientSpan back = gradientSpan(triangle, GradientCourse::Direction, 225);
    CHECK(back.progressAt({0, 0}) == Approx(1));
}

TEST_CASE("outward is from the visual centre to the farthest corner", "[drawing][gradient]") {
    const GradientSpan span = gradientSpan({{circleRing(kFar, 200, 90)}}, GradientCourse::Outward, 0);
    CHECK(std::hypot(span.from.x - kFar.x, span.from.y - kFar.y) < 200 * 0.02);
    CHECK(span.progressAt(span.from) == 0);
    CHECK(span.progressAt({span.from.x + (span.to.y - span.from.y) / 2, span.from.y + (span.to.x - span.from.x) / 2}) ==
          Approx(0.5));
    // Not the centroid: a hole in the middle keeps the centre off it.
    const std::vector<Ring> ring{circleRing(kFar, 200, 90), circleRing(kFar, 100, 90)};
    const GradientSpan around = gradientSpan(ring, GradientCourse::Outward, 0);
    CHECK(std::hypot(around.from.x - kFar.x, around.from.y - kFar.y) == Approx(150).margin(5));
}

TEST_CASE("polygons without ground have a span without length", "[drawing][gradient]") {
    const std::vector<Ring> line{{{1, 1}, {2, 2}, {1, 1}}};
    CHECK(gradientSpan(line, GradientCourse::Outward, 0).progressAt({9, 9}) == 0);
    CHECK(std::isfinite(gradientSpan(line, GradientCourse::LongestAxis, 0).progressAt({9, 9})));
    const std::vector<Ring> point{{{1, 1}, {1, 1}, {1, 1}}};
    CHECK(gradientSpan(point, GradientCourse::LongestAxis, 0).progressAt({9, 9}) == 0);
    CHECK(gradientSpan({}, GradientCourse::LongestAxis, 0).progressAt({9, 9}) == 0);
}

TEST_CASE("each polygon of a feature has its own span", "[drawing][gradient]") {
    Sketch sketch;
    sketch.line({{0, 0}, {1, 1}});
    sketch.polygon({rectangle(0, 0, 10, 2)}).polygon({rectangle(20, 0, 22, 10)});
    const PictureLayer layer = sketch.layer(PictureKind::Fill);
    const auto spans = gradientSpans(*layer.table, *layer.rows, GradientCourse::LongestAxis, 0);
    REQUIRE(spans.size() == 3);
    checkPoint(spans[1].to, {10, 1});
    checkPoint(spans[2].to, {21, 10});
}
