#include "app/text_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstdint>

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

std::string padded(const std::string& text, std::size_t width, ColumnAlignment alignment) {
    const std::size_t used = terminalWidth(text);
    const std::string space(width > used ? width - used : 0, ' ');
    return alignment == ColumnAlignment::Left ? text + space : space + text;
}

} // namespace

std::size_t terminalWidth(std::string_view utf8) {
    std::size_t width = 0;
    for (std::size_t at = 0; at < utf8.size();) width += isWide(nextCharacter(utf8, at)) ? 2 : 1;
    return width;
}

TextTable::TextTable(std::vector<Heading> headings)
  : headings_(std::move(headings)) {}

void TextTable::add(std::vector<std::string> cells) {
    assert(cells.size() == headings_.size());
    rows_.push_back(std::move(cells));
}

void TextTable::addRule() {
    rows_.emplace_back();
}

std::string TextTable::text() const {
    std::vector<std::size_t> widths;
    for (std::size_t column = 0; column < headings_.size(); ++column) {
        std::size_t width = terminalWidth(headings_[column].text);
        for (const auto& row : rows_) {
            if (!row.empty()) width = std::max(width, terminalWidth(row[column]));
        }
        widths.push_back(width);
    }
    const auto line = [&](const auto& cellAt) {
        std::string out;
        for (std::size_t column = 0; column < headings_.size(); ++column) {
            if (column > 0) out += "  ";
            out += padded(cellAt(column), widths[column], headings_[column].alignment);
        }
        out.erase(out.find_last_not_of(' ') + 1);
        return out + "\n";
    };
    const auto rule = [&](std::size_t column) {
        std::string dashes;
        for (std::size_t i = 0; i < widths[column]; ++i) dashes += "─";
        return dashes;
    };
    std::string out = line([&](std::size_t column) { return headings_[column].text; });
    out += line(rule);
    for (const auto& row : rows_) {
        out += row.empty() ? line(rule) : line([&](std::size_t column) { return row[column]; });
    }
    return out;
}

std::string csvLine(const std::vector<std::string>& cells) {
    std::string out;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0) out += ',';
        if (cells[i].find_first_of(",\"\r\n") == std::string::npos) {
            out += cells[i];
            continue;
        }
        out += '"';
        for (const char c : cells[i]) {
            if (c == '"') out += '"';
            out += c;
        }
        out += '"';
    }
    return out + "\n";
}

std::string exactNumber(double value) {
    return std::isfinite(value) ? fmt::format("{}", value) : std::string();
}

} // namespace geju
