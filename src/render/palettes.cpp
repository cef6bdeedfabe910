#include "render/palettes.hpp"

#include "drawing/hatch.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace geju {

namespace {

struct LinePixels {
    Rgba color;
    double width = 0; ///< of one of the two lines where there is a gap
    double gap = 0;
    double offset = 0;
    double blur = 0;
    LineCap cap = LineCap::Butt;
    LineJoin join = LineJoin::Miter;
    double miterLimit = 2;
    std::span<const double> dash; ///< in widths
    std::span<const ColorStop> gradient;
};

float toFloat(double value) {
    return static_cast<float>(value);
}

/// First texel of the stops and their number.
Texel addStops(std::vector<Texel>& texels, std::span<const ColorStop> stops) {
    const auto first = static_cast<double>(texels.size());
    for (const ColorStop& stop : stops) {
        texels.push_back({toFloat(stop.at), 0, 0, 0});
        texels.push_back(premultiplied(stop.color));
    }
    return {toFloat(first), toFloat(static_cast<double>(stops.size())), 0, 0};
}

void addLine(LinePalette& palette, const LinePixels& line) {
    const auto firstDash = palette.dashLengths.size();
    double period = 0;
    // An odd number of lengths is taken twice, as in SVG, so that drawn and skipped alternate.
    const std::size_t dashes = line.dash.size() % 2 == 0 ? line.dash.size() : line.dash.size() * 2;
    for (std::size_t i = 0; i < dashes; ++i) {
        const double length = std::max(0.0, line.dash[i % line.dash.size()]) * line.width;
        palette.dashLengths.push_back(toFloat(length));
        period += length;
    }
    const bool dashed = period > 0;

    const double halfWidth = line.gap > 0 ? line.gap / 2 + line.width : line.width / 2;
    const Texel stops = addStops(palette.gradientStops, line.gradient);
    const bool visible = (line.color.a > 0 || palette.hatch || !line.gradient.empty()) && line.width > 0;
    const Texel color = visible ? premultiplied(line.color) : Texel{};
    palette.texels.push_back(color);
    palette.texels.push_back({toFloat(halfWidth), toFloat(line.gap / 2), toFloat(line.offset), toFloat(line.blur)});
    const int cap = line.cap == LineCap::Round ? 1 : line.cap == LineCap::Square ? 2 : 0;
    const int join = line.join == LineJoin::Miter ? 3 : line.join == LineJoin::Bevel ? 4 : 5;
    palette.texels.push_back(
        {toFloat(cap), toFloat(join), toFloat(line.miterLimit), toFloat(static_cast<double>(firstDash))});
    palette.texels.push_back(
        {toFloat(dashed ? static_cast<double>(dashes) : 0.0), toFloat(period), stops[0], stops[1]});
    if (!visible) return;
    palette.visible = true;
    palette.grouped |= line.color.a < 255 || line.blur > 0 || palette.hatch || !line.gradient.empty();
    palette.soft |= line.blur > 0;
    const double corner = line.join == LineJoin::Miter ? std::max(1.0, line.miterLimit) : 1.0;
    const double reach = std::max(corner, std::numbers::sqrt2) * halfWidth + std::abs(line.offset) * 2 + 1;
    palette.reachPixels = std::max(palette.reachPixels, reach);
}

/// Nothing where no stroke would be seen.
std::optional<HatchTexels> hatchTexels(const HatchStyle& hatch, const TileView& view) {
    if (!(hatch.spacing > 0) || !(hatch.width > 0) || hatch.color.a == 0) return std::nullopt;
    const double angle = hatch.angleDegrees * std::numbers::pi / 180;
    const double spacing = hatch.spacing * view.pixelRatio;
    const double spacingWorld = spacing * view.unitsPerPixel;
    HatchTexels texels;
    // Normal (-sin, cos) of the strokes, y turned down.
    texels.shape = {toFloat(-std::sin(angle)), toFloat(-std::cos(angle)), toFloat(spacing),
                    toFloat(hatch.width * view.pixelRatio / 2)};
    texels.color = premultiplied(hatch.color);
    // The shader's crossing normal points the other way, hence the sign.
    texels.phases = {toFloat(hatchPhase(view.topLeftWorld, hatch.angleDegrees, spacingWorld) * spacing),
                     toFloat(-hatchPhase(view.topLeftWorld, hatch.angleDegrees + 90, spacingWorld) * spacing),
                     hatch.cross ? 1.0F : 0.0F, 0};
    return texels;
}

} // namespace

Texel premultiplied(Rgba color) {
    const double alpha = color.a / 255.0;
    return {toFloat(color.r / 255.0 * alpha), toFloat(color.g / 255.0 * alpha), toFloat(color.b / 255.0 * alpha),
            toFloat(alpha)};
}

double lengthPixels(double length, bool inMeters, const TileView& view, double metersPerUnit) {
    return inMeters ? length / metersPerUnit / view.unitsPerPixel : length * view.pixelRatio;
}

