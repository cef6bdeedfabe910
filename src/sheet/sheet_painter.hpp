// Draws a composed sheet with cairo: the furniture (title, legend, scale bar, north arrow, rules) always as vectors,
// the map as pixels that a renderer made, or as vectors too. One thread; the fonts are those of the composition.
#pragma once

#include "render/image.hpp"
#include "sheet/sheet.hpp"

typedef struct _cairo cairo_t; // NOLINT: cairo's own name, so that this header does not need cairo's

namespace geju {

class CairoFonts;

/// Everything but the map and the picture of its overview. User units of `cairo` are millimetres of the page.
void drawFurniture(cairo_t* cairo, const Sheet& sheet, CairoFonts& fonts);

/// White paper of a page's size; empty where it is larger than cairo's images may be.
Image blankPage(const Page& page);

/// Where a box of the page begins in its image: the map in the layout's frame, the overview in its box.
PixelOffset offsetOf(const PageBox& box, const Page& page);

/// The furniture over an opaque page on which the maps lie already.
void paintFurniture(const Sheet& sheet, Image& page, FontBook& fonts);

} // namespace geju
