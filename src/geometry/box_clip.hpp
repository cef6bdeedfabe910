// Area of rings inside a box, without making the part: for figures that follow the view at frame rate.
#pragma once

#include "core/box.hpp"

#include <span>
#include <vector>

namespace geju {

/// Clips rings by the four sides of a box, one after the other (Sutherland and Hodgman, "Reentrant polygon clipping",
/// CACM 17 (1974)). Where the part falls apart its pieces stay joined along the side, which has no area. Keeps its
/// memory between calls; one thread.
class BoxClip {
  public:
    explicit BoxClip(const Box& box)
      : box_(box) {}

    /// Unsigned, in squared units of the coordinates. The ring may repeat its first corner at the end or not.
    double ringArea(std::span<const Point> ring);

  private:
    Box box_;
    std::vector<Point> points_;
    std::vector<Point> clipped_;
};

} // namespace geju
