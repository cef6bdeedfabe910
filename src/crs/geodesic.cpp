#include "crs/geodesic.hpp"

#include <geodesic.h>

#include <cmath>
#include <numbers>

namespace geju {

namespace {

/// The series coefficients of an ellipsoid, kept a thread because neighbouring calls ask for the same one.
const geod_geodesic& geodesicOn(const Ellipsoid& ellipsoid) {
    thread_local geod_geodesic geodesic{};
    if (geodesic.a != ellipsoid.semiMajorMeters || geodesic.f != ellipsoid.flattening) {
        geod_init(&geodesic, ellipsoid.semiMajorMeters, ellipsoid.flattening);
    }
    return geodesic;
}

/// Rings, and edges of larger ones, of at most this extent in latitude and in longitude are measured by the series: 6
/// km. What the series leaves out is of the fourth order in an edge's extent, for an edge as long as this 1e-10 of the
/// ground under it.
constexpr double kSeriesRadians = 1e-3;
constexpr double kRadiansPerDegree = std::numbers::pi / 180;

/// Area of geodesic polygons as a sum over corners, for small rings. The ground between an edge and the parallel φ0 is
///   Δλ · [ (A₁ + A₂) / 2 + sin φ (3 M² Δφ² + N² cos² φ Δλ²) / 12 ],   A = ∫ M N cos φ dφ from φ0:
/// the trapezoid in the equal-area cylinder, and to third order what lies between its straight side and the geodesic,
/// from that line's geodesic curvature (M, N: radii of curvature of the meridian and of the prime vertical). On the
/// sphere it is the expansion of tan(E/2) = tan(Δλ/2) · sin φ / cos(Δφ/2).
class RingSeries {
  public:
    RingSeries(const Ellipsoid& ellipsoid, double latitudeRadians)
      : sin_(std::sin(latitudeRadians))
      , cos_(std::cos(latitudeRadians)) {
        const double a2 = ellipsoid.semiMajorMeters * ellipsoid.semiMajorMeters;
        const double e2 = ellipsoid.flattening * (2 - ellipsoid.flattening);
        const double x = sin_;
        const double u = 1 - e2 * x * x;
        const double polar = a2 * (1 - e2);
        area1_ = polar / (u * u);
        area2_ = 4 * polar * e2 * x / (u * u * u) / 2;
        area3_ = polar * (4 * e2 / (u * u * u) + 24 * e2 * e2 * x * x / (u * u * u * u)) / 6;
        const double meridian = polar * (1 - e2) / (u * u * u);
        north0_ = 3 * x * meridian;
        north1_ = 3 * meridian * (1 + 6 * e2 * x * x / u);
        east0_ = a2 * x * (1 - x * x) / u;
        east1_ = a2 * ((1 - 3 * x * x) / u + 2 * e2 * x * x * (1 - x * x) / (u * u));
    }

    /// sin φ − sin φ0 for φ = φ0 + `north`.
    double rise(double north) const {
        return north * (cos_ + north * (-sin_ / 2 + north * (-cos_ / 6 + north * sin_ / 24)));
    }
    /// Ground a radian of longitude between φ0 and the latitude of that rise.
    double area(double rise) const { return rise * (area1_ + rise * (area2_ + rise * area3_)); }
    /// Ground a radian of longitude between the geodesic and the trapezoid's side.
    double bulge(double rise, double north, double east) const {
        return ((north0_ + north1_ * rise) * north * north + (east0_ + east1_ * rise) * east * east) / 12;
    }

