#include "app/text_table.hpp"

#include "core/text_width.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>

namespace geju {

namespace {

std::string padded(const std::string& text, std::size_t width, ColumnAlignment alignment) {
    const std::size_t used = terminalWidth(text);
    const std::string space(width > used ? width - used : 0, ' ');
    return alignment == ColumnAlignment::Left ? text + space : space + text;
}

} // namespace

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
