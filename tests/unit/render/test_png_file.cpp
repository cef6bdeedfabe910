#include "core/files.hpp"
#include "render/png_file.hpp"
#include "support/catch.hpp"

#include <filesystem>
#include <random>

using namespace geju;

namespace {

std::filesystem::path scratch(const std::string& name) {
    const auto folder = std::filesystem::path(GEJU_BINARY_DIR) / "png-test";
    std::filesystem::create_directories(folder);
    return folder / name;
}

} // namespace

TEST_CASE("images come back bit for bit") {
    Image image(17, 9);
    std::mt19937 random(3);
    for (auto& value : image.rgba) value = static_cast<std::uint8_t>(random());
    const auto path = scratch("图.png");
    CHECK(writePng(path, image).empty());
    auto back = readPng(path);
    REQUIRE(back);
    CHECK(back->width == 17);
    CHECK(back->height == 9);
    CHECK(back->rgba == image.rgba);

    for (std::size_t i = 3; i < image.rgba.size(); i += 4) image.rgba[i] = 255;
    CHECK(writePng(path, image).empty());
    back = readPng(path);
    REQUIRE(back);
    CHECK(back->rgba == image.rgba);
}

TEST_CASE("pictures of many bands come back bit for bit, and are the same bytes each time") {
    // Areas, a gradient and noise: stretches that deflate copies, refers back for, and stores.
    for (const bool opaque : {true, false}) {
        Image image(1201, 1803);
        std::mt19937 random(11);
        for (int y = 0; y < image.height; ++y) {
            for (int x = 0; x < image.width; ++x) {
                std::uint8_t* pixel = image.pixel(x, y);
                for (int channel = 0; channel < 3; ++channel) {
                    pixel[channel] = static_cast<std::uint8_t>(y < 600    ? (x / 97 + y / 53) % 5 * 50
                                                               : y < 1200 ? x * channel + y
                                                                          : random());
                }
                pixel[3] = opaque ? 255 : static_cast<std::uint8_t>(x);
            }
        }
        const auto path = scratch("bands.png");
        REQUIRE(writePng(path, image).empty());
        const auto back = readPng(path);
        REQUIRE(back);
        CHECK(back->rgba == image.rgba);
        const auto once = encodePng(image);
        const auto again = encodePng(image);
        REQUIRE(once);
        CHECK(*once == *again);
    }
}

TEST_CASE("resolution and texts are in the chunks that the PNG specification names") {
    Image image(2, 2);
    PngOptions options;
    options.dpi = 300;
    options.text["Title"] = "昆山";
    const auto path = scratch("text.png");
    CHECK(writePng(path, image, options).empty());
    const auto bytes = readFile(path);
    REQUIRE(bytes);
    // 300 dpi = 11811 pixels per metre = 0x2E23, both ways, unit metre.
    const std::string resolution("pHYs\x00\x00\x2e\x23\x00\x00\x2e\x23\x01", 13);
    CHECK(bytes->find(resolution) != std::string::npos);
    const std::string text = std::string("iTXtTitle") + std::string(5, '\0') + "昆山";
    CHECK(bytes->find(text) != std::string::npos);
}

TEST_CASE("what cannot be read or written says why") {
    CHECK_FALSE(readPng(scratch("absent.png")));
    REQUIRE(writeFile(scratch("bad.png"), "no picture").empty());
    const auto bad = readPng(scratch("bad.png"));
    CHECK_FALSE(bad);
    REQUIRE(bad.issues.size() == 1);
    CHECK(bad.issues[0].file.ends_with("bad.png"));
    CHECK(hasErrors(writePng(scratch("none.png"), Image{})));
    CHECK(hasErrors(writePng("/nonexistent-folder/a.png", Image(1, 1))));
}
