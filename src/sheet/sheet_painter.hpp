// Draws a composed sheet with cairo: the furniture (title, legend, scale bar, north arrow, rules) always as vectors,
// the map as an image that a renderer made, or as vectors too. One thread; the fonts are those of the composition.
#pragma once

#include "render/image.hpp"
#include "sheet/sheet.hpp"

typedef struct _cairo cairo_t; // NOLINT: cairo's own name, so that this header does not need cairo's

namespace geju {

class CairoFonts;

/// Everything but the map and the picture of its overview. User units of `cairo` are millimetres of the page.
void drawFurniture(cairo_t* cairo, const Sheet& sheet, CairoFonts& fonts);

/// The whole sheet as an image; `map` has the size of the sheet's view, `inset` of its overview's. Empty where the page
/// is larger than cairo's images may be.
Image paintSheet(const Sheet& sheet, const Image& map, FontBook& fonts, const Image& inset = {});

} // namespace geju
