// Fills, lines, circles and pictograms of a picture drawn as vectors: for the map in PDF and SVG, and for the swatches
// of every legend. Paths are in the page frame, millimetres. Colours are sRGB.
#pragma once

#include "drawing/arrow_heads.hpp"
#include "drawing/labels.hpp"
#include "drawing/picture.hpp"
#include "sheet/vector_canvas.hpp"

#include <span>

namespace geju {

/// Strokes, dashes, shifts, doubles and draws arrows as the symbol says. `unitMillimeters` is a millimetre length of
/// the symbol's width: of a style pixel, or of a metre where it is in metres. A path that closes repeats its first
/// point.
void drawLineSymbol(VectorCanvas& canvas, const LineSymbol& symbol, std::span<const Point> path, double unitMillimeters,
                    double opacity);

/// A millimetre length of the symbol's gap and offset: metres when the width is in them.
double sideUnitMillimeters(const LineSymbol& symbol, double unitMillimeters);

/// The heads that the symbol repeats along its line; corners in the page frame.
void drawHeads(VectorCanvas& canvas, const LineSymbol& symbol, std::span<const ArrowHead> heads, double opacity);

/// Clips to the ground that a hatched line covers, so that the caller can draw its hatch. Call between save() and
/// restore().
void clipToLine(VectorCanvas& canvas, const LineSymbol& symbol, std::span<const Point> path, double unitMillimeters);

/// The rings (closed or open) with even–odd sense; the hatch is left to the caller, who knows its anchor.
void drawFillSymbol(VectorCanvas& canvas, const FillSymbol& symbol, std::span<const std::vector<Point>> rings,
                    double opacity);

void drawCircleSymbol(VectorCanvas& canvas, const CircleSymbol& symbol, Point center, double unitMillimeters,
                      double opacity);

/// A pictogram about a point, turned counter-clockwise; `size` and `halo` in millimetres.
void drawPictogram(VectorCanvas& canvas, const PlacedGlyph& glyph, Point center, double size, double halo, Rgba color,
                   Rgba haloColor);

} // namespace geju
