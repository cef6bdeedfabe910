#include "plan/color_ramps.hpp"

#include "core/translate.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace geju {

namespace {

/// Björn Ottosson, "A perceptual color space for image processing" (2020).
struct OkLab {
    double l = 0;
    double a = 0;
    double b = 0;
};

double toLinear(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double fromLinear(double channel) {
    return channel <= 0.0031308 ? channel * 12.92 : 1.055 * std::pow(channel, 1 / 2.4) - 0.055;
}

OkLab toOkLab(Rgba color) {
    const double r = toLinear(color.r / 255.0);
    const double g = toLinear(color.g / 255.0);
    const double b = toLinear(color.b / 255.0);
    const double l = std::cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    const double m = std::cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    const double s = std::cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

std::array<double, 3> toSrgb(const OkLab& lab) {
    const double l = std::pow(lab.l + 0.3963377774 * lab.a + 0.2158037573 * lab.b, 3);
    const double m = std::pow(lab.l - 0.1055613458 * lab.a - 0.0638541728 * lab.b, 3);
    const double s = std::pow(lab.l - 0.0894841775 * lab.a - 1.2914855480 * lab.b, 3);
    return {fromLinear(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
            fromLinear(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
            fromLinear(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s)};
}

Rgba toRgba(const OkLab& lab) {
    const auto srgb = toSrgb(lab);
    const auto byte = [](double channel) {
        return static_cast<std::uint8_t>(std::lround(255 * std::clamp(channel, 0.0, 1.0)));
    };
    return {byte(srgb[0]), byte(srgb[1]), byte(srgb[2]), 255};
}

/// As colourful as asked, or as sRGB can at that lightness and hue.
Rgba ofHue(double lightness, double chroma, double hueDegrees) {
    const double angle = hueDegrees * std::numbers::pi / 180;
    const auto at = [&](double c) { return OkLab{lightness, c * std::cos(angle), c * std::sin(angle)}; };
    const auto fits = [&](double c) {
        const auto srgb = toSrgb(at(c));
        return std::all_of(srgb.begin(), srgb.end(), [](double channel) { return channel >= 0 && channel <= 1; });
    };
    while (chroma > 0.01 && !fits(chroma)) chroma -= 0.005;
    return toRgba(at(chroma));
}

/// Along the anchors, each the same share of the way.
std::vector<Rgba> between(std::initializer_list<Rgba> anchors, std::size_t count) {
    std::vector<OkLab> stations;
    for (const Rgba& anchor : anchors) stations.push_back(toOkLab(anchor));
    std::vector<Rgba> colors;
    for (std::size_t i = 0; i < count; ++i) {
        const double t = count == 1 ? 0.5 : static_cast<double>(i) / static_cast<double>(count - 1);
        const double place = t * static_cast<double>(stations.size() - 1);
        const auto from = std::min(static_cast<std::size_t>(place), stations.size() - 2);
        const double share = place - static_cast<double>(from);
        const OkLab& a = stations[from];
        const OkLab& b = stations[from + 1];
        colors.push_back(toRgba({std::lerp(a.l, b.l, share), std::lerp(a.a, b.a, share), std::lerp(a.b, b.b, share)}));
    }
    return colors;
}

} // namespace

std::vector<Rgba> paletteColors(Palette palette, std::size_t count) {
    // Hues in an order in which neighbours are far apart; from the thirteenth on other lightnesses come in between.
    constexpr std::array<double, 12> kHues{145, 255, 55, 325, 195, 25, 100, 285, 225, 355, 120, 75};
    std::vector<Rgba> colors;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t round = i / kHues.size();
        // Within the first dozen every other colour is a little darker, so that close hues differ in that too.
        const double darker = (i % 2 == 0 ? 0 : 0.07) + 0.11 * static_cast<double>(round % 3);
        const double shift = 15 * static_cast<double>(round % 2);
        const double lightness = (palette == Palette::Soft ? 0.87 : 0.70) - darker;
        colors.push_back(ofHue(lightness, palette == Palette::Soft ? 0.085 : 0.15, kHues[i % kHues.size()] + shift));
    }
    return colors;
}

std::vector<Rgba> rampColors(Ramp ramp, std::size_t count) {
    switch (ramp) {
    case Ramp::Green:
        return between({{237, 246, 229, 255}, {122, 184, 114, 255}, {18, 84, 50, 255}}, count);
    case Ramp::Blue:
        return between({{232, 241, 250, 255}, {108, 168, 214, 255}, {16, 62, 122, 255}}, count);
    case Ramp::Ochre:
        return between({{254, 242, 220, 255}, {236, 161, 82, 255}, {130, 60, 12, 255}}, count);
    case Ramp::Red:
        return between({{253, 234, 226, 255}, {234, 122, 98, 255}, {122, 16, 28, 255}}, count);
    case Ramp::Violet:
        return between({{242, 238, 248, 255}, {160, 142, 200, 255}, {72, 34, 124, 255}}, count);
    case Ramp::Grey:
        return between({{242, 242, 242, 255}, {58, 58, 58, 255}}, count);
    case Ramp::YellowToBlue:
        return between({{252, 246, 190, 255}, {92, 186, 178, 255}, {28, 52, 126, 255}}, count);
    case Ramp::RedToBlue:
        return between(
            {{170, 30, 44, 255}, {240, 160, 120, 255}, {246, 244, 240, 255}, {138, 182, 216, 255}, {30, 84, 152, 255}},
            count);
    }
    return {};
}

std::string rampName(Ramp ramp) {
    switch (ramp) {
    case Ramp::Green:
        return tr("Green");
    case Ramp::Blue:
        return tr("Blue");
    case Ramp::Ochre:
        return tr("Ochre");
    case Ramp::Red:
        return tr("Red");
    case Ramp::Violet:
        return tr("Violet");
    case Ramp::Grey:
        return tr("Grey");
    case Ramp::YellowToBlue:
        return tr("Yellow to blue");
    case Ramp::RedToBlue:
        return tr("Red to blue");
    }
    return {};
}

} // namespace geju
