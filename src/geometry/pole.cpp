#include "geometry/pole.hpp"

#include "geometry/measure.hpp"
#include "geometry/predicates.hpp"

#include <cmath>
#include <limits>
#include <numbers>
#include <queue>

namespace geju {

namespace {

struct Segment {
    Point from;
    Point to;
};

double squaredDistance(const Segment& segment, Point p) {
    const double dx = segment.to.x - segment.from.x;
    const double dy = segment.to.y - segment.from.y;
    const double squaredLength = dx * dx + dy * dy;
    double along = 0;
    if (squaredLength > 0) {
        along = std::clamp(((p.x - segment.from.x) * dx + (p.y - segment.from.y) * dy) / squaredLength, 0.0, 1.0);
    }
    const double x = segment.from.x + along * dx - p.x;
    const double y = segment.from.y + along * dy - p.y;
    return x * x + y * y;
}

/// Distance to the outline, negative outside.
double signedDistance(std::span<const Segment> outline, Point p) {
    double least = std::numeric_limits<double>::infinity();
    bool inside = false;
    for (const Segment& segment : outline) {
        least = std::min(least, squaredDistance(segment, p));
        const bool spans = (segment.from.y > p.y) != (segment.to.y > p.y);
        if (!spans) continue;
        const bool upward = segment.to.y > segment.from.y;
        const int side = upward ? orientation(segment.from, segment.to, p) : orientation(segment.to, segment.from, p);
        if (side > 0) inside = !inside;
    }
    return inside ? std::sqrt(least) : -std::sqrt(least);
}

struct Cell {
    Point center;
    double half;
    double distance;
    double bound; ///< no point of the cell is farther from the outline
    friend bool operator<(const Cell& a, const Cell& b) { return a.bound < b.bound; }
};

Point centroidOf(std::span<const Point> ring) {
    const Point origin = ring[0];
    double doubled = 0;
    Point sum;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const Point a{ring[i].x - origin.x, ring[i].y - origin.y};
        const Point& following = ring[(i + 1) % ring.size()];
        const Point b{following.x - origin.x, following.y - origin.y};
        const double cross = a.x * b.y - b.x * a.y;
        doubled += cross;
        sum.x += (a.x + b.x) * cross;
        sum.y += (a.y + b.y) * cross;
    }
    if (doubled == 0) return origin;
    return {origin.x + sum.x / (3 * doubled), origin.y + sum.y / (3 * doubled)};
}

} // namespace

std::optional<Point> poleOfInaccessibility(std::span<const std::vector<Point>> rings, double precision) {
    std::vector<Segment> outline;
    Box box;
    for (const auto& ring : rings) {
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const Point& to = ring[(i + 1) % ring.size()];
            if (ring[i] != to) outline.push_back({ring[i], to});
            box.extend(ring[i]);
        }
    }
    const double size = std::min(box.width(), box.height());
    if (!(size > 0)) return std::nullopt;

    const auto cellAt = [&](Point center, double half) {
        const double distance = signedDistance(outline, center);
        return Cell{center, half, distance, distance + half * std::numbers::sqrt2};
    };
    std::priority_queue<Cell> queue;
    const double half = size / 2;
    constexpr double kMostCellsASide = 64; // of a long, thin extent
    const double step = std::max(size, std::max(box.width(), box.height()) / kMostCellsASide);
    for (double x = box.minX; x < box.maxX; x += step) {
        for (double y = box.minY; y < box.maxY; y += step) {
            queue.push(cellAt({x + step / 2, y + step / 2}, std::max(half, step / 2)));
        }
    }
    Cell best = cellAt(centroidOf(rings[0]), 0);
    // Slivers may need cells as small as rounding allows; the count bounds the time on them.
    constexpr int kMostCells = 20000;
    for (int visited = 0; !queue.empty() && visited < kMostCells; ++visited) {
        const Cell cell = queue.top();
        queue.pop();
        if (cell.distance > best.distance) best = cell;
        if (best.distance > 0 ? cell.bound * (1 - precision) <= best.distance : cell.bound <= 0) break;
        const double quarter = cell.half / 2;
        for (const double dx : {-quarter, quarter}) {
            for (const double dy : {-quarter, quarter}) {
                queue.push(cellAt({cell.center.x + dx, cell.center.y + dy}, quarter));
            }
        }
    }
    if (best.distance > 0) return best.center;
    return std::nullopt;
}

} // namespace geju
