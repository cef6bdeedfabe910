// What `geju stats` prints: the balance, its ledgers and the polygons behind it, as JSON, CSV and text. Pure functions.
#pragma once

#include "analysis/land_use_balance.hpp"
#include "app/input_files.hpp"
#include "core/data_table.hpp"
#include "plan/project.hpp"

#include <string>
#include <vector>

namespace geju {

struct StatsOutput {
    bool parts = false;   ///< the polygons of every figure, and the ledgers
    bool perHead = false; ///< the area per head in JSON and CSV; other forms have it where it is known
    bool ledger = false;
};

/// What figures were made of.
struct StatsInput {
    const FeatureTable* table = nullptr; ///< that was counted; null where there were no figures
    std::string crs;                     ///< that areas were measured in
    std::vector<InputFile> files;
};

/// The form of the contract (docs), with how and of what the figures were made; the parts, ledgers and areas per head
/// where they were asked for, the present state where there is one.
std::string statsJson(const StatsOutput& options, const LandUseBalance& balance, const StatsInput& input,
                      const std::vector<Issue>& issues);
/// Below the rows of the classes those of ledgers and issues, whose class is in brackets.
std::string statsCsv(const StatsOutput& options, const LandUseBalance& balance, const std::vector<Issue>& issues);
std::string statsTable(const LandUseBalance& balance, const ClassTable* classes);

/// Any table, with the numbers that there are, or as people read them.
std::string tableCsv(const DataTable& table);
std::string tableText(const DataTable& table);

} // namespace geju
