// Colours of styles: CSS syntax as MapLibre reads it (#rgb, #rrggbb, #rrggbbaa, rgb(), rgba(), hsl(), hsla(), names).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace geju {

/// sRGB, straight (not premultiplied) alpha.
struct Rgba {
    std::uint8_t r = 0;
    std::uint8_t g = 0;
    std::uint8_t b = 0;
    std::uint8_t a = 255;

    friend bool operator==(const Rgba&, const Rgba&) = default;
};

std::optional<Rgba> parseColor(std::string_view css);
std::string toCss(Rgba color);                ///< "#rrggbb" or "#rrggbbaa"
Rgba withOpacity(Rgba color, double opacity); ///< alpha multiplied, clamped
/// Between two colours as MapLibre interpolates them: channels premultiplied by alpha.
Rgba mix(Rgba from, Rgba to, double t);

} // namespace geju
