// Whether the rings of one polygon bound it as they stand. Decided exactly (predicates.hpp). Any thread.
#pragma once

#include "core/box.hpp"

#include <span>
#include <vector>

namespace geju {

enum class RingState {
    Simple,   ///< no two edges meet but neighbours at their vertex, holes inside the shell and outside each other
    Touching, ///< something touches, nothing crosses: may or may not be valid
    Broken    ///< edges cross, a hole lies outside the shell or in another hole
};

/// Rings open (the first corner not repeated), without consecutive duplicates, three corners at least, usable
/// coordinates; shell first.
RingState checkRings(std::span<const std::vector<Point>> rings);

} // namespace geju
