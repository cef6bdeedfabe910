#include "geometry/raster.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace geju {

namespace {

constexpr int kCoarsestPixels = 32;

/// Pixels of twice the size, each the mean of four; where a side is odd the last ones count twice.
RasterLevel halved(const RasterLevel& fine) {
    RasterLevel coarse{(fine.width + 1) / 2, (fine.height + 1) / 2, 2 * fine.pixelWidth, 2 * fine.pixelHeight, {}};
    coarse.rgba.resize(static_cast<std::size_t>(coarse.width) * coarse.height * 4);
    const auto at = [&](int x, int y) {
        const auto row = static_cast<std::size_t>(std::min(y, fine.height - 1));
        return fine.rgba.data() + (row * fine.width + static_cast<std::size_t>(std::min(x, fine.width - 1))) * 4;
    };
    std::uint8_t* to = coarse.rgba.data();
    for (int y = 0; y < coarse.height; ++y) {
        for (int x = 0; x < coarse.width; ++x, to += 4) {
            const std::uint8_t* of[] = {at(2 * x, 2 * y), at(2 * x + 1, 2 * y), at(2 * x, 2 * y + 1),
                                        at(2 * x + 1, 2 * y + 1)};
            for (int c = 0; c < 4; ++c)
                to[c] = static_cast<std::uint8_t>((of[0][c] + of[1][c] + of[2][c] + of[3][c] + 2) / 4);
        }
    }
    return coarse;
}

} // namespace

Raster::Raster(const Box& extent, int width, int height, std::vector<std::uint8_t> rgba)
  : extent_(extent) {
    levels_.push_back({width, height, extent.width() / width, extent.height() / height, std::move(rgba)});
    while (std::max(levels_.back().width, levels_.back().height) > kCoarsestPixels) {
        levels_.push_back(halved(levels_.back()));
    }
}

const RasterLevel& Raster::levelFor(double unitsPerPixel) const {
    std::size_t level = 0;
    while (level + 1 < levels_.size() && levels_[level + 1].pixelWidth <= unitsPerPixel * (1 + 1e-9)) ++level;
    return levels_[level];
}

} // namespace geju
