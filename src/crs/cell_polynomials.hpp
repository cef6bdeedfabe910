// Long arrays of coordinates through a smooth map of the plane (a projection) without asking for every point: the
// plane is cut into fixed cells, and in each cell that holds many of the points the map is replaced by polynomials,
// once they agree with it at points between their nodes to `tolerance`. Cells where they do not (a grid of datum
// shifts, the edge of a projection), and cells with few points, go through the map itself. Cells lie where they lie
// whatever the points are: within an array, equal points stay equal. Pure; runs on all cores.
#pragma once

#include "core/box.hpp"

#include <functional>
#include <span>

namespace geju {

/// Maps points in place, NaN where it cannot. Called from several threads.
using PlaneMap = std::function<void(std::span<Point>)>;

struct CellGrid {
    double size = 1;      ///< of a cell's side, in units of the points
    double tolerance = 0; ///< greatest difference to the map at the points compared, in units of its result
};

/// Points whose coordinates are not finite become NaN.
void mapByCells(std::span<Point> points, const PlaneMap& map, const CellGrid& grid);

} // namespace geju
