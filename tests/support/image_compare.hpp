// Compares a picture with what it should be, within a largest and a mean difference that the test gives reasons for.
// When they are exceeded, the actual, the expected and the amplified difference are written beside the build.
#pragma once

#include "render/image.hpp"
#include "render/png_file.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>

namespace geju::test {

/// Channel steps of 0…255.
struct Tolerance {
    int largest = 0;
    double mean = 0;
};

struct Difference {
    int largest = 0;
    double mean = 0; ///< over all channels of all pixels
    int atX = 0;     ///< where it is largest
    int atY = 0;
};

inline Difference difference(const Image& a, const Image& b) {
    Difference result;
    double sum = 0;
    for (int y = 0; y < a.height; ++y) {
        for (int x = 0; x < a.width; ++x) {
            for (int c = 0; c < 4; ++c) {
                const int d = std::abs(a.pixel(x, y)[c] - b.pixel(x, y)[c]);
                sum += d;
                if (d > result.largest) {
                    result.largest = d;
                    result.atX = x;
                    result.atY = y;
                }
            }
        }
    }
    result.mean = a.rgba.empty() ? 0 : sum / static_cast<double>(a.rgba.size());
    return result;
}

inline std::filesystem::path resultFolder() {
    const auto folder = std::filesystem::path(GEJU_BINARY_DIR) / "render-results";
    std::filesystem::create_directories(folder);
    return folder;
}

inline Image amplifiedDifference(const Image& a, const Image& b) {
    Image image(a.width, a.height);
    for (std::size_t i = 0; i < a.rgba.size(); ++i)
        image.rgba[i] = i % 4 == 3 ? std::uint8_t{255}
                                   : static_cast<std::uint8_t>(std::min(255, 8 * std::abs(a.rgba[i] - b.rgba[i])));
    return image;
}

/// Checks `actual` against `expected`; `name` names the files that a failure leaves.
inline void checkSame(const std::string& name, const Image& actual, const Image& expected, Tolerance tolerance) {
    REQUIRE(actual.width == expected.width);
    REQUIRE(actual.height == expected.height);
    const Difference found = difference(actual, expected);
    if (found.largest > tolerance.largest || found.mean > tolerance.mean) {
        writePng(resultFolder() / (name + ".actual.png"), actual);
        writePng(resultFolder() / (name + ".expected.png"), expected);
        writePng(resultFolder() / (name + ".difference.png"), amplifiedDifference(actual, expected));
    }
    INFO(name << ": largest difference " << found.largest << " at (" << found.atX << ", " << found.atY << "), mean "
              << found.mean << "; pictures in " << resultFolder().string());
    CHECK(found.largest <= tolerance.largest);
    CHECK(found.mean <= tolerance.mean);
}

/// Against tests/render/baselines/NAME.png. With GEJU_WRITE_BASELINES set the picture becomes the baseline: look at it
/// before it is committed.
inline void checkBaseline(const std::string& name, const Image& actual, Tolerance tolerance) {
    const auto path = std::filesystem::path(GEJU_SOURCE_DIR) / "tests" / "render" / "baselines" / (name + ".png");
    if (std::getenv("GEJU_WRITE_BASELINES")) {
        std::filesystem::create_directories(path.parent_path());
        const auto issues = writePng(path, actual);
        REQUIRE(issues.empty());
        return;
    }
    const auto expected = readPng(path);
    INFO("baseline " << path.string());
    if (!expected) writePng(resultFolder() / (name + ".actual.png"), actual);
    REQUIRE(expected);
    checkSame(name, actual, *expected, tolerance);
}

} // namespace geju::test
