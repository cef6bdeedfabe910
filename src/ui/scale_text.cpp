#include "ui/scale_text.hpp"

#include <charconv>
#include <string>

namespace geju {

std::optional<double> parseScale(std::string_view text) {
    const auto mark = text.find_first_of(":/");
    if (mark != std::string_view::npos) {
        const auto one = text.find_first_not_of(' ');
        if (one >= mark || text[one] != '1' || text.find_first_not_of(' ', one + 1) != mark) return std::nullopt;
        text.remove_prefix(mark + 1);
    }
    std::string digits;
    double factor = 1;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool separator = c == ' ' || c == ',' || c == '\'';
        // Narrow and ordinary no-break spaces, as grouped numbers have them.
        if (text.substr(i).starts_with("\xE2\x80\xAF") || text.substr(i).starts_with("\xE2\x80\x89")) {
            i += 2;
        } else if (text.substr(i).starts_with("\xC2\xA0")) {
            ++i;
        } else if ((c == 'k' || c == 'K') && factor == 1) {
            factor = 1000;
        } else if (((c >= '0' && c <= '9') || c == '.') && factor == 1) {
            digits += c;
        } else if (!separator) {
            return std::nullopt;
        }
    }
    double value = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (read.ec != std::errc() || read.ptr != digits.data() + digits.size() || !(value > 0)) return std::nullopt;
    return value * factor;
}

} // namespace geju
