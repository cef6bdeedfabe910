// The edges along which a coverage ends: those with ground of the layer on one side only. Neighbours that share their
// corners cancel each other, so that only what is left has to be overlaid. Any thread; runs on all cores.
#pragma once

#include "analysis/areal_layer.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace geju {

/// Paths, in the frame of the layer, that hold the border of the union of its features. They may hold more (where
/// neighbours do not share their corners, or overlap), never less. Ground outside `boundary`, a layer in the same
/// frame, counts as covered.
std::vector<std::vector<Point>> coverageBorder(const ArealLayer& layer, const ArealLayer* boundary = nullptr);

struct LooseEdge {
    std::uint32_t row; ///< of the feature whose edge it is
    Box box;
};
/// The edges among `rows` that have not as many features on one side as on the other. Where ground is covered more than
/// once, the border of that ground is made of such edges (elsewhere the number of features does not change), and the
/// feature whose edge it is overlaps another there: without an overlap at any of them there is none at all.
std::vector<LooseEdge> looseEdges(const ArealLayer& layer, std::span<const std::uint32_t> rows);

} // namespace geju
