// Pixels in memory: 8-bit RGBA, straight alpha, top row first.
#pragma once

#include "core/large_pages.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace geju {

struct Image {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t, LargePages<std::uint8_t>> rgba;

    Image() = default;
    /// Every channel as given: transparent black, or 255 for opaque white.
    Image(int w, int h, std::uint8_t channel = 0)
      : width(w)
      , height(h)
      , rgba(static_cast<std::size_t>(w) * static_cast<std::size_t>(h) * 4, channel) {}
    std::uint8_t* pixel(int x, int y) {
        return rgba.data() +
               (static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)) * 4;
    }
    const std::uint8_t* pixel(int x, int y) const {
        return rgba.data() +
               (static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)) * 4;
    }
};

/// Where in an image a smaller one begins, in pixels from the top left.
struct PixelOffset {
    int left = 0;
    int top = 0;
};

} // namespace geju
