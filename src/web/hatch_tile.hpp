// A hatch as a picture that repeats in both directions without a seam, for MapLibre's fill-pattern. Pixels of the
// picture, x right, y down. Pure functions, any thread.
#pragma once

#include "plan/style.hpp"
#include "render/image.hpp"

namespace geju {

/// How a hatch is fitted into a repeating tile: the strokes are the lines (turnsRight · x / side + turnsDown · y /
/// side) whole, with x and y in pixels.
struct HatchTile {
    int side = 1; ///< of the square, pixels
    int turnsRight = 0;
    int turnsDown = 0;

    double spacingPixels() const;
    double angleDegrees() const; ///< of the strokes, counter-clockwise from east, in [0, 180)
};

/// The tile of at most `kLargestHatchTile` pixels whose strokes are nearest to the angle and the spacing asked for.
HatchTile fitHatchTile(double angleDegrees, double spacingPixels);
inline constexpr int kLargestHatchTile = 256;

/// The tile's picture: transparent but for the strokes. `pixelsPerStylePixel` scales the hatch's lengths.
Image drawHatchTile(const HatchStyle& hatch, double pixelsPerStylePixel);

} // namespace geju
