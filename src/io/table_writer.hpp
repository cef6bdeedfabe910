// Tables as a spreadsheet file (Office Open XML, .xlsx): a sheet each (xlsx_parts.hpp), notes on a sheet of their own.
// Under a temporary name, then renamed. Any thread.
#pragma once

#include "core/data_table.hpp"
#include "core/result.hpp"

#include <filesystem>
#include <span>
#include <vector>

namespace geju {

/// Nothing on success, otherwise an error that names the file and the reason.
std::vector<Issue> writeXlsx(const std::filesystem::path& path, std::span<const DataTable> tables);

} // namespace geju
