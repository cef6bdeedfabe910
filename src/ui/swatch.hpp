// Samples of how layers and classes look on the map, for the layer tree and the legend: pictures that the application
// makes of the map's own symbols, or a sign where there is nothing to make one of.
#pragma once

#include "drawing/pictograms.hpp"
#include "plan/color.hpp"

#include <cstdint>
#include <memory>
#include <vector>

namespace geju {

struct Panel;

/// The size of a sample, points.
inline constexpr float kSwatchWidth = 28;
inline constexpr float kSwatchHeight = 13;

/// Device pixels: RGBA, straight alpha, top row first.
struct SwatchPicture {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> rgba;
};

struct Swatch {
    enum class Sign : std::uint8_t { None, Labels, Raster };

    std::shared_ptr<const SwatchPicture> picture;
    Sign sign = Sign::None; ///< without a picture
    Rgba signColor{120, 120, 120, 255};
};

/// Where a picture lies in a texture, 0 to 1 from its upper left corner.
struct TexturePlace {
    std::uintptr_t texture = 0; ///< OpenGL's name; 0: not this time, the frame is drawn again
    float left = 0;
    float top = 0;
    float right = 0;
    float bottom = 0;
};

/// Keeps the pictures that panels show where ImGui can draw them.
class SwatchTextures {
  public:
    virtual ~SwatchTextures() = default;
    virtual TexturePlace place(const std::shared_ptr<const SwatchPicture>& picture) = 0;
};

/// With its upper left corner at (x, y), ImGui's pixels.
void drawSwatch(const Panel& panel, const Swatch& swatch, float x, float y);
/// In the square.
void drawPictogram(PictogramId pictogram, Rgba color, float x, float y, float side);

} // namespace geju
