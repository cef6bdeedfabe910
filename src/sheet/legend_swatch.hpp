// The sample of a legend entry: the symbols of the map at their size on the map, as far as the swatch has room. A
// feature is often drawn by several layers of one name (a road by its casing and its body, a park by its fill and its
// dashed edge): its sample shows them all.
#pragma once

#include "drawing/legend.hpp"
#include "render/image.hpp"
#include "sheet/page.hpp"

#include <vector>

typedef struct _cairo cairo_t; // NOLINT: cairo's own name, so that this header does not need cairo's

namespace geju {

struct SheetSwatch {
    std::vector<LegendEntry> parts; ///< bottom first
};

/// The entry with the other layers of its name that the picture shows, in the picture's order.
SheetSwatch swatchOf(const LegendEntry& entry, const Document& document, const Picture& picture);

/// User units are millimetres of the page; the scale turns widths in metres on the ground into paper.
void drawSwatch(cairo_t* cairo, const SheetSwatch& swatch, const PageBox& box, double scaleDenominator);

/// The same as pixels, on nothing; `pixelRatio` is device pixels a style pixel.
Image swatchImage(const SheetSwatch& swatch, int widthPixels, int heightPixels, double pixelRatio,
                  double scaleDenominator);

} // namespace geju
