// Samples of the legend: what is shaded on the map is shaded in them.
#include "sheet/legend_swatch.hpp"
#include "support/catch.hpp"

using namespace geju;

namespace {

constexpr int kWidth = 60;
constexpr int kHeight = 30;

Image sampleOf(const FillSymbol& symbol) {
    LegendEntry entry;
    entry.kind = PictureKind::Fill;
    entry.symbol = symbol;
    return swatchImage({{entry}}, kWidth, kHeight, 1, 10'000);
}

int alphaAt(const Image& image, int x, int y) {
    return image.pixel(x, y)[3];
}

FillSymbol fading(GradientCourse course, double angleDegrees) {
    FillSymbol symbol;
    symbol.gradient = {{0, {200, 30, 30, 0}}, {1, {200, 30, 30, 255}}};
    symbol.color = symbol.gradient[1].color;
    symbol.gradientCourse = course;
    symbol.gradientAngleDegrees = angleDegrees;
    return symbol;
}

} // namespace

TEST_CASE("a sample's gradient runs as on the map", "[sheet][legend]") {
    constexpr int kIn = 4;
    const Image along = sampleOf(fading(GradientCourse::LongestAxis, 0));
    CHECK(alphaAt(along, kIn, kHeight / 2) < 40);
    CHECK(alphaAt(along, kWidth / 2, kHeight / 2) == Approx(127).margin(10));
    CHECK(alphaAt(along, kWidth - 1 - kIn, kHeight / 2) > 215);
    const Image up = sampleOf(fading(GradientCourse::Direction, 90)); // north is up
    CHECK(alphaAt(up, kWidth / 2, kHeight - 1 - kIn) < 60);
    CHECK(alphaAt(up, kWidth / 2, kIn) > 195);
    const Image outward = sampleOf(fading(GradientCourse::Outward, 0));
    CHECK(alphaAt(outward, kWidth / 2, kHeight / 2) < 40);
    CHECK(alphaAt(outward, kIn, kIn) > 180);
    CHECK(alphaAt(outward, kWidth - 1 - kIn, kIn) > 180);
}

TEST_CASE("a sample's soft edge is soft, without a frame", "[sheet][legend]") {
    FillSymbol symbol;
    symbol.color = {30, 90, 200, 255};
    CHECK(alphaAt(sampleOf(symbol), kWidth / 2, 0) > 0); // a hard one has a frame
    symbol.softEdge = 100;                               // more than there is room for
    const Image soft = sampleOf(symbol);
    CHECK(alphaAt(soft, kWidth / 2, 0) < 30);
    CHECK(alphaAt(soft, 0, kHeight / 2) < 30);
    CHECK(alphaAt(soft, kWidth / 2, 5) > alphaAt(soft, kWidth / 2, 2));
    CHECK(alphaAt(soft, kWidth / 2, kHeight / 2) == 255);
    symbol.softEdge = 2000;
    symbol.softEdgeInMeters = true;
    CHECK(alphaAt(sampleOf(symbol), kWidth / 2, kHeight / 2) == 255);
}
