#include "core/text_width.hpp"

#include <algorithm>
#include <array>

namespace geju {

namespace {

/// Next code point; malformed bytes count as one character each.
char32_t nextCharacter(std::string_view text, std::size_t& at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(at);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    if (length == 1 || lead < 0xc0 || at + length > text.size()) {
        ++at;
        return lead;
    }
    char32_t value = lead & (0xffu >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) value = (value << 6) | (byte(at + i) & 0x3fu);
    at += length;
    return value;
}

/// East Asian Wide and Fullwidth (Unicode Standard Annex 11), as blocks.
bool isWide(char32_t c) {
    struct Range {
        char32_t first, last;
    };
    constexpr std::array<Range, 9> ranges{{{0x1100, 0x115f},
                                           {0x2e80, 0x303e},
                                           {0x3041, 0xa4cf},
                                           {0xac00, 0xd7a3},
                                           {0xf900, 0xfaff},
                                           {0xfe30, 0xfe6f},
                                           {0xff00, 0xff60},
                                           {0xffe0, 0xffe6},
                                           {0x20000, 0x3fffd}}};
    return std::any_of(ranges.begin(), ranges.end(), [c](Range r) { return c >= r.first && c <= r.last; });
}

} // namespace

std::size_t terminalWidth(std::string_view utf8) {
    std::size_t width = 0;
    for (std::size_t at = 0; at < utf8.size();) width += isWide(nextCharacter(utf8, at)) ? 2 : 1;
    return width;
}

} // namespace geju
