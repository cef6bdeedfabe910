// How far one feature lies from others of any kind, and along which line it borders on them: by GEOS, in the plane of
// the tables, which must share their frame. One thread.
#pragma once

#include "geometry/feature_table.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

namespace geju {

/// The places where two features come nearest to each other.
struct Gap {
    double distance = 0; ///< 0 when they touch, overlap, or one holds the other
    Point here;          ///< on the first feature
    Point there;         ///< on the other one
};

/// One feature to be compared with many. Copies the geometry.
class Proximity {
  public:
    Proximity(const FeatureTable& table, std::size_t row);
    Proximity(Proximity&&) noexcept;
    Proximity& operator=(Proximity&&) noexcept;
    ~Proximity();

    /// Nothing where either geometry is empty or GEOS refuses it (coordinates that are not finite).
    std::optional<Gap> gapTo(const FeatureTable& table, std::size_t row) const;
    /// The lines that lie on the border of both; lines of a line feature count as its border. Where neighbours do not
    /// share their corners, rounding can part borders that were meant to be one.
    std::vector<std::vector<Point>> commonBorder(const FeatureTable& table, std::size_t row) const;

  private:
    struct Data;
    std::unique_ptr<Data> data_;
};

} // namespace geju
