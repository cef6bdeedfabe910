// Which features of a layer overlap: what decides where a union has to be made. Any thread; built on all cores.
#pragma once

#include "analysis/areal_layer.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace geju {

/// A part of a feature of at most this share of it is a rounding of coordinates: a neighbour that touches, not one that
/// overlaps. Doubles resolve 1.5e-9 m at 180°, which along a whole side of a 10 m parcel is 2e-10 of it.
inline constexpr double kNegligibleShare = 1e-9;

/// The issue of an overlay that failed, with the feature it failed on.
Issue overlayIssue(const std::vector<Issue>& issues, const FeatureTable& table, std::uint32_t row);

/// What two features have in common, by GEOS.
Result<Shape> commonShape(const ArealLayer& layer, std::uint32_t a, std::uint32_t b);

/// Which features of a layer have common interior.
class OverlapGraph {
  public:
    /// Among `rows` of the layer, ascending: those that a figure is made of.
    static Result<OverlapGraph> build(const ArealLayer& layer, std::span<const std::uint32_t> rows, Progress* progress);

    bool empty() const { return neighbours_.empty(); }
    std::span<const std::uint32_t> neighbours(std::uint32_t row) const;

  private:
    std::vector<std::uint32_t> start_; ///< by row, into neighbours_
    std::vector<std::uint32_t> neighbours_;
};

} // namespace geju
