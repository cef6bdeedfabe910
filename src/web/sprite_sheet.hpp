// Pictures of a MapLibre sprite: packed into one image, with the index that names them.
// https://maplibre.org/maplibre-style-spec/sprite/ Pure functions, any thread.
#pragma once

#include "render/image.hpp"

#include <string>
#include <vector>

namespace geju {

struct SpritePicture {
    std::string name;
    Image image;      ///< at the sheet's own pixel ratio
    bool sdf = false; ///< its alpha is a signed distance field, which MapLibre colours
};

struct SpriteSheet {
    Image image;
    std::string index; ///< JSON: name → place in the image, pixelRatio
};

/// Rows of pictures, the highest first, a transparent pixel between them. Without pictures the image has one pixel.
SpriteSheet packSprites(const std::vector<SpritePicture>& pictures, int pixelRatio);

} // namespace geju
