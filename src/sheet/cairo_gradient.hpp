// Gradients as vectors of cairo: over a polygon, and along a path: linear ones piece by piece, or in PDF one mesh. User
// units are millimetres of the page.
#pragma once

#include "sheet/vector_canvas.hpp"

#include <span>
#include <vector>

typedef struct _cairo cairo_t; // NOLINT: cairo's own name, so that this header does not need cairo's

namespace geju {

/// Makes the gradient cairo's source, as VectorCanvas::fillGraded() needs it.
void setGradient(cairo_t* cairo, const std::vector<ColorStop>& gradient, const GradientSpan& span,
                 const AlphaOf& alphaOf);

/// As VectorCanvas::shadeAlong().
void fillGradient(cairo_t* cairo, const std::vector<ColorStop>& gradient, std::span<const Point> path, double reach,
                  const AlphaOf& alphaOf);

} // namespace geju
