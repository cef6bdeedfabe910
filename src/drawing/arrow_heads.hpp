// Heads of arrows repeated along a line: where they stand and their corners. The frame is the caller's, world or page;
// the same heads come out for every piece of the frame that is looked at. Pure functions, any thread.
#pragma once

#include "core/box.hpp"
#include "drawing/picture.hpp"

#include <array>
#include <span>
#include <vector>

namespace geju {

/// Lengths of the frame.
struct FrameLengths {
    double stylePixel = 1;
    double meter = 1;

    double of(double length, bool inMeters) const { return length * (inMeters ? meter : stylePixel); }
};

/// Base corner, tip, other base corner.
using ArrowHead = std::array<Point, 3>;

/// The heads of a symbol that has them, as far as they may reach into `visible`, in the path's order. As many as have
/// the spacing, about the middle of the path less the heads at its ends; one on a path shorter than that; none where
/// not even one has room. A head's base and tip lie on the path. Coordinates must be finite.
std::vector<ArrowHead> arrowHeads(std::span<const Point> path, const LineSymbol& symbol, const FrameLengths& lengths,
                                  const Box& visible);

/// How far heads reach from the path, in its frame; 0 of a symbol without.
double headReach(const LineSymbol& symbol, const FrameLengths& lengths);

} // namespace geju
