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
    /// The same for strokes: corners are left out while the path stays within a quarter of a pixel of where it was.
    std::span<const Point> projectThinned(std::span<const Point> world);
    Point project(Point world) const;

  private:
    double scale_;
    Point topLeftWorld_;
    std::vector<Point> points_;
    std::vector<Point> thinned_;
};

/// Appends to `thinned` the corners of a path that have to stay for no other to lie further than `tolerance` from it.
/// First and last stay. One pass: a segment grows while a cone from its start still sees all corners passed.
void thinPath(std::span<const Point> path, double tolerance, std::vector<Point>& thinned);

} // namespace geju
