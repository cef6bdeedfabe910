#include "drawing/arrow_heads.hpp"

#include "drawing/stroke.hpp"

#include <algorithm>
#include <cmath>

namespace geju {

namespace {

/// The numbers i of the heads at first + i · spacing, of `count`, that stand from `from` to before `to`.
struct HeadRange {
    std::size_t first = 0;
    std::size_t last = 0; ///< exclusive
};

HeadRange headsBetween(double first, double spacing, std::size_t count, double from, double to) {
    const auto number = [&](double distance) {
        const double i = std::ceil((distance - first) / spacing);
        return static_cast<std::size_t>(std::clamp(i, 0.0, static_cast<double>(count)));
    };
    return {number(from), number(to)};
}

} // namespace

std::vector<ArrowHead> arrowHeads(std::span<const Point> path, const LineSymbol& symbol, const FrameLengths& lengths,
                                  const Box& visible) {
    std::vector<ArrowHead> heads;
    if (!symbol.heads || path.size() < 2) return heads;
    const double width = lengths.of(symbol.width, symbol.widthInMeters);
    const double spacing = lengths.of(symbol.heads->spacing, symbol.heads->spacingInMeters);
    const double headLength = symbol.heads->length * width;
    const double halfWidth = symbol.heads->width * width / 2;
    if (!(spacing > 0) || !(headLength > 0)) return heads;

    std::vector<Point> shifted;
    if (symbol.offset != 0) {
        shifted = offsetPath(path, lengths.of(symbol.offset, symbol.widthInMeters));
        path = shifted;
    }
    const PathMeter meter(path);
    const PathRange shaft =
        symbol.arrow ? arrowShaft(meter.length(), width, *symbol.arrow) : PathRange{0, meter.length()};
    const double room = shaft.last - shaft.first;
    if (!(room >= headLength)) return heads;
    const double pitch = std::max(spacing, headLength); // heads do not lie on each other
    const auto count = static_cast<std::size_t>(std::max(1.0, std::floor(room / pitch)));
    const double first = (shaft.first + shaft.last) / 2 - static_cast<double>(count - 1) / 2 * pitch;

    const Box area = visible.grown(headReach(symbol, lengths));
    const double half = headLength / 2;
    for (std::size_t vertex = 0; vertex + 1 < path.size(); ++vertex) {
        const double from = meter.distanceOf(vertex);
        const double length = meter.distanceOf(vertex + 1) - from;
        const auto inside = length > 0 ? clipSegment(path[vertex], path[vertex + 1], area) : std::nullopt;
        if (!inside) continue;
        const bool isLast = vertex + 2 == path.size();
        const double to = inside->last < 1 ? from + inside->last * length
                          : isLast         ? INFINITY
                                           : meter.distanceOf(vertex + 1);
        const HeadRange range = headsBetween(first, pitch, count, from + inside->first * length, to);
        for (std::size_t i = range.first; i < range.last; ++i) {
            const double middle = first + static_cast<double>(i) * pitch;
            const Point base = meter.at(middle - half);
            const Point tip = meter.at(middle + half);
            const double chord = std::hypot(tip.x - base.x, tip.y - base.y);
            if (!(chord > 0)) continue; // a path that turns back on itself right there
            const Point aside{(tip.y - base.y) / chord * halfWidth, -(tip.x - base.x) / chord * halfWidth};
            heads.push_back(
                {Point{base.x + aside.x, base.y + aside.y}, tip, Point{base.x - aside.x, base.y - aside.y}});
        }
    }
    return heads;
}

double headReach(const LineSymbol& symbol, const FrameLengths& lengths) {
    if (!symbol.heads) return 0;
    const double width = lengths.of(symbol.width, symbol.widthInMeters);
    return std::hypot(symbol.heads->length, symbol.heads->width) / 2 * width +
           std::abs(lengths.of(symbol.offset, symbol.widthInMeters));
}

} // namespace geju
