// Ready-made colours: for values that differ in kind, and for classes of a number from little to much. Made in OKLab,
// so that steps look equally far apart. Constant data and pure functions, any thread.
#pragma once

#include "plan/color.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace geju {

enum class Palette { Soft, Strong };
enum class Ramp { Green, Blue, Ochre, Red, Violet, Grey, YellowToBlue, RedToBlue };
inline constexpr std::size_t kRamps = 8;

/// `count` colours that differ as much as so many can; the first ones are the same for every count up to twelve.
std::vector<Rgba> paletteColors(Palette palette, std::size_t count);
/// From little to much; of RedToBlue the middle is neutral.
std::vector<Rgba> rampColors(Ramp ramp, std::size_t count);
/// For people.
std::string rampName(Ramp ramp);

} // namespace geju
