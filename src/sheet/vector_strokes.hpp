// One path of a line symbol as vectors: plain, dashed, soft at its edges, or with colours along it. Paths are in the
// page frame, millimetres. A path that closes repeats its first point.
#pragma once

#include "drawing/picture.hpp"
#include "sheet/vector_canvas.hpp"

#include <span>

namespace geju {

/// Clips to a stroke with round joins. Call between save() and restore().
void clipToStroke(VectorCanvas& canvas, std::span<const Point> path, double width, LineCap cap);

/// Strokes the path as the symbol says; its gap, offset, arrow, heads and hatch are the caller's. `unitMillimeters` is
/// a millimetre length of the symbol's width and blur.
void strokeLine(VectorCanvas& canvas, const LineSymbol& symbol, std::span<const Point> path, double unitMillimeters,
                double opacity);

} // namespace geju
