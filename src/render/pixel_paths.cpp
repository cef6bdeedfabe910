#include "render/pixel_paths.hpp"

#include <algorithm>
#include <cmath>

namespace geju {

namespace {

constexpr double kStepsPerPixel = 8;

} // namespace

PixelPaths::PixelPaths(const View& view)
  : scale_(1 / view.unitsPerPixel)
  , topLeftWorld_{view.extent().minX, view.extent().maxY} {}

Point PixelPaths::project(Point world) const {
    return {(world.x - topLeftWorld_.x) * scale_, (topLeftWorld_.y - world.y) * scale_};
}

std::span<const Point> PixelPaths::project(std::span<const Point> world) {
    points_.clear();
    points_.reserve(world.size());
    for (const Point& p : world) {
        const Point exact = project(p);
        const Point rounded{std::nearbyint(exact.x * kStepsPerPixel) / kStepsPerPixel,
                            std::nearbyint(exact.y * kStepsPerPixel) / kStepsPerPixel};
        if (points_.empty() || !(points_.back() == rounded)) points_.push_back(rounded);
    }
    return points_;
}

void splitDashes(std::span<const Point> path, bool closed, std::span<const double> pattern, const Box& keep,
                 const std::function<void(std::span<const Point>)>& visit) {
    double period = 0;
    for (const double length : pattern) period += length;
    if (!(period > 0) || path.size() < 2) return;

    std::vector<Point> piece;
    std::size_t dash = 0;
    double left = pattern[0];
    bool drawn = true;
    const auto flush = [&] {
        if (piece.size() > 1) visit(piece);
        piece.clear();
    };
    if (drawn) piece.push_back(path[0]);
    const std::size_t segments = closed && !(path.front() == path.back()) ? path.size() : path.size() - 1;
    for (std::size_t i = 0; i < segments; ++i) {
        Point from = path[i];
        const Point to = path[(i + 1) % path.size()];
        double rest = std::hypot(to.x - from.x, to.y - from.y);
        Box box;
        box.extend(from);
        box.extend(to);
        if (!box.intersects(keep)) { // keep the phase, draw nothing
            flush();
            double phase = std::fmod(rest, period);
            while (phase >= left) {
                phase -= left;
                dash = (dash + 1) % pattern.size();
                left = pattern[dash];
                drawn = !drawn;
            }
            left -= phase;
            if (drawn) piece.push_back(to);
            continue;
        }
        while (rest > left) {
            const double t = left / rest;
            from = {from.x + (to.x - from.x) * t, from.y + (to.y - from.y) * t};
            rest -= left;
            if (drawn) {
                piece.push_back(from);
                flush();
            } else {
                piece.assign(1, from);
            }
            dash = (dash + 1) % pattern.size();
            left = std::max(pattern[dash], 1e-6);
            drawn = !drawn;
        }
        left -= rest;
        if (drawn) piece.push_back(to);
    }
    flush();
}

std::vector<Point> offsetPath(std::span<const Point> path, bool closed, double offset) {
    std::vector<Point> moved;
    const std::size_t count = path.size();
    moved.reserve(count);
    const auto normal = [&](std::size_t i, std::size_t j) {
        const double dx = path[j].x - path[i].x;
        const double dy = path[j].y - path[i].y;
        const double length = std::hypot(dx, dy);
        return length > 0 ? Point{-dy / length, dx / length} : Point{}; // right of the direction, y down
    };
    for (std::size_t i = 0; i < count; ++i) {
        const bool hasBefore = closed || i > 0;
        const bool hasAfter = closed || i + 1 < count;
        const Point before = hasBefore ? normal((i + count - 1) % count, i) : normal(i, i + 1);
        const Point after = hasAfter ? normal(i, (i + 1) % count) : before;
        const double sumX = before.x + after.x;
        const double sumY = before.y + after.y;
        const double square = sumX * sumX + sumY * sumY;
        // The corner of two lines moved by d along unit normals a and b lies at 2d(a + b) / |a + b|²; sharp turns are
        // kept within twice the offset.
        const double factor = square > 1 ? 2 * offset / square : offset;
        moved.push_back({path[i].x + sumX * factor, path[i].y + sumY * factor});
    }
    return moved;
}

} // namespace geju
