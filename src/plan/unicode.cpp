#include "plan/unicode.hpp"

#include <cstdint>

namespace geju {

namespace {

struct Character {
    char32_t code = 0;
    std::size_t bytes = 1;
    bool valid = false;
};

Character decode(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[at + i]); };
    const std::uint8_t lead = byte(0);
    if (lead < 0x80) return {lead, 1, true};
    std::size_t length = 0;
    if ((lead & 0xe0) == 0xc0) length = 2;
    if ((lead & 0xf0) == 0xe0) length = 3;
    if ((lead & 0xf8) == 0xf0) length = 4;
    if (length == 0 || at + length > text.size()) return {lead, 1, false};
    char32_t code = lead & (0x7f >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xc0) != 0x80) return {lead, 1, false};
        code = code << 6 | (byte(i) & 0x3f);
    }
    return {code, length, true};
}

void encode(std::string& out, char32_t code) {
    const auto put = [&](char32_t value) { out += static_cast<char>(static_cast<unsigned char>(value)); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xc0 | code >> 6);
        put(0x80 | (code & 0x3f));
    } else if (code < 0x10000) {
        put(0xe0 | code >> 12);
        put(0x80 | (code >> 6 & 0x3f));
        put(0x80 | (code & 0x3f));
    } else {
        put(0xf0 | code >> 18);
        put(0x80 | (code >> 12 & 0x3f));
        put(0x80 | (code >> 6 & 0x3f));
        put(0x80 | (code & 0x3f));
    }
}

/// Ranges where lower-case letters lie `offset` above their capitals.
struct ShiftedRange {
    char32_t firstUpper, lastUpper, offset;
};
constexpr ShiftedRange kShifted[] = {
    {0x41, 0x5a, 32},   {0xc0, 0xd6, 32},   {0xd8, 0xde, 32},     {0x388, 0x38a, 37},   {0x391, 0x3a1, 32},
    {0x3a3, 0x3ab, 32}, {0x400, 0x40f, 80}, {0x410, 0x42f, 32},   {0x531, 0x556, 48},   {0x386, 0x386, 38},
    {0x38c, 0x38c, 64}, {0x38e, 0x38f, 63}, {0xff21, 0xff3a, 32}, {0x2160, 0x216f, 16}, {0x24b6, 0x24cf, 26},
};
/// Ranges of pairs, capital first, on even or on odd code points.
struct PairedRange {
    char32_t first, last;
};
constexpr PairedRange kPaired[] = {
    {0x100, 0x12f}, {0x132, 0x137}, {0x139, 0x148}, {0x14a, 0x177},   {0x179, 0x17e},   {0x1cd, 0x1dc},
    {0x1de, 0x1ef}, {0x1a0, 0x1a5}, {0x1af, 0x1b0}, {0x1f8, 0x21f},   {0x222, 0x233},   {0x460, 0x481},
    {0x48a, 0x4bf}, {0x4c1, 0x4ce}, {0x4d0, 0x52f}, {0x1e00, 0x1e95}, {0x1ea0, 0x1eff},
};

char32_t lower(char32_t code) {
    for (const auto& range : kShifted) {
        if (code >= range.firstUpper && code <= range.lastUpper) return code + range.offset;
    }
    for (const auto& range : kPaired) {
        if (code >= range.first && code <= range.last && (code - range.first) % 2 == 0) return code + 1;
    }
    if (code == 0x178) return 0xff;
    return code;
}

char32_t upper(char32_t code) {
    if (code == 0x3c2) return 0x3a3; // final sigma
    for (const auto& range : kShifted) {
        if (code >= range.firstUpper + range.offset && code <= range.lastUpper + range.offset) {
            return code - range.offset;
        }
    }
    for (const auto& range : kPaired) {
        if (code >= range.first && code <= range.last && (code - range.first) % 2 == 1) return code - 1;
    }
    if (code == 0xff) return 0x178;
    return code;
}

template <typename Change>
std::string changed(std::string_view text, const Change& change) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const Character character = decode(text, at);
        if (character.valid) {
            change(out, character.code);
        } else {
            out += text[at];
        }
        at += character.bytes;
    }
    return out;
}

} // namespace

std::size_t countCharacters(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); at += decode(text, at).bytes) ++count;
    return count;
}

std::string_view sliceCharacters(std::string_view text, std::size_t begin, std::size_t end) {
    std::size_t index = 0;
    std::size_t first = text.size();
    std::size_t at = 0;
    for (; at < text.size() && index < end; at += decode(text, at).bytes, ++index) {
        if (index == begin) first = at;
    }
    return first < at ? text.substr(first, at - first) : std::string_view{};
}

std::string toUpper(std::string_view text) {
    return changed(text, [](std::string& out, char32_t code) {
        if (code == 0xdf) {
            out += "SS"; // sharp s has no single capital
        } else {
            encode(out, upper(code));
        }
    });
}

std::string toLower(std::string_view text) {
    return changed(text, [](std::string& out, char32_t code) { encode(out, lower(code)); });
}

bool hasHan(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const Character character = decode(text, at);
        const char32_t c = character.code;
        if (character.valid &&
            ((c >= 0x3400 && c <= 0x9fff) || (c >= 0xf900 && c <= 0xfaff) || (c >= 0x20000 && c <= 0x3ffff))) {
            return true;
        }
        at += character.bytes;
    }
    return false;
}

} // namespace geju
