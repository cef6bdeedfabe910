// The figures of this room as tables to take away, in the language of the interface. Pure functions, any thread.
#pragma once

#include "analysis/indicators.hpp"
#include "analysis/land_use_balance.hpp"
#include "core/data_table.hpp"
#include "plan/project.hpp"

namespace geju {

/// A row a class (and district); `classes` names them, where there is one. Notes say the measure and the ledgers.
DataTable balanceTable(const LandUseBalance& balance, const ClassTable* classes);

/// Which polygons make each figure: a row a feature of `table`, with its part inside and its share of the figure. The
/// parts of a class add up to its figure and what overlaps, which is a row of its own where there is any.
DataTable partsTable(const LandUseBalance& balance, const FeatureTable& table);

/// "classes 11 692.66 ha − overlaps 0 ha + gaps 0 ha = boundary 11 692.66 ha; it closes"; empty without a boundary.
std::string ledgerText(const Ledger& ledger);

DataTable indicatorTable(const IndicatorFigures& figures);

/// How areas are measured, for people: "geodesic polygons on the ellipsoid".
std::string measureText(Measure measure);
/// The same as a sentence, for below a table.
std::string measureNote(Measure measure);

/// "binding", "expected" or "" for people.
std::string natureText(Indicator::Nature nature);

/// The features that make a figure, largest part first: positions in row.features.
std::vector<std::size_t> byPart(const BalanceRow& row);
/// The first so many of them.
std::vector<std::size_t> largestParts(const BalanceRow& row, std::size_t most);

} // namespace geju
