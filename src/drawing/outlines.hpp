// Outlines written as short texts: the language of the built-in pictograms and patterns. Frame: the text's own, y down.
// Pure function, any thread.
#pragma once

#include "core/box.hpp"

#include <string_view>
#include <vector>

namespace geju {

/// "M x y": a new ring; "L x y …": corners; "Q cx cy x y": a quadratic curve; "E cx cy rx ry": an ellipse, which is a
/// ring of its own. The rings are meant to be filled even–odd, so that a ring in a ring is a hole; their first corner
/// is not repeated.
std::vector<std::vector<Point>> parseOutlines(std::string_view path);

} // namespace geju
