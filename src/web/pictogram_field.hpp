// Pictograms and arrow heads as pictures of a sprite that MapLibre colours. Pure functions, any thread.
#pragma once

#include "drawing/pictograms.hpp"
#include "render/image.hpp"

namespace geju {

/// White, its alpha a signed distance field over the pictogram's square: 255 · (0.75 − d / 8) with d the distance from
/// the outline in style pixels at icon-size 1, negative inside.
Image pictogramField(PictogramId pictogram, int pixelRatio);

/// The same of an arrow's head that points right, its middle in the middle, with room for the field around it. Lengths
/// in style pixels.
Image headField(double lengthPixels, double widthPixels, int pixelRatio);

} // namespace geju
