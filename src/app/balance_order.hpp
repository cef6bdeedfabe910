// The order of the balance's rows in the window: by the raw values of a column, second-level classes within their
// first-level one. Pure function.
#pragma once

#include "ui/state.hpp"

#include <vector>

namespace geju {

/// Sorts groups by the column, and the rows of each among themselves; rows without a group stand as one of their own.
/// What has no value in the column, or no class, comes last either way; equals keep the order of their codes.
void sortClasses(std::vector<ClassRow>& rows, std::vector<ClassRow>& groups, const BalanceSort& sort);

} // namespace geju
