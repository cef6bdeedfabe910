#include "sheet/ground.hpp"

#include "crs/geodesic.hpp"

#include <array>
#include <cmath>

namespace geju {

Ground::Ground(const Crs& crs)
  : ellipsoid_(crs.ellipsoid())
  , planeMetersPerUnit_(crs.metersPerUnit()) {
    if (!crs.isGeographic() && !crs.isProjected()) return;
    auto transform = Transform::between(crs, crs.geographic());
    if (transform) toLonLat_ = std::move(*transform);
}

double Ground::meters(Point a, Point b) const {
    if (!toLonLat_) return std::hypot(b.x - a.x, b.y - a.y) * planeMetersPerUnit_;
    const auto from = toLonLat_->forward(a);
    const auto to = toLonLat_->forward(b);
    if (!from || !to) return std::nan("");
    const std::array<Point, 2> path{*from, *to};
    return geodesicLength(ellipsoid_, path);
}

double Ground::metersPerUnit(Point center, double spanUnits) const {
    const double half = spanUnits / 2;
    return meters({center.x - half, center.y}, {center.x + half, center.y}) / spanUnits;
}

double Ground::northRadians(Point center) const {
    if (!toLonLat_) return 0;
    const auto place = toLonLat_->forward(center);
    if (!place) return 0;
    // Short enough to be straight, long enough that rounding of projected metres (1e-9) does not turn it.
    constexpr double kStepMeters = 100;
    const Point north = geodesicDirect(ellipsoid_, *place, 0, kStepMeters);
    const auto there = toLonLat_->inverse(north);
    const auto here = toLonLat_->inverse(*place);
    if (!there || !here) return 0;
    return std::atan2(there->x - here->x, there->y - here->y);
}

std::optional<ScaleBar> chooseScaleBar(const Ground& ground, Point center, double maxUnits) {
    const double longest = ground.metersPerUnit(center, maxUnits) * maxUnits;
    if (!(longest > 0) || !std::isfinite(longest)) return std::nullopt;
    const double power = std::pow(10.0, std::floor(std::log10(longest)));
    ScaleBar bar;
    bar.meters = power;
    bar.divisions = 4;
    for (const double step : {2.0, 5.0}) {
        if (step * power <= longest) {
            bar.meters = step * power;
            bar.divisions = step == 5.0 ? 5 : 4;
        }
    }
    // The geodesic between the ends is not linear in their distance on the map: three steps reach its length to
    // better than 1e-9 at every scale at which a bar has a meaning.
    double length = maxUnits * bar.meters / longest;
    for (int step = 0; step < 3; ++step) {
        const double reached = ground.metersPerUnit(center, length) * length;
        if (!(reached > 0)) return std::nullopt;
        length *= bar.meters / reached;
    }
    bar.lengthUnits = length;
    return bar;
}

} // namespace geju
