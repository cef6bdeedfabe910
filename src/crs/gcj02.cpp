#include "crs/gcj02.hpp"

#include <cmath>
#include <numbers>

namespace geju {

namespace {

constexpr double kPi = std::numbers::pi;
constexpr double kSemiMajorMeters = 6378245;            // Krasovsky 1940
constexpr double kEccentricity2 = 0.006693421622965943; // of it
constexpr Point kOrigin{105, 35};

/// The wave that both shifts have along the meridian of the origin.
double commonWave(double x) {
    return (20 * std::sin(6 * kPi * x) + 20 * std::sin(2 * kPi * x)) * 2 / 3;
}

double northMeters(double x, double y) {
    return -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * std::sqrt(std::fabs(x)) + commonWave(x) +
           (20 * std::sin(kPi * y) + 40 * std::sin(kPi * y / 3)) * 2 / 3 +
           (160 * std::sin(kPi * y / 12) + 320 * std::sin(kPi * y / 30)) * 2 / 3;
}

double eastMeters(double x, double y) {
    return 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * std::sqrt(std::fabs(x)) + commonWave(x) +
           (20 * std::sin(kPi * x) + 40 * std::sin(kPi * x / 3)) * 2 / 3 +
           (150 * std::sin(kPi * x / 12) + 300 * std::sin(kPi * x / 30)) * 2 / 3;
}

} // namespace

bool isInGcj02Area(Point lonLat) {
    return lonLat.x >= 72.004 && lonLat.x <= 137.8347 && lonLat.y >= 0.8293 && lonLat.y <= 55.8271;
}

Point gcj02FromWgs84(Point lonLat) {
    if (!isInGcj02Area(lonLat)) return lonLat;
    const double x = lonLat.x - kOrigin.x;
    const double y = lonLat.y - kOrigin.y;
    const double latitude = lonLat.y * kPi / 180;
    const double w2 = 1 - kEccentricity2 * std::sin(latitude) * std::sin(latitude);
    const double meridian = kSemiMajorMeters * (1 - kEccentricity2) / (w2 * std::sqrt(w2));
    const double parallel = kSemiMajorMeters / std::sqrt(w2) * std::cos(latitude);
    return {lonLat.x + eastMeters(x, y) / parallel * 180 / kPi, lonLat.y + northMeters(x, y) / meridian * 180 / kPi};
}

} // namespace geju
