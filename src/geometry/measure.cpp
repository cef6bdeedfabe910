#include "geometry/measure.hpp"

#include "crs/geodesic.hpp"
#include "crs/survey_area.hpp"
#include "crs/transform.hpp"
#include "geometry/predicates.hpp"

#include <cmath>
#include <limits>
#include <mutex>

namespace geju {

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

bool liesWithin(std::span<const Point> part, const std::vector<Point>& whole) {
    const std::less_equal<const Point*> notAfter;
    return !part.empty() && notAfter(whole.data(), part.data()) &&
           notAfter(part.data() + part.size(), whole.data() + whole.size());
}

} // namespace

double ringArea(std::span<const Point> ring) {
    if (ring.size() < 3) return 0;
    const Point origin = ring[0];
    double doubled = 0;
    double magnitude = 0;
    double lastX = ring[1].x - origin.x;
    double lastY = ring[1].y - origin.y;
    for (std::size_t i = 2; i < ring.size(); ++i) {
        const double x = ring[i].x - origin.x;
        const double y = ring[i].y - origin.y;
        doubled += lastX * y - x * lastY;
        magnitude += std::fabs(lastX * y) + std::fabs(x * lastY);
        lastX = x;
        lastY = y;
    }
    // The usual bound of a sum's error: as many roundings as terms, each of the terms' size.
    constexpr double kRelativeError = 1e-12;
    const double error = static_cast<double>(ring.size() + 4) * std::numeric_limits<double>::epsilon() * magnitude;
    return error <= kRelativeError * std::fabs(doubled) ? doubled / 2 : preciseRingArea(ring);
}

double pathLength(std::span<const Point> path) {
    double length = 0;
    for (std::size_t i = 1; i < path.size(); ++i) {
        const double dx = path[i].x - path[i - 1].x;
        const double dy = path[i].y - path[i - 1].y;
        length += std::sqrt(dx * dx + dy * dy); // not std::hypot, which takes longer for numbers that no map has
    }
    return length;
}

/// The table's coordinates in lon/lat on its own datum, made on first use.
class LonLatSource {
  public:
    LonLatSource(const FeatureTable& table, Transform transform)
      : table_(table)
      , transform_(std::move(transform)) {}

    /// `points` as lon/lat: a view of the table's transformed coordinates where they are the table's own, else
    /// transformed into `scratch`.
    std::span<const Point> lonLat(std::span<const Point> points, std::vector<Point>& scratch) const {
        if (!liesWithin(points, table_.coordinates())) {
            scratch.assign(points.begin(), points.end());
            transform_.forward(std::span<Point>(scratch));
            return scratch;
        }
        std::call_once(once_, [&] {
            transformed_ = table_.coordinates();
            transform_.forward(std::span<Point>(transformed_));
        });
        return {transformed_.data() + (points.data() - table_.coordinates().data()), points.size()};
    }

  private:
    const FeatureTable& table_;
    Transform transform_;
    mutable std::once_flag once_;
    mutable std::vector<Point> transformed_;
};

Measurer::Measurer(const FeatureTable& table, Measure measure)
  : table_(table)
  , measure_(measure)
  , metersPerUnit_(table.crs().metersPerUnit())
  , ellipsoid_(table.crs().ellipsoid()) {
    const Crs& crs = table.crs();
    if (measure == Measure::Planar) {
        measurable_ = !crs.isGeographic();
        return;
    }
    measurable_ = crs.isGeographic() || crs.isProjected();
    if (!measurable_) return;
    const Crs geographic = crs.geographic();
    if (crs == geographic) return;
    auto transform = Transform::between(crs, geographic);
    if (transform) {
        lonLat_ = std::make_shared<const LonLatSource>(table, std::move(*transform));
    } else {
        measurable_ = false;
    }
}

double Measurer::areaSquareMeters(std::span<const Point> ring) const {
    if (!measurable_) return kNaN;
    if (measure_ == Measure::Planar) return std::fabs(ringArea(ring)) * metersPerUnit_ * metersPerUnit_;
    std::vector<Point> scratch;
    const auto corners = lonLat_ ? lonLat_->lonLat(ring, scratch) : ring;
    return std::fabs(measure_ == Measure::Survey ? surveyRingArea(ellipsoid_, corners)
                                                 : geodesicRingArea(ellipsoid_, corners));
}

double Measurer::areaOfPart(std::uint32_t part) const {
    if (table_.kind(part) != PartKind::Polygon) return 0;
    double area = 0;
    bool isShell = true;
    for (const std::uint32_t ring : table_.rings(part)) {
        const double ringSquareMeters = areaSquareMeters(table_.points(ring));
        area += isShell ? ringSquareMeters : -ringSquareMeters;
        isShell = false;
    }
    return area;
}

double Measurer::areaOfFeature(std::size_t row) const {
    double area = 0;
    for (const std::uint32_t part : table_.parts(row)) area += areaOfPart(part);
    return area;
}

double Measurer::lengthMeters(std::span<const Point> path, bool closed) const {
    if (!measurable_) return kNaN;
    if (measure_ == Measure::Planar) {
        double length = pathLength(path);
        if (closed && path.size() > 1) {
            length += std::hypot(path.front().x - path.back().x, path.front().y - path.back().y);
        }
        return length * metersPerUnit_;
    }
    std::vector<Point> scratch;
    return geodesicLength(ellipsoid_, lonLat_ ? lonLat_->lonLat(path, scratch) : path, closed);
}

double Measurer::lengthOfFeature(std::size_t row) const {
    double length = 0;
    for (const std::uint32_t part : table_.parts(row)) {
        const PartKind kind = table_.kind(part);
        if (kind == PartKind::Points) continue;
        for (const std::uint32_t ring : table_.rings(part)) {
            length += lengthMeters(table_.points(ring), kind == PartKind::Polygon);
        }
    }
    return length;
}

} // namespace geju
