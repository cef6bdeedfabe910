// The edges along which a coverage ends: those with ground of the layer on one side only. Neighbours that share their
// corners cancel each other, so that only what is left has to be overlaid. Looked for in blocks of features that lie
// together, so that what is compared is in the processor's memory, and among what these leave. Any thread; runs on all
// cores.
#pragma once

#include "analysis/areal_layer.hpp"

#include <cstdint>
#include <optional>
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
/// The edges among `rows`, ascending, that are left when each is paired with one that has its feature on the other
/// side, by row. Where ground is covered more than once, the border of that ground is made of such edges (elsewhere the
/// number of features does not change), and the feature whose edge it is overlaps another there: without an overlap at
/// any of them there is none at all. Nothing where the features are no coverage: more than the given share of the edges
/// is left.
std::optional<std::vector<LooseEdge>> looseEdges(const ArealLayer& layer, std::span<const std::uint32_t> rows,
                                                 double mostShare);

} // namespace geju
