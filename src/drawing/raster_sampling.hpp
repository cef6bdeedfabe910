// The part of a raster that a view shows, sampled at the view's own pixels: the same for every painter, so that they
// cannot disagree about where it lies. Pure function, any thread.
#pragma once

#include "drawing/picture.hpp"

#include <cstdint>
#include <vector>

namespace geju {

/// Pixels of the view, the first at (left, top); premultiplied RGBA. The opacity of the symbol is not in them.
struct RasterPatch {
    int left = 0;
    int top = 0;
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> rgba;
};

/// Empty where the view does not see the raster. Pixels on its border are covered in part.
RasterPatch sampleRaster(const Raster& raster, const RasterSymbol& symbol, const View& view);

} // namespace geju
