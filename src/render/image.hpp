// Pixels in memory: 8-bit RGBA, straight alpha, top row first.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace geju {

struct Image {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> rgba;

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

} // namespace geju
