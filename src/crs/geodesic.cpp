#include "crs/geodesic.hpp"

#include <geodesic.h>

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

} // namespace

double geodesicRingArea(const Ellipsoid& ellipsoid, std::span<const Point> lonLat) {
    if (lonLat.size() > 1 && lonLat.front() == lonLat.back()) lonLat = lonLat.first(lonLat.size() - 1);
    if (lonLat.size() < 3) return 0;
    const geod_geodesic& geodesic = geodesicOn(ellipsoid);
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
