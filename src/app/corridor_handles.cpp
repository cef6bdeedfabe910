#include "app/corridor_handles.hpp"

#include "geometry/measure.hpp"

#include <cmath>
#include <span>

namespace geju {

namespace {

std::span<const Point> longestLine(const FeatureTable& table, std::uint32_t row) {
    std::span<const Point> longest;
    double length = 0;
    for (const std::uint32_t part : table.parts(row)) {
        if (table.kind(part) != PartKind::Line) continue;
        for (const std::uint32_t ring : table.rings(part)) {
            const double own = pathLength(table.points(ring));
            if (own <= length) continue;
            length = own;
            longest = table.points(ring);
        }
    }
    return longest;
}

} // namespace

std::vector<Point> corridorHandles(const FeatureTable& table, std::uint32_t row, double halfWidth) {
    const auto line = longestLine(table, row);
    double rest = pathLength(line) / 2;
    for (std::size_t i = 1; i < line.size(); ++i) {
        const Point along{line[i].x - line[i - 1].x, line[i].y - line[i - 1].y};
        const double length = std::hypot(along.x, along.y);
        if (length == 0 || rest > length) {
            rest -= length;
            continue;
        }
        const Point middle{line[i - 1].x + along.x * rest / length, line[i - 1].y + along.y * rest / length};
        const Point off{-along.y * halfWidth / length, along.x * halfWidth / length};
        return {{middle.x + off.x, middle.y + off.y}, {middle.x - off.x, middle.y - off.y}};
    }
    return {};
}

} // namespace geju
