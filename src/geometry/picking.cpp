#include "geometry/picking.hpp"

#include "geometry/predicates.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace geju {

namespace {

enum class Side { Outside, Inside, OnEdge };

/// Even–odd over one ring, exactly.
Side sideOf(std::span<const Point> ring, Point point) {
    if (ring.empty()) return Side::Outside;
    bool inside = false;
    Point from = ring.back();
    for (const Point& to : ring) {
        const bool spans = (from.y > point.y) != (to.y > point.y);
        if (spans) {
            // Left or right of both ends needs no determinant.
            if (from.x > point.x && to.x > point.x) {
                inside = !inside;
            } else if (!(from.x < point.x && to.x < point.x)) {
                const int side = to.y > from.y ? orientation(from, to, point) : orientation(to, from, point);
                if (side == 0) return Side::OnEdge;
                if (side > 0) inside = !inside;
            }
        } else if (to == point || from == point ||
                   (from.y == point.y && to.y == point.y && (from.x > point.x) != (to.x > point.x))) {
            return Side::OnEdge;
        }
        from = to;
    }
    return inside ? Side::Inside : Side::Outside;
}

bool partContains(const FeatureTable& table, std::uint32_t part, Point point) {
    bool inside = false;
    for (const std::uint32_t ring : table.rings(part)) {
        const Side side = sideOf(table.points(ring), point);
        if (side == Side::OnEdge) return true;
        if (side == Side::Inside) inside = !inside;
    }
    return inside;
}

/// Two closed convex sets are apart when a line separates them: a side of the box, or the segment's own.
bool segmentTouches(Point from, Point to, const Box& box) {
    Box ends;
    ends.extend(from);
    ends.extend(to);
    if (!ends.intersects(box)) return false;
    const int first = orientation(from, to, {box.minX, box.minY});
    const auto isOnSameSide = [&](Point corner) { return orientation(from, to, corner) == first; };
    return first == 0 || !isOnSameSide({box.maxX, box.minY}) || !isOnSameSide({box.maxX, box.maxY}) ||
           !isOnSameSide({box.minX, box.maxY});
}

double distanceToSegment(Point from, Point to, Point point) {
    const double dx = to.x - from.x;
    const double dy = to.y - from.y;
    const double squaredLength = dx * dx + dy * dy;
    double along = 0;
    if (squaredLength > 0) {
        along = std::clamp(((point.x - from.x) * dx + (point.y - from.y) * dy) / squaredLength, 0.0, 1.0);
    }
    return std::hypot(from.x + along * dx - point.x, from.y + along * dy - point.y);
}

double distanceToPoints(std::span<const Point> points, Point point) {
    double least = std::numeric_limits<double>::infinity();
    for (const Point& p : points) least = std::min(least, std::hypot(p.x - point.x, p.y - point.y));
    return least;
}

} // namespace

bool contains(const FeatureTable& table, std::size_t row, Point point) {
    if (!table.envelope(row).contains(point)) return false;
    for (const std::uint32_t part : table.parts(row)) {
        if (table.kind(part) == PartKind::Polygon && partContains(table, part, point)) return true;
    }
    return false;
}

bool outlineTouches(const FeatureTable& table, std::size_t row, const Box& box) {
    const Box& envelope = table.envelope(row);
    if (!envelope.intersects(box)) return false;
    if (box.contains(envelope)) return true;
    const auto isInside = [&](Point point) { return box.contains(point); };
    for (const std::uint32_t part : table.parts(row)) {
        for (const std::uint32_t ring : table.rings(part)) {
            const auto points = table.points(ring);
            if (std::any_of(points.begin(), points.end(), isInside)) return true;
            if (table.kind(part) == PartKind::Points) continue;
            for (std::size_t i = 1; i < points.size(); ++i) {
                if (segmentTouches(points[i - 1], points[i], box)) return true;
            }
        }
    }
    return false;
}

bool touches(const FeatureTable& table, std::size_t row, const Box& box) {
    return outlineTouches(table, row, box) || contains(table, row, {box.minX, box.minY});
}

double distance(const FeatureTable& table, std::size_t row, Point point) {
    double least = std::numeric_limits<double>::infinity();
    for (const std::uint32_t part : table.parts(row)) {
        const PartKind kind = table.kind(part);
        if (kind == PartKind::Polygon && partContains(table, part, point)) return 0;
        for (const std::uint32_t ring : table.rings(part)) {
            const auto points = table.points(ring);
            least = std::min(least, kind == PartKind::Points ? distanceToPoints(points, point)
                                                             : distanceToPath(points, point));
        }
    }
    return least;
}

double distanceToPath(std::span<const Point> path, Point point) {
    if (path.size() == 1) return distanceToPoints(path, point);
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t i = 1; i < path.size(); ++i) {
        least = std::min(least, distanceToSegment(path[i - 1], path[i], point));
    }
    return least;
}

} // namespace geju
