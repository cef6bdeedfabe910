// Fills with gradients and soft edges as vectors. Rings are in the page frame, millimetres, with even–odd sense.
#pragma once

#include "drawing/picture.hpp"
#include "sheet/vector_canvas.hpp"

#include <span>
#include <vector>

namespace geju {

/// One polygon of a shaded symbol, without its outline. `span` of its gradient is in the page frame.
void drawShadedFill(VectorCanvas& canvas, const FillSymbol& symbol, std::span<const std::vector<Point>> rings,
                    const GradientSpan& span, double softMillimeters, double opacity);

/// The symbol's hairline, where it has one.
void drawFillOutline(VectorCanvas& canvas, const FillSymbol& symbol, std::span<const std::vector<Point>> rings,
                     double opacity);

} // namespace geju
