// Rasters sampled at the pixels of views: placement, edges, levels and colours against closed forms.
#include "drawing/raster_sampling.hpp"
#include "support/catch.hpp"

#include <array>

using namespace geju;

namespace {

using Pixel = std::array<int, 4>;

/// Grey that rises by one a pixel to the right; opaque.
Raster ramp(const Box& extent, int width, int height) {
    std::vector<std::uint8_t> rgba;
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const auto grey = static_cast<std::uint8_t>(x);
            rgba.insert(rgba.end(), {grey, grey, grey, 255});
        }
    }
    return Raster(extent, width, height, std::move(rgba));
}

Raster filled(const Box& extent, int width, int height, std::array<std::uint8_t, 4> color) {
    std::vector<std::uint8_t> rgba;
    for (int i = 0; i < width * height; ++i) rgba.insert(rgba.end(), color.begin(), color.end());
    return Raster(extent, width, height, std::move(rgba));
}

View viewOf(const Box& world, double unitsPerPixel) {
    View view;
    view.centerWorld = world.center();
    view.unitsPerPixel = unitsPerPixel;
    view.widthPixels = static_cast<int>(world.width() / unitsPerPixel + 0.5);
    view.heightPixels = static_cast<int>(world.height() / unitsPerPixel + 0.5);
    return view;
}

Pixel at(const RasterPatch& patch, int x, int y) {
    x -= patch.left;
    y -= patch.top;
    REQUIRE((x >= 0 && y >= 0 && x < patch.width && y < patch.height));
    const std::uint8_t* p = patch.rgba.data() + (static_cast<std::size_t>(y) * patch.width + x) * 4;
    return {p[0], p[1], p[2], p[3]};
}

} // namespace

TEST_CASE("at its own resolution a raster is itself, pixel for pixel", "[raster]") {
    const Raster raster = ramp({1000, 2000, 1100, 2050}, 100, 50);
    const RasterPatch patch = sampleRaster(raster, {}, viewOf({980, 1990, 1120, 2060}, 1));
    CHECK(patch.left == 20);
    CHECK(patch.top == 10);
    CHECK(patch.width == 100);
    CHECK(patch.height == 50);
    for (const int x : {0, 1, 50, 99}) CHECK(at(patch, 20 + x, 30) == Pixel{x, x, x, 255});
}

TEST_CASE("between pixels the value is between theirs; nearest repeats them", "[raster]") {
    const Raster raster = ramp({0, 0, 100, 50}, 100, 50);
    const View view = viewOf({0, 0, 100, 50}, 0.25);
    const RasterPatch smooth = sampleRaster(raster, {}, view);
    // The middle of view pixel i lies at (i + 0.5) / 4 raster pixels, the value there half a pixel less.
    for (const int i : {10, 101, 222, 390}) CHECK(at(smooth, i, 100)[0] == Approx((i + 0.5) / 4 - 0.5).margin(0.51));
    RasterSymbol symbol;
    symbol.nearest = true;
    const RasterPatch nearest = sampleRaster(raster, symbol, view);
    for (const int i : {0, 3, 4, 7, 399}) CHECK(at(nearest, i, 100)[0] == i / 4);
}

TEST_CASE("a small scale shows means, in place, whatever the sizes", "[raster]") {
    for (const auto& [width, height] : {std::pair{256, 128}, {251, 99}}) {
        const Raster raster = ramp({0, 0, double(width), double(height)}, width, height);
        const RasterPatch patch = sampleRaster(raster, {}, viewOf({0, 0, 256, 128}, 16));
        // A view pixel of 16 covers values i·16 … i·16 + 15.
        for (const int i : {1, 7, 13}) CHECK(at(patch, i, 3)[0] == Approx(i * 16 + 7.5).margin(1.5));
    }
    // Black and white alternating is grey from afar, not one of them.
    std::vector<std::uint8_t> rgba;
    for (int i = 0; i < 64 * 64; ++i) {
        const std::uint8_t value = (i + i / 64) % 2 ? 255 : 0;
        rgba.insert(rgba.end(), {value, value, value, 255});
    }
    const Raster board({0, 0, 64, 64}, 64, 64, std::move(rgba));
    CHECK(at(sampleRaster(board, {}, viewOf({0, 0, 64, 64}, 4)), 5, 5)[0] == Approx(127.5).margin(2));
}

TEST_CASE("pixels on the border are covered in part, others not at all", "[raster]") {
    const Raster raster = filled({0.25, 0.5, 10, 10}, 10, 10, {200, 100, 0, 255});
    const RasterPatch patch = sampleRaster(raster, {}, viewOf({-5, -5, 15, 15}, 1));
    CHECK(patch.left == 5);
    CHECK(patch.width == 10);
    CHECK(at(patch, 5, 10)[3] == Approx(0.75 * 255).margin(1)); // west: three quarters
    CHECK(at(patch, 8, 14)[3] == Approx(0.5 * 255).margin(1));  // south: a half
    CHECK(at(patch, 5, 14)[3] == Approx(0.375 * 255).margin(1));
    CHECK(at(patch, 8, 10) == Pixel{200, 100, 0, 255});
    CHECK(sampleRaster(raster, {}, viewOf({20, 20, 30, 30}, 1)).rgba.empty());
    CHECK(sampleRaster(Raster(), {}, viewOf({0, 0, 1, 1}, 1)).rgba.empty());
}

TEST_CASE("saturation, contrast and brightness by MapLibre's formulas", "[raster]") {
    const View view = viewOf({0, 0, 4, 4}, 1);
    const auto shown = [&](const RasterSymbol& symbol, std::array<std::uint8_t, 4> color) {
        return at(sampleRaster(filled({0, 0, 4, 4}, 4, 4, color), symbol, view), 2, 2);
    };
    RasterSymbol grey;
    grey.saturation = -1;
    CHECK(shown(grey, {210, 120, 30, 255}) == Pixel{120, 120, 120, 255});
    RasterSymbol flat;
    flat.contrast = -1;
    CHECK(shown(flat, {210, 120, 30, 255})[0] == Approx(127.5).margin(1));
    RasterSymbol pale;
    pale.brightnessMin = 0.5;
    CHECK(shown(pale, {0, 51, 255, 255}) == Pixel{128, 153, 255, 255});
    // Colours are those before the alpha: half transparent white stays white.
    RasterSymbol dark;
    dark.brightnessMax = 0.5;
    CHECK(shown(dark, {128, 128, 128, 128})[0] == Approx(64).margin(1));
    CHECK(shown({}, {1, 2, 3, 4}) == Pixel{1, 2, 3, 4});
    // A third of a turn takes each channel to the next; a half of one leaves grey, and red to where its means are.
    RasterSymbol third;
    third.hueRotateDegrees = 120;
    CHECK(shown(third, {210, 120, 30, 255}) == Pixel{30, 210, 120, 255});
    RasterSymbol half;
    half.hueRotateDegrees = 180;
    CHECK(shown(half, {100, 100, 100, 255}) == Pixel{100, 100, 100, 255});
    CHECK(shown(half, {90, 60, 60, 255}) == Pixel{50, 80, 80, 255}); // mirrored in its mean, 70
}
