// Pictures of an exported map: hatches that repeat, sprites, glyphs as distance fields.
#include "support/catch.hpp"
#include "web/distance_field.hpp"
#include "web/glyphs.hpp"
#include "web/hatch_tile.hpp"
#include "web/pictogram_field.hpp"
#include "web/protobuf.hpp"
#include "web/sprite_sheet.hpp"

#include <nlohmann/json.hpp>

#include <cmath>

using namespace geju;

namespace {

double meanAlpha(const Image& image) {
    double sum = 0;
    for (int y = 0; y < image.height; ++y) {
        for (int x = 0; x < image.width; ++x) sum += image.pixel(x, y)[3];
    }
    return sum / 255 / image.width / image.height;
}

/// Distance of a point from the edge of a rectangle, negative inside (closed form).
double fromRectangle(double x, double y, double left, double top, double right, double bottom) {
    const double dx = std::max(left - x, x - right);
    const double dy = std::max(top - y, y - bottom);
    if (dx > 0 && dy > 0) return std::hypot(dx, dy);
    return std::max(dx, dy);
}

} // namespace

TEST_CASE("a hatch is fitted into a tile that repeats", "[web][hatch]") {
    for (const double angle : {0.0, 30.0, 45.0, 72.5, 90.0, 135.0, 160.0}) {
        for (const double spacing : {3.0, 7.0, 11.3, 24.0}) {
            INFO(angle << "° at " << spacing);
            const HatchTile tile = fitHatchTile(angle, spacing);
            CHECK(tile.side <= kLargestHatchTile);
            CHECK(std::abs(std::remainder(tile.angleDegrees() - angle, 180)) < 1.0);
            CHECK(tile.spacingPixels() == Approx(spacing).epsilon(0.02));
        }
    }
}

TEST_CASE("a hatch's tile is inked as much as its strokes are wide", "[web][hatch]") {
    HatchStyle hatch;
    hatch.spacing = 9;
    hatch.width = 2;
    hatch.color = {10, 20, 30, 255};
    for (const double angle : {0.0, 45.0, 120.0}) {
        hatch.angleDegrees = angle;
        const Image tile = drawHatchTile(hatch, 2);
        CHECK(meanAlpha(tile) == Approx(2.0 / 9).epsilon(0.03));
        CHECK(tile.pixel(0, 0)[2] == 30);
    }
    hatch.cross = true; // two families cover 1 − (1 − w/s)²
    CHECK(meanAlpha(drawHatchTile(hatch, 2)) == Approx(1 - 7.0 / 9 * 7.0 / 9).epsilon(0.04));
}

TEST_CASE("strokes rise to the right at 45 degrees", "[web][hatch]") {
    HatchStyle hatch;
    hatch.angleDegrees = 45;
    hatch.spacing = 12;
    hatch.width = 3;
    const Image tile = drawHatchTile(hatch, 1);
    for (int i = 0; i < tile.width - 1; ++i) {
        const int y = tile.height - 1 - i; // one up for one right
        CHECK(std::abs(tile.pixel(i, y)[3] - tile.pixel(i + 1, y - 1)[3]) < 8);
    }
}

TEST_CASE("sprites lie apart and where the index says", "[web][sprite]") {
    std::vector<SpritePicture> pictures;
    for (int i = 0; i < 40; ++i) {
        Image image(30 + i, 20 + i % 7);
        for (std::size_t at = 0; at < image.rgba.size(); ++at) image.rgba[at] = static_cast<std::uint8_t>(100 + i);
        pictures.push_back({"p" + std::to_string(i), image});
    }
    const SpriteSheet sheet = packSprites(pictures, 2);
    const auto index = nlohmann::json::parse(sheet.index);
    REQUIRE(index.size() == pictures.size());
    std::size_t inked = 0;
    for (const auto& byte : sheet.image.rgba) inked += byte > 0;
    std::size_t expected = 0;
    for (int i = 0; i < 40; ++i) {
        const auto& place = index["p" + std::to_string(i)];
        CHECK(place["pixelRatio"] == 2);
        CHECK(place["width"] == 30 + i);
        for (const int corner : {0, 1}) {
            const int x = place["x"].get<int>() + corner * (30 + i - 1);
            const int y = place["y"].get<int>() + corner * (20 + i % 7 - 1);
            CHECK(sheet.image.pixel(x, y)[0] == 100 + i);
        }
        expected += pictures[static_cast<std::size_t>(i)].image.rgba.size();
    }
    CHECK(inked == expected); // none covers another
}

