#include "geometry/box_clip.hpp"

#include "geometry/measure.hpp"

#include <cmath>

namespace geju {

namespace {

/// `inward` is how far a point is on the good side.
template <typename Inward>
void clipBySide(const std::vector<Point>& points, std::vector<Point>& clipped, const Inward& inward) {
    clipped.clear();
    if (points.empty()) return;
    Point from = points.back();
    double fromDepth = inward(from);
    for (const Point& to : points) {
        const double toDepth = inward(to);
        if ((fromDepth < 0) != (toDepth < 0)) {
            const double t = fromDepth / (fromDepth - toDepth);
            clipped.push_back({from.x + (to.x - from.x) * t, from.y + (to.y - from.y) * t});
        }
        if (toDepth >= 0) clipped.push_back(to);
        from = to;
        fromDepth = toDepth;
    }
}

} // namespace

double BoxClip::ringArea(std::span<const Point> ring) {
    points_.assign(ring.begin(), ring.end());
    clipBySide(points_, clipped_, [&](Point p) { return p.x - box_.minX; });
    clipBySide(clipped_, points_, [&](Point p) { return box_.maxX - p.x; });
    clipBySide(points_, clipped_, [&](Point p) { return p.y - box_.minY; });
    clipBySide(clipped_, points_, [&](Point p) { return box_.maxY - p.y; });
    return points_.size() < 3 ? 0 : std::fabs(geju::ringArea(points_));
}

} // namespace geju
