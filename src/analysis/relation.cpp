#include "analysis/relation.hpp"

#include "geometry/predicates.hpp"

#include <algorithm>
#include <optional>

namespace geju {

namespace {

constexpr std::uint32_t kEdgesOfRun = 32;

struct Edge {
    Point a;
    Point b;
    Box box;
    std::uint32_t ring = 0;
    bool shared = false;   ///< the other feature has the same edge
    bool touchesA = false; ///< a corner of the other feature lies on `a`
};

struct Features {
    const EdgeRuns& runs;
    std::size_t row;
};

Box boxOf(Point a, Point b) {
    Box box;
    box.extend(a);
    box.extend(b);
    return box;
}

/// The edges that reach into the window, in the order of the rings.
std::vector<Edge> edgesIn(const Features& feature, const Box& window) {
    std::vector<Edge> edges;
    for (const auto& run : feature.runs.of(feature.row)) {
        if (!run.box.intersects(window)) continue;
        const auto points = feature.runs.table().points(run.ring);
        for (std::uint32_t i = run.first; i < run.last; ++i) {
            if (points[i] == points[i + 1]) continue;
            const Box box = boxOf(points[i], points[i + 1]);
            if (box.intersects(window)) edges.push_back({points[i], points[i + 1], box, run.ring, false, false});
        }
    }
    return edges;
}

/// Even–odd, exact; the point must not lie on an edge.
bool isInside(const Features& feature, Point point) {
    bool inside = false;
    for (const auto& run : feature.runs.of(feature.row)) {
        if (run.box.minY > point.y || run.box.maxY < point.y || run.box.maxX < point.x) continue;
        const auto points = feature.runs.table().points(run.ring);
        for (std::uint32_t i = run.first; i < run.last; ++i) {
            const Point a = points[i];
            const Point b = points[i + 1];
            if ((a.y > point.y) == (b.y > point.y)) continue;
            const int side = orientation(a, b, point);
            if ((b.y > a.y) == (side > 0)) inside = !inside;
        }
    }
    return inside;
}

/// Looks at every pair of edges that come near each other. Nothing when none crosses or touches in the midst of an
/// edge.
std::optional<Relation> compareEdges(std::vector<Edge>& first, std::vector<Edge>& second, const Box& window) {
    const bool alongX = window.width() >= window.height();
    const auto low = [&](const Edge& e) { return alongX ? e.box.minX : e.box.minY; };
    const auto high = [&](const Edge& e) { return alongX ? e.box.maxX : e.box.maxY; };
    std::vector<Edge*> sweep[2];
    for (Edge& edge : first) sweep[0].push_back(&edge);
    for (Edge& edge : second) sweep[1].push_back(&edge);
    for (auto& side : sweep) {
        std::sort(side.begin(), side.end(), [&](const Edge* a, const Edge* b) { return low(*a) < low(*b); });
    }

    bool unsure = false;
    const auto compare = [&](Edge& e, Edge& f) {
        if (!e.box.intersects(f.box)) return false;
        if ((e.a == f.a && e.b == f.b) || (e.a == f.b && e.b == f.a)) {
            e.shared = f.shared = true;
            e.touchesA = f.touchesA = true;
            return false;
        }
        switch (meet(e.a, e.b, f.a, f.b)) {
        case Meeting::Apart:
            return false;
        case Meeting::Cross:
            return true;
        case Meeting::Touch:
            break;
        }
        // At one common corner, and nowhere else?
        const bool corner = e.a == f.a || e.a == f.b || e.b == f.a || e.b == f.b;
        const Point at = e.a == f.a || e.a == f.b ? e.a : e.b;
        const Point otherE = at == e.a ? e.b : e.a;
        const Point otherF = at == f.a ? f.b : f.a;
        if (!corner || (orientation(otherE, at, otherF) == 0 && boxOf(at, otherE).contains(otherF)) ||
            (orientation(otherE, at, otherF) == 0 && boxOf(at, otherF).contains(otherE))) {
            unsure = true;
            return false;
        }
        if (e.a == at) e.touchesA = true;
        if (f.a == at) f.touchesA = true;
        return false;
    };

    std::vector<Edge*> active[2];
    std::size_t next[2] = {0, 0};
    while (next[0] < sweep[0].size() || next[1] < sweep[1].size()) {
        const bool fromFirst = next[1] >= sweep[1].size() ||
                               (next[0] < sweep[0].size() && low(*sweep[0][next[0]]) <= low(*sweep[1][next[1]]));
        const int own = fromFirst ? 0 : 1;
        Edge* edge = sweep[own][next[own]++];
        auto& others = active[1 - own];
        std::erase_if(others, [&](const Edge* other) { return high(*other) < low(*edge); });
        for (Edge* other : others) {
            if (fromFirst ? compare(*edge, *other) : compare(*other, *edge)) return Relation::Overlap;
        }
        active[own].push_back(edge);
    }
    if (unsure) return Relation::Unsure;
    return std::nullopt;
}

struct Sides {
    bool inside = false;
    bool outside = false;
    bool wholeRingShared = false;
};

/// On which side of `other` the edges lie that are not shared. Between two places where the outlines touch an outline
/// stays on one side, so one point a stretch is enough.
Sides sidesOf(const Features& feature, const std::vector<Edge>& edges, const Features& other) {
    Sides sides;
    const Box& otherBox = other.runs.table().envelope(other.row);
    const Box& ownBox = feature.runs.table().envelope(feature.row);
    if (!otherBox.contains(ownBox)) sides.outside = true; // it reaches beyond the other's envelope
    std::size_t i = 0;
    while (i < edges.size()) {
        std::size_t end = i;
        bool allShared = true;
        while (end < edges.size() && edges[end].ring == edges[i].ring) allShared &= edges[end++].shared;
        if (allShared && edges[i].a == edges[end - 1].b) sides.wholeRingShared = true;

        bool known = false; // the side of the stretch that the edge continues
        for (std::size_t k = i; k < end; ++k) {
            const Edge& edge = edges[k];
            const bool continues = k > i && edges[k - 1].b == edge.a && !edge.touchesA && !edges[k - 1].shared;
            if (edge.shared) {
                known = false;
                continue;
            }
            if (continues && known) continue;
            // A corner that is on no edge of the other is exact; the middle of an edge between two touching corners is
            // a rounding beside the edge, which matters only for slivers as thin as a rounding.
            const Point probe = edge.touchesA ? Point{(edge.a.x + edge.b.x) / 2, (edge.a.y + edge.b.y) / 2} : edge.a;
            (isInside(other, probe) ? sides.inside : sides.outside) = true;
            known = true;
        }
        i = end;
    }
    return sides;
}

/// Where the other's edges stay away from the feature, each of its parts lies on one side of them: a corner says on which.
std::optional<Relation> relateAway(const Features& feature, const Features& other, const Box& window) {
    for (const auto& run : other.runs.of(other.row)) {
        if (run.box.intersects(window)) return std::nullopt;
    }
    const FeatureTable& table = feature.runs.table();
    std::size_t inside = 0;
    std::size_t outside = 0;
    for (const std::uint32_t part : table.parts(feature.row)) {
        if (table.kind(part) != PartKind::Polygon || table.rings(part).empty()) continue;
        const auto shell = table.points(*table.rings(part).begin());
        if (!shell.empty()) ++(isInside(other, shell[0]) ? inside : outside);
    }
    if (inside > 0 && outside > 0) return Relation::Overlap;
    return inside > 0 ? Relation::Inside : Relation::Disjoint;
}

} // namespace

EdgeRuns::EdgeRuns(const FeatureTable& table)
  : table_(&table) {
    rowStart_.reserve(table.size() + 1);
    rowStart_.push_back(0);
    for (std::size_t row = 0; row < table.size(); ++row) {
        addRow(row);
        rowStart_.push_back(static_cast<std::uint32_t>(runs_.size()));
    }
}

EdgeRuns::EdgeRuns(const FeatureTable& table, std::span<const std::uint32_t> rows)
  : table_(&table) {
    rowStart_.reserve(table.size() + 1);
    for (const std::uint32_t row : rows) {
        rowStart_.resize(row + 1, static_cast<std::uint32_t>(runs_.size()));
        addRow(row);
    }
    rowStart_.resize(table.size() + 1, static_cast<std::uint32_t>(runs_.size()));
}

void EdgeRuns::addRow(std::size_t row) {
    for (const std::uint32_t part : table_->parts(row)) {
        if (table_->kind(part) != PartKind::Polygon) continue;
        for (const std::uint32_t ring : table_->rings(part)) {
            const auto points = table_->points(ring);
            for (std::uint32_t first = 0; first + 1 < points.size(); first += kEdgesOfRun) {
                const auto last =
                    static_cast<std::uint32_t>(std::min<std::size_t>(first + kEdgesOfRun, points.size() - 1));
                Run run{{}, ring, first, last};
                for (std::uint32_t i = first; i <= last; ++i) run.box.extend(points[i]);
                runs_.push_back(run);
            }
        }
    }
}

std::span<const EdgeRuns::Run> EdgeRuns::of(std::size_t row) const {
    return {runs_.data() + rowStart_[row], rowStart_[row + 1] - rowStart_[row]};
}

Relation relate(const EdgeRuns& first, std::size_t firstRow, const EdgeRuns& second, std::size_t secondRow) {
    const Box& a = first.table().envelope(firstRow);
    const Box& b = second.table().envelope(secondRow);
    if (a.empty() || b.empty() || !a.intersects(b)) return Relation::Disjoint;
    const Box window{std::max(a.minX, b.minX), std::max(a.minY, b.minY), std::min(a.maxX, b.maxX),
                     std::min(a.maxY, b.maxY)};
    const Features one{first, firstRow};
    const Features two{second, secondRow};
    if (const auto away = relateAway(one, two, window)) return *away;
    std::vector<Edge> edgesOne = edgesIn(one, window);
    std::vector<Edge> edgesTwo = edgesIn(two, window);
    if (const auto decided = compareEdges(edgesOne, edgesTwo, window)) return *decided;

    const Sides sidesOne = sidesOf(one, edgesOne, two);
    const Sides sidesTwo = sidesOf(two, edgesTwo, one);
    if (sidesOne.wholeRingShared || sidesTwo.wholeRingShared) return Relation::Unsure;
    if (!sidesOne.inside && !sidesTwo.inside) return Relation::Disjoint;
    if (sidesOne.inside && !sidesOne.outside && !sidesTwo.inside) return Relation::Inside;
    if (sidesTwo.inside && !sidesTwo.outside && !sidesOne.inside) return Relation::Contains;
    return Relation::Overlap;
}

} // namespace geju
