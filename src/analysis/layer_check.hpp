// What can be wrong in a layer whatever it means: invalid geometry, the same polygon twice, slivers. Any thread; runs
// on all cores, cancellable.
#pragma once

#include "analysis/areal_layer.hpp"
#include "analysis/finding.hpp"

#include <vector>

namespace geju {

struct CheckLimits {
    /// Overlaps, gaps and strips outside that are thinner on average are roundings of coordinates: they are summed up
    /// in a notice. RFC 7946 recommends 7 decimals, which are 1.1 cm.
    double roundingMeters = 0.01;
    /// A polygon is a sliver when its mean width and its area are below these.
    double sliverWidthMeters = 0.5;
    double sliverSquareMeters = 1000;
};

struct CheckedLayer {
    ArealLayer layer;
    std::vector<CheckFinding> findings; ///< in the order invalid, duplicate, sliver; rows ascending
};

/// The table must outlive the result. Areas are ellipsoidal, in a local system planar.
Result<CheckedLayer> checkLayer(const FeatureTable& table, const CheckLimits& limits, Progress* progress = nullptr);

/// The layer of a table as checks take it.
Result<ArealLayer> layerToCheck(const FeatureTable& table, Progress* progress);

} // namespace geju
