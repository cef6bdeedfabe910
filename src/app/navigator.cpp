#include "app/navigator.hpp"

#include <algorithm>
#include <cmath>

namespace geju {

namespace {

constexpr double kRho = 1.42;
constexpr double kSecondsPerLength = 0.32;
constexpr double kShortestFlightSeconds = 0.22;
constexpr double kLongestFlightSeconds = 1.1;
/// Time in which the wheel's zoom covers 63 % of what is left: quick enough to feel attached to the finger.
constexpr double kZoomSeconds = 0.055;
/// Below a thousandth of a doubling nothing on a screen moves by a pixel.
constexpr double kZoomArrived = 0.001;

double smoothStep(double t) {
    return t * t * (3 - 2 * t);
}

} // namespace

Flight::Flight(const Camera& from, const Camera& to, double widthPixels)
  : from_(from)
  , to_(to)
  , widthPixels_(std::max(1.0, widthPixels)) {
    const double w0 = from.unitsPerPixel * widthPixels_;
    const double w1 = to.unitsPerPixel * widthPixels_;
    distance_ = std::hypot(to.centerWorld.x - from.centerWorld.x, to.centerWorld.y - from.centerWorld.y);
    startWidth_ = w0;
    if (distance_ < 1e-6 * std::min(w0, w1)) {
        distance_ = 0;
        length_ = std::fabs(std::log(w1 / w0)) / kRho;
        return;
    }
    const double rho2 = kRho * kRho;
    const auto angle = [&](double w, double sign) {
        const double b = (w1 * w1 - w0 * w0 + sign * rho2 * rho2 * distance_ * distance_) / (2 * w * rho2 * distance_);
        return -std::asinh(b); // ln(-b + sqrt(b² + 1))
    };
    startAngle_ = angle(w0, 1);
    length_ = (angle(w1, -1) - startAngle_) / kRho;
}

Camera Flight::at(double fraction) const {
    if (fraction <= 0) return from_;
    if (fraction >= 1) return to_;
    if (distance_ == 0) {
        const double scale = std::log(to_.unitsPerPixel / from_.unitsPerPixel) * fraction;
        return {{from_.centerWorld.x + (to_.centerWorld.x - from_.centerWorld.x) * fraction,
                 from_.centerWorld.y + (to_.centerWorld.y - from_.centerWorld.y) * fraction},
                from_.unitsPerPixel * std::exp(scale)};
    }
    const double s = fraction * length_;
    const double along = startWidth_ / (kRho * kRho) *
                         (std::cosh(startAngle_) * std::tanh(kRho * s + startAngle_) - std::sinh(startAngle_));
    const double width = startWidth_ * std::cosh(startAngle_) / std::cosh(kRho * s + startAngle_);
    const double t = along / distance_;
    return {{from_.centerWorld.x + (to_.centerWorld.x - from_.centerWorld.x) * t,
             from_.centerWorld.y + (to_.centerWorld.y - from_.centerWorld.y) * t},
            width / widthPixels_};
}

void Navigator::resize(int widthPixels, int heightPixels, double pixelRatio) {
    view_.widthPixels = std::max(1, widthPixels);
    view_.heightPixels = std::max(1, heightPixels);
    view_.pixelRatio = pixelRatio;
}

void Navigator::setLimits(double minUnitsPerPixel, double maxUnitsPerPixel, const Box& bounds) {
    minUnitsPerPixel_ = minUnitsPerPixel;
    maxUnitsPerPixel_ = std::max(minUnitsPerPixel, maxUnitsPerPixel);
    bounds_ = bounds;
}

double Navigator::clampScale(double unitsPerPixel) const {
    return std::clamp(unitsPerPixel, minUnitsPerPixel_, maxUnitsPerPixel_);
}

Point Navigator::clampCenter(Point world) const {
    if (bounds_.empty()) return world;
    return {std::clamp(world.x, bounds_.minX, bounds_.maxX), std::clamp(world.y, bounds_.minY, bounds_.maxY)};
}

Camera Navigator::destination() const {
    if (flight_) return flight_->to;
    if (zoom_) {
        View view = view_;
        view.unitsPerPixel = zoom_->targetUnitsPerPixel;
        const Point moved = view.toWorld(zoom_->anchorScreen);
        return {clampCenter({view.centerWorld.x + zoom_->anchorWorld.x - moved.x,
                             view.centerWorld.y + zoom_->anchorWorld.y - moved.y}),
                view.unitsPerPixel};
    }
    return camera();
}

Camera Navigator::fitting(const Box& world, double marginPixels) const {
    if (world.empty()) return camera();
    const View fitted = View::fit(world, view_.widthPixels, view_.heightPixels, view_.pixelRatio, marginPixels);
    return {fitted.centerWorld, clampScale(fitted.unitsPerPixel)};
}

void Navigator::jumpTo(const Camera& camera) {
    stop();
    view_.centerWorld = clampCenter(camera.centerWorld);
    view_.unitsPerPixel = clampScale(camera.unitsPerPixel);
}

void Navigator::flyTo(const Camera& camera) {
    stop();
    const Camera to{clampCenter(camera.centerWorld), clampScale(camera.unitsPerPixel)};
    if (to == this->camera()) return;
    Flight path(this->camera(), to, view_.widthPixels);
    const double seconds = std::clamp(path.length() * kSecondsPerLength, kShortestFlightSeconds, kLongestFlightSeconds);
    flight_ = FlightState{path, to, seconds, 0};
}

void Navigator::panPixels(double dx, double dy) {
    stop();
    view_.centerWorld =
        clampCenter({view_.centerWorld.x - dx * view_.unitsPerPixel, view_.centerWorld.y + dy * view_.unitsPerPixel});
}

void Navigator::zoomAt(Point screen, double factor) {
    if (!(factor > 0)) return;
    flight_.reset();
    const double base = zoom_ ? zoom_->targetUnitsPerPixel : view_.unitsPerPixel;
    zoom_ = Zoom{screen, view_.toWorld(screen), clampScale(base / factor)};
}

void Navigator::stop() {
    zoom_.reset();
    flight_.reset();
}

bool Navigator::advance(double seconds) {
    const Camera before = camera();
    if (flight_) {
        flight_->elapsed += seconds;
        const double t = std::clamp(flight_->elapsed / flight_->seconds, 0.0, 1.0);
        const Camera now = flight_->path.at(smoothStep(t));
        view_.centerWorld = now.centerWorld;
        view_.unitsPerPixel = now.unitsPerPixel;
        if (t >= 1) flight_.reset();
    } else if (zoom_) {
        const double left = std::log2(zoom_->targetUnitsPerPixel / view_.unitsPerPixel);
        const double rest = left * std::exp(-seconds / kZoomSeconds);
        const bool arrived = std::fabs(rest) < kZoomArrived;
        view_.unitsPerPixel = arrived ? zoom_->targetUnitsPerPixel : zoom_->targetUnitsPerPixel * std::exp2(-rest);
        const Point moved = view_.toWorld(zoom_->anchorScreen);
        view_.centerWorld = clampCenter({view_.centerWorld.x + zoom_->anchorWorld.x - moved.x,
                                         view_.centerWorld.y + zoom_->anchorWorld.y - moved.y});
        if (arrived) zoom_.reset();
    }
    return !(camera() == before);
}

Box Navigator::worldOf(const Box& screen) const {
    const View shown = view();
    Box world;
    world.extend(shown.toWorld({screen.minX, screen.minY}));
    world.extend(shown.toWorld({screen.maxX, screen.maxY}));
    return world;
}

} // namespace geju
