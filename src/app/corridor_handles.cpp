#include "app/corridor_handles.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace geju {

namespace {

/// A place of a line and the direction of the line there, of length 1.
struct Place {
    Point at;
    Point along;
    double distance = std::numeric_limits<double>::infinity();
};

void lookOn(Point from, Point to, Point middle, Place& nearest) {
    const Point along{to.x - from.x, to.y - from.y};
    const double length = std::hypot(along.x, along.y);
    if (length == 0) return;
    const double t =
        std::clamp(((middle.x - from.x) * along.x + (middle.y - from.y) * along.y) / (length * length), 0.0, 1.0);
    const Point at{from.x + along.x * t, from.y + along.y * t};
    const double distance = std::hypot(at.x - middle.x, at.y - middle.y);
    if (distance < nearest.distance) nearest = {at, {along.x / length, along.y / length}, distance};
}

} // namespace

std::vector<Point> corridorHandles(const FeatureTable& table, std::uint32_t row, double halfWidth, Point middle) {
    Place nearest;
    for (const std::uint32_t part : table.parts(row)) {
        if (table.kind(part) != PartKind::Line) continue;
        for (const std::uint32_t ring : table.rings(part)) {
            const auto line = table.points(ring);
            for (std::size_t i = 1; i < line.size(); ++i) lookOn(line[i - 1], line[i], middle, nearest);
        }
    }
    if (!std::isfinite(nearest.distance)) return {};
    const Point off{-nearest.along.y * halfWidth, nearest.along.x * halfWidth};
    return {{nearest.at.x + off.x, nearest.at.y + off.y}, {nearest.at.x - off.x, nearest.at.y - off.y}};
}

} // namespace geju
