// Patterns of fills and backgrounds in MapLibre's terms: pictures of a sprite, each of one pattern in one colour, and
// the expression that chooses among them for a feature. Pure functions, any thread.
#pragma once

#include "plan/style.hpp"
#include "render/image.hpp"
#include "web/web_style.hpp"

#include <optional>
#include <vector>

namespace geju {

/// All that the layer's features have at that zoom, each once.
std::vector<WebPattern> patternsOf(const StyleLayer& layer, const FeatureTable& table, double zoom);
/// Nothing where the background has none.
std::optional<WebPattern> backgroundPatternOf(const StyleLayer& layer, double zoom);
/// The name of a feature's picture, as a value or an expression. What depends on the zoom is as at `zoom`.
nlohmann::ordered_json patternImage(const StyleLayer& layer, double zoom);
/// True for features that have one of the patterns.
nlohmann::ordered_json hasPattern(const StyleLayer& layer, const std::vector<WebPattern>& patterns, double zoom);

/// One cell, which repeats without a seam.
Image drawPatternTile(const PatternStyle& pattern, double pixelsPerStylePixel);

} // namespace geju
