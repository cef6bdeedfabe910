// A table's polygon rings with boxes over runs of edges, so that only edges near a place are looked at. Refers to the
// table, which must outlive it. Immutable once built, any thread.
#pragma once

#include "geometry/feature_table.hpp"
#include "geometry/spatial_index.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <vector>

namespace geju {

class EdgeRuns {
  public:
    /// Compared: rows have their edges indexed one by one, which pays where many features are compared with each. Of
    /// those that are Comparing only rows of very many edges, in runs.
    enum class Use { Comparing, Compared };

    explicit EdgeRuns(const FeatureTable& table);
    /// Made on all cores. Of these rows only, ascending; the others have no edges.
    EdgeRuns(const FeatureTable& table, std::span<const std::uint32_t> rows, Use use = Use::Comparing);

    struct Run {
        Box box;
        std::uint32_t ring;  ///< of the table
        std::uint32_t first; ///< edge: from corner `first` of the ring to the next
        std::uint32_t last;  ///< one past the last edge
        bool groundIsLeft;   ///< of the edges, from the first corner to the last
    };
    const FeatureTable& table() const { return *table_; }
    bool hasIndex(std::size_t row) const { return indexOf(row) != nullptr; }

    /// In the order of the rings.
    std::span<const Run> of(std::size_t row) const;
    /// Calls visit(run) for the runs of the row whose boxes meet the box, in the order of the rings.
    template <typename Visit>
    void forEachNear(std::size_t row, const Box& box, const Visit& visit) const;
    /// Whether runs of the row meet the box.
    bool isNear(std::size_t row, const Box& box) const;
    /// Even–odd, exact; the point must not lie on an edge of the row.
    bool contains(std::size_t row, Point point) const;

  private:
    struct Segment {
        Point a;
        Point b;
    };
    /// Which runs of a row are near a box, and its edges at a height.
    class Index {
      public:
        Index(const FeatureTable& table, std::span<const Run> runs);
        std::vector<std::uint32_t> near(const Box& box) const; ///< ascending
        bool isNear(const Box& box) const { return tree_.meets(box); }
        std::span<const Segment> at(double y) const; ///< those that end furthest to the right first

      private:
        std::size_t stripOf(double y) const;

        SpatialIndex tree_;
        double minY_ = 0;
        double stripsPerUnit_ = 0;
        std::vector<std::uint32_t> stripStart_;
        std::vector<Segment> segments_; ///< strip by strip
    };

    void fillRow(std::size_t row, std::uint32_t edgesOfRun);
    const Index* indexOf(std::size_t row) const;

    const FeatureTable* table_;
    std::vector<Run> runs_;
    std::vector<std::uint32_t> rowStart_;
    std::map<std::size_t, Index> indexes_; ///< by row
};

template <typename Visit>
void EdgeRuns::forEachNear(std::size_t row, const Box& box, const Visit& visit) const {
    const auto runs = of(row);
    if (const Index* index = indexOf(row)) {
        for (const std::uint32_t i : index->near(box)) visit(runs[i]);
        return;
    }
    for (const Run& run : runs) {
        if (run.box.intersects(box)) visit(run);
    }
}

} // namespace geju
