// All checks of one source of data: what is wrong in itself, as a coverage, and in its class codes. What `geju check`
// lists and the window flies to. Any thread; runs on all cores, cancellable.
#pragma once

#include "analysis/layer_check.hpp"
#include "plan/project.hpp"

#include <string>
#include <vector>

namespace geju {

struct SourceCheck {
    const FeatureTable* table = nullptr;
    std::string name;                       ///< as findings call it
    bool isCoverage = false;                ///< its features should tile the ground
    const FeatureTable* boundary = nullptr; ///< what a coverage should cover; may be in another CRS
    std::string classField;                 ///< codes of the land-use guide; empty: not checked
    const ClassTable* classes = nullptr;    ///< codes known beside those of the guide
    CheckLimits limits;
};

/// Findings in the order of the checks. The issues of the result are notices, and errors of checks that could not be
/// made: then what the others found is still there, unless all was cancelled.
Result<std::vector<CheckFinding>> checkSource(const SourceCheck& check, Progress* progress = nullptr);

/// One finding a code that neither the table of classes nor the national guide knows, and one for features without a
/// code.
std::vector<CheckFinding> findUnknownCodes(const FeatureTable& table, const std::string& field,
                                           const ClassTable* classes);

} // namespace geju