  private:
    double sin_, cos_;
    double area1_, area2_, area3_;           ///< of A, by powers of the rise
    double north0_, north1_, east0_, east1_; ///< 3 M² sin φ and N² cos² φ sin φ, by powers of the rise
};

double smallRingArea(const Ellipsoid& ellipsoid, std::span<const Point> lonLat) {
    const Point origin = lonLat[0];
    const RingSeries series(ellipsoid, origin.y * kRadiansPerDegree);
    struct Corner {
        double east, north, rise, area;
    };
    const auto cornerAt = [&](Point p) {
        const double north = (p.y - origin.y) * kRadiansPerDegree;
        const double rise = series.rise(north);
        return Corner{(p.x - origin.x) * kRadiansPerDegree, north, rise, series.area(rise)};
    };
    double sum = 0;
    Corner from = cornerAt(lonLat.back());
    for (const Point& p : lonLat) {
        const Corner to = cornerAt(p);
        const double east = to.east - from.east;
        sum -=
            east * ((from.area + to.area) / 2 + series.bulge((from.rise + to.rise) / 2, to.north - from.north, east));
        from = to;
    }
    return sum;
}

/// The same sum for rings of any size that do not pass the antimeridian: edges as short as small rings by the series,
/// with the closed form of A (Snyder, Map Projections, 1987, equation 3-12); longer ones by the geodesic problem.
double longRingArea(const Ellipsoid& ellipsoid, const geod_geodesic& geodesic, std::span<const Point> lonLat) {
    const double e2 = ellipsoid.flattening * (2 - ellipsoid.flattening);
    const double e = std::sqrt(e2);
    const double a2 = ellipsoid.semiMajorMeters * ellipsoid.semiMajorMeters;
    const double polar = a2 * (1 - e2);
    struct Corner {
        double east, north, sine, area;
    };
    const auto cornerAt = [&](Point p) {
        const double sine = std::sin(p.y * kRadiansPerDegree);
        const double curved = e > 0 ? std::atanh(e * sine) / e : sine;
        return Corner{p.x * kRadiansPerDegree, p.y * kRadiansPerDegree, sine,
                      polar / 2 * (sine / (1 - e2 * sine * sine) + curved)};
    };
    // Relative to the first corner's parallel: a closed ring does not notice, and the terms stay small.
    const double base = cornerAt(lonLat[0]).area;
    double sum = 0;
    Point last = lonLat.back();
    Corner from = cornerAt(last);
    for (const Point& p : lonLat) {
        const Corner to = cornerAt(p);
        const double east = to.east - from.east;
        const double north = to.north - from.north;
        if (std::fabs(east) <= kSeriesRadians && std::fabs(north) <= kSeriesRadians) {
            const double x = (from.sine + to.sine) / 2;
            const double u = 1 - e2 * x * x;
            const double bulge =
                x * (3 * polar * (1 - e2) / (u * u * u) * north * north + a2 * (1 - x * x) / u * east * east) / 12;
            sum -= east * ((from.area + to.area) / 2 - base + bulge);
        } else {
            double ground = 0;
            geod_geninverse(&geodesic, last.y, last.x, p.y, p.x, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr,
                            &ground);
            sum -= ground - base * east;
        }
        last = p;
        from = to;
    }
    return sum;
}

} // namespace

double geodesicRingArea(const Ellipsoid& ellipsoid, std::span<const Point> lonLat) {
    if (lonLat.size() > 1 && lonLat.front() == lonLat.back()) lonLat = lonLat.first(lonLat.size() - 1);
    if (lonLat.size() < 3) return 0;
    Box box;
    for (const Point& corner : lonLat) box.extend(corner);
    constexpr double kSmallDegrees = kSeriesRadians / kRadiansPerDegree;
    if (box.width() <= kSmallDegrees && box.height() <= kSmallDegrees) return smallRingArea(ellipsoid, lonLat);
    const geod_geodesic& geodesic = geodesicOn(ellipsoid);
    // Wider rings go round a pole or over the antimeridian, or may: left to the library.
    if (box.width() < 180 && ellipsoid.flattening >= 0) return longRingArea(ellipsoid, geodesic, lonLat);
    geod_polygon polygon;
    geod_polygon_init(&polygon, 0);
    for (const Point& corner : lonLat) geod_polygon_addpoint(&geodesic, &polygon, corner.y, corner.x);
    double area = 0;
    double perimeter = 0;
    constexpr int kCounterClockwisePositive = 0;
    constexpr int kSigned = 1;
    geod_polygon_compute(&geodesic, &polygon, kCounterClockwisePositive, kSigned, &area, &perimeter);
    return area;
}

double geodesicLength(const Ellipsoid& ellipsoid, std::span<const Point> lonLat, bool closed) {
    const geod_geodesic& geodesic = geodesicOn(ellipsoid);
    double length = 0;
    const auto step = [&](const Point& from, const Point& to) {
        double meters = 0;
        geod_inverse(&geodesic, from.y, from.x, to.y, to.x, &meters, nullptr, nullptr);
        length += meters;
    };
    for (std::size_t i = 1; i < lonLat.size(); ++i) step(lonLat[i - 1], lonLat[i]);
    if (closed && lonLat.size() > 1) step(lonLat.back(), lonLat.front());
    return length;
}

Point geodesicDirect(const Ellipsoid& ellipsoid, Point start, double azimuthDegrees, double meters) {
    Point end;
    geod_direct(&geodesicOn(ellipsoid), start.y, start.x, azimuthDegrees, meters, &end.y, &end.x, nullptr);
    return end;
}

double geodesicAzimuth(const Ellipsoid& ellipsoid, Point from, Point to) {
    double azimuthDegrees = 0;
    geod_inverse(&geodesicOn(ellipsoid), from.y, from.x, to.y, to.x, nullptr, &azimuthDegrees, nullptr);
    return azimuthDegrees;
}

} // namespace geju
