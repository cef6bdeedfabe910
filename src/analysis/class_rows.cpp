#include "analysis/class_rows.hpp"

#include <map>

namespace geju {

ClassRows classesOf(const FeatureTable& table, const Column* column) {
    ClassRows classes;
    std::map<std::string, std::uint32_t> positions;
    if (column) {
        for (std::size_t row = 0; row < table.size(); ++row) {
            if (const Value value = column->at(row); !isNull(value)) positions.emplace(toText(value), 0);
        }
    }
    for (auto& [code, position] : positions) {
        position = static_cast<std::uint32_t>(classes.codes.size());
        classes.codes.emplace_back(code);
    }
    const auto none = static_cast<std::uint32_t>(classes.codes.size());
    classes.codes.emplace_back(std::nullopt);
    classes.ofRow.assign(table.size(), none);
    for (std::size_t row = 0; column && row < table.size(); ++row) {
        if (const Value value = column->at(row); !isNull(value)) classes.ofRow[row] = positions[toText(value)];
    }
    return classes;
}

} // namespace geju
