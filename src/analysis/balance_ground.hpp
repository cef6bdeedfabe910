// The ground that a balance is made on: the districts or the boundary of a request, in the frame of the counted
// features. For whoever makes figures of a request, and whoever shows them. Any thread.
#pragma once

#include "analysis/areal_layer.hpp"
#include "analysis/land_use_balance.hpp"
#include "analysis/overlay.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace geju {

/// What districts refer to; must stay where it is while they are used.
struct BalanceGround {
    std::shared_ptr<const FeatureTable> table;
    std::optional<ArealLayer> layer;
};

/// The request's districts, only the one named where it names one; it must have some.
Result<std::vector<District>> districtsOf(const BalanceRequest& request, const Crs& frame, BalanceGround& ground);
/// The request's boundary, which it must have, as one.
Result<District> boundaryOf(const BalanceRequest& request, const Crs& frame, BalanceGround& ground);

} // namespace geju
