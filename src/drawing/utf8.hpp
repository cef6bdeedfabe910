// Walking through UTF-8 text for shaping and line breaking. A byte that starts no valid sequence is one character,
// U+FFFD, so that every byte string has an end. Pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace geju {

struct Utf8Character {
    std::uint32_t codepoint = 0;
    std::size_t bytes = 1;
};

inline Utf8Character readUtf8(std::string_view text, std::size_t at) {
    constexpr Utf8Character invalid{0xfffd, 1};
    const auto byteAt = [&](std::size_t i) -> std::uint32_t { return static_cast<unsigned char>(text[i]); };
    const std::uint32_t lead = byteAt(at);
    if (lead < 0x80) return {lead, 1};
    const std::size_t length = lead >= 0xf0 && lead < 0xf5 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead >= 0xf5 || at + length > text.size()) return invalid;
    std::uint32_t codepoint = lead & (0xffu >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if ((byteAt(at + i) & 0xc0) != 0x80) return invalid;
        codepoint = codepoint << 6 | (byteAt(at + i) & 0x3f);
    }
    const bool overlong = (length == 3 && codepoint < 0x800) || (length == 4 && codepoint < 0x10000);
    const bool surrogate = codepoint >= 0xd800 && codepoint <= 0xdfff;
    if (overlong || surrogate || codepoint > 0x10ffff) return invalid;
    return {codepoint, length};
}

/// Marks that belong to the character before them.
inline bool isCombining(std::uint32_t c) {
    return (c >= 0x300 && c <= 0x36f) || (c >= 0x20d0 && c <= 0x20ff) || (c >= 0xfe00 && c <= 0xfe0f) ||
           (c >= 0xe0100 && c <= 0xe01ef);
}

/// Han, kana, hangul and their punctuation and full-width forms: text that breaks between any two characters.
inline bool isIdeographic(std::uint32_t c) {
    return (c >= 0x2e80 && c <= 0xa4cf) || (c >= 0xac00 && c <= 0xd7a3) || (c >= 0xf900 && c <= 0xfaff) ||
           (c >= 0xfe30 && c <= 0xfe4f) || (c >= 0xff00 && c <= 0xffef) || (c >= 0x20000 && c <= 0x3ffff);
}

} // namespace geju