TEST_CASE("a distance field holds distances from the outline", "[web][glyphs]") {
    constexpr int kStep = 8;
    constexpr int kSide = 10; // pixels of the field, on each side of which lie 3 more
    std::vector<std::uint8_t> filled(kSide * kStep * kSide * kStep, 255);
    const std::string field =
        distanceField({filled, kSide * kStep, kSide * kStep}, {kStep, -3 * kStep, -3 * kStep, kSide + 6, kSide + 6});
    for (int y = 0; y < kSide + 6; ++y) {
        for (int x = 0; x < kSide + 6; ++x) {
            const double distance = fromRectangle(x + 0.5 - 3, y + 0.5 - 3, 0, 0, kSide, kSide);
            const double expected = std::clamp(255 * (0.75 - distance / 8), 0.0, 255.0);
            const auto value = static_cast<std::uint8_t>(field[static_cast<std::size_t>(y * (kSide + 6) + x)]);
            INFO(x << ", " << y);
            CHECK(value == Approx(expected).margin(3)); // a tenth of a pixel
        }
    }
}

TEST_CASE("a pictogram's field holds distances in pixels of icon-size 1 at every pixel ratio", "[web][sprite]") {
    for (const int ratio : {1, 2}) {
        const Image field = pictogramField(findPictogram("dot").value(), ratio); // a circle of radius 8 in 24
        REQUIRE(field.width == 24 * ratio);
        REQUIRE(field.height == 24 * ratio);
        for (int y = 0; y < field.height; ++y) {
            for (int x = 0; x < field.width; ++x) {
                const double distance = std::hypot((x + 0.5) / ratio - 12, (y + 0.5) / ratio - 12) - 8;
                // The edge and halos of up to 2 pixels are what MapLibre needs.
                if (distance < -0.9 || distance > 2.5) continue;
                INFO(ratio << ": " << x << ", " << y);
                CHECK(field.pixel(x, y)[3] == Approx(255 * (0.75 - distance / 8)).margin(4));
            }
        }
    }
    const SpriteSheet sheet = packSprites({{"dot", Image(4, 4), true}, {"hatch", Image(4, 4)}}, 1);
    const auto index = nlohmann::json::parse(sheet.index);
    CHECK(index["dot"]["sdf"] == true);
    CHECK_FALSE(index["hatch"].contains("sdf"));
}

TEST_CASE("an arrow head's field holds distances from its sides", "[web][sprite]") {
    for (const int ratio : {1, 2}) {
        const Image field = headField(24, 12, ratio);
        CHECK(field.width == 30 * ratio);
        CHECK(field.height == 18 * ratio);
        const auto alphaAt = [&](double right, double down) { // from the middle, style pixels
            const int x = static_cast<int>(std::floor((right + 15) * ratio));
            const int y = static_cast<int>(std::floor((down + 9) * ratio));
            return double(field.pixel(x, y)[3]);
        };
        const double half = 0.5 / ratio; // of a pixel, whose middle is what counts
        // Left of the base, whose line is 12 pixels left of the middle.
        CHECK(alphaAt(-13, 0) == Approx(255 * (0.75 - (1 - half) / 8)).margin(1));
        CHECK(alphaAt(-11, 0) == Approx(std::min(255.0, 255 * (0.75 + (1 + half) / 8))).margin(1));
        CHECK(alphaAt(13, 0) < 0.75 * 255); // beyond the tip
        CHECK(alphaAt(-4, 0) == 255);       // well inside
    }
}

TEST_CASE("numbers go on the wire as the format says", "[web][glyphs]") {
    ProtobufWriter writer;
    writer.number(1, 150); // the example of the format's documentation
    CHECK(writer.text() == "\x08\x96\x01");
    ProtobufWriter negative;
    negative.signedNumber(5, -2);
    CHECK(negative.text() == std::string("\x28\x03"));
    ProtobufWriter bytes;
    bytes.bytes(2, "testing");
    CHECK(bytes.text() == "\x12\x07testing");
}

TEST_CASE("glyphs hang from the line that MapLibre hangs them from", "[web][glyphs]") {
    FontBook fonts;
    const GlyphField han = glyphField(fonts, "Noto Sans CJK SC Regular", 0x56fd); // 国
    CHECK(han.advance == 24);                                                     // ideographs are as wide as the em
    CHECK(han.bitmap.size() == static_cast<std::size_t>((han.width + 6) * (han.height + 6)));
    // MapLibre puts the line 17 pixels above the text's middle, which for an ideograph is its own.
    CHECK(-17 - han.top + han.height / 2.0 == Approx(0).margin(1.5));
    const GlyphField space = glyphField(fonts, "Noto Sans CJK SC Regular", ' ');
    CHECK(space.bitmap.empty());
    CHECK(space.advance > 0);
}
