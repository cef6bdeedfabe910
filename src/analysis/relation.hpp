// How two valid areal features lie to each other, decided on their edges alone: exact where it decides, "unsure" where
// an overlay has to. In a coverage whose neighbours share their corners it decides nearly every pair. Immutable once
// built, any thread.
#pragma once

#include "geometry/feature_table.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace geju {

enum class Relation {
    Disjoint, ///< no common interior: apart, or neighbours
    Inside,   ///< the first is part of the second
    Contains, ///< the second is part of the first
    Overlap,  ///< edges cross: some of the interior is common, some is not
    Unsure
};

/// A table's polygon rings with boxes over runs of edges, so that only edges near a place are looked at.
class EdgeRuns {
  public:
    explicit EdgeRuns(const FeatureTable& table);
    /// Of these rows only, ascending; the others have no edges.
    EdgeRuns(const FeatureTable& table, std::span<const std::uint32_t> rows);

    struct Run {
        Box box;
        std::uint32_t ring;  ///< of the table
        std::uint32_t first; ///< edge: from corner `first` of the ring to the next
        std::uint32_t last;  ///< one past the last edge
    };
    std::span<const Run> of(std::size_t row) const;
    const FeatureTable& table() const { return *table_; }

  private:
    void addRow(std::size_t row);

    const FeatureTable* table_;
    std::vector<Run> runs_;
    std::vector<std::uint32_t> rowStart_;
};

/// Both features must be valid (OGC Simple Features) and in the same frame.
Relation relate(const EdgeRuns& first, std::size_t firstRow, const EdgeRuns& second, std::size_t secondRow);

} // namespace geju
