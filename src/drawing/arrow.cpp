#include "drawing/stroke.hpp"

#include <algorithm>
#include <cmath>

namespace geju {

namespace {

Point between(Point a, Point b, double t) {
    return {a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
}

/// Corners of a head, seen from its base towards its tip.
struct Head {
    Point right;
    Point left;
    Point tip;
};

Head headAt(Point base, Point tip, double halfWidth) {
    const double length = std::hypot(tip.x - base.x, tip.y - base.y);
    if (!(length > 0)) return {base, base, tip}; // a path that ends where its head begins
    const Point right{(tip.y - base.y) / length * halfWidth, -(tip.x - base.x) / length * halfWidth};
    return {{base.x + right.x, base.y + right.y}, {base.x - right.x, base.y - right.y}, tip};
}

} // namespace

std::vector<Point> arrowOutline(std::span<const Point> path, double width, const ArrowStyle& style) {
    const PathMeter meter(path);
    const double length = meter.length();
    if (!(length > 0) || !(width > 0)) return {};
    const int heads = (style.atStart ? 1 : 0) + (style.atEnd ? 1 : 0);
    constexpr double kLargestHeadShare = 0.9; // of the whole length: a bit of shaft remains
    const double headLength = heads == 0 ? 0 : std::min(style.headLength * width, length * kLargestHeadShare / heads);
    const double from = style.atStart ? headLength : 0;
    const double to = style.atEnd ? length - headLength : length;
    std::vector<Point> centers;
    for (const Point& point : subPath(path, meter, from, to)) {
        if (centers.empty() || !(centers.back() == point)) centers.push_back(point);
    }
    const PathMeter centerMeter(centers);

    const double startWidth = !style.atStart && style.atEnd ? style.tailWidth * width : width;
    const double endWidth = style.atStart && !style.atEnd ? style.tailWidth * width : width;
    const std::vector<Point> rightUnit = offsetPath(centers, 1);
    const std::vector<Point> leftUnit = offsetPath(centers, -1);

    std::vector<Point> ring;
    std::vector<Point> left;
    const double headHalfWidth = style.headWidth * width / 2;
    if (style.atStart && headLength > 0) {
        const Head head = headAt(centers.front(), path.front(), headHalfWidth);
        ring.push_back(head.tip);
        ring.push_back(head.left); // seen backwards, so it is the right of the path
        left.push_back(head.tip);
        left.push_back(head.right);
    }
    for (std::size_t i = 0; i < centers.size(); ++i) {
        const double t = centerMeter.length() > 0 ? centerMeter.distanceOf(i) / centerMeter.length() : 0;
        const double halfWidth = (startWidth + (endWidth - startWidth) * t) / 2;
        ring.push_back(between(centers[i], rightUnit[i], halfWidth));
        left.push_back(between(centers[i], leftUnit[i], halfWidth));
    }
    if (style.atEnd && headLength > 0) {
        const Head head = headAt(centers.back(), path.back(), headHalfWidth);
        ring.push_back(head.right);
        ring.push_back(head.tip);
        left.push_back(head.left);
    }
    ring.insert(ring.end(), left.rbegin(), left.rend());
    if (!(ring.front() == ring.back())) ring.push_back(ring.front());
    return ring;
}

} // namespace geju
