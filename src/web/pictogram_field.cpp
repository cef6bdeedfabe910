#include "web/pictogram_field.hpp"

#include "web/distance_field.hpp"

#include <algorithm>
#include <cmath>

namespace geju {

Image pictogramField(PictogramId pictogram, int pixelRatio) {
    constexpr int kFine = 8; // grid pixels a pixel of the field
    const int side = static_cast<int>(kPictogramPixels) * pixelRatio;
    const GlyphBitmap fine = rasterizePictogram(pictogram, side * kFine, 0, 0);
    const int corner = -side * kFine / 2; // of the square, from its centre
    const std::string field = distanceField({fine.coverage, fine.width, fine.height},
                                            {kFine, corner - fine.left, corner - fine.top, side, side});
    constexpr double kEdge = 0.75 * 255;
    Image image(side, side);
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            const auto byte = static_cast<std::uint8_t>(field[static_cast<std::size_t>(y) * side + x]);
            std::uint8_t* pixel = image.pixel(x, y);
            std::fill_n(pixel, 3, std::uint8_t{255});
            // Distances of the field are pixels of the sprite.
            pixel[3] = static_cast<std::uint8_t>(std::lround(kEdge + (byte - kEdge) / pixelRatio));
        }
    }
    return image;
}

} // namespace geju
