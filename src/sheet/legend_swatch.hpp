// The sample of a legend entry: the symbol of the map at its size on the map, as far as the swatch has room.
#pragma once

#include "drawing/legend.hpp"
#include "sheet/page.hpp"

typedef struct _cairo cairo_t; // NOLINT: cairo's own name, so that this header does not need cairo's

namespace geju {

/// User units are millimetres of the page; the scale turns widths in metres on the ground into paper.
void drawSwatch(cairo_t* cairo, const LegendEntry& entry, const PageBox& box, double scaleDenominator);

} // namespace geju
