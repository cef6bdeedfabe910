#include "geometry/simple_polygon.hpp"

#include "geometry/predicates.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <list>
#include <utility>
#include <vector>

namespace geju {

namespace {

/// Edges of a ring, one after another, that all go the same way along x or along y: they meet nowhere but at the
/// corners that they share.
struct Chain {
    const Point* corners;
    std::uint32_t edges;
    std::uint32_t ring;     ///< of the table
    std::uint32_t position; ///< of the first edge in its ring
    std::uint32_t ringEdges;
    Box box;
};

/// So that a chain of a large ring lies near few others.
constexpr std::uint32_t kMostEdgesOfChain = 32;

Box boxOf(Point a, Point b) {
    return {std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x), std::max(a.y, b.y)};
}

/// The ways in which an edge goes, as bits; 0 for one of no length.
unsigned waysOf(Point a, Point b) {
    return (b.x > a.x ? 1u : 0u) | (b.x < a.x ? 2u : 0u) | (b.y > a.y ? 4u : 0u) | (b.y < a.y ? 8u : 0u);
}

/// The chains of a feature's rings.
class Chains {
  public:
    void clear();
    /// False when the ring is not one of the ordinary kind.
    bool add(std::span<const Point> points, std::uint32_t ring);
    std::span<const Chain> all() const { return chains_; }

  private:
    std::vector<Chain> chains_;
    std::list<std::vector<Point>> withoutRepeats_; ///< rings that repeat corners, without that
};

void Chains::clear() {
    chains_.clear();
    withoutRepeats_.clear();
}

bool Chains::add(std::span<const Point> points, std::uint32_t ring) {
    if (points.size() < 4 || !(points.front() == points.back()) || !isUsable(points[0])) return false;
    const std::size_t before = chains_.size();
    const auto ringEdges = static_cast<std::uint32_t>(points.size() - 1);
    for (std::uint32_t first = 0; first < ringEdges;) {
        Chain chain{points.data() + first, 0, ring, first, ringEdges, {}};
        chain.box.extend(points[first]);
        unsigned ways = ~0u;
        for (; first + chain.edges < ringEdges && chain.edges < kMostEdgesOfChain; ++chain.edges) {
            const Point to = chain.corners[chain.edges + 1];
            const unsigned both = ways & waysOf(chain.corners[chain.edges], to);
            if (both == 0) break;
            if (!isUsable(to)) return false;
            ways = both;
            chain.box.extend(to);
        }
        if (chain.edges == 0) break;
        chains_.push_back(chain);
        first += chain.edges;
    }
    if (chains_.size() > before && chains_.back().position + chains_.back().edges == ringEdges) return true;
    // It stopped at an edge of no length, or at what is no number.
    std::vector<Point> distinct(points.begin(), points.end());
    distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
    if (distinct.size() == points.size()) return false;
    chains_.resize(before);
    withoutRepeats_.push_back(std::move(distinct));
    return add(withoutRepeats_.back(), ring);
}

/// Neighbours along a ring share a corner and must share nothing else.
bool foldsBack(Point before, Point corner, Point after) {
    if (orientation(before, corner, after) != 0) return false;
    return (before.x - corner.x) * (after.x - corner.x) + (before.y - corner.y) * (after.y - corner.y) > 0;
}

/// Whether two edges of different chains, the second's in the ring order after the first's, have nothing in common but
/// the corner of neighbours.
bool areApart(const Chain& first, std::uint32_t i, const Chain& second, std::uint32_t k) {
    const Point a = first.corners[i];
    const Point b = first.corners[i + 1];
    const Point c = second.corners[k];
    const Point d = second.corners[k + 1];
    if (first.ring == second.ring) {
        const std::uint32_t position = first.position + i;
        const std::uint32_t other = second.position + k;
        if (other == position + 1) return !foldsBack(a, b, d);
        if (position == 0 && other + 1 == first.ringEdges) return !foldsBack(c, a, b);
    }
    return meet(a, b, c, d) == Meeting::Apart;
}

/// Edges of a chain whose boxes meet a window.
struct NearEdges {
    std::array<std::uint32_t, kMostEdgesOfChain> edges; // not initialized: that would cost more than the rest
    std::size_t count = 0;

