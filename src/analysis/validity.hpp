// Which geometries break the rules of OGC Simple Features, and where: what `geju check` lists and the window flies to.
// Pure functions, any thread; runs on all cores, cancellable.
#pragma once

#include "core/progress.hpp"
#include "core/result.hpp"
#include "geometry/feature_table.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace geju {

struct ValidityFinding {
    std::uint32_t row = 0;
    std::string code;            ///< kebab-case: "self-intersection", "hole-outside-shell", "not-finite", …
    std::string reason;          ///< for people
    Point position;              ///< in the table's CRS
    std::optional<Point> lonLat; ///< degrees, on the table's own datum
};

/// One finding a feature at most (the first that GEOS meets), ascending rows. No finding: all are valid.
Result<std::vector<ValidityFinding>> findInvalid(const FeatureTable& table, Progress* progress = nullptr);

/// The finding as an issue, with the remedy that Geju applies when it measures.
Issue describeFinding(const FeatureTable& table, const ValidityFinding& finding);

} // namespace geju
