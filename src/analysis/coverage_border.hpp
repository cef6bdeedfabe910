// The edges along which a coverage ends: those with ground of the layer on one side only. Neighbours that share their
// corners cancel each other, so that only what is left has to be overlaid. Any thread; runs on all cores.
#pragma once

#include "analysis/areal_layer.hpp"

#include <vector>

namespace geju {

/// Paths, in the frame of the layer, that hold the border of the union of its features. They may hold more (where
/// neighbours do not share their corners, or overlap), never less. Ground outside `boundary`, a layer in the same
/// frame, counts as covered.
std::vector<std::vector<Point>> coverageBorder(const ArealLayer& layer, const ArealLayer* boundary = nullptr);

} // namespace geju
