// What a legend says about a picture: the symbols that are visible in an extent, named. Used by sheets and the window.
// Pure functions, any thread; texts are in the current language.
#pragma once

#include "drawing/picture.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace geju {

struct LegendEntry {
    std::string label;
    std::string layer; ///< id of the style layer
    std::string group; ///< geju:group of the layer
    std::string value; ///< of the legend's property, as text; empty where the entry stands for the whole layer
    PictureKind kind = PictureKind::Fill;
    std::variant<FillSymbol, LineSymbol, CircleSymbol, IconSymbol> symbol;
    double opacity = 1; ///< of the layer, on top of the symbol's
};

/// Entries of the fill, line, circle and icon layers of the picture that have a name and want to be in the legend, top
/// layer first, and of those only what has a feature touching `extentWorld`. A layer whose legend names a property has
/// one entry a value, ordered by the style's order, then as the class table has them, then by number or text; values of
/// the land-use class field are labelled from the class table: the class's name, or for a code that the table lacks,
/// the code and the name of the nearest code above it.
/// Where the layer's colours are a `step` of that property, there is one entry a class, labelled with its range.
/// Other layers have one entry with the symbol that most of their features in the extent have.
/// Two layers with the same name, kind and value give one entry: the top one's.
std::vector<LegendEntry> legendEntries(const Document& document, const Picture& picture, const Box& extentWorld);

/// The icon that all labels of a symbol layer have; none where they differ.
std::optional<IconSymbol> commonIcon(const PictureLayer& layer);

} // namespace geju
