// The tables and charts that a template of sheets asks for, made of the plan's figures: the same that panels, scripts
// and the report show. In the language of the interface.
#pragma once

#include "analysis/land_use_balance.hpp"
#include "core/result.hpp"
#include "plan/document.hpp"
#include "sheet/figure_table.hpp"

#include <vector>

namespace geju {

/// What cannot be made is left out with a warning.
Result<std::vector<FigureTable>> sheetFigures(const Document& document, const SheetTemplate& sheet);

/// A row a first-level class, the total, and below it the ledger; one that does not close is a warning.
FigureTable balanceFigures(const LandUseBalance& balance, const ClassTable& classes);

} // namespace geju
