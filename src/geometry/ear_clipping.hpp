// Simple polygons into triangles by clipping ears, with a z-order curve to find the corners near an ear and bridges
// from holes to the ring around them. (Eberly, "Triangulation by ear clipping", 2002; the z-order index is Held's idea
// of geometric hashing, "FIST", Algorithmica 30 (2001).) Orientation is decided exactly. Any thread.
#pragma once

#include "core/box.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace geju {

/// Triangles of the polygon as indices into `rings` laid end to end, counter-clockwise. Rings open, shell first, in any
/// direction, not crossing; holes may touch. Where touching rings lead the clipping astray the triangles do not make up
/// the polygon: the caller compares the areas.
std::vector<std::uint32_t> clipEars(std::span<const std::vector<Point>> rings);

} // namespace geju
