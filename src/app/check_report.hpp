// What `geju check` writes: findings as a table for people, as CSV and as JSON for scripts.
#pragma once

#include "analysis/finding.hpp"
#include "app/input_files.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace geju {

struct CheckReport {
    std::size_t features = 0; ///< that were checked
    std::vector<CheckFinding> findings;
    std::vector<Issue> notices;    ///< what is worth knowing and no fault
    std::vector<InputFile> inputs; ///< that were checked
    bool failed = false;           ///< an input could not be read, or a check not be made
};

/// {"area", "unit", "method", "features", "findings": [issue with "features", "lon", "lat", "area_m2", "mean_width_m",
/// "least_m", "greatest_m" where known], "notices", "inputs"}.
std::string checkAsJson(const CheckReport& report);
std::string checkAsCsv(const CheckReport& report);
std::string checkAsTable(const CheckReport& report);

} // namespace geju
