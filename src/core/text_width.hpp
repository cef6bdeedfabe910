// How wide a text is in a font of one width: on a terminal, and about so in a cell of a spreadsheet. A Chinese
// character takes two cells. Pure functions, any thread.
#pragma once

#include <cstddef>
#include <string_view>

namespace geju {

/// Cells that UTF-8 text takes.
std::size_t terminalWidth(std::string_view utf8);

} // namespace geju
