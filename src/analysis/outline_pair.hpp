// The outlines of two valid areal features where both may be: which edges are near, where they cross, and on which side
// of the other feature each of them lies. What the relation and the common ground of the two are found from. Where a
// corner of one lies in the midst of an edge of the other, the edge is taken as two; so outlines touch at corners, or
// along whole edges. All decisions are exact. A value for one pair and one thread; refers to the edges of both, which
// must outlive it.
#pragma once

#include "analysis/edge_runs.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace geju {

class OutlinePair {
  public:
    /// Both features must be valid (OGC Simple Features) and in the same frame.
    OutlinePair(const EdgeRuns& first, std::size_t firstRow, const EdgeRuns& second, std::size_t secondRow);

    struct Outline {
        const EdgeRuns* runs;
        std::size_t row;

        const FeatureTable& table() const { return runs->table(); }
        const Box& envelope() const { return table().envelope(row); }
        bool contains(Point point) const { return runs->contains(row, point); }
    };

    static constexpr std::uint32_t kNone = 0xffffffffu;
    struct Edge {
        Point a;
        Point b;
        Box box;
        std::uint32_t ring;
        bool groundIsLeft;
        bool touchesA = false;       ///< a corner of the other feature lies on `a`
        bool inside = false;         ///< from `a` to the first crossing or `b`, of the other feature; not of a twin
        std::uint32_t twin = kNone;  ///< the other feature's edge between the same corners
        std::uint32_t crossings = 0; ///< with edges of the other feature
        double firstCrossing = 1;    ///< where, as a share of the way from `a` to `b`
    };
    struct Crossing {
        std::array<std::uint32_t, 2> edges; ///< one of each feature
        Point at;
    };

    const Outline& outline(int which) const { return outlines_[which]; }
    /// What both envelopes have in common; empty where they are apart.
    const Box& window() const { return window_; }
    /// Whether an edge of the second feature reaches into the window.
    bool isSecondNear() const { return !edges_[1].empty(); }

    /// Compares every edge in the window with those near it and says whether edges cross. At the first crossing it ends
    /// where only that is asked: edges and crossings are then not complete.
    enum class Ask { Whether, Where };
    bool compare(Ask ask);
    /// Says of every edge that is no twin on which side it begins. After a comparison that is complete.
    void findSides();

    /// In the window, in the order of the rings; edges of no length are left out.
    const std::vector<Edge>& edges(int which) const { return edges_[which]; }
    const std::vector<Crossing>& crossings() const { return crossings_; }
    /// Whether both features lie on the same side of an edge that is a twin.
    bool groundOnSameSide(int which, const Edge& edge) const;

  private:
    /// A corner in the midst of an edge.
    struct Split {
        std::uint32_t edge;
        Point at;
    };

    bool comparePairs(Ask ask);
    bool sweep(Ask ask);
    bool comparePair(std::uint32_t first, std::uint32_t second);
    void addSplits(int which, std::uint32_t edge, const Edge& other);
    bool splitEdges();
    void findSidesOf(int which);

    std::array<Outline, 2> outlines_;
    Box window_;
    std::array<std::vector<Edge>, 2> edges_;
    std::array<std::vector<Split>, 2> splits_;
    std::vector<Crossing> crossings_;
};

} // namespace geju
