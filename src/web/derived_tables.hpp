// What MapLibre does not draw of itself, as features it can draw: broad arrows and hatched bands as polygons, the
// places of labels as points (MapLibre letters a polygon once in every tile), and of labels along lines as pieces of
// the lines (MapLibre counts their spacing anew in every tile and letters none where a tile is shorter). World frame of
// the table; a feature keeps the properties that the layer reads. Pure functions, any thread.
#pragma once

#include "geometry/feature_table.hpp"
#include "plan/style.hpp"

namespace geju {

/// What a derived table is made at: zoom of the style, and world units in a metre and in a style pixel there.
struct DerivedScale {
    double zoom = 0;
    double unitsPerMeter = 1;
    double unitsPerPixel = 1;
};

/// False for features that a layer does not draw at any zoom: a filter that looks at the zoom lets all of them pass.
bool passesFilter(const StyleLayer& layer, const EvaluationContext& context);

/// The bodies of a line layer's lines that pass its filter: arrows, or plain bands where the layer has none.
FeatureTable bandTable(const StyleLayer& layer, const FeatureTable& world, const DerivedScale& scale);

/// A piece of line about each place of a label along lines at that scale; lines that carry one text are joined. Its
/// label stands at the piece's middle, and a piece that has room for it at the style's zoom has as much at the whole
/// zoom below, where MapLibre asks.
FeatureTable labelLineTable(const StyleLayer& layer, const FeatureTable& world, const DerivedScale& scale);

/// Where the labels of a symbol layer stand: the points of a feature, or else its one place.
FeatureTable labelTable(const StyleLayer& layer, const FeatureTable& world, double zoom);

} // namespace geju
