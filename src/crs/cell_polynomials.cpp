#include "crs/cell_polynomials.hpp"

#include "core/parallel.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <map>
#include <mutex>
#include <numbers>
#include <optional>
#include <vector>

namespace geju {

namespace {

/// Degrees that are tried. A cell of 14 km of a transverse Mercator takes the first.
constexpr std::array<int, 2> kDegrees{5, 8};
constexpr int kMostTerms = 9;
/// Fitting asks the map for a few hundred points.
constexpr std::size_t kLeastPoints = 4096;

using Key = std::pair<std::int32_t, std::int32_t>;

/// z = z0 + sum of c[j][i] u^i v^j, with u and v in [-1, 1] across the cell.
struct Polynomials {
    Point center;
    double half = 1;
    int terms = 0; ///< in one direction: the degree and one
    Point origin;
    std::array<double, kMostTerms * kMostTerms> x{};
    std::array<double, kMostTerms * kMostTerms> y{};
};

/// Chebyshev nodes of the first kind.
std::vector<double> nodesOf(int terms) {
    std::vector<double> nodes;
    for (int k = 0; k < terms; ++k) nodes.push_back(std::cos((k + 0.5) * std::numbers::pi / terms));
    return nodes;
}

/// Inverse of the Vandermonde matrix of the nodes, by Gauss and Jordan: row i gives the coefficient of u^i from the
/// values at the nodes.
std::vector<std::vector<long double>> inverseVandermonde(const std::vector<double>& nodes) {
    const std::size_t n = nodes.size();
    std::vector<std::vector<long double>> a(n, std::vector<long double>(2 * n, 0));
    for (std::size_t row = 0; row < n; ++row) {
        long double power = 1;
        for (std::size_t column = 0; column < n; ++column) {
            a[row][column] = power;
            power *= nodes[row];
        }
        a[row][n + row] = 1;
    }
    for (std::size_t column = 0; column < n; ++column) {
        std::size_t pivot = column;
        for (std::size_t row = column + 1; row < n; ++row) {
            if (std::fabs(a[row][column]) > std::fabs(a[pivot][column])) pivot = row;
        }
        std::swap(a[column], a[pivot]);
        const long double scale = a[column][column];
        for (long double& value : a[column]) value /= scale;
        for (std::size_t row = 0; row < n; ++row) {
            if (row == column) continue;
            const long double factor = a[row][column];
            for (std::size_t k = 0; k < 2 * n; ++k) a[row][k] -= factor * a[column][k];
        }
    }
    for (auto& row : a) row.erase(row.begin(), row.begin() + static_cast<std::ptrdiff_t>(n));
    return a;
}

/// Four points at a time, in registers.
constexpr std::size_t kLanes = 4;

void evaluate(const Polynomials& p, Point* points) {
    std::array<double, kLanes> u;
    std::array<double, kLanes> v;
    std::array<double, kLanes> x{};
    std::array<double, kLanes> y{};
    for (std::size_t k = 0; k < kLanes; ++k) {
        u[k] = (points[k].x - p.center.x) / p.half;
        v[k] = (points[k].y - p.center.y) / p.half;
    }
    for (int j = p.terms - 1; j >= 0; --j) {
        std::array<double, kLanes> rowX{};
        std::array<double, kLanes> rowY{};
        const double* cx = p.x.data() + j * kMostTerms;
        const double* cy = p.y.data() + j * kMostTerms;
        for (int i = p.terms - 1; i >= 0; --i) {
            for (std::size_t k = 0; k < kLanes; ++k) rowX[k] = rowX[k] * u[k] + cx[i];
            for (std::size_t k = 0; k < kLanes; ++k) rowY[k] = rowY[k] * u[k] + cy[i];
        }
        for (std::size_t k = 0; k < kLanes; ++k) x[k] = x[k] * v[k] + rowX[k];
        for (std::size_t k = 0; k < kLanes; ++k) y[k] = y[k] * v[k] + rowY[k];
    }
    for (std::size_t k = 0; k < kLanes; ++k) points[k] = {p.origin.x + x[k], p.origin.y + y[k]};
}

/// A point has the same result whichever lane and neighbours it has: lanes do not mix.
void evaluate(const Polynomials& p, std::span<Point> points) {
    std::size_t done = 0;
    for (; done + kLanes <= points.size(); done += kLanes) evaluate(p, &points[done]);
    if (done == points.size()) return;
    std::array<Point, kLanes> rest;
    rest.fill(points[done]);
    std::copy(points.begin() + static_cast<std::ptrdiff_t>(done), points.end(), rest.begin());
    evaluate(p, rest.data());
    std::copy_n(rest.begin(), points.size() - done, points.begin() + static_cast<std::ptrdiff_t>(done));
}

Polynomials interpolate(Point center, double half, int terms, const PlaneMap& map) {
    Polynomials p;
    p.center = center;
    p.half = half;
    p.terms = terms;
    const std::vector<double> nodes = nodesOf(terms);
    std::vector<Point> values; // row after row of v
    for (const double v : nodes) {
        for (const double u : nodes) values.push_back({center.x + u * half, center.y + v * half});
    }
    values.push_back(center);
    map(values);
    p.origin = values.back();
    const auto inverse = inverseVandermonde(nodes);
    const auto n = static_cast<std::size_t>(terms);
    for (std::size_t j = 0; j < n; ++j) {
        for (std::size_t i = 0; i < n; ++i) {
            long double x = 0;
            long double y = 0;
            for (std::size_t b = 0; b < n; ++b) {
                for (std::size_t a = 0; a < n; ++a) {
                    const long double weight = inverse[j][b] * inverse[i][a];
                    x += weight * (values[b * n + a].x - p.origin.x);
                    y += weight * (values[b * n + a].y - p.origin.y);
                }
            }
            p.x[j * kMostTerms + i] = static_cast<double>(x);
            p.y[j * kMostTerms + i] = static_cast<double>(y);
        }
    }
    return p;
}

/// Compared with the map on an even lattice of points, the cell's edges among them.
bool agrees(const Polynomials& p, const PlaneMap& map, double tolerance) {
    std::vector<Point> exact;
    const int steps = 2 * p.terms;
    for (int j = 0; j <= steps; ++j) {
        for (int i = 0; i <= steps; ++i) {
            exact.push_back({p.center.x + (2.0 * i / steps - 1) * p.half, p.center.y + (2.0 * j / steps - 1) * p.half});
        }
    }
    std::vector<Point> near = exact;
    map(exact);
    evaluate(p, near);
    for (std::size_t k = 0; k < exact.size(); ++k) {
        // Not finite: does not agree.
        const bool close =
            std::fabs(exact[k].x - near[k].x) <= tolerance && std::fabs(exact[k].y - near[k].y) <= tolerance;
        if (!close) return false;
    }
    return true;
}

std::optional<Polynomials> fit(const Key& key, const PlaneMap& map, const CellGrid& grid) {
    const Point center{(key.first + 0.5) * grid.size, (key.second + 0.5) * grid.size};
    for (const int degree : kDegrees) {
        const Polynomials p = interpolate(center, grid.size / 2, degree + 1, map);
        if (agrees(p, map, grid.tolerance)) return p;
    }
    return std::nullopt;
}

class Cells {
  public:
    Cells(std::span<Point> points, const PlaneMap& map, const CellGrid& grid)
      : points_(points)
      , map_(map)
      , grid_(grid) {}

