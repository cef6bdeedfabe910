// The land-use balance that a project asks for: which table, classes, districts and boundary. One way for window,
// report and scripts, so that all give the same figures. Pure functions.
#pragma once

#include "analysis/land_use_balance.hpp"
#include "plan/document.hpp"

#include <optional>

namespace geju {

/// Of the whole plan; nothing when the project names no land use, or its source could not be read.
std::optional<BalanceRequest> wholeBalance(const Document& document);
/// Within each of the project's districts; nothing without those.
std::optional<BalanceRequest> districtBalance(const Document& document);

} // namespace geju
