// Hatches as strokes, for painters that draw vectors. The strokes' centre lines are anchored in the world, so that they
// do not swim while panning and meet across features: with the normal n = (−sin a, cos a) of the strokes' direction a,
// they are the lines n · p = k · spacing for whole k, p in the world frame (not relative to any origin).
// Pure functions, any thread.
#pragma once

#include "core/box.hpp"
#include "plan/style.hpp"

#include <span>
#include <vector>

namespace geju {

struct HatchSegment {
    Point from;
    Point to;
};

/// Centre lines of the strokes inside the polygon of `rings` (even–odd, closed or open) and the box `visible`.
/// `unitsPerStylePixel` is that of the view: the hatch's pixels on paper.
std::vector<HatchSegment> hatchSegments(std::span<const std::span<const Point>> rings, const HatchStyle& style,
                                        double unitsPerStylePixel, const Box& visible);

/// For painters that hatch by formula about a local origin: n · origin / spacing less its whole part, in [0, 1). A
/// point at `offset` from the origin lies on a centre line where phase + n · offset / spacing is whole.
double hatchPhase(Point originWorld, double angleDegrees, double spacingWorld);

} // namespace geju
