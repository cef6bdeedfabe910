#include "web/hatch_tile.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace geju {

namespace {

constexpr double kDegree = std::numbers::pi / 180;

/// How much of a pixel a stroke covers whose centre line passes at `distance`.
double coverage(double distance, double width) {
    return std::clamp(width / 2 + 0.5 - std::abs(distance), 0.0, std::min(1.0, width));
}

/// Distance from a pixel's centre to the nearest of the lines (right · x + down · y) / side whole.
double distanceToStroke(const HatchTile& tile, int right, int down, int x, int y) {
    const double turns = (right * (x + 0.5) + down * (y + 0.5)) / tile.side;
    return (turns - std::round(turns)) * tile.spacingPixels();
}

} // namespace

double HatchTile::spacingPixels() const {
    return side / std::hypot(turnsRight, turnsDown);
}

double HatchTile::angleDegrees() const {
    // The strokes run across (turnsRight, turnsDown); y points down.
    const double angle = std::atan2(turnsRight, turnsDown) / kDegree;
    return std::fmod(angle + 360, 180);
}

HatchTile fitHatchTile(double angleDegrees, double spacingPixels) {
    const double spacing = std::clamp(spacingPixels, 1.0, double{kLargestHatchTile});
    const double right = std::sin(angleDegrees * kDegree) / spacing; // turns a pixel
    const double down = std::cos(angleDegrees * kDegree) / spacing;
    HatchTile best;
    double bestError = INFINITY;
    for (int side = static_cast<int>(std::ceil(spacing)); side <= kLargestHatchTile; ++side) {
        const HatchTile tile{side, static_cast<int>(std::lround(right * side)),
                             static_cast<int>(std::lround(down * side))};
        if (tile.turnsRight == 0 && tile.turnsDown == 0) continue;
        // Degrees and percents weigh alike; a larger tile must be clearly better.
        const double turned = std::abs(std::fmod(tile.angleDegrees() - angleDegrees + 270 + 360, 180) - 90);
        const double error = turned + 100 * std::abs(tile.spacingPixels() / spacing - 1);
        constexpr double kClearly = 0.25;
        if (error < bestError - kClearly || !std::isfinite(bestError)) {
            best = tile;
            bestError = error;
        }
    }
    return best;
}

Image drawHatchTile(const HatchStyle& hatch, double pixelsPerStylePixel) {
    const HatchTile tile = fitHatchTile(hatch.angleDegrees, hatch.spacing * pixelsPerStylePixel);
    const double width = hatch.width * pixelsPerStylePixel;
    Image image(tile.side, tile.side);
    for (int y = 0; y < tile.side; ++y) {
        for (int x = 0; x < tile.side; ++x) {
            double covered = coverage(distanceToStroke(tile, tile.turnsRight, tile.turnsDown, x, y), width);
            if (hatch.cross) {
                const double across = distanceToStroke(tile, tile.turnsDown, -tile.turnsRight, x, y);
                covered = std::max(covered, coverage(across, width));
            }
            std::uint8_t* pixel = image.pixel(x, y);
            pixel[0] = hatch.color.r;
            pixel[1] = hatch.color.g;
            pixel[2] = hatch.color.b;
            pixel[3] = static_cast<std::uint8_t>(std::lround(hatch.color.a * covered));
        }
    }
    return image;
}

} // namespace geju
