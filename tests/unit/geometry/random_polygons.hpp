// Polygons made at random from a seed, for property tests.
#pragma once

#include "core/box.hpp"

#include <cmath>
#include <numbers>
#include <random>
#include <vector>

namespace geju::test {

class RandomPolygons {
  public:
    explicit RandomPolygons(unsigned seed)
      : engine_(seed) {}

    double real(double low, double high) { return std::uniform_real_distribution<double>(low, high)(engine_); }
    int integer(int low, int high) { return std::uniform_int_distribution<int>(low, high)(engine_); }

    /// Simple: corners by angle about the centre.
    std::vector<Point> star(Point center, double least, double largest, int corners) {
        std::vector<Point> ring;
        const double turn = real(0, 2 * std::numbers::pi);
        for (int i = 0; i < corners; ++i) {
            const double angle = turn + 2 * std::numbers::pi * (i + real(0.05, 0.95)) / corners;
            const double radius = real(least, largest);
            ring.push_back({center.x + radius * std::cos(angle), center.y + radius * std::sin(angle)});
        }
        if (integer(0, 1)) std::reverse(ring.begin(), ring.end());
        return ring;
    }

    /// A star with star-shaped holes in a grid of its inner disk: valid, nothing touches.
    std::vector<std::vector<Point>> starWithHoles(Point center, double size, int corners, int holesASide) {
        // The chord between neighbours at the least radius stays outside size / 2 for five corners and more.
        std::vector<std::vector<Point>> rings{star(center, size * 0.8, size, corners)};
        const double cell = size * 0.5 * std::numbers::sqrt2 / std::max(holesASide, 1);
        for (int row = 0; row < holesASide; ++row) {
            for (int column = 0; column < holesASide; ++column) {
                const Point at{center.x + (column + 0.5 - holesASide / 2.0) * cell,
                               center.y + (row + 0.5 - holesASide / 2.0) * cell};
                rings.push_back(star(at, cell * 0.1, cell * 0.45, integer(3, 12)));
            }
        }
        return rings;
    }

    /// Corners anywhere: crosses itself nearly always.
    std::vector<Point> scribble(Point center, double size, int corners) {
        std::vector<Point> ring;
        for (int i = 0; i < corners; ++i) {
            ring.push_back({center.x + real(-size, size), center.y + real(-size, size)});
        }
        return ring;
    }

    /// Corners on a coarse integer grid: full of touches, collinear runs, overlaps and repeated corners.
    std::vector<Point> gridScribble(int cells, int corners) {
        std::vector<Point> ring;
        for (int i = 0; i < corners; ++i) {
            ring.push_back({static_cast<double>(integer(0, cells)), static_cast<double>(integer(0, cells))});
        }
        return ring;
    }

  private:
    std::mt19937 engine_;
};

} // namespace geju::test
