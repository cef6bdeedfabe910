// A picture that lies on the map, such as a scanned plan or an aerial photograph: its pixels in a world frame, north
// up, with coarser copies of itself for small scales. Premultiplied RGBA of 8 bits, rows from the north. Immutable once
// built, shared between threads.
#pragma once

#include "core/box.hpp"

#include <cstdint>
#include <vector>

namespace geju {

/// Pixels of one size; the first one's outer corner is the north-western corner of the raster's extent.
struct RasterLevel {
    int width = 0;
    int height = 0;
    double pixelWidth = 0; ///< world units
    double pixelHeight = 0;
    std::vector<std::uint8_t> rgba; ///< premultiplied, width · height · 4
};

class Raster {
  public:
    Raster() = default;
    /// Takes the finest pixels, which fill `extent`, and makes the coarser levels, down to a few pixels.
    Raster(const Box& extent, int width, int height, std::vector<std::uint8_t> rgba);

    const Box& extent() const { return extent_; }
    int width() const { return levels_.empty() ? 0 : levels_.front().width; }
    int height() const { return levels_.empty() ? 0 : levels_.front().height; }
    /// The coarsest level whose pixels are not larger than `unitsPerPixel`, or the finest.
    const RasterLevel& levelFor(double unitsPerPixel) const;

  private:
    Box extent_;
    std::vector<RasterLevel> levels_; ///< finest first
};

} // namespace geju
