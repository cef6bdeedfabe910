// A balance of the window as a file: .csv has the table, or the polygons of one class, .xlsx both with what was read.
// In the language of the interface, rows in the order of the codes. Any thread.
#pragma once

#include "analysis/land_use_balance.hpp"
#include "core/result.hpp"
#include "plan/document.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace geju {

struct TableRequest {
    std::filesystem::path path; ///< without an ending .csv is added
    std::shared_ptr<const Document> document;
    std::string scope; ///< what was counted, in words
    LandUseBalance balance;
    std::vector<Issue> issues;          ///< of the balance
    std::optional<BalanceRow> polygons; ///< the figure whose polygons are wanted
};

/// Nothing on success; writes nothing otherwise.
std::vector<Issue> writeTable(const TableRequest& request);

} // namespace geju
