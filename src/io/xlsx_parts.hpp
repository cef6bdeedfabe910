// The parts of a workbook (Office Open XML, ECMA-376): sheets whose columns are as wide as what they hold, whose
// heading stays in place, and whose numbers are shown as the table wants them and kept as they are. Pure functions, any
// thread.
#pragma once

#include "core/data_table.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace geju::xlsx {

/// That a sheet has, its heading among them.
inline constexpr std::size_t kMostRows = 1048576;

std::string contentTypes(std::size_t sheets);
std::string packageRelations();
std::string workbook(const std::vector<std::string>& names);
std::string workbookRelations(std::size_t sheets);
std::string styles();
/// `take` is given the sheet piece by piece.
void sheet(const DataTable& table, const std::function<void(std::string_view)>& take);

/// Of a column, in characters.
double columnWidth(const DataTable& table, std::size_t column);
/// "A", …, "Z", "AA", …
std::string columnName(std::size_t column);

} // namespace geju::xlsx
