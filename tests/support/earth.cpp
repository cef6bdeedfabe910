#include "support/earth.hpp"

#include <array>
#include <cmath>
#include <complex>

namespace geju::test {

namespace {

constexpr double kA = 6378137.0;
constexpr double kF = 1 / 298.257222101;
constexpr double kPi = 3.14159265358979323846;
constexpr double kDegree = kPi / 180;
constexpr double kCentralMeridian = 120;
constexpr double kFalseEasting = 500000;

const double e2 = kF * (2 - kF);
const double e = std::sqrt(e2);
const double n = kF / (2 - kF);
const double rectifying = kA / (1 + n) * (1 + n * n / 4 + n * n * n * n / 64);

using Series = std::array<double, 4>;

Series alpha() {
    const double n2 = n * n;
    const double n3 = n2 * n;
    const double n4 = n3 * n;
    return {n / 2 - 2 * n2 / 3 + 5 * n3 / 16 + 41 * n4 / 180, 13 * n2 / 48 - 3 * n3 / 5 + 557 * n4 / 1440,
            61 * n3 / 240 - 103 * n4 / 140, 49561 * n4 / 161280};
}

Series beta() {
    const double n2 = n * n;
    const double n3 = n2 * n;
    const double n4 = n3 * n;
    return {n / 2 - 2 * n2 / 3 + 37 * n3 / 96 - n4 / 360, n2 / 48 + n3 / 15 - 437 * n4 / 1440,
            17 * n3 / 480 - 37 * n4 / 840, 4397 * n4 / 161280};
}

/// tan of the conformal latitude.
double conformal(double tau) {
    const double sigma = std::sinh(e * std::atanh(e * tau / std::hypot(1.0, tau)));
    return tau * std::hypot(1.0, sigma) - sigma * std::hypot(1.0, tau);
}

} // namespace

Point worldOf(Point lonLat) {
    const double lambda = (lonLat.x - kCentralMeridian) * kDegree;
    const double tau = conformal(std::tan(lonLat.y * kDegree));
    const std::complex<double> zeta0(std::atan2(tau, std::cos(lambda)),
                                     std::asinh(std::sin(lambda) / std::hypot(tau, std::cos(lambda))));
    std::complex<double> zeta = zeta0;
    const Series a = alpha();
    for (int j = 1; j <= 4; ++j) zeta += a[static_cast<std::size_t>(j - 1)] * std::sin(2.0 * j * zeta0);
    return {kFalseEasting + rectifying * zeta.imag(), rectifying * zeta.real()};
}

Point lonLatOf(Point world) {
    const std::complex<double> zeta(world.y / rectifying, (world.x - kFalseEasting) / rectifying);
    std::complex<double> zeta0 = zeta;
    const Series b = beta();
    for (int j = 1; j <= 4; ++j) zeta0 -= b[static_cast<std::size_t>(j - 1)] * std::sin(2.0 * j * zeta);
    const double tauConformal = std::sin(zeta0.real()) / std::hypot(std::sinh(zeta0.imag()), std::cos(zeta0.real()));
    const double lambda = std::atan2(std::sinh(zeta0.imag()), std::cos(zeta0.real()));
    double tau = tauConformal / (1 - e2);
    for (int i = 0; i < 10; ++i) { // Newton, with the derivative of conformal()
        const double step = (tauConformal - conformal(tau)) / std::hypot(1.0, conformal(tau)) *
                            (1 + (1 - e2) * tau * tau) / ((1 - e2) * std::hypot(1.0, tau));
        tau += step;
        if (std::fabs(step) < 1e-15) break;
    }
    return {kCentralMeridian + lambda / kDegree, std::atan(tau) / kDegree};
}

double geodesicMeters(Point p, Point q) {
    const double b = kA * (1 - kF);
    const double l = (q.x - p.x) * kDegree;
    const double u1 = std::atan((1 - kF) * std::tan(p.y * kDegree));
    const double u2 = std::atan((1 - kF) * std::tan(q.y * kDegree));
    double lambda = l;
    double sinSigma = 0;
    double cosSigma = 1;
    double sigma = 0;
    double cos2Alpha = 0;
    double cos2M = 0;
    for (int i = 0; i < 100; ++i) {
        sinSigma = std::hypot(std::cos(u2) * std::sin(lambda),
                              std::cos(u1) * std::sin(u2) - std::sin(u1) * std::cos(u2) * std::cos(lambda));
        if (sinSigma == 0) return 0;
        cosSigma = std::sin(u1) * std::sin(u2) + std::cos(u1) * std::cos(u2) * std::cos(lambda);
        sigma = std::atan2(sinSigma, cosSigma);
        const double sinAlpha = std::cos(u1) * std::cos(u2) * std::sin(lambda) / sinSigma;
        cos2Alpha = 1 - sinAlpha * sinAlpha;
        cos2M = cos2Alpha == 0 ? 0 : cosSigma - 2 * std::sin(u1) * std::sin(u2) / cos2Alpha;
        const double c = kF / 16 * cos2Alpha * (4 + kF * (4 - 3 * cos2Alpha));
        const double before = lambda;
        lambda =
            l + (1 - c) * kF * sinAlpha * (sigma + c * sinSigma * (cos2M + c * cosSigma * (-1 + 2 * cos2M * cos2M)));
        if (std::fabs(lambda - before) < 1e-14) break;
    }
    const double square = cos2Alpha * (kA * kA - b * b) / (b * b);
    const double bigA = 1 + square / 16384 * (4096 + square * (-768 + square * (320 - 175 * square)));
    const double bigB = square / 1024 * (256 + square * (-128 + square * (74 - 47 * square)));
    const double delta = bigB * sinSigma *
                         (cos2M + bigB / 4 *
                                      (cosSigma * (-1 + 2 * cos2M * cos2M) -
                                       bigB / 6 * cos2M * (-3 + 4 * sinSigma * sinSigma) * (-3 + 4 * cos2M * cos2M)));
    return b * bigA * (sigma - delta);
}

double ellipsoidalArea(const std::vector<Point>& world, int piecesPerEdge) {
    const auto equalArea = [](Point lonLat) {
        const double s = std::sin(lonLat.y * kDegree);
        const double q = (1 - e2) * (s / (1 - e2 * s * s) + std::atanh(e * s) / e);
        return Point{kA * lonLat.x * kDegree, kA * q / 2};
    };
    std::vector<Point> corners;
    for (std::size_t i = 0; i < world.size(); ++i) {
        const Point a = world[i];
        const Point b = world[(i + 1) % world.size()];
        for (int k = 0; k < piecesPerEdge; ++k) {
            const double t = static_cast<double>(k) / piecesPerEdge;
            corners.push_back(equalArea(lonLatOf({a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t})));
        }
    }
    double twice = 0;
    const Point origin = corners.front();
    for (std::size_t i = 0; i < corners.size(); ++i) {
        const Point a{corners[i].x - origin.x, corners[i].y - origin.y};
        const Point& next = corners[(i + 1) % corners.size()];
        twice += a.x * (next.y - origin.y) - (next.x - origin.x) * a.y;
    }
    return std::fabs(twice) / 2;
}

} // namespace geju::test