FillPalette fillPalette(std::span<const FillSymbol> symbols, const TileView& view) {
    FillPalette palette;
    palette.texels.reserve(symbols.size() * 4);
    for (const FillSymbol& symbol : symbols) {
        palette.texels.push_back(premultiplied(symbol.color));
        palette.opaque &= symbol.color.a == 255 || symbol.color.a == 0;
        const auto hatch = symbol.hatch ? hatchTexels(*symbol.hatch, view) : std::nullopt;
        if (hatch) {
            palette.hatched = true;
            palette.opaque &= symbol.color.a == 255;
        }
        const HatchTexels none{};
        const HatchTexels& texels = hatch ? *hatch : none;
        palette.texels.insert(palette.texels.end(), {texels.shape, texels.color, texels.phases});
    }
    return palette;
}

ShadePalette shadePalette(std::span<const FillSymbol> symbols) {
    ShadePalette palette;
    for (const FillSymbol& symbol : symbols) {
        palette.stopsOf.emplace_back(static_cast<int>(palette.gradientStops.size()),
                                     static_cast<int>(symbol.gradient.size()));
        addStops(palette.gradientStops, symbol.gradient);
    }
    return palette;
}

FillPalette arrowPalette(std::span<const LineSymbol> lines) {
    FillPalette palette;
    for (const LineSymbol& line : lines) {
        const Rgba color = line.arrow ? line.color : Rgba{0, 0, 0, 0};
        const std::span<const ColorStop> stops = line.arrow ? line.gradient : std::span<const ColorStop>();
        palette.opaque &= stops.empty() && (color.a == 255 || color.a == 0);
        palette.texels.push_back(premultiplied(color));
        palette.texels.push_back(addStops(palette.gradientStops, stops));
        palette.texels.insert(palette.texels.end(), 2, Texel{});
    }
    return palette;
}

LinePalette linePalette(std::span<const LineSymbol> symbols, const TileView& view, double metersPerUnit,
                        bool withoutArrows) {
    LinePalette palette;
    if (!symbols.empty() && symbols.front().hatch) palette.hatch = hatchTexels(*symbols.front().hatch, view);
    for (const LineSymbol& symbol : symbols) {
        const auto pixels = [&](double length) {
            return lengthPixels(length, symbol.widthInMeters, view, metersPerUnit);
        };
        LinePixels line;
        const bool drawnHere = !withoutArrows || !symbol.arrow;
        line.color = drawnHere ? symbol.color : Rgba{0, 0, 0, 0};
        if (drawnHere) line.gradient = symbol.gradient;
        line.width = pixels(symbol.width);
        line.gap = pixels(symbol.gapWidth);
        line.offset = pixels(symbol.offset);
        line.blur = pixels(symbol.blur);
        line.cap = symbol.cap;
        line.join = symbol.join;
        line.miterLimit = symbol.miterLimit;
        line.dash = symbol.dash;
        addLine(palette, line);
    }
    return palette;
}

LinePalette outlinePalette(std::span<const FillSymbol> symbols, const TileView& view) {
    LinePalette palette;
    for (const FillSymbol& symbol : symbols) {
        LinePixels line;
        line.color = symbol.outline;
        line.width = view.pixelRatio;
        line.join = LineJoin::Round;
        addLine(palette, line);
    }
    return palette;
}

PatternPalette patternPalette(std::span<const std::optional<PatternStyle>> patterns, const TileView& view) {
    PatternPalette palette;
    std::vector<std::size_t> starts; ///< of the masks' sums
    std::size_t next = 0;
    for (const auto& pattern : patterns) {
        if (!pattern) {
            palette.texels.insert(palette.texels.end(), 3, Texel{});
            continue;
        }
        const auto mask = patternMask(*pattern, view.pixelRatio);
        auto known = std::find(palette.masks.begin(), palette.masks.end(), mask);
        if (known == palette.masks.end()) {
            starts.push_back(next);
            next += mask->sums().size();
            known = palette.masks.insert(known, mask);
        }
        const auto start = static_cast<double>(starts[static_cast<std::size_t>(known - palette.masks.begin())]);
        const Point phase = mask->phase(view.topLeftWorld, view.unitsPerPixel);
        palette.texels.push_back(premultiplied(pattern->color));
        palette.texels.push_back({toFloat(start), toFloat(mask->squares()), toFloat(mask->squaresPerPixel()), 0});
        palette.texels.push_back({toFloat(phase.x), toFloat(phase.y), 0, 0});
    }
    return palette;
}

CirclePalette circlePalette(std::span<const CircleSymbol> symbols, const TileView& view, double metersPerUnit) {
    CirclePalette palette;
    for (const CircleSymbol& symbol : symbols) {
        const double radius = lengthPixels(symbol.radius, symbol.radiusInMeters, view, metersPerUnit);
        const double stroke = symbol.strokeColor.a > 0 ? symbol.strokeWidth * view.pixelRatio : 0;
        palette.texels.push_back(premultiplied(symbol.color));
        palette.texels.push_back(premultiplied(symbol.strokeColor));
        // MapLibre's circle-blur is in radii.
        palette.texels.push_back({toFloat(radius), toFloat(stroke), toFloat(symbol.blur * (radius + stroke)), 0});
        palette.reachPixels = std::max(palette.reachPixels, radius + stroke + 1);
    }
    return palette;
}

} // namespace geju
