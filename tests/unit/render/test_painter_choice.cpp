#include "render/painter_choice.hpp"
#include "support/catch.hpp"
#include "support/synthetic_picture.hpp"

using namespace geju;
using namespace geju::test;

namespace {

/// 100 × 100 squares of 10 units, 5 corners each, symbol 0.
Picture squares() {
    Sketch sketch;
    for (int row = 0; row < 100; ++row)
        for (int column = 0; column < 100; ++column)
            sketch.polygon({rectangle(column * 10, row * 10, column * 10 + 10, row * 10 + 10)});
    Picture picture;
    picture.layers.push_back(fillLayer(sketch, {FillSymbol{}}));
    return picture;
}

TileView viewOf(double width, double height, Point topLeft = {0, 1000}) {
    return {topLeft, 1, static_cast<int>(width), static_cast<int>(height), 1};
}

} // namespace

TEST_CASE("corners shown are those of the part of the extent that fits the view, wherever it is") {
    Picture picture = squares();
    CHECK(cornersOf(picture, viewOf(2000, 2000)).shown == Approx(50'000));
    CHECK(cornersOf(picture, viewOf(500, 100)).shown == Approx(2'500));
    CHECK(cornersOf(picture, viewOf(500, 100, {700, 300})).shown == Approx(2'500));
    CHECK(cornersOf(picture, viewOf(500, 100)).all == Approx(50'000));
    auto half = std::make_shared<std::vector<std::uint32_t>>(5'000);
    picture.layers[0].rows = half;
    CHECK(cornersOf(picture, viewOf(2000, 2000)).shown == Approx(25'000));
    picture.layers[0].kind = PictureKind::Symbol;
    CHECK(cornersOf(picture, viewOf(2000, 2000)).shown == 0);
}

TEST_CASE("what a context draws in a second decides between frames, tiles and the CPU") {
    const Picture picture = squares();
    const TileView view = viewOf(2000, 2000);
    CHECK(fasterPainter({1e8, 0}, picture, view) == Painter::Cpu);
    CHECK(fasterPainter({1e10, 1e9}, picture, view) == Painter::Direct);
    CHECK(fasterPainter({1e10, 5e6}, picture, view) == Painter::Gpu);
    CHECK(fasterPainter({1e10, 5e5}, picture, view) == Painter::Cpu);
    CHECK(fasterPainter({1e10, 5e5}, picture, viewOf(100, 100)) == Painter::Direct); // closer, of the same picture
    Picture large; // 200 layers of 50 000 corners: their meshes alone are too much
    for (int i = 0; i < 200; ++i) large.layers.push_back(picture.layers[0]);
    CHECK(fasterPainter({1e10, 1e9}, large, viewOf(1, 1)) == Painter::Cpu);
    Picture underlaid = picture;
    underlaid.layers.insert(underlaid.layers.begin(), PictureLayer{});
    underlaid.layers[0].kind = PictureKind::Raster;
    CHECK(fasterPainter({1e10, 1e9}, underlaid, view) == Painter::Gpu);
}
