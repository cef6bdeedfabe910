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

/// Of each head of a path of that length.
double headLengthOf(double length, double width, const ArrowStyle& style) {
    const int heads = (style.atStart ? 1 : 0) + (style.atEnd ? 1 : 0);
    constexpr double kLargestHeadShare = 0.9; // of the whole length: a bit of shaft remains
    return heads == 0 ? 0 : std::min(style.headLength * width, length * kLargestHeadShare / heads);
}

} // namespace

PathRange arrowShaft(double length, double width, const ArrowStyle& style) {
    const double head = headLengthOf(length, width, style);
    return {style.atStart ? head : 0, style.atEnd ? length - head : length};
}

std::vector<ArrowSection> arrowSections(std::span<const Point> path, double width, const ArrowStyle& style) {
    const PathMeter meter(path);
    const double length = meter.length();
    if (!(length > 0) || !(width > 0)) return {};
    const double headLength = headLengthOf(length, width, style);
    const PathRange shaft = arrowShaft(length, width, style);
    std::vector<Point> centers;
    for (const Point& point : subPath(path, meter, shaft.first, shaft.last)) {
        if (centers.empty() || !(centers.back() == point)) centers.push_back(point);
    }
    const PathMeter centerMeter(centers);

    const double startWidth = !style.atStart && style.atEnd ? style.tailWidth * width : width;
    const double endWidth = style.atStart && !style.atEnd ? style.tailWidth * width : width;
    const std::vector<Point> rightUnit = offsetPath(centers, 1);
    const std::vector<Point> leftUnit = offsetPath(centers, -1);

    std::vector<ArrowSection> sections;
    const double headHalfWidth = style.headWidth * width / 2;
    if (style.atStart && headLength > 0) {
        const Head head = headAt(centers.front(), path.front(), headHalfWidth);
        sections.push_back({head.tip, head.tip, 0});
        sections.push_back({head.left, head.right, shaft.first / length}); // the head looks backwards
    }
    for (std::size_t i = 0; i < centers.size(); ++i) {
        const double t = centerMeter.length() > 0 ? centerMeter.distanceOf(i) / centerMeter.length() : 0;
        const double halfWidth = (startWidth + (endWidth - startWidth) * t) / 2;
        sections.push_back({between(centers[i], rightUnit[i], halfWidth), between(centers[i], leftUnit[i], halfWidth),
                            (shaft.first + (shaft.last - shaft.first) * t) / length});
    }
    if (style.atEnd && headLength > 0) {
        const Head head = headAt(centers.back(), path.back(), headHalfWidth);
        sections.push_back({head.right, head.left, shaft.last / length});
        sections.push_back({head.tip, head.tip, 1});
    }
    return sections;
}

std::vector<Point> arrowOutline(std::span<const Point> path, double width, const ArrowStyle& style) {
    const std::vector<ArrowSection> sections = arrowSections(path, width, style);
    std::vector<Point> ring;
    const auto add = [&](Point corner) {
        if (ring.empty() || !(ring.back() == corner)) ring.push_back(corner);
    };
    for (const ArrowSection& section : sections) add(section.right);
    for (auto section = sections.rbegin(); section != sections.rend(); ++section) add(section->left);
    if (!ring.empty()) add(ring.front());
    return ring;
}

} // namespace geju
