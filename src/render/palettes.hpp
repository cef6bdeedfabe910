// Symbols as the shaders' tables of numbers: colours premultiplied, lengths in the pixels of one tile view. Small:
// made anew for each scale. Texel layouts are those of shaders/{fill,line,circle}.vert.
#pragma once

#include "drawing/patterns.hpp"
#include "drawing/picture.hpp"
#include "render/tile_view.hpp"

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace geju {

using Texel = std::array<float, 4>;

Texel premultiplied(Rgba color);

struct FillPalette {
    std::vector<Texel> texels;
    bool hatched = false;
    bool opaque = true;               ///< no blending needed
    std::vector<Texel> gradientStops; ///< two a stop: its place, its colour
};
/// Of the arrows among lines: their colours, or gradients.
FillPalette arrowPalette(std::span<const LineSymbol> lines);
FillPalette fillPalette(std::span<const FillSymbol> symbols, const TileView& view);

/// A hatch in the shaders' terms: normal, spacing and half width; colour; phases and whether it crosses.
struct HatchTexels {
    Texel shape;
    Texel color;
    Texel phases; ///< of the tile: hatches are anchored to the world
};

struct LinePalette {
    std::vector<Texel> texels;
    std::optional<HatchTexels> hatch; ///< one for the layer
    std::vector<float> dashLengths;
    std::vector<Texel> gradientStops; ///< two a stop: its place, its colour
    double reachPixels = 0;           ///< farthest that ink lies from its line
    bool grouped = false;             ///< translucent or soft: overlaps inside the layer would show
    bool soft = false;                ///< has blur
    bool visible = false;             ///< anything to draw
};
/// Symbols with an arrow are left out when `withoutArrows`: those are drawn as polygons.
LinePalette linePalette(std::span<const LineSymbol> symbols, const TileView& view, double metersPerUnit,
                        bool withoutArrows);
/// The outlines of fills as lines of one style pixel.
LinePalette outlinePalette(std::span<const FillSymbol> symbols, const TileView& view);

/// Of shaded fills, one by one.
struct ShadePalette {
    std::vector<Texel> gradientStops;         ///< two a stop: its place, its colour
    std::vector<std::pair<int, int>> stopsOf; ///< of each symbol: first texel and number of its stops
};
ShadePalette shadePalette(std::span<const FillSymbol> symbols);

/// Of the patterns among fills, or of the background: three texels a symbol, see shaders/pattern.vert. The masks' sums
/// follow each other.
struct PatternPalette {
    std::vector<Texel> texels;
    std::vector<std::shared_ptr<const PatternMask>> masks;
};
PatternPalette patternPalette(std::span<const std::optional<PatternStyle>> patterns, const TileView& view);

struct CirclePalette {
    std::vector<Texel> texels;
    double reachPixels = 0;
};
CirclePalette circlePalette(std::span<const CircleSymbol> symbols, const TileView& view, double metersPerUnit);

/// Pixels of a length that is in style pixels, or in meters on the ground.
double lengthPixels(double length, bool inMeters, const TileView& view, double metersPerUnit);

} // namespace geju
