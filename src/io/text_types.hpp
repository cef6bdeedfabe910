// What columns of text hold (CSV): whole numbers, numbers, or text. A column is numeric only when every cell is written
// as a number is written, so that codes such as "0701" stay what they are. Observe all cells, then ask.
#pragma once

#include "geometry/column.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace geju {

class TextColumnTypes {
  public:
    explicit TextColumnTypes(std::size_t columns)
      : types_(columns, ColumnType::Empty) {}

    void observe(std::size_t column, std::string_view text);
    /// The cell by the type of its column; null for an empty text in a numeric column.
    Value value(std::size_t column, std::string_view text) const;

  private:
    std::vector<ColumnType> types_; ///< Empty, Integer, Real or Text
};

} // namespace geju
