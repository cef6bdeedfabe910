#include "plan/number_format.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace geju {

namespace {

/// Adds one to the last digit of a decimal text without sign.
void increment(std::string& digits) {
    for (std::size_t i = digits.size(); i-- > 0;) {
        if (digits[i] == '.') continue;
        if (digits[i] != '9') {
            ++digits[i];
            return;
        }
        digits[i] = '0';
    }
    digits.insert(digits.begin(), '1');
}

} // namespace

std::string formatNumber(double number, int least, int most) {
    if (std::isnan(number)) return "NaN";
    if (std::isinf(number)) return number < 0 ? "-∞" : "∞";
    std::array<char, 400> buffer; // more than the digits of the largest double
    const auto written =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), std::abs(number), std::chars_format::fixed);
    std::string digits(buffer.data(), written.ptr);
    if (digits.find('.') == std::string::npos) digits += '.';
    digits.append(kMostFractionDigits + 1, '0');
    const std::size_t point = digits.find('.');
    const std::size_t cut = point + 1 + static_cast<std::size_t>(most);
    const bool up = digits[cut] >= '5';
    digits.resize(cut);
    if (up) increment(digits);

    std::size_t end = digits.size();
    const std::size_t shortest = digits.find('.') + 1 + static_cast<std::size_t>(least);
    while (end > shortest && digits[end - 1] == '0') --end;
    if (digits[end - 1] == '.') --end;
    digits.resize(end);
    for (std::size_t at = std::min(digits.find('.'), digits.size()); at > 3;) digits.insert(at -= 3, 1, ',');
    return (std::signbit(number) ? "-" : "") + digits;
}

} // namespace geju
