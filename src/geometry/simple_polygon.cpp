#include "geometry/simple_polygon.hpp"

#include "geometry/predicates.hpp"

#include <vector>

namespace geju {

namespace {

/// With more edges a sweep is quicker than looking at all pairs.
constexpr std::size_t kMostEdges = 256;

struct Edge {
    Point a, b;
    Box box;
    std::uint32_t ring;
};

Box boxOf(Point a, Point b) {
    return {std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x), std::max(a.y, b.y)};
}

/// Neighbours along a ring share a corner and must share nothing else.
bool foldsBack(Point before, Point corner, Point after) {
    if (orientation(before, corner, after) != 0) return false;
    return (before.x - corner.x) * (after.x - corner.x) + (before.y - corner.y) * (after.y - corner.y) > 0;
}

/// Adds the ring's edges; false when it is not one of the ordinary kind.
bool addRing(std::span<const Point> points, std::uint32_t ring, std::vector<Edge>& edges) {
    if (points.size() < 4 || !(points.front() == points.back())) return false;
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
        if (!isUsable(points[i]) || points[i] == points[i + 1]) return false;
        edges.push_back({points[i], points[i + 1], boxOf(points[i], points[i + 1]), ring});
    }
    return edges.size() <= kMostEdges;
}

/// No two edges meet, but for neighbours at their common corner.
bool meetNowhere(const std::vector<Edge>& edges) {
    for (std::size_t i = 0, first = 0; i < edges.size(); ++i) {
        if (edges[i].ring != edges[first].ring) first = i;
        const Edge& e = edges[i];
        for (std::size_t k = i + 1; k < edges.size(); ++k) {
            const Edge& f = edges[k];
            if (e.box.minX > f.box.maxX || e.box.maxX < f.box.minX || e.box.minY > f.box.maxY ||
                e.box.maxY < f.box.minY) {
                continue;
            }
            const bool sameRing = e.ring == f.ring;
            const bool follows = sameRing && k == i + 1;
            const bool closes = sameRing && i == first && (k + 1 == edges.size() || edges[k + 1].ring != e.ring);
            if (follows && closes) return false; // two edges
            if (follows) {
                if (foldsBack(e.a, e.b, f.b)) return false;
            } else if (closes) {
                if (foldsBack(f.a, e.a, e.b)) return false;
            } else if (meet(e.a, e.b, f.a, f.b) != Meeting::Apart) {
                return false;
            }
        }
    }
    return true;
}

/// Even–odd; the point is on no edge of the ring.
bool isInside(std::span<const Point> ring, Point point) {
    bool inside = false;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        const Point a = ring[i];
        const Point b = ring[i + 1];
        if ((a.y > point.y) == (b.y > point.y)) continue;
        if ((b.y > a.y) == (orientation(a, b, point) > 0)) inside = !inside;
    }
    return inside;
}

/// Rings that meet nowhere: holes lie in the shell and not in each other.
bool holesAreInside(const FeatureTable& table, std::uint32_t part) {
    const auto rings = table.rings(part);
    for (const std::uint32_t hole : rings) {
        if (hole == rings.first) continue;
        const Point corner = table.points(hole)[0];
        if (!isInside(table.points(rings.first), corner)) return false;
        for (const std::uint32_t other : rings) {
            if (other != rings.first && other != hole && isInside(table.points(other), corner)) return false;
        }
    }
    return true;
}

bool partsAreApart(const FeatureTable& table, const std::vector<std::uint32_t>& parts) {
    for (const std::uint32_t part : parts) {
        const Point corner = table.points(table.rings(part).first)[0];
        for (const std::uint32_t other : parts) {
            if (other != part && isInside(table.points(table.rings(other).first), corner)) return false;
        }
    }
    return true;
}

} // namespace

bool isSurelyValid(const FeatureTable& table, std::size_t row) {
    thread_local std::vector<Edge> edges;
    thread_local std::vector<std::uint32_t> polygons;
    edges.clear();
    polygons.clear();
    for (const std::uint32_t part : table.parts(row)) {
        if (table.kind(part) != PartKind::Polygon) continue;
        polygons.push_back(part);
        for (const std::uint32_t ring : table.rings(part)) {
            if (!addRing(table.points(ring), ring, edges)) return false;
        }
    }
    if (polygons.empty() || !meetNowhere(edges)) return false;
    for (const std::uint32_t part : polygons) {
        if (!holesAreInside(table, part)) return false;
    }
    return partsAreApart(table, polygons);
}

} // namespace geju
