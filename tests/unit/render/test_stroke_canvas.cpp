#include "render/stroke_canvas.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <numbers>
#include <vector>

using namespace geju;

namespace {

double alphaSum(const Image& image) {
    double sum = 0;
    for (std::size_t i = 3; i < image.rgba.size(); i += 4) sum += image.rgba[i] / 255.0;
    return sum;
}

double strokedArea(const std::vector<Point>& path, bool closed, const Stroke& stroke) {
    StrokeCanvas canvas(200, 200);
    canvas.addPath(path, closed, stroke);
    Image image(200, 200);
    canvas.composite({0, 0, 0, 255}, 1, image, 0, 0);
    return alphaSum(image);
}

} // namespace

TEST_CASE("a stroke covers its length times its width, at any angle and below a pixel too") {
    for (const double width : {0.4, 1.0, 3.0, 12.0}) {
        for (const double angle : {0.0, 0.3, std::numbers::pi / 4, 1.2, std::numbers::pi / 2}) {
            const std::vector<Point> path{{100 - 60 * std::cos(angle), 100 - 60 * std::sin(angle)},
                                          {100 + 60 * std::cos(angle), 100 + 60 * std::sin(angle)}};
            Stroke stroke;
            stroke.width = width;
            CHECK(strokedArea(path, false, stroke) == Approx(120 * width).epsilon(0.02));
        }
    }
}

TEST_CASE("caps add what they should") {
    const std::vector<Point> path{{50.5, 100.5}, {150.5, 100.5}};
    Stroke stroke;
    stroke.width = 20;
    const double butt = strokedArea(path, false, stroke);
    stroke.cap = LineCap::Square;
    CHECK(strokedArea(path, false, stroke) == Approx(butt + 20 * 20).epsilon(0.005));
    stroke.cap = LineCap::Round;
    CHECK(strokedArea(path, false, stroke) == Approx(butt + std::numbers::pi * 100).epsilon(0.005));
}

TEST_CASE("joins of a right angle have the areas of their definitions") {
    const std::vector<Point> path{{40, 160}, {140, 160}, {140, 60}};
    const double legs = 2 * 100 * 20 - 10 * 10; // the inner quarter square is covered by both legs
    Stroke stroke;
    stroke.width = 20;
    stroke.join = LineJoin::Miter;
    CHECK(strokedArea(path, false, stroke) == Approx(legs + 100).epsilon(0.005));
    stroke.join = LineJoin::Bevel;
    CHECK(strokedArea(path, false, stroke) == Approx(legs + 50).epsilon(0.005));
    stroke.join = LineJoin::Round;
    CHECK(strokedArea(path, false, stroke) == Approx(legs + std::numbers::pi * 25).epsilon(0.005));
}

TEST_CASE("a translucent stroke that crosses itself is even") {
    StrokeCanvas canvas(60, 60);
    Stroke stroke;
    stroke.width = 10;
    const std::vector<Point> path{{5, 5}, {55, 55}, {55, 5}, {5, 55}};
    canvas.addPath(path, false, stroke);
    Image image(60, 60);
    canvas.composite({0, 0, 0, 255}, 0.5, image, 0, 0);
    CHECK(image.pixel(30, 30)[3] == 128);
    CHECK(image.pixel(15, 15)[3] == 128);
    CHECK(image.pixel(54, 30)[3] == 128);
}

TEST_CASE("a disc and a ring have their areas") {
    StrokeCanvas canvas(200, 200);
    canvas.addCircle({100, 100}, 0, 50, 0);
    Image image(200, 200);
    canvas.composite({0, 0, 0, 255}, 1, image, 0, 0);
    CHECK(alphaSum(image) == Approx(std::numbers::pi * 2500).epsilon(0.001));
    canvas.addCircle({100, 100}, 40, 50, 0);
    Image ring(200, 200);
    canvas.composite({0, 0, 0, 255}, 1, ring, 0, 0);
    CHECK(alphaSum(ring) == Approx(std::numbers::pi * (2500 - 1600)).epsilon(0.002));
}
