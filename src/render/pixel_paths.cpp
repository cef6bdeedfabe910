#include "render/pixel_paths.hpp"

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

} // namespace geju
