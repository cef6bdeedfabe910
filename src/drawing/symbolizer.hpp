// From a style layer to the symbols of the picture: evaluates MapLibre's paint and layout properties and Geju's extras
// for one feature at one zoom. Opacities are multiplied into the colours. Pure functions, any thread.
#pragma once

#include "drawing/picture.hpp"

#include <string>
#include <vector>

namespace geju {

FillSymbol fillSymbol(const StyleLayer& layer, const EvaluationContext& context);
LineSymbol lineSymbol(const StyleLayer& layer, const EvaluationContext& context);
CircleSymbol circleSymbol(const StyleLayer& layer, const EvaluationContext& context);
TextSymbol textSymbol(const StyleLayer& layer, const EvaluationContext& context);
/// text-field (geju:text-field-en unless the interface is Chinese) with text-transform; "" where there is none.
std::string labelText(const StyleLayer& layer, const EvaluationContext& context);
double sortKey(const StyleLayer& layer, const EvaluationContext& context);

/// Bytes that differ where two symbols of one layer differ; hatch and arrow are the same for a layer and left out.
std::string symbolKey(const FillSymbol& symbol);
std::string symbolKey(const LineSymbol& symbol);
std::string symbolKey(const CircleSymbol& symbol);
std::string symbolKey(const TextSymbol& symbol);

/// What a layer's expressions read, apart: the filter, the label's text and order, everything else.
struct LayerProperties {
    std::vector<std::string> filter;
    std::vector<std::string> text;
    std::vector<std::string> symbol;
    bool filterSeesFeature = false;
    bool textSeesFeature = false;
    bool symbolSeesFeature = false;
};
LayerProperties propertiesOf(const StyleLayer& layer);

} // namespace geju
