// How two valid areal features lie to each other, decided exactly on their edges alone. Pure, any thread.
#pragma once

#include "analysis/edge_runs.hpp"
#include "analysis/outline_pair.hpp"

#include <cstddef>

namespace geju {

enum class Relation {
    Disjoint, ///< no common interior: apart, or neighbours
    Inside,   ///< the first is part of the second, or the same
    Contains, ///< the second is part of the first
    Overlap,  ///< some of the interior is common, each has some of its own
    Unsure    ///< the edges do not say: of features that are not valid
};

/// Both features must be valid (OGC Simple Features) and in the same frame.
Relation relate(const EdgeRuns& first, std::size_t firstRow, const EdgeRuns& second, std::size_t secondRow);
/// The same of a pair that is compared here. With Ask::Where and the answer Overlap or Contains its comparison is
/// complete.
Relation relate(OutlinePair& pair, OutlinePair::Ask ask);

} // namespace geju
