// Turning one glyph into coverage with FreeType: unhinted outline, made bolder where the face stands in for a bold one,
// turned, and stroked for a halo. Device pixels. A detail of FontBook; runs on its thread.
#pragma once

#include "drawing/fonts.hpp"

namespace geju {

struct FontFace;

/// As FontBook::rasterize. A glyph without ink (a space), or one that FreeType cannot load, gives an empty bitmap.
GlyphBitmap rasterizeGlyph(const FontFace& face, std::uint32_t glyph, double sizePixels, double haloPixels,
                           double angleRadians);

} // namespace geju
