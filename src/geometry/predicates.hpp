// Exact geometric decisions on doubles. The sign of an orientation is always the true one for the given coordinates
// (adaptive: a rounding-error filter first, then floating-point expansions; Shewchuk, "Adaptive precision
// floating-point arithmetic and fast robust geometric predicates", Discrete Comput. Geom. 18 (1997), 305–363).
// Coordinates must be finite and below 1e150, so that products neither overflow nor lose their tails. Any thread.
#pragma once

#include "core/box.hpp"

#include <span>
#include <vector>

namespace geju {

inline constexpr double kLargestCoordinate = 1e150;
/// Finite and small enough for the predicates.
bool isUsable(Point point);

/// +1 when c lies to the left of the line from a to b, −1 to the right, 0 exactly on it.
int orientation(Point a, Point b, Point c);

/// Which way a closed ring goes that does not touch itself: by the turn at its leftmost corner, exact.
bool isCounterClockwise(std::span<const Point> ring);

/// Twice the signed area of the triangle with a relative error below 1e-12, however thin it is and however far from
/// the origin; its sign and its zero are exact.
double doubledArea(Point a, Point b, Point c);

/// A sum that keeps the rounding errors of its steps (Neumaier 1974).
class CompensatedSum {
  public:
    void add(double term);
    double value() const { return sum_ + error_; }

  private:
    double sum_ = 0;
    double error_ = 0;
};

/// Signed shoelace area as if computed in twice the digits: right to the last place or two even for slivers whose
/// terms cancel.
double preciseRingArea(std::span<const Point> ring);

/// How two segments lie to each other.
enum class Meeting { Apart, Touch, Cross }; ///< Touch: at an end or along a stretch; Cross: inside both
Meeting meet(Point a, Point b, Point c, Point d);
/// Where the segments from a to b and from c to d cross, which they must: within a rounding of both.
Point crossingOf(Point a, Point b, Point c, Point d);

/// Even–odd position of many points at once against rings that are given one after another: every edge is tested
/// only against the points in its range of y.
class CrossingParity {
  public:
    explicit CrossingParity(std::span<const Point> queries);

    /// Flips every query that the ring (open or closed) goes round an odd number of times. A point on the ring falls
    /// to one side of it.
    void addRing(std::span<const Point> ring);
    bool isOdd(std::size_t query) const { return odd_[query]; }
    /// Queries flipped at least once since the last call, in no defined order; a query may come twice.
    std::vector<std::size_t> takeTouched();

  private:
    std::vector<Point> queries_;
    std::vector<std::size_t> byY_;
    std::vector<double> sortedY_;
    std::vector<bool> odd_;
    std::vector<std::size_t> touched_;
};

} // namespace geju