    NearEdges(const Chain& chain, const Box& window) {
        for (std::uint32_t i = 0; i < chain.edges; ++i) {
            if (boxOf(chain.corners[i], chain.corners[i + 1]).intersects(window)) edges[count++] = i;
        }
    }
    std::span<const std::uint32_t> all() const { return {edges.data(), count}; }
};

bool areApart(const Chain& first, const Chain& second) {
    if (!first.box.intersects(second.box)) return true;
    const Box window{std::max(first.box.minX, second.box.minX), std::max(first.box.minY, second.box.minY),
                     std::min(first.box.maxX, second.box.maxX), std::min(first.box.maxY, second.box.maxY)};
    const NearEdges own(first, window);
    if (own.count == 0) return true;
    const NearEdges others(second, window);
    for (const std::uint32_t i : own.all()) {
        const Box box = boxOf(first.corners[i], first.corners[i + 1]);
        for (const std::uint32_t k : others.all()) {
            if (!box.intersects(boxOf(second.corners[k], second.corners[k + 1]))) continue;
            if (!areApart(first, i, second, k)) return false;
        }
    }
    return true;
}

/// Boxes over chains that follow each other, in pairs up to the whole: a heap, children of node i at 2i and 2i + 1.
class ChainTree {
  public:
    explicit ChainTree(std::span<const Chain> chains)
      : chains_(chains)
      , leaves_(std::bit_ceil(chains.size()))
      , boxes_(2 * leaves_) {
        for (std::size_t i = 0; i < chains.size(); ++i) boxes_[leaves_ + i] = chains[i].box;
        for (std::size_t node = leaves_ - 1; node > 0; --node) {
            boxes_[node] = boxes_[2 * node];
            boxes_[node].extend(boxes_[2 * node + 1]);
        }
    }

    bool meetNowhere(std::size_t node = 1) const {
        if (node >= leaves_) return true;
        return meetNowhere(2 * node) && meetNowhere(2 * node + 1) && areApart(2 * node, 2 * node + 1);
    }

  private:
    /// Two nodes of one level.
    bool areApart(std::size_t a, std::size_t b) const {
        if (!boxes_[a].intersects(boxes_[b])) return true;
        if (a >= leaves_) return geju::areApart(chains_[a - leaves_], chains_[b - leaves_]);
        return areApart(2 * a, 2 * b) && areApart(2 * a, 2 * b + 1) && areApart(2 * a + 1, 2 * b) &&
               areApart(2 * a + 1, 2 * b + 1);
    }

    std::span<const Chain> chains_;
    std::size_t leaves_;
    std::vector<Box> boxes_;
};

/// No two edges meet, but for neighbours at their common corner.
bool meetNowhere(std::span<const Chain> chains) {
    constexpr std::size_t kFew = 24; // all pairs are as quick
    if (chains.size() > kFew) return ChainTree(chains).meetNowhere();
    for (std::size_t i = 0; i < chains.size(); ++i) {
        for (std::size_t k = i + 1; k < chains.size(); ++k) {
            if (!areApart(chains[i], chains[k])) return false;
        }
    }
    return true;
}

/// Of rings that meet nowhere: holes lie in their shell and not in each other, parts outside each other. One corner of
/// each ring tells where all of it lies; even–odd is enough, since of rings wrongly nested some ring has just one too
/// many around it.
bool areNestedRightly(const FeatureTable& table, const std::vector<std::uint32_t>& polygons) {
    std::vector<Point> corners;
    for (const std::uint32_t part : polygons) {
        for (const std::uint32_t ring : table.rings(part)) corners.push_back(table.points(ring)[0]);
    }
    CrossingParity parity(corners);
    std::vector<std::uint8_t> odd(corners.size(), 0); // against the rings of one part, but for its own
    std::size_t own = 0;
    for (const std::uint32_t part : polygons) {
        const std::size_t shell = own;
        std::vector<std::size_t> touched;
        for (const std::uint32_t ring : table.rings(part)) {
            parity.addRing(table.points(ring));
            for (const std::size_t corner : parity.takeTouched()) {
                if (corner == own) continue;
                odd[corner] ^= 1;
                touched.push_back(corner);
            }
            ++own;
        }
        std::size_t holesInside = 0;
        for (const std::size_t corner : touched) {
            if (!std::exchange(odd[corner], 0)) continue;
            if (corner <= shell || corner >= own) return false;
            ++holesInside;
        }
        if (holesInside + 1 != own - shell) return false;
    }
    return true;
}

} // namespace

bool isSurelyValid(const FeatureTable& table, std::size_t row) {
    thread_local Chains chains;
    thread_local std::vector<std::uint32_t> polygons;
    chains.clear();
    polygons.clear();
    std::size_t rings = 0;
    for (const std::uint32_t part : table.parts(row)) {
        if (table.kind(part) != PartKind::Polygon) continue;
        if (table.rings(part).empty()) return false;
        polygons.push_back(part);
        rings += table.rings(part).size();
        for (const std::uint32_t ring : table.rings(part)) {
            if (!chains.add(table.points(ring), ring)) return false;
        }
    }
    if (polygons.empty() || !meetNowhere(chains.all())) return false;
    return rings == 1 || areNestedRightly(table, polygons);
}

} // namespace geju
