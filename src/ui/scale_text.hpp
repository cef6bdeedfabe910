// Map scales as people type them. Pure functions.
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace geju {

/// The N of "1 : 25 000", "1:25000", "25000", "1/25,000" or "25k"; nothing when it is none or not positive.
std::optional<double> parseScale(std::string_view text);

/// Offered for choice: the series of Chinese topographic maps and planning drawings.
inline constexpr std::array<double, 10> kOfferedScales{500,   1000,  2000,   5000,   10000,
                                                       25000, 50000, 100000, 250000, 500000};

} // namespace geju
