// Feature geometry in the pixels of a view, thinned to what pixels can show. Points are rounded to an eighth of a
// pixel on a grid that is fixed to the world's pixels, so that polygons which share an edge keep sharing it, in one
// tile and across tiles; neighbours that fall together are kept once.
#pragma once

#include "drawing/view.hpp"
#include "geometry/feature_table.hpp"

#include <span>
#include <vector>

namespace geju {

class PixelPaths {
  public:
    explicit PixelPaths(const View& view);

    /// The points in pixels of the view; the span is valid until the next call.
    std::span<const Point> project(std::span<const Point> world);
    Point project(Point world) const;

  private:
    double scale_;
    Point topLeftWorld_;
    std::vector<Point> points_;
};

} // namespace geju
