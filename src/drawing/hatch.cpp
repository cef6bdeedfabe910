#include "drawing/hatch.hpp"

#include "drawing/stroke.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace geju {

namespace {

Point normalOf(double angleDegrees) {
    const double angle = angleDegrees * std::numbers::pi / 180;
    return {-std::sin(angle), std::cos(angle)};
}

double across(Point normal, Point p) {
    return normal.x * p.x + normal.y * p.y;
}

/// Numbers of the strokes whose lines cross the interval, [first, last].
struct StrokeRange {
    std::int64_t first;
    std::int64_t last;
};

StrokeRange strokesBetween(double low, double high, double spacing) {
    return {static_cast<std::int64_t>(std::ceil(low / spacing)), static_cast<std::int64_t>(std::floor(high / spacing))};
}

void addStrokes(std::span<const std::span<const Point>> rings, double angleDegrees, double spacing, const Box& visible,
                std::vector<HatchSegment>& segments) {
    const Point normal = normalOf(angleDegrees);
    const Point along{normal.y, -normal.x};
    Box envelope;
    for (const auto ring : rings) {
        for (const Point& point : ring) envelope.extend(point);
    }
    if (envelope.empty() || !envelope.intersects(visible)) return;
    double low = INFINITY;
    double high = -INFINITY;
    const Box seen{std::max(envelope.minX, visible.minX), std::max(envelope.minY, visible.minY),
                   std::min(envelope.maxX, visible.maxX), std::min(envelope.maxY, visible.maxY)};
    for (const Point corner : {Point{seen.minX, seen.minY}, Point{seen.maxX, seen.minY}, Point{seen.minX, seen.maxY},
                               Point{seen.maxX, seen.maxY}}) {
        low = std::min(low, across(normal, corner));
        high = std::max(high, across(normal, corner));
    }
    const StrokeRange strokes = strokesBetween(low, high, spacing);
    if (strokes.last < strokes.first) return;

    // Where each stroke's line crosses the rings, as distances along the stroke.
    std::vector<std::vector<double>> crossings(static_cast<std::size_t>(strokes.last - strokes.first + 1));
    for (const auto ring : rings) {
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const Point a = ring[i];
            const Point b = ring[i + 1 < ring.size() ? i + 1 : 0];
            const double acrossA = across(normal, a);
            const double acrossB = across(normal, b);
            if (acrossA == acrossB) continue;
            const StrokeRange crossed = strokesBetween(std::min(acrossA, acrossB), std::max(acrossA, acrossB), spacing);
            const auto last = std::min(crossed.last, strokes.last);
            for (auto k = std::max(crossed.first, strokes.first); k <= last; ++k) {
                const double place = static_cast<double>(k) * spacing;
                if (place == std::max(acrossA, acrossB)) continue; // a corner counts for the edge above it only
                const double t = (place - acrossA) / (acrossB - acrossA);
                crossings[static_cast<std::size_t>(k - strokes.first)].push_back(
                    across(along, {a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t}));
            }
        }
    }
    for (std::size_t i = 0; i < crossings.size(); ++i) {
        std::vector<double>& cuts = crossings[i];
        std::sort(cuts.begin(), cuts.end());
        const double place = static_cast<double>(strokes.first + static_cast<std::int64_t>(i)) * spacing;
        const auto pointAt = [&](double t) {
            return Point{normal.x * place + along.x * t, normal.y * place + along.y * t};
        };
        for (std::size_t j = 0; j + 1 < cuts.size(); j += 2) {
            const Point from = pointAt(cuts[j]);
            const Point to = pointAt(cuts[j + 1]);
            const auto inside = clipSegment(from, to, visible);
            if (!inside || inside->first == inside->last) continue;
            const auto cut = [&](double t) {
                return Point{from.x + (to.x - from.x) * t, from.y + (to.y - from.y) * t};
            };
            segments.push_back({cut(inside->first), cut(inside->last)});
        }
    }
}

} // namespace

std::vector<HatchSegment> hatchSegments(std::span<const std::span<const Point>> rings, const HatchStyle& style,
                                        double unitsPerStylePixel, const Box& visible) {
    std::vector<HatchSegment> segments;
    const double spacing = style.spacing * unitsPerStylePixel;
    if (!(spacing > 0) || visible.empty()) return segments;
    addStrokes(rings, style.angleDegrees, spacing, visible, segments);
    if (style.cross) addStrokes(rings, style.angleDegrees + 90, spacing, visible, segments);
    return segments;
}

double hatchPhase(Point originWorld, double angleDegrees, double spacingWorld) {
    const double turns = across(normalOf(angleDegrees), originWorld) / spacingWorld;
    return turns - std::floor(turns);
}

} // namespace geju
