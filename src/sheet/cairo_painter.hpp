// Draws a picture and its labels with cairo: the map of a sheet in PDF and SVG. Vectors, and rasters as images. One
// thread.
#pragma once

#include "drawing/labels.hpp"
#include "drawing/picture.hpp"
#include "drawing/view.hpp"
#include "sheet/page.hpp"

#include <vector>

typedef struct _cairo cairo_t; // NOLINT: cairo's own name, so that this header does not need cairo's

namespace geju {

class CairoFonts;
class PdfForms;

/// The view inside `frame`, clipped to it. User units are millimetres of the page. With `forms`, for a PDF, cairo only
/// keeps the places of fills, lines and circles.
void drawPicture(cairo_t* cairo, const Picture& picture, const View& view, const PageBox& frame, PdfForms* forms);

/// Labels placed for the view, over the picture.
void drawLabels(cairo_t* cairo, const std::vector<PlacedLabel>& labels, const View& view, const PageBox& frame,
                CairoFonts& fonts);

} // namespace geju
