#include "analysis/finding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace geju {

namespace {

double cross(Point o, Point a, Point b) {
    return (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x);
}

/// Counter-clockwise, without collinear corners (Andrew's monotone chain, Inf. Process. Lett. 9 (1979), 216–219).
std::vector<Point> convexHull(std::vector<Point> points) {
    std::sort(points.begin(), points.end(), [](Point a, Point b) { return a.x < b.x || (a.x == b.x && a.y < b.y); });
    points.erase(std::unique(points.begin(), points.end()), points.end());
    if (points.size() < 3) return points;
    std::vector<Point> hull(2 * points.size());
    std::size_t size = 0;
    const auto add = [&](Point point, std::size_t least) {
        while (size >= least && cross(hull[size - 2], hull[size - 1], point) <= 0) --size;
        hull[size++] = point;
    };
    for (const Point point : points) add(point, 2);
    const std::size_t lower = size + 1;
    for (std::size_t i = points.size() - 1; i-- > 0;) add(points[i], lower);
    hull.resize(size - 1);
    return hull;
}

} // namespace

double meanWidthMeters(const Shape& shape, const ShapeMeasurer& measurer) {
    const double perimeter = measurer.perimeterMeters(shape);
    return perimeter > 0 ? 2 * measurer.squareMeters(shape) / perimeter : 0;
}

GroundSize groundSize(const Shape& shape, const ShapeMeasurer& measurer) {
    GroundSize size;
    size.meanWidthMeters = meanWidthMeters(shape, measurer);
    std::vector<Point> corners;
    shape.forEachPolygon([&](std::span<const std::span<const Point>> rings) {
        corners.insert(corners.end(), rings[0].begin(), rings[0].end());
    });
    const std::vector<Point> hull = convexHull(measurer.localMeters(corners));
    if (hull.size() < 2) return size;
    // The narrowest strip lies along an edge of the hull (Houle and Toussaint, IEEE PAMI 10 (1988), 761–765).
    size.leastMeters = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < hull.size(); ++i) {
        const Point a = hull[i];
        const Point b = hull[(i + 1) % hull.size()];
        const double length = std::hypot(b.x - a.x, b.y - a.y);
        const Point along{(b.x - a.x) / length, (b.y - a.y) / length};
        double breadth = 0;
        double low = std::numeric_limits<double>::infinity();
        double high = -low;
        for (const Point point : hull) {
            breadth = std::max(breadth, cross(a, b, point) / length);
            const double position = point.x * along.x + point.y * along.y;
            low = std::min(low, position);
            high = std::max(high, position);
        }
        if (breadth >= size.leastMeters) continue;
        size.leastMeters = breadth;
        size.greatestMeters = high - low;
    }
    return size;
}

void locate(CheckFinding& finding, const Shape& shape, const ShapeMeasurer& measurer) {
    const GroundSize size = groundSize(shape, measurer);
    finding.squareMeters = measurer.squareMeters(shape);
    finding.meanWidthMeters = size.meanWidthMeters;
    finding.leastMeters = size.leastMeters;
    finding.greatestMeters = size.greatestMeters;
    if (const auto place = shape.interiorPoint()) {
        finding.lonLat = measurer.lonLat(*place);
        finding.issue.position = measurer.describePlace(*place);
    }
    if (!finding.features.empty()) finding.issue.feature = finding.features.front();
}

std::string describeSize(const CheckFinding& finding) {
    return fmt::format("{:.3f} m² ({:.3f} m × {:.2f} m)", finding.squareMeters.value_or(0),
                       finding.leastMeters.value_or(0), finding.greatestMeters.value_or(0));
}

} // namespace geju
