// Colours along a path as vectors of cairo: linear gradients piece by piece, or in PDF one mesh where colours differ in
// transparency. User units are millimetres of the page.
#pragma once

#include "sheet/vector_canvas.hpp"

#include <span>
#include <vector>

typedef struct _cairo cairo_t; // NOLINT: cairo's own name, so that this header does not need cairo's

namespace geju {

/// As VectorCanvas::shadeAlong().
void fillGradient(cairo_t* cairo, const std::vector<ColorStop>& gradient, std::span<const Point> path, double reach,
                  const AlphaOf& alphaOf);

} // namespace geju
