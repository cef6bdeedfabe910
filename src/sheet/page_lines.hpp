// Lines on a page, cut to rectangles: what is inside a frame, what is outside of boxes. Page frame. Pure functions.
#pragma once

#include "core/box.hpp"
#include "sheet/page.hpp"

#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace geju {

using PageLine = std::vector<Point>;

/// The curve from parameter `from` to `to` in chords that leave it by less than a hundredth of a millimetre. It ends
/// and begins anew where the curve has no place, or jumps.
std::vector<PageLine> traceCurve(const std::function<std::optional<Point>(double)>& curve, double from, double to);

/// What of the line is inside the frame. Ends at which it was cut lie on the frame's edge, and are added to
/// `crossings`.
std::vector<PageLine> insideOf(const PageLine& line, const PageBox& frame, std::vector<Point>& crossings);

/// What of the line is outside of all boxes.
std::vector<PageLine> outsideOf(const PageLine& line, std::span<const PageBox> boxes);

} // namespace geju