    void run() {
        std::mutex mutex;
        parallelFor(points_.size(), kGrain, [&](std::size_t begin, std::size_t end) {
            std::map<Key, std::size_t> here;
            forEachRun(begin, end,
                       [&](const Key& key, std::size_t first, std::size_t last) { here[key] += last - first; });
            const std::lock_guard lock(mutex);
            for (const auto& [key, count] : here) counts_[key] += count;
        });
        std::vector<Key> crowded;
        for (const auto& [key, count] : counts_) {
            if (count >= kLeastPoints) crowded.push_back(key);
        }
        std::vector<std::optional<Polynomials>> fitted(crowded.size());
        parallelFor(crowded.size(), 1, [&](std::size_t begin, std::size_t end) {
            for (std::size_t i = begin; i < end; ++i) fitted[i] = fit(crowded[i], map_, grid_);
        });
        for (std::size_t i = 0; i < crowded.size(); ++i) {
            if (fitted[i]) polynomials_.emplace(crowded[i], *fitted[i]);
        }
        parallelFor(points_.size(), kGrain, [&](std::size_t begin, std::size_t end) { mapChunk(begin, end); });
    }

  private:
    static constexpr std::size_t kGrain = 65536;

    bool keyOf(Point point, Key& key) const {
        const double x = std::floor(point.x / grid_.size);
        const double y = std::floor(point.y / grid_.size);
        constexpr double kMost = 1e9; // cells far beyond any planet
        if (!(std::fabs(x) < kMost && std::fabs(y) < kMost)) return false;
        key = {static_cast<std::int32_t>(x), static_cast<std::int32_t>(y)};
        return true;
    }

    /// Runs of consecutive points of one cell; what lies in none is left out.
    template <typename Visit>
    void forEachRun(std::size_t begin, std::size_t end, const Visit& visit) const {
        for (std::size_t first = begin; first < end;) {
            Key key;
            if (!keyOf(points_[first], key)) {
                ++first;
                continue;
            }
            const Box cell{key.first * grid_.size, key.second * grid_.size, (key.first + 1) * grid_.size,
                           (key.second + 1) * grid_.size};
            std::size_t last = first + 1;
            Key other;
            const auto inside = [&](Point p) {
                // Away from the edges without a division; at them by the same rule as anywhere.
                const bool clear = p.x > cell.minX && p.x < cell.maxX && p.y > cell.minY && p.y < cell.maxY;
                return clear || (keyOf(p, other) && other == key);
            };
            while (last < end && inside(points_[last])) ++last;
            visit(key, first, last);
            first = last;
        }
    }

    void mapChunk(std::size_t begin, std::size_t end) {
        // What goes through the map goes in long stretches.
        std::size_t pending = begin;
        const auto flush = [&](std::size_t until) {
            if (pending < until) map_(points_.subspan(pending, until - pending));
        };
        forEachRun(begin, end, [&](const Key& key, std::size_t first, std::size_t last) {
            const auto found = polynomials_.find(key);
            if (found == polynomials_.end()) return;
            flush(first);
            evaluate(found->second, points_.subspan(first, last - first));
            pending = last;
        });
        flush(end);
    }

    std::span<Point> points_;
    const PlaneMap& map_;
    const CellGrid& grid_;
    std::map<Key, std::size_t> counts_;
    std::map<Key, Polynomials> polynomials_;
};

} // namespace

void mapByCells(std::span<Point> points, const PlaneMap& map, const CellGrid& grid) {
    Cells(points, map, grid).run();
}

} // namespace geju
