// Where gradients run over polygons. Frame: the caller's, world or page. Pure functions, any thread.
#pragma once

#include "drawing/picture.hpp"

#include <span>
#include <vector>

namespace geju {

/// Of one polygon (shell first, closed or open). Of one without an inside the span has no length.
GradientSpan gradientSpan(std::span<const std::vector<Point>> rings, GradientCourse course, double angleDegrees);

/// Of the polygons of `rows`, by the number of their part in the table. Uses all cores.
std::vector<GradientSpan> gradientSpans(const FeatureTable& table, std::span<const std::uint32_t> rows,
                                        GradientCourse course, double angleDegrees);

/// A layer whose polygons are drawn one by one.
bool hasShadedFills(const PictureLayer& layer);

} // namespace geju
