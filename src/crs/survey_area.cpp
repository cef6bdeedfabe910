#include "crs/survey_area.hpp"

#include <cmath>
#include <limits>
#include <numbers>

namespace geju {

namespace {

constexpr double kRadiansPerDegree = std::numbers::pi / 180;
constexpr double kWholeTurn = 2 * std::numbers::pi;

/// Area between two parallels for a radian of longitude: b² ∫ cos B (1 − e² sin² B)⁻² dB. The power series in e² is
/// integrated term by term, (n + 1) e²ⁿ sin²ⁿ⁺¹ B / (2n + 1), and written in sines of odd multiples of B; the
/// differences of those are the products that the formula has. A … E are its coefficients.
class Zone {
  public:
    explicit Zone(const Ellipsoid& ellipsoid) {
        const double b = ellipsoid.semiMajorMeters * (1 - ellipsoid.flattening);
        const double e2 = ellipsoid.flattening * (2 - ellipsoid.flattening);
        const double e4 = e2 * e2;
        const double e6 = e4 * e2;
        const double e8 = e4 * e4;
        const double a = 1 + 3.0 / 6 * e2 + 30.0 / 80 * e4 + 35.0 / 112 * e6 + 630.0 / 2304 * e8;
        const double series[] = {a, -(1.0 / 6 * e2 + 15.0 / 80 * e4 + 21.0 / 112 * e6 + 420.0 / 2304 * e8),
                                 3.0 / 80 * e4 + 7.0 / 112 * e6 + 180.0 / 2304 * e8,
                                 -(1.0 / 112 * e6 + 45.0 / 2304 * e8), 5.0 / 2304 * e8};
        for (int i = 0; i < kTerms; ++i) coefficients_[i] = 2 * b * b * series[i];
    }

    double squareMetersPerRadian(double south, double north) const {
        const double half = (north - south) / 2;
        const double middle = (north + south) / 2;
        // sin and cos of odd multiples by sin(k + 2)x = 2 cos 2x sin kx − sin(k − 2)x.
        double sine = std::sin(half);
        double cosine = std::cos(middle);
        double sineBefore = -sine;
        double cosineBefore = cosine;
        const double twiceHalf = 2 * (1 - 2 * sine * sine);
        const double twiceMiddle = 2 * (2 * cosine * cosine - 1);
        double sum = coefficients_[0] * sine * cosine;
        for (int i = 1; i < kTerms; ++i) {
            const double nextSine = twiceHalf * sine - sineBefore;
            const double nextCosine = twiceMiddle * cosine - cosineBefore;
            sineBefore = sine;
            cosineBefore = cosine;
            sine = nextSine;
            cosine = nextCosine;
            sum += coefficients_[i] * sine * cosine;
        }
        return sum;
    }

  private:
    static constexpr int kTerms = 5;
    double coefficients_[kTerms];
};

} // namespace

double surveyRingArea(const Ellipsoid& ellipsoid, std::span<const Point> lonLat) {
    if (lonLat.size() > 1 && lonLat.front() == lonLat.back()) lonLat = lonLat.first(lonLat.size() - 1);
    if (lonLat.size() < 3) return 0;
    const Zone zone(ellipsoid);
    double sum = 0;
    double east = 0; // of the meridian of the first corner, radians, without jumps
    for (std::size_t i = 0; i < lonLat.size(); ++i) {
        const Point& from = lonLat[i];
        const Point& to = lonLat[i + 1 < lonLat.size() ? i + 1 : 0];
        const double before = east;
        east += std::remainder((to.x - from.x) * kRadiansPerDegree, kWholeTurn);
        if (from.y == to.y) continue;
        sum += (before + east) / 2 * zone.squareMetersPerRadian(from.y * kRadiansPerDegree, to.y * kRadiansPerDegree);
    }
    const bool roundPole = std::fabs(east) > std::numbers::pi;
    return roundPole ? std::numeric_limits<double>::quiet_NaN() : sum;
}

} // namespace geju
