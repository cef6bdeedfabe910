// A row of the style panel in which one of several pictures is chosen by name.
#pragma once

#include "ui/style_controls.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace geju {

/// Draws the picture of a name into a square.
using DrawChoice = std::function<void(std::string_view name, float x, float y, float side)>;

/// The names with their pictures, the first row for none. `place` names the member, which is a text.
void choosePicture(const StyleRows& rows, const char* label, const std::string& place,
                   const std::vector<std::string_view>& names, const DrawChoice& draw);

} // namespace geju
