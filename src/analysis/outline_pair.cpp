#include "analysis/outline_pair.hpp"

#include "geometry/predicates.hpp"

#include <algorithm>
#include <cmath>

namespace geju {

namespace {

using Edge = OutlinePair::Edge;

Box boxOf(Point a, Point b) {
    return {std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x), std::max(a.y, b.y)};
}

std::vector<Edge> edgesIn(const OutlinePair::Outline& outline, const Box& window) {
    std::vector<Edge> edges;
    outline.runs->forEachNear(outline.row, window, [&](const EdgeRuns::Run& run) {
        if (edges.empty()) edges.reserve(run.last - run.first);
        const auto points = outline.table().points(run.ring);
        for (std::uint32_t i = run.first; i < run.last; ++i) {
            if (points[i] == points[i + 1]) continue;
            const Box box = boxOf(points[i], points[i + 1]);
            if (box.intersects(window)) edges.push_back({points[i], points[i + 1], box, run.ring, run.groundIsLeft});
        }
    });
    return edges;
}

/// Of points on the edge.
bool comesBefore(const Edge& edge, Point p, Point q) {
    if (edge.box.width() >= edge.box.height()) return edge.b.x > edge.a.x ? p.x < q.x : p.x > q.x;
    return edge.b.y > edge.a.y ? p.y < q.y : p.y > q.y;
}

/// How far along the edge a point on it lies, as a share.
double shareAt(const Edge& edge, Point at) {
    const bool alongX = edge.box.width() >= edge.box.height();
    return alongX ? (at.x - edge.a.x) / (edge.b.x - edge.a.x) : (at.y - edge.a.y) / (edge.b.y - edge.a.y);
}

/// Whether edges with a common corner have nothing else in common.
bool meetAtCornerOnly(const Edge& e, const Edge& f) {
    const Point at = e.a == f.a || e.a == f.b ? e.a : e.b;
    const Point otherE = at == e.a ? e.b : e.a;
    const Point otherF = at == f.a ? f.b : f.a;
    const bool along = orientation(otherE, at, otherF) == 0 &&
                       (boxOf(at, otherE).contains(otherF) || boxOf(at, otherF).contains(otherE));
    return !along;
}

} // namespace

OutlinePair::OutlinePair(const EdgeRuns& first, std::size_t firstRow, const EdgeRuns& second, std::size_t secondRow)
  : outlines_{Outline{&first, firstRow}, Outline{&second, secondRow}} {
    const Box& a = outlines_[0].envelope();
    const Box& b = outlines_[1].envelope();
    if (a.empty() || b.empty() || !a.intersects(b)) return;
    window_ = {std::max(a.minX, b.minX), std::max(a.minY, b.minY), std::min(a.maxX, b.maxX), std::min(a.maxY, b.maxY)};
    edges_[1] = edgesIn(outlines_[1], window_);
}

bool OutlinePair::compare(Ask ask) {
    edges_[0] = edgesIn(outlines_[0], window_);
    const bool cross = comparePairs(ask);
    if (cross && ask == Ask::Whether) return true;
    return splitEdges() ? comparePairs(ask) : cross; // no corner lies in the midst of an edge any more
}

bool OutlinePair::comparePairs(Ask ask) {
    crossings_.clear();
    constexpr std::size_t kFewPairs = 2048;
    if (edges_[0].size() * edges_[1].size() > kFewPairs) return sweep(ask);
    for (std::uint32_t second = 0; second < edges_[1].size(); ++second) {
        for (std::uint32_t first = 0; first < edges_[0].size(); ++first) {
            if (comparePair(first, second) && ask == Ask::Whether) return true;
        }
    }
    return !crossings_.empty();
}

/// Compares the pairs along the longer side of the window.
bool OutlinePair::sweep(Ask ask) {
    const bool alongX = window_.width() >= window_.height();
    const auto low = [&](const Edge& e) { return alongX ? e.box.minX : e.box.minY; };
    const auto high = [&](const Edge& e) { return alongX ? e.box.maxX : e.box.maxY; };
    std::array<std::vector<std::uint32_t>, 2> order;
    for (int which : {0, 1}) {
        const auto& edges = edges_[which];
        order[which].resize(edges.size());
        for (std::uint32_t i = 0; i < edges.size(); ++i) order[which][i] = i;
        std::sort(order[which].begin(), order[which].end(),
                  [&](std::uint32_t a, std::uint32_t b) { return low(edges[a]) < low(edges[b]); });
    }
    std::array<std::vector<std::uint32_t>, 2> active;
    std::array<std::size_t, 2> next{0, 0};
    const auto coming = [&](int which) { return low(edges_[which][order[which][next[which]]]); };
    while (next[0] < order[0].size() || next[1] < order[1].size()) {
        const bool fromFirst = next[1] >= order[1].size() || (next[0] < order[0].size() && coming(0) <= coming(1));
        const int own = fromFirst ? 0 : 1;
        const std::uint32_t edge = order[own][next[own]++];
        const double place = low(edges_[own][edge]);
        auto& others = active[1 - own];
        std::erase_if(others, [&](std::uint32_t other) { return high(edges_[1 - own][other]) < place; });
        for (const std::uint32_t other : others) {
            const bool cross = fromFirst ? comparePair(edge, other) : comparePair(other, edge);
            if (cross && ask == Ask::Whether) return true;
        }
        active[own].push_back(edge);
    }
    return !crossings_.empty();
}

