// Runs every check on inputs: validity, coverages, codes, and what a project asks for. For the command and the report.
#pragma once

#include "analysis/source_check.hpp"
#include "app/check_report.hpp"
#include "core/progress.hpp"

#include <string>
#include <vector>

namespace geju {

struct CheckRequest {
    std::string layer;                  ///< only this layer or source; empty: all
    std::vector<std::string> coverages; ///< layers that should tile the ground, or "all"
    std::string classField;             ///< whose codes should be known; empty: the project's
    CheckLimits limits;
    Progress* progress = nullptr;
};

/// An input that cannot be opened is a finding, and the report says that it failed.
CheckReport checkInputs(const std::vector<std::string>& paths, const CheckRequest& request);

} // namespace geju
