// A table of figures on its way out of the program: to a spreadsheet, a report, a terminal. Cells keep their types, so
// that a spreadsheet can add them up. Plain values.
#pragma once

#include <string>
#include <variant>
#include <vector>

namespace geju {

struct DataTable {
    struct Column {
        std::string heading; ///< with the unit, in the language of the interface
        bool number = false;
        int decimals = 2; ///< shown to people; files keep all there are
    };
    using Cell = std::variant<std::monostate, std::string, double>;

    std::string name; ///< of a sheet: short
    std::vector<Column> columns;
    std::vector<std::vector<Cell>> rows; ///< a cell a column
    std::vector<std::string> notes;      ///< how the figures were made, what is missing
};

/// A number as the column shows it, text as it is, nothing as "".
std::string shown(const DataTable::Column& column, const DataTable::Cell& cell);

} // namespace geju
