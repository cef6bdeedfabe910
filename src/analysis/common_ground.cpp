#include "analysis/common_ground.hpp"

#include <algorithm>
#include <numeric>
#include <optional>

namespace geju {

namespace {

bool isBefore(Point a, Point b) {
    return a.x < b.x || (a.x == b.x && a.y < b.y);
}

/// A place where an edge is cut.
struct Cut {
    std::uint32_t edge;
    double along; ///< distance from the edge's start along the longer side of its box
    Point at;
};

std::vector<Cut> cutsOf(const OutlinePair& pair, int which) {
    std::vector<Cut> cuts;
    cuts.reserve(pair.crossings().size());
    for (const auto& crossing : pair.crossings()) {
        const auto& edge = pair.edges(which)[crossing.edges[which]];
        const bool alongX = edge.box.width() >= edge.box.height();
        const double along = alongX ? crossing.at.x - edge.a.x : crossing.at.y - edge.a.y;
        cuts.push_back({crossing.edges[which], along < 0 ? -along : along, crossing.at});
    }
    std::sort(cuts.begin(), cuts.end(),
              [](const Cut& a, const Cut& b) { return a.edge != b.edge ? a.edge < b.edge : a.along < b.along; });
    return cuts;
}

/// Stretches of both outlines that bound the common ground, which lies on their left, and the rings that they join to.
class Stretches {
  public:
    explicit Stretches(const OutlinePair& pair)
      : pair_(pair) {
        for (int which : {0, 1}) addOutline(which);
    }

    /// Nothing where ends do not meet.
    std::optional<std::vector<std::vector<Point>>> joined() const;

  private:
    void addOutline(int which);
    /// A piece of the edge, which continues the last one or not.
    void addPiece(Point from, Point to);
    void endStretch(const OutlinePair::Edge& edge);

    const OutlinePair& pair_;
    std::vector<std::vector<Point>> stretches_;
    bool open_ = false; ///< the last stretch may go on
};

void Stretches::addPiece(Point from, Point to) {
    if (!open_) stretches_.push_back({from});
    open_ = true;
    if (to != from) stretches_.back().push_back(to);
}

void Stretches::endStretch(const OutlinePair::Edge& edge) {
    if (!open_) return;
    open_ = false;
    auto& stretch = stretches_.back();
    if (stretch.size() < 2) {
        stretches_.pop_back();
    } else if (!edge.groundIsLeft) {
        std::reverse(stretch.begin(), stretch.end());
    }
}

void Stretches::addOutline(int which) {
    const auto& edges = pair_.edges(which);
    const std::vector<Cut> cuts = cutsOf(pair_, which);
    auto cut = cuts.begin();
    for (std::uint32_t i = 0; i < edges.size(); ++i) {
        const auto& edge = edges[i];
        if (i > 0 && (edges[i - 1].ring != edge.ring || edges[i - 1].b != edge.a)) endStretch(edges[i - 1]);
        bool bounds = edge.inside;
        if (edge.twin != OutlinePair::kNone) {
            // Of an edge of both the first feature's is taken, where both lie on the same side of it.
            bounds = which == 0 && pair_.groundOnSameSide(which, edge);
        }
        Point from = edge.a;
        for (; cut != cuts.end() && cut->edge == i; ++cut) {
            bounds ? addPiece(from, cut->at) : endStretch(edge);
            from = cut->at;
            bounds = !bounds;
        }
        bounds ? addPiece(from, edge.b) : endStretch(edge);
    }
    if (!edges.empty()) endStretch(edges.back());
}

std::optional<std::vector<std::vector<Point>>> Stretches::joined() const {
    std::vector<std::uint32_t> byStart(stretches_.size());
    std::iota(byStart.begin(), byStart.end(), 0u);
    const auto start = [&](std::uint32_t i) { return stretches_[i].front(); };
    std::sort(byStart.begin(), byStart.end(),
              [&](std::uint32_t a, std::uint32_t b) { return isBefore(start(a), start(b)); });
    std::vector<std::uint8_t> used(stretches_.size(), 0);
    std::vector<std::vector<Point>> rings;
    for (std::uint32_t i = 0; i < stretches_.size(); ++i) {
        if (used[i]) continue;
        used[i] = 1;
        std::vector<Point> ring = stretches_[i];
        while (ring.back() != ring.front()) {
            const Point end = ring.back();
            auto next = std::lower_bound(byStart.begin(), byStart.end(), end,
                                         [&](std::uint32_t a, Point p) { return isBefore(start(a), p); });
            while (next != byStart.end() && start(*next) == end && used[*next]) ++next;
            if (next == byStart.end() || start(*next) != end) return std::nullopt;
            used[*next] = 1;
            ring.insert(ring.end(), stretches_[*next].begin() + 1, stretches_[*next].end());
        }
        rings.push_back(std::move(ring));
    }
    return rings;
}

} // namespace

CommonGround commonGround(const EdgeRuns& first, std::size_t firstRow, const EdgeRuns& second, std::size_t secondRow) {
    OutlinePair pair(first, firstRow, second, secondRow);
    CommonGround common;
    common.relation = relate(pair, OutlinePair::Ask::Where);
    if (common.relation != Relation::Overlap && common.relation != Relation::Contains) return common;
    pair.findSides();
    if (auto rings = Stretches(pair).joined()) {
        common.rings = std::move(*rings);
    } else {
        common.relation = Relation::Unsure;
    }
    return common;
}

} // namespace geju
