// The layers of a project as the window lists them: one item for what a reader takes for one layer (fill and outline,
// line and casing), a sample of its look, and the legend of what is seen. Pure functions.
#pragma once

#include "drawing/legend.hpp"
#include "drawing/picture.hpp"
#include "plan/document.hpp"
#include "sheet/legend_swatch.hpp"
#include "ui/state.hpp"

#include <vector>

namespace geju {

/// Two style layers that the tree shows as one: of one source, group and name.
bool isOneItem(const StyleLayer& a, const StyleLayer& b);

/// Top layer first, the members of a group together. Style layers of one source, group and name are one item; label
/// layers are none, they go with their source (labelStates). `pixelRatio` is that of the samples: device pixels a
/// point.
std::vector<LayerItem> layerItems(const Document& document, double pixelRatio);
/// Brings visibility, opacity and scale range of the items up to date.
void refreshItems(std::vector<LayerItem>& items, const Project& project, const LayerStates& states, double zoom);

/// Sets the layers' visibility; the label layers of their sources are shown while anything of the source is.
void setVisible(LayerStates& states, const Project& project, const std::vector<std::string>& layers, bool visible);

/// The legend of what is seen, with the samples of a sheet's legend. `swatches` are those of the entries.
std::vector<LegendItem> legendItems(const Document& document, const std::vector<LegendEntry>& entries,
                                    const std::vector<SheetSwatch>& swatches, double pixelRatio,
                                    double scaleDenominator);

} // namespace geju
