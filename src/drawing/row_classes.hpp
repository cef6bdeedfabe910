// Grouping the features of a table by what a style can see of them: geometry type and the properties that its
// expressions read. Expressions are then evaluated once a class instead of once a feature. Immutable, any thread.
#pragma once

#include "geometry/feature_table.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace geju {

struct RowClasses {
    std::vector<std::uint32_t> classOf;        ///< of each row; empty: every row is of class 0
    std::vector<std::uint32_t> representative; ///< a row of each class: its first

    std::uint32_t of(std::size_t row) const { return classOf.empty() ? 0 : classOf[row]; }
    std::size_t size() const { return representative.size(); }
};

/// Rows with equal values (kind of number apart) in all `properties` and equal geometry type share a class.
/// Properties that the table lacks are equal in all rows.
RowClasses classifyRows(const FeatureTable& table, std::span<const std::string> properties);
/// One class for all rows, and a class for every row.
RowClasses singleClass(const FeatureTable& table);
RowClasses everyRow(const FeatureTable& table);

} // namespace geju
