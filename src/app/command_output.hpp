// What the commands share of their output: issues and boxes as JSON, issues for people, writing to standard output.
#pragma once

#include "core/box.hpp"
#include "core/result.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace geju {

/// {"severity", "code", "message"} and, where known, "remedy", "file", "layer", "feature", "position".
nlohmann::ordered_json toJson(const Issue& issue);
nlohmann::ordered_json toJson(const std::vector<Issue>& issues);
/// [west, south, east, north], or null when empty.
nlohmann::ordered_json toJson(const Box& box);
/// Indented, numbers in the shortest form that reads back, text that is not UTF-8 replaced; ends with a line feed.
std::string dumpJson(const nlohmann::ordered_json& json);

/// One line an issue, on standard error.
void printIssues(const std::vector<Issue>& issues);

/// The warnings, for below a table: they are part of the result. At most 20 are listed.
std::string warningsText(const std::vector<Issue>& issues);
/// The warnings and errors, all of them, for below a CSV of so many columns: a row each, "[code] text" in the one
/// column that `column` says, so that whoever sums the others is not disturbed.
std::string issuesCsv(const std::vector<Issue>& issues, std::size_t columns, std::size_t column);
/// Those that are no part of a table: notices, and errors.
void printBesideTable(const std::vector<Issue>& issues);

/// The time of SOURCE_DATE_EPOCH (reproducible-builds.org), ISO 8601; empty without it, so that the same input gives
/// the same bytes.
std::string sourceDate();

/// Writes a result; kFailed, saying so, when standard output does not take it, otherwise `status`.
int writeResult(std::string_view text, int status);

} // namespace geju
