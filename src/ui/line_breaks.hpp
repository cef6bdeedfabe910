// Breaking text into lines: at spaces in Latin text, between any two characters of Chinese, no line beginning with a
// closing mark. Pure function; `widthOf` measures one character.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace geju {

/// Lines not wider than `width` where that can be; a word longer than a line is cut. "\n" ends a line.
std::vector<std::string> breakLines(std::string_view text, double width,
                                    const std::function<double(std::string_view)>& widthOf);

} // namespace geju
