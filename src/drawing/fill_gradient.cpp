#include "drawing/fill_gradient.hpp"

#include "core/parallel.hpp"
#include "geometry/pole.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace geju {

namespace {

constexpr std::size_t kRowsAtOnce = 64;

double cross(Point o, Point a, Point b) {
    return (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x);
}

/// Counter-clockwise, without corners on straight sides (Andrew, "Another efficient algorithm for convex hulls", 1979).
std::vector<Point> convexHull(std::vector<Point> points) {
    std::sort(points.begin(), points.end(),
              [](const Point& a, const Point& b) { return a.x < b.x || (a.x == b.x && a.y < b.y); });
    points.erase(std::unique(points.begin(), points.end()), points.end());
    if (points.size() < 3) return points;
    std::vector<Point> hull;
    const auto add = [&](const Point& point, std::size_t keep) {
        while (hull.size() > keep && cross(hull[hull.size() - 2], hull.back(), point) <= 0) hull.pop_back();
        hull.push_back(point);
    };
    for (const Point& point : points) add(point, 1);
    const std::size_t lower = hull.size();
    for (auto point = points.rbegin() + 1; point != points.rend(); ++point) add(*point, lower);
    hull.pop_back();
    return hull;
}

/// How far points reach along a direction of length 1.
struct Reach {
    double least = std::numeric_limits<double>::infinity();
    double most = -std::numeric_limits<double>::infinity();
    double length() const { return most - least; }
};
Reach reachAlong(std::span<const Point> points, Point direction) {
    Reach reach;
    for (const Point& point : points) {
        const double at = point.x * direction.x + point.y * direction.y;
        reach.least = std::min(reach.least, at);
        reach.most = std::max(reach.most, at);
    }
    return reach;
}

/// The longer side of the box of least area, one side of which lies along a side of the hull (Freeman and Shapira,
/// "Determining the minimum-area encasing rectangle", CACM 18 (1975)).
Point longestAxis(std::span<const Point> hull) {
    double least = std::numeric_limits<double>::infinity();
    Point axis{1, 0};
    for (std::size_t i = 0; i < hull.size(); ++i) {
        const Point& a = hull[i];
        const Point& b = hull[(i + 1) % hull.size()];
        const double length = std::hypot(b.x - a.x, b.y - a.y);
        if (!(length > 0)) continue;
        const Point along{(b.x - a.x) / length, (b.y - a.y) / length};
        const Point across{-along.y, along.x};
        const double alongReach = reachAlong(hull, along).length();
        const double acrossReach = reachAlong(hull, across).length();
        if (!(alongReach * acrossReach < least)) continue;
        least = alongReach * acrossReach;
        axis = alongReach >= acrossReach ? along : across;
    }
    // From the west; straight up and down from the south, whatever rounding makes of it.
    constexpr double kUpright = 1e-9;
    const bool backwards = std::abs(axis.x) < kUpright ? axis.y < 0 : axis.x < 0;
    return backwards ? Point{-axis.x, -axis.y} : axis;
}

/// Through the middle of the points, from where they begin along the direction to where they end.
GradientSpan straight(std::span<const Point> points, Point along) {
    const Point across{-along.y, along.x};
    const Reach length = reachAlong(points, along);
    const Reach breadth = reachAlong(points, across);
    const double middle = (breadth.least + breadth.most) / 2;
    const auto at = [&](double distance) {
        return Point{along.x * distance + across.x * middle, along.y * distance + across.y * middle};
    };
    return {false, at(length.least), at(length.most)};
}

GradientSpan outward(std::span<const std::vector<Point>> rings) {
    const auto center = poleOfInaccessibility(rings);
    if (!center) return {true, rings[0][0], rings[0][0]};
    const auto distance = [&](const Point& p) { return std::hypot(p.x - center->x, p.y - center->y); };
    const auto farthest = std::max_element(rings[0].begin(), rings[0].end(),
                                           [&](const Point& a, const Point& b) { return distance(a) < distance(b); });
    return {true, *center, *farthest};
}

} // namespace

double GradientSpan::progressAt(Point point) const {
    const Point span{to.x - from.x, to.y - from.y};
    const Point offset{point.x - from.x, point.y - from.y};
    const double squared = span.x * span.x + span.y * span.y;
    if (!(squared > 0)) return 0;
    if (outward) return std::sqrt((offset.x * offset.x + offset.y * offset.y) / squared);
    return (offset.x * span.x + offset.y * span.y) / squared;
}

GradientSpan gradientSpan(std::span<const std::vector<Point>> rings, GradientCourse course, double angleDegrees) {
    if (rings.empty() || rings[0].empty()) return {};
    if (course == GradientCourse::Outward) return outward(rings);
    // Relative to a corner: coordinates of a plan are large.
    const Point origin = rings[0][0];
    std::vector<Point> shell;
    for (const Point& point : rings[0]) shell.push_back({point.x - origin.x, point.y - origin.y});
    const std::vector<Point> hull = convexHull(std::move(shell));
    const double angle = angleDegrees * std::numbers::pi / 180;
    const Point along =
        course == GradientCourse::Direction ? Point{std::cos(angle), std::sin(angle)} : longestAxis(hull);
    GradientSpan span = straight(hull, along);
    for (Point* end : {&span.from, &span.to}) *end = {end->x + origin.x, end->y + origin.y};
    return span;
}

std::vector<GradientSpan> gradientSpans(const FeatureTable& table, std::span<const std::uint32_t> rows,
                                        GradientCourse course, double angleDegrees) {
    std::vector<GradientSpan> spans(table.structure().partKind.size());
    parallelFor(rows.size(), kRowsAtOnce, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            for (const std::uint32_t part : table.parts(rows[i])) {
                if (table.kind(part) != PartKind::Polygon) continue;
                std::vector<std::vector<Point>> rings;
                for (const std::uint32_t ring : table.rings(part))
                    rings.emplace_back(table.points(ring).begin(), table.points(ring).end());
                spans[part] = gradientSpan(rings, course, angleDegrees);
            }
        }
    });
    return spans;
}

bool hasShadedFills(const PictureLayer& layer) {
    return std::any_of(layer.fills.begin(), layer.fills.end(), [](const FillSymbol& s) { return s.isShaded(); });
}

} // namespace geju
