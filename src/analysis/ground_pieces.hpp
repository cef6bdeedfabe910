// Ground with very many edges – the corridors of a whole city as one shape – in pieces of few edges, so that an overlay
// with one feature looks only at the edges near it. The pieces overlap: a feature lies in its piece with room to spare,
// so the cuts that made the piece lie on no feature and an overlay has the same corners as one with the whole ground.
#pragma once

#include "core/progress.hpp"
#include "core/result.hpp"
#include "geometry/shape.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace geju {

struct GroundPiece {
    Shape shape;                        ///< the ground about its members
    std::vector<std::uint32_t> members; ///< positions in the list of boxes
};

/// For each of `boxes` a piece that agrees with the ground inside the box; boxes with no ground are in no piece. Works
/// on all cores. An error when it is cancelled or a cut fails.
Result<std::vector<GroundPiece>> piecesAbout(const Shape& ground, std::span<const Box> boxes, Progress* progress);

/// Below this, an overlay with all of the ground is as quick.
inline constexpr std::size_t kPointsOfPiece = 64;

} // namespace geju
