// Polygons into triangles, exactly: the triangles' areas sum to the polygon's, holes left out, within 1e-9 relative.
// Simple rings are ear-clipped with a z-order index; rings that cross, touch along edges or lie outside their shell
// are first made valid with even–odd sense. Vertices are the polygon's own, bit for bit and all of them, so that
// neighbours that share an edge share its vertices; repair adds those where edges cross. Pure functions, any thread.
#pragma once

#include "geometry/feature_table.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace geju {

struct Triangles {
    std::vector<Point> vertices;
    std::vector<std::uint32_t> indices; ///< three a triangle, into vertices, counter-clockwise
    bool repaired = false;              ///< the input was not valid and was taken even–odd
    bool failed = false; ///< coordinates are not finite, or (never seen) the triangles do not make up the polygon

    double area() const; ///< sum of the triangles' areas
};

/// One polygon part: rings closed or open, shell first. Coordinates may be large: work is relative to the first.
Triangles triangulate(std::span<const std::span<const Point>> rings);
Triangles triangulateFeature(const FeatureTable& table, std::size_t row); ///< all polygon parts

} // namespace geju
