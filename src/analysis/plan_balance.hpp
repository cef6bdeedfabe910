// The land-use balance that a project asks for: which table, classes, districts and boundary, and what the project
// knows beside it – the present state, the population. One way for window, report and scripts, so that all give the
// same figures. Pure functions.
#pragma once

#include "analysis/land_use_balance.hpp"
#include "plan/document.hpp"

#include <optional>

namespace geju {

/// Of the whole plan; nothing when the project names no land use, or its source could not be read.
std::optional<BalanceRequest> wholeBalance(const Document& document);
/// Within each of the project's districts; nothing without those.
std::optional<BalanceRequest> districtBalance(const Document& document);
/// On other ground, whose features the field "name" names; the table must outlive the request.
std::optional<BalanceRequest> balanceOn(const FeatureTable& ground, const Document& document);

/// The balance of the request. Where it counts the project's land use by its classes, its rows have the area of the
/// class in the present state, if the project names one (classes that are there now and not in the plan get a row of
/// 0 m²), and the area per head where the population of the boundary or of the district is known.
Result<LandUseBalance> planBalance(const Document& document, const BalanceRequest& request);

/// The latest known population of a source's polygons, or of the district of that name in it; 0 when none is known.
double personsIn(const Project& project, const std::string& source, const std::string& name = {});

/// Adds the present state of each class to a balance of the planned one, district by district.
void addPresent(LandUseBalance& planned, const LandUseBalance& present);

} // namespace geju
