#include "geometry/ring_check.hpp"

#include "geometry/predicates.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>

namespace geju {

namespace {

struct Edge {
    Point from;
    Point to;
    std::uint32_t ring;
    std::uint32_t position; ///< in its ring
};

double minX(const Edge& edge) {
    return std::min(edge.from.x, edge.to.x);
}
double maxX(const Edge& edge) {
    return std::max(edge.from.x, edge.to.x);
}
double minY(const Edge& edge) {
    return std::min(edge.from.y, edge.to.y);
}
double maxY(const Edge& edge) {
    return std::max(edge.from.y, edge.to.y);
}

/// Collects the worst meeting of the pairs that it is shown; crossing ends the search.
class PairCheck {
  public:
    explicit PairCheck(std::span<const std::vector<Point>> rings)
      : rings_(rings) {}

    void operator()(const Edge& a, const Edge& b) {
        if (a.ring == b.ring) {
            const auto corners = static_cast<std::uint32_t>(rings_[a.ring].size());
            if (a.position == b.position) return;
            if ((a.position + 1) % corners == b.position || (b.position + 1) % corners == a.position) return;
        }
        const Meeting meeting = meet(a.from, a.to, b.from, b.to);
        if (meeting == Meeting::Cross) crosses_ = true;
        if (meeting == Meeting::Touch) touches_ = true;
    }
    void markTouch() { touches_ = true; }
    bool crosses() const { return crosses_; }
    bool touches() const { return touches_; }

  private:
    std::span<const std::vector<Point>> rings_;
    bool crosses_ = false;
    bool touches_ = false;
};

/// Neighbours that fold back onto each other.
bool hasSpike(std::span<const Point> ring) {
    Point before = ring[ring.size() - 2];
    Point corner = ring.back();
    for (const Point& after : ring) {
        const bool backwards =
            (before.x - corner.x) * (after.x - corner.x) + (before.y - corner.y) * (after.y - corner.y) > 0;
        if (backwards && orientation(before, corner, after) == 0) return true;
        before = corner;
        corner = after;
    }
    return false;
}

/// Edges by their left end; each is compared with those that begin before it ends.
void sweep(std::vector<Edge>& edges, PairCheck& check) {
    std::sort(edges.begin(), edges.end(), [](const Edge& a, const Edge& b) { return minX(a) < minX(b); });
    for (std::size_t i = 0; i < edges.size(); ++i) {
        const double right = maxX(edges[i]);
        for (std::size_t j = i + 1; j < edges.size() && minX(edges[j]) <= right; ++j) check(edges[i], edges[j]);
        if (check.crosses()) return;
    }
}

/// A grid of about one edge a cell, over which every edge is laid.
class EdgeGrid {
  public:
    explicit EdgeGrid(std::span<const Edge> edges)
      : edges_(edges) {
        for (const Edge& edge : edges) {
            extent_.extend(edge.from);
            extent_.extend(edge.to);
        }
        side_ = static_cast<std::size_t>(std::clamp(std::sqrt(static_cast<double>(edges.size())), 1.0, 4096.0));
        scaleX_ = extent_.width() > 0 ? static_cast<double>(side_) / extent_.width() : 0;
        scaleY_ = extent_.height() > 0 ? static_cast<double>(side_) / extent_.height() : 0;
    }

    void forEachPair(PairCheck& check) const {
        std::vector<std::uint32_t> start(side_ * side_ + 1, 0);
        for (const Edge& edge : edges_) {
            forEachCell(edge, [&](std::size_t cell) { ++start[cell + 1]; });
        }
        std::partial_sum(start.begin(), start.end(), start.begin());
        std::vector<std::uint32_t> members(start.back());
        std::vector<std::uint32_t> next(start.begin(), start.end() - 1);
        for (std::size_t i = 0; i < edges_.size(); ++i) {
            forEachCell(edges_[i], [&](std::size_t cell) { members[next[cell]++] = static_cast<std::uint32_t>(i); });
        }
        for (std::size_t cell = 0; cell + 1 < start.size(); ++cell) {
            for (std::uint32_t i = start[cell]; i < start[cell + 1]; ++i) {
                for (std::uint32_t j = i + 1; j < start[cell + 1]; ++j) check(edges_[members[i]], edges_[members[j]]);
            }
            if (check.crosses()) return;
        }
    }

