#include "core/data_table.hpp"

#include "core/units.hpp"

namespace geju {

std::string shown(const DataTable::Column& column, const DataTable::Cell& cell) {
    if (const auto* text = std::get_if<std::string>(&cell)) return *text;
    if (const auto* number = std::get_if<double>(&cell)) return formatNumber(*number, column.decimals);
    return {};
}

} // namespace geju
