#include "analysis/shape_measurer.hpp"

#include "core/translate.hpp"
#include "crs/geodesic.hpp"
#include "crs/survey_area.hpp"
#include "geometry/measure.hpp"
#include "geometry/predicates.hpp"

#include <fmt/format.h>

#include <cmath>
#include <numbers>

namespace geju {

ShapeMeasurer::ShapeMeasurer(const Crs& frame, Measure measure)
  : measure_(measure)
  , metersPerUnit_(frame.metersPerUnit())
  , ellipsoid_(frame.ellipsoid()) {}

Result<ShapeMeasurer> ShapeMeasurer::make(const Crs& frame, Measure measure) {
    Result<ShapeMeasurer> result;
    const bool onEarth = frame.isGeographic() || frame.isProjected();
    if (measure != Measure::Planar && !onEarth) {
        return failure<ShapeMeasurer>(
            "not-measurable", fmt::format(fmt::runtime(tr("\"{}\" has no ellipsoid to measure on")), frame.name()));
    }
    if (measure == Measure::Planar && frame.isGeographic()) {
        return failure<ShapeMeasurer>(
            "not-measurable", fmt::format(fmt::runtime(tr("\"{}\" is in degrees and has no plane")), frame.name()));
    }
    ShapeMeasurer made(frame, measure);
    made.hasLonLat_ = onEarth;
    const Crs geographic = onEarth ? frame.geographic() : frame;
    if (!(geographic == frame)) {
        auto transform = Transform::between(frame, geographic);
        if (!transform) {
            result.issues = transform.issues;
            return result;
        }
        made.toLonLat_ = std::move(*transform);
    }
    result.value = std::move(made);
    return result;
}

double ShapeMeasurer::ringSquareMeters(std::span<const Point> ring, std::vector<Point>& scratch) const {
    if (measure_ == Measure::Planar) return ringArea(ring) * metersPerUnit_ * metersPerUnit_;
    if (toLonLat_) {
        scratch.assign(ring.begin(), ring.end());
        toLonLat_->forward(std::span<Point>(scratch));
        ring = scratch;
    }
    return measure_ == Measure::Survey ? surveyRingArea(ellipsoid_, ring) : geodesicRingArea(ellipsoid_, ring);
}

double ShapeMeasurer::squareMeters(const Shape& shape) const {
    CompensatedSum sum;
    std::vector<Point> scratch;
    shape.forEachPolygon([&](std::span<const std::span<const Point>> rings) {
        for (std::size_t i = 0; i < rings.size(); ++i) {
            const double area = std::fabs(ringSquareMeters(rings[i], scratch));
            sum.add(i == 0 ? area : -area);
        }
    });
    return sum.value();
}

double ShapeMeasurer::bendSquareMeters(const Shape& shape) const {
    if (measure_ == Measure::Planar) return 0;
    constexpr int kPieces = 8; // leave out a 64th
    const auto onEllipsoid = measure_ == Measure::Survey ? surveyRingArea : geodesicRingArea;
    CompensatedSum sum;
    std::vector<Point> side;
    shape.forEachPolygon([&](std::span<const std::span<const Point>> rings) {
        for (const auto& ring : rings) {
            for (std::size_t i = 1; i < ring.size(); ++i) {
                side.clear();
                for (int piece = 0; piece <= kPieces; ++piece) {
                    const double t = static_cast<double>(piece) / kPieces;
                    side.push_back({ring[i - 1].x + (ring[i].x - ring[i - 1].x) * t,
                                    ring[i - 1].y + (ring[i].y - ring[i - 1].y) * t});
                }
                if (toLonLat_) toLonLat_->forward(std::span<Point>(side));
                sum.add(std::fabs(onEllipsoid(ellipsoid_, side)));
            }
        }
    });
    return sum.value();
}

double ShapeMeasurer::squareMeters(std::span<const std::vector<Point>> rings) const {
    CompensatedSum sum;
    std::vector<Point> scratch;
    for (const auto& ring : rings) sum.add(ringSquareMeters(ring, scratch));
    return sum.value();
}

double ShapeMeasurer::perimeterMeters(const Shape& shape) const {
    CompensatedSum sum;
    std::vector<Point> scratch;
    shape.forEachPolygon([&](std::span<const std::span<const Point>> rings) {
        for (const auto& ring : rings) {
            if (measure_ == Measure::Planar) {
                sum.add(pathLength(ring) * metersPerUnit_);
            } else if (toLonLat_) {
                scratch.assign(ring.begin(), ring.end());
                toLonLat_->forward(std::span<Point>(scratch));
                sum.add(geodesicLength(ellipsoid_, scratch));
            } else {
                sum.add(geodesicLength(ellipsoid_, ring));
            }
        }
    });
    return sum.value();
}

std::optional<Point> ShapeMeasurer::lonLat(Point place) const {
    if (!hasLonLat_) return std::nullopt;
    return toLonLat_ ? toLonLat_->forward(place) : place;
}

std::vector<Point> ShapeMeasurer::localMeters(std::span<const Point> points) const {
    std::vector<Point> local(points.begin(), points.end());
    if (local.empty()) return local;
    if (toLonLat_) toLonLat_->forward(std::span<Point>(local));
    const Point origin = local.front();
    double east = metersPerUnit_;
    double north = metersPerUnit_;
    if (hasLonLat_) {
        // Radii of curvature of the prime vertical and of the meridian.
        constexpr double kRadiansPerDegree = std::numbers::pi / 180;
        const double latitude = origin.y * kRadiansPerDegree;
        const double e2 = ellipsoid_.flattening * (2 - ellipsoid_.flattening);
        const double w2 = 1 - e2 * std::sin(latitude) * std::sin(latitude);
        const double prime = ellipsoid_.semiMajorMeters / std::sqrt(w2);
        east = prime * std::cos(latitude) * kRadiansPerDegree;
        north = prime * (1 - e2) / w2 * kRadiansPerDegree;
    }
    for (Point& point : local) point = {(point.x - origin.x) * east, (point.y - origin.y) * north};
    return local;
}

std::string ShapeMeasurer::describePlace(Point place) const {
    if (const auto degrees = lonLat(place)) return fmt::format("{:.6f}, {:.6f}", degrees->x, degrees->y);
    return fmt::format("{:.3f}, {:.3f}", place.x, place.y);
}

} // namespace geju
