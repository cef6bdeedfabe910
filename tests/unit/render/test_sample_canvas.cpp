#include "render/sample_canvas.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <numbers>
#include <random>
#include <vector>

using namespace geju;

namespace {

const std::vector<Rgba> kPalette{{}, {255, 0, 0, 255}, {0, 0, 255, 255}, {0, 255, 0, 128}};

double alphaSum(const Image& image) {
    double sum = 0;
    for (std::size_t i = 3; i < image.rgba.size(); i += 4) sum += image.rgba[i] / 255.0;
    return sum;
}

void paint(SampleCanvas& canvas, const std::vector<std::vector<Point>>& rings, SampleCanvas::Symbol symbol) {
    canvas.beginPolygon();
    for (const auto& ring : rings) canvas.addRing(ring);
    canvas.fill(symbol);
}

std::vector<Point> circle(Point center, double radius, int corners) {
    std::vector<Point> ring;
    for (int k = 0; k < corners; ++k) {
        const double angle = 2 * std::numbers::pi * k / corners;
        ring.push_back({center.x + radius * std::cos(angle), center.y + radius * std::sin(angle)});
    }
    return ring;
}

} // namespace

TEST_CASE("a rectangle on quarter pixels covers exactly its area") {
    SampleCanvas canvas(20, 10);
    paint(canvas, {{{1.25, 2.5}, {7.75, 2.5}, {7.75, 6.25}, {1.25, 6.25}}}, 1);
    Image image(20, 10);
    canvas.resolve(kPalette, 1, image, 0, 0);
    CHECK(alphaSum(image) == Approx(6.5 * 3.75).margin(0.05)); // 8-bit alpha rounds each border pixel
    CHECK(image.pixel(3, 4)[0] == 255);
    CHECK(image.pixel(3, 4)[3] == 255);
    CHECK(image.pixel(9, 4)[3] == 0);
}

TEST_CASE("a circle covers pi r squared and a hole is left out") {
    SampleCanvas canvas(200, 200);
    paint(canvas, {circle({100.3, 99.7}, 80, 720), circle({101, 100}, 30, 360)}, 1);
    Image image(200, 200);
    canvas.resolve(kPalette, 1, image, 0, 0);
    CHECK(alphaSum(image) == Approx(std::numbers::pi * (80 * 80 - 30 * 30)).epsilon(0.001));
    CHECK(image.pixel(101, 100)[3] == 0);
}

TEST_CASE("polygons that share edges leave neither gap nor overlap") {
    std::mt19937 random(7);
    std::uniform_real_distribution<double> anywhere(4, 60);
    for (int round = 0; round < 200; ++round) {
        // A square cut into four by its diagonals through an arbitrary point: each sample belongs to exactly one part.
        const Point hub{anywhere(random), anywhere(random)};
        const std::vector<Point> corners{{0, 0}, {64, 0}, {64, 64}, {0, 64}};
        SampleCanvas canvas(64, 64);
        double separately = 0;
        for (std::size_t k = 0; k < 4; ++k) {
            const std::vector<Point> part{corners[k], corners[(k + 1) % 4], hub};
            SampleCanvas alone(64, 64);
            paint(alone, {part}, 1);
            Image image(64, 64);
            alone.resolve(kPalette, 1, image, 0, 0);
            separately += alphaSum(image);
            paint(canvas, {part}, static_cast<SampleCanvas::Symbol>(1 + k % 2));
        }
        Image image(64, 64);
        canvas.resolve(kPalette, 1, image, 0, 0);
        CHECK(alphaSum(image) == 64 * 64);                         // no gap
        CHECK(separately == Approx(64 * 64).margin(0.002 * 4096)); // no overlap, within the rounding of 8-bit alpha
    }
}

TEST_CASE("a pentagram is hollow even-odd and full non-zero") {
    std::vector<Point> star;
    for (int k = 0; k < 5; ++k) {
        const double angle = 2 * std::numbers::pi * (2 * k) / 5 - std::numbers::pi / 2;
        star.push_back({32 + 30 * std::cos(angle), 32 + 30 * std::sin(angle)});
    }
    for (const auto rule : {SampleCanvas::Rule::EvenOdd, SampleCanvas::Rule::NonZero}) {
        SampleCanvas canvas(64, 64);
        canvas.beginPolygon();
        canvas.addRing(star);
        canvas.fill(1, rule);
        Image image(64, 64);
        canvas.resolve(kPalette, 1, image, 0, 0);
        CHECK((image.pixel(32, 32)[3] != 0) == (rule == SampleCanvas::Rule::NonZero));
        CHECK(image.pixel(32, 12)[3] == 255);
    }
}

TEST_CASE("a translucent symbol does not show its own overlaps") {
    SampleCanvas canvas(8, 8);
    paint(canvas, {{{0, 0}, {6, 0}, {6, 8}, {0, 8}}}, 3);
    paint(canvas, {{{2, 0}, {8, 0}, {8, 8}, {2, 8}}}, 3);
    Image image(8, 8);
    canvas.resolve(kPalette, 0.5, image, 0, 0);
    CHECK(image.pixel(1, 4)[3] == 64);
    CHECK(image.pixel(4, 4)[3] == 64);
    CHECK(image.pixel(7, 4)[3] == 64);
}

TEST_CASE("what lies outside the canvas is cut, not wrapped") {
    SampleCanvas canvas(16, 16);
    paint(canvas, {{{-1e6, -1e6}, {1e6, -1e6}, {1e6, 1e6}, {-1e6, 1e6}}}, 1);
    paint(canvas, {{{100, 2}, {200, 2}, {200, 12}, {100, 12}}}, 2);
    paint(canvas, {{{-200, 2}, {-100, 2}, {-100, 12}, {-200, 12}}}, 2);
    Image image(16, 16);
    canvas.resolve(kPalette, 1, image, 0, 0);
    for (int y = 0; y < 16; ++y) {
        for (int x = 0; x < 16; ++x) CHECK(image.pixel(x, y)[0] == 255);
    }
}
