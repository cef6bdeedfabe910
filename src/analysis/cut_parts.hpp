// The parts behind a figure as shapes, to be shown: of the features that its district cuts, what lies inside it. What
// they measure is in the figure already; the others are as they stand in the table. Any thread.
#pragma once

#include "analysis/land_use_balance.hpp"
#include "analysis/overlay.hpp"

#include <cstdint>
#include <memory>
#include <vector>

namespace geju {

struct CutParts {
    std::vector<std::uint32_t> features;       ///< rows of the counted table, ascending
    std::vector<double> wholeSquareMeters;     ///< of each of them, uncut
    std::shared_ptr<const FeatureTable> parts; ///< one a feature, in their order; in the frame that was overlaid in
};

/// What of these features of the layer, ascending, lies inside the district.
Result<CutParts> cutParts(const ArealLayer& layer, std::vector<std::uint32_t> features, const District& district,
                          Progress* progress);

/// `row` is one of those that balance() made of `request`, or several of one district folded into one.
Result<CutParts> cutParts(const BalanceRequest& request, const BalanceRow& row);

} // namespace geju
