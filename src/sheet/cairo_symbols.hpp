// Fills, lines, circles and pictograms of a picture drawn by cairo as vectors: for the map in PDF and SVG, and for the
// swatches of every legend. User units are millimetres of the page; paths are in the page frame. Colours are sRGB.
#pragma once

#include "drawing/labels.hpp"
#include "drawing/picture.hpp"

#include <span>

typedef struct _cairo cairo_t; // NOLINT: cairo's own name, so that this header does not need cairo's

namespace geju {

void setColor(cairo_t* cairo, Rgba color, double opacity = 1);

/// Strokes, dashes, shifts, doubles and draws arrows as the symbol says. `unitMillimeters` is a millimetre length of
/// the symbol's width: of a style pixel, or of a metre where it is in metres. A path that closes repeats its first
/// point.
void drawLineSymbol(cairo_t* cairo, const LineSymbol& symbol, std::span<const Point> path, double unitMillimeters,
                    double opacity);

/// Clips to the ground that a hatched line covers, so that the caller can draw its hatch. Call between cairo_save and
/// cairo_restore.
void clipToLine(cairo_t* cairo, const LineSymbol& symbol, std::span<const Point> path, double unitMillimeters);

/// The rings (closed or open) with even–odd sense; the hatch is left to the caller, who knows its anchor.
void drawFillSymbol(cairo_t* cairo, const FillSymbol& symbol, std::span<const std::vector<Point>> rings,
                    double opacity);

void drawCircleSymbol(cairo_t* cairo, const CircleSymbol& symbol, Point center, double unitMillimeters, double opacity);

/// A pictogram about a point, turned counter-clockwise; `size` and `halo` in user units.
void drawPictogram(cairo_t* cairo, const PlacedGlyph& glyph, Point center, double size, double halo, Rgba color,
                   Rgba haloColor);

} // namespace geju
