// What features must say of themselves: properties that must not be missing or empty, values that are allowed, values
// that must differ. Pure function, any thread.
#pragma once

#include "analysis/finding.hpp"
#include "geometry/feature_table.hpp"
#include "plan/check_rules.hpp"

#include <string>
#include <vector>

namespace geju {

/// A finding a feature and kind of fault ("missing-property", "unknown-value", "repeated-value"), in table order.
std::vector<CheckFinding> findPropertyFaults(const FeatureTable& table, const std::string& layer,
                                             const PropertyRule& rule);

} // namespace geju
