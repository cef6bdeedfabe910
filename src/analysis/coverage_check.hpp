// What is wrong in a coverage, a layer whose features should tile the ground: overlaps, gaps, features outside its
// boundary. Exact overlays, made only where the edges do not prove that there is nothing. Any thread; runs on all
// cores, cancellable.
#pragma once

#include "analysis/layer_check.hpp"

#include <vector>

namespace geju {

/// Pairs of features with common ground. Pairs that are the same polygon are left to checkLayer.
Result<std::vector<CheckFinding>> findOverlaps(const ArealLayer& layer, const CheckLimits& limits,
                                               Progress* progress = nullptr);

/// Faces that no feature covers. With a boundary, everything of it; without one, what features enclose (holes of the
/// union, and ground between features that meet at corners all around).
Result<std::vector<CheckFinding>> findGaps(const ArealLayer& layer, const ArealLayer* boundary,
                                           const CheckLimits& limits, Progress* progress = nullptr);

/// Features with ground outside the boundary, a layer in the same frame.
Result<std::vector<CheckFinding>> findOutside(const ArealLayer& layer, const ArealLayer& boundary,
                                              const CheckLimits& limits, Progress* progress = nullptr);

} // namespace geju
