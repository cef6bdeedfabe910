#include "plan/color.hpp"

#include "plan/color_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <vector>

namespace geju {

namespace {

std::uint8_t toByte(double value) {
    return static_cast<std::uint8_t>(std::lround(std::clamp(value, 0.0, 255.0)));
}

std::optional<Rgba> parseHex(std::string_view digits) {
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
    const auto nibble = [&](int shift) { return static_cast<std::uint8_t>(((value >> shift) & 0xf) * 17); };
    const auto byte = [&](int shift) { return static_cast<std::uint8_t>((value >> shift) & 0xff); };
    switch (digits.size()) {
    case 3:
        return Rgba{nibble(8), nibble(4), nibble(0), 255};
    case 4:
        return Rgba{nibble(12), nibble(8), nibble(4), nibble(0)};
    case 6:
        return Rgba{byte(16), byte(8), byte(0), 255};
    case 8:
        return Rgba{byte(24), byte(16), byte(8), byte(0)};
    default:
        return std::nullopt;
    }
}

struct Component {
    double value = 0;
    bool percent = false;
    std::string_view unit; ///< of an angle
};

bool isSeparator(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == ',' || c == '/';
}

/// The arguments of rgb() and hsl(), in the old syntax with commas and the new one with spaces and a slash.
std::optional<std::vector<Component>> parseComponents(std::string_view text) {
    std::vector<Component> components;
    std::size_t at = 0;
    while (at < text.size()) {
        if (isSeparator(text[at])) {
            ++at;
            continue;
        }
        std::size_t end = at;
        while (end < text.size() && !isSeparator(text[end])) ++end;
        std::string_view word = text.substr(at, end - at);
        if (word.front() == '+') word.remove_prefix(1);
        Component component;
        const auto [rest, error] = std::from_chars(word.data(), word.data() + word.size(), component.value);
        if (error != std::errc() || !std::isfinite(component.value)) return std::nullopt;
        component.unit = word.substr(static_cast<std::size_t>(rest - word.data()));
        if (component.unit == "%") {
            component.percent = true;
            component.unit = {};
        }
        components.push_back(component);
        at = end;
    }
    return components;
}

std::optional<double> parseAlpha(const std::vector<Component>& components) {
    if (components.size() == 3) return 1.0;
    if (!components[3].unit.empty()) return std::nullopt;
    return std::clamp(components[3].percent ? components[3].value / 100 : components[3].value, 0.0, 1.0);
}

std::optional<Rgba> parseRgb(const std::vector<Component>& components) {
    std::array<std::uint8_t, 3> rgb{};
    for (std::size_t i = 0; i < 3; ++i) {
        if (!components[i].unit.empty() || components[i].percent != components[0].percent) return std::nullopt;
        rgb[i] = toByte(components[i].percent ? components[i].value * 2.55 : components[i].value);
    }
    const auto alpha = parseAlpha(components);
    if (!alpha) return std::nullopt;
    return Rgba{rgb[0], rgb[1], rgb[2], toByte(*alpha * 255)};
}

/// CSS Color Module Level 4, section 7.1.
std::optional<Rgba> parseHsl(const std::vector<Component>& components) {
    double hue = components[0].value;
    if (components[0].percent) return std::nullopt;
    if (components[0].unit == "turn") {
        hue *= 360;
    } else if (components[0].unit == "rad") {
        hue *= 180 / 3.14159265358979323846;
    } else if (components[0].unit == "grad") {
        hue *= 0.9;
    } else if (!components[0].unit.empty() && components[0].unit != "deg") {
        return std::nullopt;
    }
    hue = std::fmod(std::fmod(hue, 360) + 360, 360);
    if (!components[1].percent || !components[2].percent) return std::nullopt;
    const double saturation = std::clamp(components[1].value / 100, 0.0, 1.0);
    const double lightness = std::clamp(components[2].value / 100, 0.0, 1.0);
    const auto channel = [&](double n) {
        const double k = std::fmod(n + hue / 30, 12);
        const double a = saturation * std::min(lightness, 1 - lightness);
        return 255 * (lightness - a * std::max(-1.0, std::min({k - 3, 9 - k, 1.0})));
    };
    const auto alpha = parseAlpha(components);
    if (!alpha) return std::nullopt;
    return Rgba{toByte(channel(0)), toByte(channel(8)), toByte(channel(4)), toByte(*alpha * 255)};
}

} // namespace

std::optional<Rgba> parseColor(std::string_view css) {
    while (!css.empty() && css.front() == ' ') css.remove_prefix(1);
    while (!css.empty() && css.back() == ' ') css.remove_suffix(1);
    if (css.empty() || css.size() > 128) return std::nullopt;
    if (css.front() == '#') return parseHex(css.substr(1));

    std::string lower(css);
    for (char& c : lower) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    if (lower == "transparent") return Rgba{0, 0, 0, 0};
    const auto open = lower.find('(');
    if (open != std::string::npos) {
        if (lower.back() != ')') return std::nullopt;
        const std::string_view function = std::string_view(lower).substr(0, open);
        const auto components = parseComponents(std::string_view(lower).substr(open + 1, lower.size() - open - 2));
        if (!components || components->size() < 3 || components->size() > 4) return std::nullopt;
        if (function == "rgb" || function == "rgba") return parseRgb(*components);
        if (function == "hsl" || function == "hsla") return parseHsl(*components);
        return std::nullopt;
    }
    const auto found = std::lower_bound(kNamedColors.begin(), kNamedColors.end(), std::string_view(lower),
                                        [](const NamedColor& c, std::string_view name) { return c.name < name; });
    if (found == kNamedColors.end() || found->name != lower) return std::nullopt;
    return Rgba{static_cast<std::uint8_t>(found->rgb >> 16), static_cast<std::uint8_t>((found->rgb >> 8) & 0xff),
                static_cast<std::uint8_t>(found->rgb & 0xff), 255};
}

std::string toCss(Rgba color) {
    if (color.a == 255) return fmt::format("#{:02x}{:02x}{:02x}", color.r, color.g, color.b);
    return fmt::format("#{:02x}{:02x}{:02x}{:02x}", color.r, color.g, color.b, color.a);
}

Rgba withOpacity(Rgba color, double opacity) {
    color.a = toByte(color.a * std::clamp(opacity, 0.0, 1.0));
    return color;
}

Rgba mix(Rgba from, Rgba to, double t) {
    const double alpha = from.a + (to.a - from.a) * t;
    if (!(alpha > 0)) return Rgba{0, 0, 0, 0};
    const auto channel = [&](std::uint8_t a, std::uint8_t b) {
        const double start = a * (from.a / 255.0);
        const double end = b * (to.a / 255.0);
        return toByte((start + (end - start) * t) * 255 / alpha);
    };
    return Rgba{channel(from.r, to.r), channel(from.g, to.g), channel(from.b, to.b), toByte(alpha)};
}

} // namespace geju
