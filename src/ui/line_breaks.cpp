#include "ui/line_breaks.hpp"

#include "drawing/utf8.hpp"

namespace geju {

namespace {

/// 、。，：；！？）》」’” and their Latin kin.
bool closes(std::uint32_t c) {
    switch (c) {
    case 0x3001:
    case 0x3002:
    case 0xff0c:
    case 0xff1a:
    case 0xff1b:
    case 0xff01:
    case 0xff1f:
    case 0xff09:
    case 0x300b:
    case 0x300d:
    case 0x2019:
    case 0x201d:
    case ',':
    case '.':
    case ';':
    case ':':
    case ')':
        return true;
    default:
        return false;
    }
}

struct Character {
    std::string_view bytes;
    std::uint32_t codepoint = 0;
    double width = 0;
};

double widthOfRange(const std::vector<Character>& characters, std::size_t from, std::size_t to) {
    double width = 0;
    for (std::size_t i = from; i < to; ++i) width += characters[i].width;
    return width;
}

/// Whether a line may end before character `i`.
bool mayBreakBefore(const std::vector<Character>& characters, std::size_t i) {
    if (i == 0 || closes(characters[i].codepoint)) return false;
    const std::uint32_t before = characters[i - 1].codepoint;
    return before == ' ' || isIdeographic(before) || isIdeographic(characters[i].codepoint);
}

void breakParagraph(const std::vector<Character>& characters, double width, std::vector<std::string>& lines) {
    std::size_t start = 0;
    const auto put = [&](std::size_t to) {
        std::size_t last = to;
        while (last > start && characters[last - 1].codepoint == ' ') --last;
        std::string line;
        for (std::size_t i = start; i < last; ++i) line += characters[i].bytes;
        lines.push_back(std::move(line));
        start = to;
        while (start < characters.size() && characters[start].codepoint == ' ') ++start;
    };
    std::size_t candidate = 0;
    double used = 0;
    for (std::size_t i = 0; i < characters.size(); ++i) {
        if (i > start && mayBreakBefore(characters, i)) candidate = i;
        used += characters[i].width;
        if (used <= width || i <= start || characters[i].codepoint == ' ') continue;
        put(candidate > start ? candidate : i);
        used = i >= start ? widthOfRange(characters, start, i + 1) : 0;
        candidate = start;
    }
    if (start < characters.size() || characters.empty()) put(characters.size());
}

} // namespace

std::vector<std::string> breakLines(std::string_view text, double width,
                                    const std::function<double(std::string_view)>& widthOf) {
    std::vector<std::string> lines;
    std::vector<Character> paragraph;
    for (std::size_t at = 0; at < text.size();) {
        const auto read = readUtf8(text, at);
        const std::string_view bytes = text.substr(at, read.bytes);
        at += read.bytes;
        if (read.codepoint == '\n') {
            breakParagraph(paragraph, width, lines);
            paragraph.clear();
            continue;
        }
        paragraph.push_back({bytes, read.codepoint, widthOf(bytes)});
    }
    if (!paragraph.empty()) breakParagraph(paragraph, width, lines);
    return lines;
}

} // namespace geju