  private:
    std::size_t cellAlong(double value, double origin, double scale) const {
        const double cell = (value - origin) * scale;
        return cell > 0 ? std::min(static_cast<std::size_t>(cell), side_ - 1) : 0;
    }

    template <typename Visit>
    void forEachCell(const Edge& edge, const Visit& visit) const {
        const std::size_t firstRow = cellAlong(minY(edge), extent_.minY, scaleY_);
        const std::size_t lastRow = cellAlong(maxY(edge), extent_.minY, scaleY_);
        const std::size_t firstColumn = cellAlong(minX(edge), extent_.minX, scaleX_);
        const std::size_t lastColumn = cellAlong(maxX(edge), extent_.minX, scaleX_);
        for (std::size_t row = firstRow; row <= lastRow; ++row) {
            std::size_t first = firstColumn;
            std::size_t last = lastColumn;
            if (firstRow < lastRow && lastColumn - firstColumn > 2) {
                // Where the edge is within this row, with a column to spare for rounding.
                const double slope = (edge.to.x - edge.from.x) / (edge.to.y - edge.from.y);
                const double bottom = extent_.minY + static_cast<double>(row) / scaleY_;
                const double top = extent_.minY + static_cast<double>(row + 1) / scaleY_;
                const double atBottom =
                    edge.from.x + (std::clamp(bottom, minY(edge), maxY(edge)) - edge.from.y) * slope;
                const double atTop = edge.from.x + (std::clamp(top, minY(edge), maxY(edge)) - edge.from.y) * slope;
                const std::size_t low = cellAlong(std::min(atBottom, atTop), extent_.minX, scaleX_);
                const std::size_t high = cellAlong(std::max(atBottom, atTop), extent_.minX, scaleX_);
                first = std::max(first, low > 0 ? low - 1 : 0);
                last = std::min(last, high + 1);
            }
            for (std::size_t column = first; column <= last; ++column) visit(row * side_ + column);
        }
    }

    std::span<const Edge> edges_;
    Box extent_;
    std::size_t side_ = 1;
    double scaleX_ = 0;
    double scaleY_ = 0;
};

/// For rings that nowhere meet, one corner of each tells where all of it lies.
bool isNestedRightly(std::span<const std::vector<Point>> rings) {
    std::vector<Point> corners;
    for (const auto& ring : rings) corners.push_back(ring.front());
    CrossingParity parity(corners);
    std::vector<bool> expected(rings.size(), false); // the parity of each corner after the rings so far
    std::vector<bool> insideShell;
    for (std::size_t ring = 0; ring < rings.size(); ++ring) {
        parity.addRing(rings[ring]);
        for (const std::size_t query : parity.takeTouched()) {
            const bool isOwnCorner = query == ring; // which falls to either side
            if (ring == 0 || isOwnCorner) {
                expected[query] = parity.isOdd(query);
            } else if (parity.isOdd(query) != expected[query]) {
                return false; // it lies in another hole, or the shell in a hole
            }
        }
        if (ring == 0) insideShell = expected;
    }
    return std::all_of(insideShell.begin() + 1, insideShell.end(), [](bool inside) { return inside; });
}

} // namespace

RingState checkRings(std::span<const std::vector<Point>> rings) {
    PairCheck check(rings);
    std::vector<Edge> edges;
    std::size_t total = 0;
    for (const auto& ring : rings) total += ring.size();
    edges.reserve(total);
    for (std::size_t ring = 0; ring < rings.size(); ++ring) {
        const auto& corners = rings[ring];
        if (hasSpike(corners)) check.markTouch();
        for (std::size_t i = 0; i < corners.size(); ++i) {
            edges.push_back({corners[i], corners[(i + 1) % corners.size()], static_cast<std::uint32_t>(ring),
                             static_cast<std::uint32_t>(i)});
        }
    }

    constexpr std::size_t kSweepBelow = 1000; // where a grid begins to pay (measured on outlines of communes)
    if (edges.size() < kSweepBelow) {
        sweep(edges, check);
    } else {
        EdgeGrid(edges).forEachPair(check);
    }
    if (check.crosses()) return RingState::Broken;
    if (check.touches()) return RingState::Touching;
    return rings.size() == 1 || isNestedRightly(rings) ? RingState::Simple : RingState::Broken;
}

} // namespace geju
