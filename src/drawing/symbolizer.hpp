// From a style layer to the symbols of the picture: evaluates MapLibre's paint and layout properties and Geju's extras
// for one feature at one zoom. Opacities are multiplied into the colours. Pure functions, any thread.
#pragma once

#include "drawing/picture.hpp"

#include <string>
#include <vector>

namespace geju {

FillSymbol fillSymbol(const StyleLayer& layer, const EvaluationContext& context);
/// Of a background: its colour and pattern.
FillSymbol backgroundSymbol(const StyleLayer& layer, const EvaluationContext& context);
LineSymbol lineSymbol(const StyleLayer& layer, const EvaluationContext& context);
CircleSymbol circleSymbol(const StyleLayer& layer, const EvaluationContext& context);
RasterSymbol rasterSymbol(const StyleLayer& layer, const EvaluationContext& context);
/// With the icon, where icon-image names one of pictogramNames().
TextSymbol textSymbol(const StyleLayer& layer, const EvaluationContext& context);
/// What icon-image names that is none of pictogramNames(), or fill-pattern that is no pattern, over all features that
/// pass the filter at one zoom; of a background, which has no table, background-pattern. Sorted.
std::vector<std::string> unknownImages(const StyleLayer& layer, const FeatureTable* table, double zoom);
/// text-field (geju:text-field-en unless the interface is Chinese) with text-transform; "" where there is none.
/// By how much a layer of fills, lines or circles is moved: right, down; style pixels.
Point layerTranslate(const StyleLayer& layer, double zoom);

std::string labelText(const StyleLayer& layer, const EvaluationContext& context);
double sortKey(const StyleLayer& layer, const EvaluationContext& context);

/// Bytes that differ where two symbols of one layer differ; hatch and arrow are the same for a layer and left out.
std::string symbolKey(const FillSymbol& symbol);
std::string symbolKey(const LineSymbol& symbol);
std::string symbolKey(const CircleSymbol& symbol);
std::string symbolKey(const TextSymbol& symbol);

/// What some of a layer's expressions read of a feature.
struct FeatureUse {
    bool any = false;               ///< they read features at all
    bool rowByRow = false;          ///< which properties they read is known only when they are evaluated
    std::vector<std::string> names; ///< properties read, sorted
};
struct LayerUses {
    FeatureUse filter;
    FeatureUse text;   ///< a label's text and order
    FeatureUse symbol; ///< everything else
};
LayerUses usesOf(const StyleLayer& layer);

} // namespace geju
