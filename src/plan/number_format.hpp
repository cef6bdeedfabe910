// Numbers for people, as browsers write them in English and Chinese: thousands grouped by commas, rounded half away
// from zero by the exact value of the double (ECMA-402, FormatNumericToString). Pure function.
#pragma once

#include <string>

namespace geju {

inline constexpr int kMostFractionDigits = 20;

/// At least `least` and at most `most` digits after the point, 0 ≤ least ≤ most ≤ kMostFractionDigits.
std::string formatNumber(double number, int least, int most);

} // namespace geju
