#include "geometry/ring_check.hpp"

#include "geometry/predicates.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>

namespace geju {

namespace {

struct Edge {
    Point from;
    Point to;
    std::uint32_t ring;
    std::uint32_t position; ///< in its ring
};

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

/// Boxes over runs of neighbouring edges, in pairs up to the whole: edges that follow each other lie together, so that
/// few pairs of boxes overlap but those of neighbours.
class EdgeTree {
  public:
    explicit EdgeTree(std::span<const Edge> edges)
      : edges_(edges) {
        leaves_ = std::bit_ceil((edges.size() + kLeafSize - 1) / kLeafSize);
        boxes_.resize(2 * leaves_);
        for (std::size_t i = 0; i < edges.size(); ++i) {
            boxes_[leaves_ + i / kLeafSize].extend(edges[i].from);
            boxes_[leaves_ + i / kLeafSize].extend(edges[i].to);
        }
        for (std::size_t node = leaves_ - 1; node > 0; --node) {
            boxes_[node] = boxes_[2 * node];
            boxes_[node].extend(boxes_[2 * node + 1]);
        }
    }

    void showPairs(PairCheck& check) const { within(1, check); }

  private:
    static constexpr std::size_t kLeafSize = 8;

    std::span<const Edge> edgesOf(std::size_t leaf) const {
        const std::size_t first = std::min((leaf - leaves_) * kLeafSize, edges_.size());
        return edges_.subspan(first, std::min(kLeafSize, edges_.size() - first));
    }

    void within(std::size_t node, PairCheck& check) const {
        if (check.crosses()) return;
        if (node < leaves_) {
            within(2 * node, check);
            within(2 * node + 1, check);
            between(2 * node, 2 * node + 1, check);
            return;
        }
        const auto edges = edgesOf(node);
        for (std::size_t i = 0; i < edges.size(); ++i) {
            for (std::size_t j = i + 1; j < edges.size(); ++j) check(edges[i], edges[j]);
        }
    }

    /// Two nodes of one level.
    void between(std::size_t a, std::size_t b, PairCheck& check) const {
        if (check.crosses() || !boxes_[a].intersects(boxes_[b])) return;
        if (a < leaves_) {
            for (const std::size_t left : {2 * a, 2 * a + 1}) {
                for (const std::size_t right : {2 * b, 2 * b + 1}) between(left, right, check);
            }
            return;
        }
        for (const Edge& left : edgesOf(a)) {
            for (const Edge& right : edgesOf(b)) check(left, right);
        }
    }

    std::span<const Edge> edges_;
    std::size_t leaves_ = 1;
    std::vector<Box> boxes_; ///< a heap: children of node i at 2i and 2i + 1, leaves from leaves_ on
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

    EdgeTree(edges).showPairs(check);
    if (check.crosses()) return RingState::Broken;
    if (check.touches()) return RingState::Touching;
    return rings.size() == 1 || isNestedRightly(rings) ? RingState::Simple : RingState::Broken;
}

} // namespace geju
