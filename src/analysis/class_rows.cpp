#include "analysis/class_rows.hpp"

#include <map>
#include <vector>

namespace geju {

namespace {

/// Numbers the texts in their order.
std::map<std::string, std::uint32_t> numbered(std::map<std::string, std::uint32_t> positions, ClassRows& classes) {
    for (auto& [code, position] : positions) {
        position = static_cast<std::uint32_t>(classes.codes.size());
        classes.codes.emplace_back(code);
    }
    return positions;
}

/// A text column says itself which rows are alike.
void fillByDictionary(const Column& column, ClassRows& classes) {
    std::vector<std::uint8_t> used(column.dictionary().size(), 0);
    for (const std::uint32_t code : column.codes()) {
        if (code != Column::kNull) used[code] = 1;
    }
    std::map<std::string, std::uint32_t> positions;
    for (std::size_t code = 0; code < used.size(); ++code) {
        if (used[code]) positions.emplace(column.dictionary()[code], 0);
    }
    positions = numbered(std::move(positions), classes);
    std::vector<std::uint32_t> positionOf(used.size(), 0);
    for (std::size_t code = 0; code < used.size(); ++code) {
        if (used[code]) positionOf[code] = positions[column.dictionary()[code]];
    }
    const auto none = static_cast<std::uint32_t>(classes.codes.size());
    classes.ofRow.reserve(column.size());
    for (const std::uint32_t code : column.codes()) {
        classes.ofRow.push_back(code == Column::kNull ? none : positionOf[code]);
    }
}

void fillByValues(const Column& column, ClassRows& classes) {
    std::map<std::string, std::uint32_t> positions;
    for (std::size_t row = 0; row < column.size(); ++row) {
        if (const Value value = column.at(row); !isNull(value)) positions.emplace(toText(value), 0);
    }
    positions = numbered(std::move(positions), classes);
    const auto none = static_cast<std::uint32_t>(classes.codes.size());
    for (std::size_t row = 0; row < column.size(); ++row) {
        const Value value = column.at(row);
        classes.ofRow.push_back(isNull(value) ? none : positions[toText(value)]);
    }
}

} // namespace

ClassRows classesOf(const FeatureTable& table, const Column* column) {
    ClassRows classes;
    if (column)
        column->type() == ColumnType::Text ? fillByDictionary(*column, classes) : fillByValues(*column, classes);
    const auto none = static_cast<std::uint32_t>(classes.codes.size());
    classes.codes.emplace_back(std::nullopt);
    classes.ofRow.resize(table.size(), none);
    return classes;
}

} // namespace geju