/// True where they cross.
bool OutlinePair::comparePair(std::uint32_t first, std::uint32_t second) {
    Edge& e = edges_[0][first];
    Edge& f = edges_[1][second];
    if (!e.box.intersects(f.box)) return false;
    if ((e.a == f.a && e.b == f.b) || (e.a == f.b && e.b == f.a)) {
        e.twin = second;
        f.twin = first;
        e.touchesA = f.touchesA = true;
        return false;
    }
    if (e.a == f.a || e.a == f.b || e.b == f.a || e.b == f.b) {
        if (meetAtCornerOnly(e, f)) {
            e.touchesA |= e.a == f.a || e.a == f.b;
            f.touchesA |= f.a == e.a || f.a == e.b;
        } else {
            addSplits(0, first, f);
            addSplits(1, second, e);
        }
        return false;
    }
    const Meeting meeting = meet(e.a, e.b, f.a, f.b);
    if (meeting == Meeting::Touch) {
        addSplits(0, first, f);
        addSplits(1, second, e);
    }
    if (meeting != Meeting::Cross) return false;
    const Point at = crossingOf(e.a, e.b, f.a, f.b);
    crossings_.push_back({{first, second}, at});
    for (Edge* edge : {&e, &f}) {
        ++edge->crossings;
        edge->firstCrossing = std::min(edge->firstCrossing, shareAt(*edge, at));
    }
    return true;
}

void OutlinePair::addSplits(int which, std::uint32_t edge, const Edge& other) {
    const Edge& own = edges_[which][edge];
    for (const Point at : {other.a, other.b}) {
        if (at != own.a && at != own.b && own.box.contains(at) && orientation(own.a, own.b, at) == 0) {
            splits_[which].push_back({edge, at});
        }
    }
}

/// False where there is nothing to split.
bool OutlinePair::splitEdges() {
    if (splits_[0].empty() && splits_[1].empty()) return false;
    for (int which : {0, 1}) {
        const auto whole = std::move(edges_[which]);
        auto& splits = splits_[which];
        std::sort(splits.begin(), splits.end(), [&](const Split& s, const Split& t) {
            return s.edge != t.edge ? s.edge < t.edge : comesBefore(whole[s.edge], s.at, t.at);
        });
        auto& edges = edges_[which];
        edges.clear();
        auto split = splits.begin();
        for (std::uint32_t i = 0; i < whole.size(); ++i) {
            Point from = whole[i].a;
            const auto add = [&](Point to) {
                if (from != to) edges.push_back({from, to, boxOf(from, to), whole[i].ring, whole[i].groundIsLeft});
                from = to;
            };
            for (; split != splits.end() && split->edge == i; ++split) add(split->at);
            add(whole[i].b);
        }
        splits.clear();
    }
    return true;
}

bool OutlinePair::groundOnSameSide(int which, const Edge& edge) const {
    const Edge& twin = edges_[1 - which][edge.twin];
    return (edge.groundIsLeft == twin.groundIsLeft) == (edge.a == twin.a);
}

void OutlinePair::findSides() {
    for (int which : {0, 1}) findSidesOf(which);
}

void OutlinePair::findSidesOf(int which) {
    auto& edges = edges_[which];
    const Outline& other = outlines_[1 - which];
    // Between two places where the outlines meet an outline stays on one side, so one point a stretch is enough.
    bool known = false; // the side at the end of the edge before
    bool inside = false;
    for (std::size_t i = 0; i < edges.size(); ++i) {
        Edge& edge = edges[i];
        if (edge.twin != kNone) {
            known = false;
            continue;
        }
        const bool continues = i > 0 && edges[i - 1].ring == edge.ring && edges[i - 1].b == edge.a && !edge.touchesA;
        if (!known || !continues) {
            // A corner that is on no edge of the other is exact; the middle of a stretch that begins at a corner of the
            // other is a rounding beside the edge, which matters only for slivers as thin as a rounding.
            const double share = edge.touchesA ? edge.firstCrossing / 2 : 0;
            const Point probe{edge.a.x + (edge.b.x - edge.a.x) * share, edge.a.y + (edge.b.y - edge.a.y) * share};
            inside = window_.contains(probe) && other.contains(probe);
        }
        edge.inside = inside;
        if (edge.crossings % 2 == 1) inside = !inside;
        known = true;
    }
}

} // namespace geju
