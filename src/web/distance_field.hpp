// Signed distance fields of glyphs, as MapLibre draws text from. Pixels, x right, y down. Pure functions, any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace geju {

/// A fine bitmap: half covered or more is inside.
struct CoverageGrid {
    const std::vector<std::uint8_t>& coverage;
    int width;
    int height;
};

/// Where the field's pixels lie on the grid.
struct FieldPlace {
    int step;    ///< grid pixels a pixel of the field
    int originX; ///< grid pixels from the grid's corner to the field's; may be negative
    int originY;
    int width; ///< of the field, in its pixels
    int height;
};

/// A byte a pixel: 255 · (0.75 − d / 8) with d the distance in the field's pixels from the outline, negative inside.
std::string distanceField(const CoverageGrid& grid, const FieldPlace& place);

} // namespace geju
