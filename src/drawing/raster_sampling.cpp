#include "drawing/raster_sampling.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace geju {

namespace {

constexpr int kOne = 256; ///< weights are in 1/256

/// Where the pixels of one axis of the view fall among those of a level.
struct Sample {
    int first = 0;
    int second = 0;
    int weight = 0;     ///< of the second
    int covered = kOne; ///< how much of the view's pixel lies on the raster
};

/// One axis of the view, right or down: `count` of its pixels, the raster lying from `rasterStart` on, in world units.
std::vector<Sample> samplesAlong(int first, int count, double unitsPerPixel, double rasterStart, double rasterLength,
                                 double pixelLength, int levelPixels, bool nearest) {
    std::vector<Sample> samples(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        const double begin = (first + i) * unitsPerPixel - rasterStart;
        const double overlap = std::min(begin + unitsPerPixel, rasterLength) - std::max(begin, 0.0);
        Sample& sample = samples[static_cast<std::size_t>(i)];
        sample.covered = static_cast<int>(std::lround(std::clamp(overlap / unitsPerPixel, 0.0, 1.0) * kOne));
        const double at = (begin + unitsPerPixel / 2) / pixelLength - (nearest ? 0 : 0.5);
        const double inside = std::clamp(at, 0.0, levelPixels - 1.0);
        sample.first = static_cast<int>(inside);
        sample.second = std::min(sample.first + 1, levelPixels - 1);
        sample.weight = nearest ? 0 : static_cast<int>((inside - sample.first) * kOne);
    }
    return samples;
}

/// MapLibre GL JS, raster.fragment.glsl: hue, saturation, contrast, brightness, in this order.
class Adjustment {
  public:
    explicit Adjustment(const RasterSymbol& symbol)
      : symbol_(symbol)
      , saturation_(symbol.saturation > 0 ? 1 - 1 / (1.001 - symbol.saturation) : -symbol.saturation)
      , contrast_(symbol.contrast > 0 ? 1 / std::max(1e-3, 1 - symbol.contrast) : 1 + symbol.contrast) {
        // Turned about the axis of the greys (Rodrigues): each channel takes its own, the next and the one before.
        const double angle = symbol.hueRotateDegrees * std::numbers::pi / 180;
        own_ = (1 + 2 * std::cos(angle)) / 3;
        next_ = (1 - std::cos(angle)) / 3 - std::sin(angle) / std::numbers::sqrt3;
        before_ = (1 - std::cos(angle)) / 3 + std::sin(angle) / std::numbers::sqrt3;
    }

    bool changes() const {
        return symbol_.hueRotateDegrees != 0 || saturation_ != 0 || contrast_ != 1 || symbol_.brightnessMin != 0 ||
               symbol_.brightnessMax != 1;
    }
    void apply(std::uint8_t* pixel) const {
        const double alpha = pixel[3] / 255.0;
        if (alpha <= 0) return;
        std::array<double, 3> color{};
        for (std::size_t c = 0; c < 3; ++c) color[c] = pixel[c] / 255.0 / alpha;
        const auto [red, green, blue] = color;
        color = {own_ * red + next_ * green + before_ * blue, own_ * green + next_ * blue + before_ * red,
                 own_ * blue + next_ * red + before_ * green};
        const double mean = (color[0] + color[1] + color[2]) / 3;
        for (std::size_t c = 0; c < 3; ++c) {
            double value = color[c] + (mean - color[c]) * saturation_;
            value = (value - 0.5) * contrast_ + 0.5;
            value = symbol_.brightnessMin + (symbol_.brightnessMax - symbol_.brightnessMin) * value;
            pixel[c] = static_cast<std::uint8_t>(std::lround(std::clamp(value, 0.0, 1.0) * alpha * 255));
        }
    }

  private:
    const RasterSymbol& symbol_;
    double saturation_;
    double contrast_;
    double own_;
    double next_;
    double before_;
};

std::uint8_t between(const std::array<const std::uint8_t*, 4>& of, int channel, int right, int down) {
    const int upper = of[0][channel] * (kOne - right) + of[1][channel] * right;
    const int lower = of[2][channel] * (kOne - right) + of[3][channel] * right;
    return static_cast<std::uint8_t>((upper * (kOne - down) + lower * down + kOne * kOne / 2) / (kOne * kOne));
}

} // namespace

RasterPatch sampleRaster(const Raster& raster, const RasterSymbol& symbol, const View& view) {
    RasterPatch patch;
    const Box seen = view.extent();
    if (raster.width() == 0 || !seen.intersects(raster.extent())) return patch;
    const double units = view.unitsPerPixel;
    const double west = raster.extent().minX - seen.minX; // from the view's upper left corner, right and down
    const double north = seen.maxY - raster.extent().maxY;
    const auto pixels = [&](double start, double length, int size, int& first, int& count) {
        first = static_cast<int>(std::clamp(std::floor(start / units), 0.0, double(size)));
        count = static_cast<int>(std::clamp(std::ceil((start + length) / units), 0.0, double(size))) - first;
    };
    pixels(west, raster.extent().width(), view.widthPixels, patch.left, patch.width);
    pixels(north, raster.extent().height(), view.heightPixels, patch.top, patch.height);
    if (patch.width <= 0 || patch.height <= 0) return {};

    const RasterLevel& level = raster.levelFor(units);
    const auto columns = samplesAlong(patch.left, patch.width, units, west, raster.extent().width(), level.pixelWidth,
                                      level.width, symbol.nearest);
    const auto rows = samplesAlong(patch.top, patch.height, units, north, raster.extent().height(), level.pixelHeight,
                                   level.height, symbol.nearest);
    const Adjustment adjustment(symbol);
    const bool adjusts = adjustment.changes();
    patch.rgba.resize(static_cast<std::size_t>(patch.width) * static_cast<std::size_t>(patch.height) * 4);
    std::uint8_t* to = patch.rgba.data();
    const auto rowBytes = static_cast<std::size_t>(level.width) * 4;
    for (const Sample& row : rows) {
        const std::uint8_t* upper = level.rgba.data() + static_cast<std::size_t>(row.first) * rowBytes;
        const std::uint8_t* lower = level.rgba.data() + static_cast<std::size_t>(row.second) * rowBytes;
        for (const Sample& column : columns) {
            const std::array<const std::uint8_t*, 4> of{upper + column.first * 4, upper + column.second * 4,
                                                        lower + column.first * 4, lower + column.second * 4};
            for (int c = 0; c < 4; ++c) to[c] = between(of, c, column.weight, row.weight);
            if (adjusts) adjustment.apply(to);
            const int covered = column.covered * row.covered;
            if (covered < kOne * kOne) {
                for (int c = 0; c < 4; ++c)
                    to[c] = static_cast<std::uint8_t>((to[c] * covered + kOne * kOne / 2) / (kOne * kOne));
            }
            to += 4;
        }
    }
    return patch;
}

} // namespace geju
