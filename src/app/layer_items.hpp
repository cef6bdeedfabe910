// The layers of a project as the window lists them: one item for what a reader takes for one layer (fill and outline,
// line and casing), a sample of its look, and the legend of what is seen. Pure functions.
#pragma once

#include "drawing/legend.hpp"
#include "drawing/picture.hpp"
#include "plan/document.hpp"
#include "ui/state.hpp"

#include <vector>

namespace geju {

/// Two style layers that the tree shows as one: of one source, group and name.
bool isOneItem(const StyleLayer& a, const StyleLayer& b);

/// Top layer first, the members of a group together. Style layers of one source, group and name are one item; label
/// layers are none, they go with their source (labelStates).
std::vector<LayerItem> layerItems(const Document& document);
/// Brings visibility, opacity and scale range of the items up to date.
void refreshItems(std::vector<LayerItem>& items, const Project& project, const LayerStates& states, double zoom);

/// Sets the layers' visibility; the label layers of their sources are shown while anything of the source is.
void setVisible(LayerStates& states, const Project& project, const std::vector<std::string>& layers, bool visible);

std::vector<LegendItem> legendItems(const Document& document, const std::vector<LegendEntry>& entries);

/// The sample of one style layer, from the first feature that it shows.
Swatch swatchOf(const Document& document, const StyleLayer& layer);

} // namespace geju
