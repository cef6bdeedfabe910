// Where in the world the label of a feature stands. World frame. Pure functions, any thread.
#pragma once

#include "core/box.hpp"
#include "geometry/feature_table.hpp"

#include <optional>
#include <span>
#include <vector>

namespace geju {

struct FeatureAnchor {
    Point point;
    Box extent; ///< of the polygon part or line that carries the label
};

/// Of the largest polygon part the pole of inaccessibility; where there is none, the middle of the longest line.
/// Nothing for points and empty geometries. Outlines of thousands of corners are thinned to a two-thousandth of their
/// extent first: less than a pixel on a screen that shows the whole part.
std::optional<FeatureAnchor> anchorOf(const FeatureTable& table, std::size_t row);

/// The same for what of a feature's polygons lies in a box: the pole of the part with the largest area inside it.
std::optional<FeatureAnchor> anchorWithin(const FeatureTable& table, std::size_t row, const Box& box);

/// A ring cut to a box (Sutherland and Hodgman 1974): pieces stay joined along the box's edges.
std::vector<Point> clipRing(std::span<const Point> ring, const Box& box);

} // namespace geju
