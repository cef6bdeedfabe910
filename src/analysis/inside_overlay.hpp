// The part of features inside a district as shapes, by overlay: for features whose edges do not say what lies inside
// (common_ground.hpp), and for whoever shows the parts. Works on all cores.
#pragma once

#include "analysis/areal_layer.hpp"
#include "analysis/overlay.hpp"
#include "core/progress.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace geju {

/// A feature, by its place in the rows that were given, inside the district. From any thread.
using TakeInside = std::function<void(std::size_t place, Shape inside)>;

/// Calls `take` for each row that the district may reach. Errors of overlays that failed, or that it was cancelled.
std::vector<Issue> overlayInside(const ArealLayer& layer, std::span<const std::uint32_t> rows, const District& district,
                                 Progress* progress, const TakeInside& take);

} // namespace geju
