#include "web/pictogram_field.hpp"

#include "web/distance_field.hpp"

#include <algorithm>
#include <cmath>

namespace geju {

namespace {

constexpr double kEdge = 0.75 * 255;
constexpr double kStepsPerPixel = 255 / 8.0; // of the field's alpha, a style pixel of distance

double distanceToSegment(Point p, Point a, Point b) {
    const Point ab{b.x - a.x, b.y - a.y};
    const double t = std::clamp(((p.x - a.x) * ab.x + (p.y - a.y) * ab.y) / (ab.x * ab.x + ab.y * ab.y), 0.0, 1.0);
    return std::hypot(p.x - a.x - t * ab.x, p.y - a.y - t * ab.y);
}

} // namespace

Image headField(double lengthPixels, double widthPixels, int pixelRatio) {
    constexpr double kMargin = 3; // pixels beyond the head
    const double halfLength = lengthPixels / 2;
    const double halfWidth = widthPixels / 2;
    const Point corners[] = {{-halfLength, -halfWidth}, {halfLength, 0}, {-halfLength, halfWidth}};
    const int columns = static_cast<int>(std::ceil(lengthPixels + 2 * kMargin)) * pixelRatio;
    const int rows = static_cast<int>(std::ceil(widthPixels + 2 * kMargin)) * pixelRatio;
    Image image(columns, rows);
    for (int y = 0; y < rows; ++y) {
        for (int x = 0; x < columns; ++x) {
            const Point p{(x + 0.5 - columns / 2.0) / pixelRatio, (y + 0.5 - rows / 2.0) / pixelRatio};
            double distance = INFINITY;
            bool inside = true;
            for (int i = 0; i < 3; ++i) {
                const Point a = corners[i];
                const Point b = corners[(i + 1) % 3];
                distance = std::min(distance, distanceToSegment(p, a, b));
                inside = inside && (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x) >= 0;
            }
            std::uint8_t* pixel = image.pixel(x, y);
            std::fill_n(pixel, 3, std::uint8_t{255});
            const double alpha = kEdge + (inside ? distance : -distance) * kStepsPerPixel;
            pixel[3] = static_cast<std::uint8_t>(std::lround(std::clamp(alpha, 0.0, 255.0)));
        }
    }
    return image;
}

Image pictogramField(PictogramId pictogram, int pixelRatio) {
    constexpr int kFine = 8; // grid pixels a pixel of the field
    const int side = static_cast<int>(kPictogramPixels) * pixelRatio;
    const GlyphBitmap fine = rasterizePictogram(pictogram, side * kFine, 0, 0);
    const int corner = -side * kFine / 2; // of the square, from its centre
    const std::string field = distanceField({fine.coverage, fine.width, fine.height},
                                            {kFine, corner - fine.left, corner - fine.top, side, side});
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
