#include "drawing/label_anchors.hpp"

#include "drawing/stroke.hpp"
#include "geometry/measure.hpp"
#include "geometry/pole.hpp"

#include <cmath>

namespace geju {

namespace {

/// Poles are good to this part of their distance from the outline: a label's place, not a figure.
constexpr double kPolePrecision = 0.05;

Box envelopeOf(std::span<const Point> points) {
    Box box;
    for (const Point& point : points) {
        if (std::isfinite(point.x) && std::isfinite(point.y)) box.extend(point);
    }
    return box;
}

std::vector<Point> thinned(std::span<const Point> ring, double distance) {
    std::vector<Point> kept;
    for (const Point& point : ring) {
        if (!std::isfinite(point.x) || !std::isfinite(point.y)) continue;
        if (kept.empty() || std::abs(point.x - kept.back().x) + std::abs(point.y - kept.back().y) >= distance) {
            kept.push_back(point);
        }
    }
    return kept;
}

std::optional<FeatureAnchor> poleOf(std::vector<std::vector<Point>> rings) {
    constexpr std::size_t kManyCorners = 500;
    constexpr double kThinning = 2000;
    const Box extent = envelopeOf(rings.front());
    const double size = std::max(extent.width(), extent.height());
    std::size_t corners = 0;
    for (const auto& ring : rings) corners += ring.size();
    std::vector<std::vector<Point>> outline;
    for (auto& ring : rings) {
        auto kept = thinned(ring, corners > kManyCorners ? size / kThinning : 0);
        if (kept.size() >= 3)
            outline.push_back(std::move(kept));
        else if (outline.empty())
            return std::nullopt;
    }
    const auto pole = poleOfInaccessibility(outline, kPolePrecision);
    if (!pole) return std::nullopt;
    return FeatureAnchor{*pole, extent};
}

std::optional<std::uint32_t> largestPolygon(const FeatureTable& table, std::size_t row) {
    std::optional<std::uint32_t> largest;
    double largestArea = -1;
    for (const std::uint32_t part : table.parts(row)) {
        if (table.kind(part) != PartKind::Polygon || table.rings(part).empty()) continue;
        const double area = std::abs(ringArea(table.points(table.rings(part).first)));
        if (area > largestArea) {
            largestArea = area;
            largest = part;
        }
    }
    return largest;
}

std::optional<FeatureAnchor> middleOfLongestLine(const FeatureTable& table, std::size_t row) {
    std::span<const Point> longest;
    double longestLength = -1;
    for (const std::uint32_t part : table.parts(row)) {
        if (table.kind(part) != PartKind::Line || table.rings(part).empty()) continue;
        const auto path = table.points(table.rings(part).first);
        const double length = pathLength(path);
        if (length > longestLength) {
            longestLength = length;
            longest = path;
        }
    }
    if (longest.empty()) return std::nullopt;
    const PathMeter meter(longest);
    return FeatureAnchor{meter.at(meter.length() / 2), envelopeOf(longest)};
}

} // namespace

std::optional<FeatureAnchor> anchorOf(const FeatureTable& table, std::size_t row) {
    const auto part = largestPolygon(table, row);
    if (!part) return middleOfLongestLine(table, row);
    std::vector<std::vector<Point>> rings;
    for (const std::uint32_t ring : table.rings(*part)) {
        const auto points = table.points(ring);
        rings.emplace_back(points.begin(), points.end());
    }
    auto anchor = poleOf(std::move(rings));
    // A polygon without an inside: anywhere on it.
    if (!anchor && !table.pointsOf(row).empty()) {
        const auto shell = table.points(table.rings(*part).first);
        if (!shell.empty()) anchor = FeatureAnchor{shell.front(), envelopeOf(shell)};
    }
    return anchor;
}

std::optional<FeatureAnchor> anchorWithin(const FeatureTable& table, std::size_t row, const Box& box) {
    std::vector<std::vector<Point>> best;
    double bestArea = 0;
    for (const std::uint32_t part : table.parts(row)) {
        if (table.kind(part) != PartKind::Polygon || table.rings(part).empty()) continue;
        std::vector<std::vector<Point>> rings;
        for (const std::uint32_t ring : table.rings(part)) {
            auto clipped = clipRing(table.points(ring), box);
            if (clipped.size() >= 3)
                rings.push_back(std::move(clipped));
            else if (rings.empty())
                break;
        }
        const double area = rings.empty() ? 0 : std::abs(ringArea(rings.front()));
        if (area > bestArea) {
            bestArea = area;
            best = std::move(rings);
        }
    }
    if (best.empty()) return std::nullopt;
    return poleOf(std::move(best));
}

std::vector<Point> clipRing(std::span<const Point> ring, const Box& box) {
    std::vector<Point> points(ring.begin(), ring.end());
    if (points.size() > 1 && points.front() == points.back()) points.pop_back();
    // Against one edge after the other; depth is the distance inside it.
    const auto cut = [&](auto&& depth) {
        std::vector<Point> kept;
        for (std::size_t i = 0; i < points.size(); ++i) {
            const Point a = points[i];
            const Point b = points[(i + 1) % points.size()];
            const double depthA = depth(a);
            const double depthB = depth(b);
            if (depthA >= 0) kept.push_back(a);
            if ((depthA >= 0) == (depthB >= 0)) continue;
            const double t = depthA / (depthA - depthB);
            kept.push_back({a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t});
        }
        points = std::move(kept);
    };
    cut([&](Point p) { return p.x - box.minX; });
    cut([&](Point p) { return box.maxX - p.x; });
    cut([&](Point p) { return p.y - box.minY; });
    cut([&](Point p) { return box.maxY - p.y; });
    return points;
}

} // namespace geju
