// The table of the balance panel: heads that sort, first-level classes above their second-level ones, the polygons of
// the class that is chosen below its row. At ImGui's cursor, as wide as the panel.
#pragma once

#include "ui/panel.hpp"

namespace geju {

void drawBalanceHeads(const Panel& panel, const BalanceState& balance);
void drawBalanceRows(const Panel& panel, const BalanceState& balance);

} // namespace geju
