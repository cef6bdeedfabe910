#include "geometry/predicates.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

namespace geju {

namespace {

constexpr double kRoundoff = std::numeric_limits<double>::epsilon() / 2;
/// Bound of the filter's error relative to |left| + |right| (Shewchuk 1997, ccwerrboundA).
constexpr double kFilterBound = (3 + 16 * kRoundoff) * kRoundoff;

/// A number as the unevaluated sum of two doubles.
struct Pair {
    double high;
    double low;
};

Pair exactSum(double a, double b) {
    const double sum = a + b;
    const double bPart = sum - a;
    const double aPart = sum - bPart;
    return {sum, (a - aPart) + (b - bPart)};
}

Pair exactDifference(double a, double b) {
    return exactSum(a, -b);
}

Pair split(double a) {
    constexpr double kSplitter = 134217729; // 2^27 + 1
    const double scaled = kSplitter * a;
    const double high = scaled - (scaled - a);
    return {high, a - high};
}

Pair exactProduct(double a, double b) {
    const double product = a * b;
    const Pair x = split(a);
    const Pair y = split(b);
    return {product, x.low * y.low - (((product - x.high * y.high) - x.low * y.high) - x.high * y.low)};
}

/// Exact sum of up to sixteen products' halves: components of increasing size that do not overlap.
class Expansion {
  public:
    void add(double term) {
        std::size_t kept = 0;
        for (std::size_t i = 0; i < count_; ++i) {
            const Pair sum = exactSum(term, parts_[i]);
            if (sum.low != 0) parts_[kept++] = sum.low;
            term = sum.high;
        }
        if (term != 0) parts_[kept++] = term;
        count_ = kept;
    }
    void addProduct(double a, double b) {
        const Pair product = exactProduct(a, b);
        add(product.low);
        add(product.high);
    }
    double value() const { return std::accumulate(parts_.begin(), parts_.begin() + count_, 0.0); }

