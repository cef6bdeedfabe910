#include "render/pixel_paths.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace geju {

namespace {

constexpr double kStepsPerPixel = 8;
constexpr double kThinningPixels = 0.25;

double cross(Point a, Point b) {
    return a.x * b.y - a.y * b.x;
}

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

std::span<const Point> PixelPaths::projectThinned(std::span<const Point> world) {
    project(world);
    thinned_.clear();
    thinPath(points_, kThinningPixels, thinned_);
    return thinned_;
}

void thinPath(std::span<const Point> path, double tolerance, std::vector<Point>& thinned) {
    if (path.size() < 3) {
        thinned.insert(thinned.end(), path.begin(), path.end());
        return;
    }
    // A corner may lie this far off to the side and this far beyond the end of its segment.
    const double allowed = tolerance / std::numbers::sqrt2;
    Point start = path[0];
    thinned.push_back(start);
    bool isOpen = true; // no corner has narrowed the cone yet
    Point left;
    Point right;
    double farthest = 0;
    for (std::size_t i = 1; i < path.size(); ++i) {
        Point toward{path[i].x - start.x, path[i].y - start.y};
        double distance = std::sqrt(toward.x * toward.x + toward.y * toward.y);
        const bool isSeen = isOpen || (cross(right, toward) >= 0 && cross(toward, left) >= 0);
        // A path that turns back leaves a spike which the cone would not miss.
        if (!isSeen || distance < farthest - allowed) {
            start = path[i - 1];
            thinned.push_back(start);
            isOpen = true;
            farthest = 0;
            toward = {path[i].x - start.x, path[i].y - start.y};
            distance = std::sqrt(toward.x * toward.x + toward.y * toward.y);
        }
        farthest = std::max(farthest, distance);
        if (distance <= allowed) continue;
        const double sine = allowed / distance;
        const double cosine = std::sqrt(1 - sine * sine);
        const Point newLeft{toward.x * cosine - toward.y * sine, toward.x * sine + toward.y * cosine};
        const Point newRight{toward.x * cosine + toward.y * sine, toward.y * cosine - toward.x * sine};
        if (isOpen || cross(left, newLeft) < 0) left = newLeft;
        if (isOpen || cross(right, newRight) > 0) right = newRight;
        isOpen = false;
    }
    thinned.push_back(path.back());
}

} // namespace geju
