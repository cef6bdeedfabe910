// Tables for terminals and for spreadsheets. Widths count terminal cells: a Chinese character takes two.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace geju {

enum class ColumnAlignment { Left, Right };

class TextTable {
  public:
    struct Heading {
        std::string text;
        ColumnAlignment alignment = ColumnAlignment::Left;
    };
    explicit TextTable(std::vector<Heading> headings);

    void add(std::vector<std::string> cells); ///< one cell a heading
    void addRule();                           ///< a line across, before sums
    std::string text() const;                 ///< lines end with '\n'

  private:
    std::vector<Heading> headings_;
    std::vector<std::vector<std::string>> rows_; ///< a row without cells is a rule
};

/// One line of CSV (RFC 4180, ended by a line feed): quoted where a cell holds a comma, a quote or a line break.
std::string csvLine(const std::vector<std::string>& cells);

/// The shortest text that reads back as the same number; "" for NaN.
std::string exactNumber(double value);

} // namespace geju