  private:
    std::array<double, 16> parts_{};
    std::size_t count_ = 0;
};

double exactDoubledArea(Point a, Point b, Point c) {
    const Pair acx = exactDifference(a.x, c.x);
    const Pair bcx = exactDifference(b.x, c.x);
    const Pair acy = exactDifference(a.y, c.y);
    const Pair bcy = exactDifference(b.y, c.y);
    Expansion expansion;
    if (acx.low == 0 && bcx.low == 0 && acy.low == 0 && bcy.low == 0) {
        expansion.addProduct(acx.high, bcy.high);
        expansion.addProduct(-acy.high, bcx.high);
        return expansion.value();
    }
    for (const double x : {acx.low, acx.high}) {
        for (const double y : {bcy.low, bcy.high}) expansion.addProduct(x, y);
    }
    for (const double y : {acy.low, acy.high}) {
        for (const double x : {bcx.low, bcx.high}) expansion.addProduct(-y, x);
    }
    return expansion.value();
}

int signOf(double value) {
    return (value > 0) - (value < 0);
}

} // namespace

bool isUsable(Point point) {
    return std::fabs(point.x) < kLargestCoordinate && std::fabs(point.y) < kLargestCoordinate;
}

int orientation(Point a, Point b, Point c) {
    const double left = (a.x - c.x) * (b.y - c.y);
    const double right = (a.y - c.y) * (b.x - c.x);
    const double determinant = left - right;
    if (std::fabs(determinant) > kFilterBound * (std::fabs(left) + std::fabs(right))) return signOf(determinant);
    return signOf(exactDoubledArea(a, b, c));
}

bool isCounterClockwise(std::span<const Point> ring) {
    if (ring.empty()) return false;
    const std::size_t count = ring.size() - 1; // the last corner is the first
    std::size_t leftmost = 0;
    for (std::size_t i = 1; i < count; ++i) {
        if (ring[i].x < ring[leftmost].x || (ring[i].x == ring[leftmost].x && ring[i].y < ring[leftmost].y))
            leftmost = i;
    }
    const Point corner = ring[leftmost];
    std::size_t before = leftmost;
    std::size_t after = leftmost;
    for (std::size_t i = 0; i < count && ring[before] == corner; ++i) before = (before + count - 1) % count;
    for (std::size_t i = 0; i < count && ring[after] == corner; ++i) after = (after + 1) % count;
    return orientation(ring[before], corner, ring[after]) > 0;
}

double doubledArea(Point a, Point b, Point c) {
    const double left = (a.x - c.x) * (b.y - c.y);
    const double right = (a.y - c.y) * (b.x - c.x);
    const double determinant = left - right;
    constexpr double kRelativeError = 1e-12;
    const double error = kFilterBound * (std::fabs(left) + std::fabs(right));
    if (error < kRelativeError * std::fabs(determinant)) return determinant;
    return exactDoubledArea(a, b, c);
}

void CompensatedSum::add(double term) {
    const Pair next = exactSum(sum_, term);
    sum_ = next.high;
    error_ += next.low;
}

double preciseRingArea(std::span<const Point> ring) {
    if (ring.size() < 3) return 0;
    CompensatedSum doubled;
    const Point origin = ring[0];
    const auto addProduct = [&](double sign, const Pair& x, const Pair& y) {
        const Pair product = exactProduct(sign * x.high, y.high);
        doubled.add(product.high);
        doubled.add(product.low + sign * (x.high * y.low + x.low * y.high));
    };
    Pair lastX = exactDifference(ring[1].x, origin.x);
    Pair lastY = exactDifference(ring[1].y, origin.y);
    for (std::size_t i = 2; i < ring.size(); ++i) {
        const Pair x = exactDifference(ring[i].x, origin.x);
        const Pair y = exactDifference(ring[i].y, origin.y);
        addProduct(1, lastX, y);
        addProduct(-1, x, lastY);
        lastX = x;
        lastY = y;
    }
    return doubled.value() / 2;
}

Meeting meet(Point a, Point b, Point c, Point d) {
    if (std::max(a.x, b.x) < std::min(c.x, d.x) || std::max(c.x, d.x) < std::min(a.x, b.x) ||
        std::max(a.y, b.y) < std::min(c.y, d.y) || std::max(c.y, d.y) < std::min(a.y, b.y)) {
        return Meeting::Apart;
    }
    const int cSide = orientation(a, b, c);
    const int dSide = orientation(a, b, d);
    if (cSide * dSide > 0) return Meeting::Apart;
    const int aSide = orientation(c, d, a);
    const int bSide = orientation(c, d, b);
    if (aSide * bSide > 0) return Meeting::Apart;
    if (cSide * dSide < 0 && aSide * bSide < 0) return Meeting::Cross;
    // Some end lies on the other's line: they touch where it lies within the other's box.
    const auto within = [](Point p, Point from, Point to) {
        return p.x >= std::min(from.x, to.x) && p.x <= std::max(from.x, to.x) && p.y >= std::min(from.y, to.y) &&
               p.y <= std::max(from.y, to.y);
    };
    const bool touch = (cSide == 0 && within(c, a, b)) || (dSide == 0 && within(d, a, b)) ||
                       (aSide == 0 && within(a, c, d)) || (bSide == 0 && within(b, c, d));
    return touch ? Meeting::Touch : Meeting::Apart;
}

Point crossingOf(Point a, Point b, Point c, Point d) {
    const double fromA = doubledArea(c, d, a);
    const double fromB = doubledArea(c, d, b);
    // From the nearer end, so that a crossing close to an end is as near to it as can be said.
    if (std::fabs(fromA) <= std::fabs(fromB)) {
        const double t = fromA / (fromA - fromB);
        return {a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
    }
    const double t = fromB / (fromB - fromA);
    return {b.x + (a.x - b.x) * t, b.y + (a.y - b.y) * t};
}

CrossingParity::CrossingParity(std::span<const Point> queries)
  : queries_(queries.begin(), queries.end())
  , byY_(queries.size())
  , odd_(queries.size(), false) {
    std::iota(byY_.begin(), byY_.end(), std::size_t{0});
    std::sort(byY_.begin(), byY_.end(), [&](std::size_t a, std::size_t b) { return queries_[a].y < queries_[b].y; });
    sortedY_.reserve(queries.size());
    for (const std::size_t query : byY_) sortedY_.push_back(queries_[query].y);
}

void CrossingParity::addRing(std::span<const Point> ring) {
    if (ring.empty()) return;
    Point from = ring.back();
    for (const Point& to : ring) {
        const double low = std::min(from.y, to.y);
        const double high = std::max(from.y, to.y);
        // Half-open from below, so that a vertex at the height of a query counts once.
        auto first = std::lower_bound(sortedY_.begin(), sortedY_.end(), low);
        for (; first != sortedY_.end() && *first < high; ++first) {
            const std::size_t query = byY_[static_cast<std::size_t>(first - sortedY_.begin())];
            const bool isLeftOfUpwardEdge =
                (to.y > from.y ? orientation(from, to, queries_[query]) : orientation(to, from, queries_[query])) > 0;
            if (!isLeftOfUpwardEdge) continue;
            odd_[query] = !odd_[query];
            touched_.push_back(query);
        }
        from = to;
    }
}

std::vector<std::size_t> CrossingParity::takeTouched() {
    return std::exchange(touched_, {});
}

} // namespace geju
