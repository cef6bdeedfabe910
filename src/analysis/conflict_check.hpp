// Development where it must not be: features of some classes inside the ground of another source, those of excepted
// classes (linear works) counted apart. Exact overlays. Any thread; runs on all cores, cancellable.
#pragma once

#include "analysis/layer_check.hpp"
#include "plan/check_rules.hpp"

#include <vector>

namespace geju {

struct ConflictCheck {
    const FeatureTable* table = nullptr;
    std::string name;                     ///< of the table, as findings call it
    const FeatureTable* within = nullptr; ///< may be in another CRS
    ConflictRule rule;
    CheckLimits limits;
};

/// A finding "conflict" a feature, and one notice "conflict-excepted" with the sum of the excepted ones.
Result<std::vector<CheckFinding>> findConflicts(const ConflictCheck& check, Progress* progress = nullptr);

} // namespace geju
