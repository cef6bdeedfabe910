#include "app/balance_order.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace geju {

namespace {

std::optional<double> valueOf(const ClassRow& row, BalanceColumn column) {
    switch (column) {
    case BalanceColumn::Class:
        break;
    case BalanceColumn::Area:
        return row.squareMeters;
    case BalanceColumn::Share:
        return row.share;
    case BalanceColumn::Count:
        return static_cast<double>(row.count);
    case BalanceColumn::Present:
        return row.presentSquareMeters;
    case BalanceColumn::Change:
        if (row.presentSquareMeters) return row.squareMeters - *row.presentSquareMeters;
        break;
    case BalanceColumn::PerHead:
        return row.squareMetersPerHead;
    }
    return std::nullopt;
}

/// Whether `a` stands above `b`.
bool above(const ClassRow& a, const ClassRow& b, const BalanceSort& sort) {
    if (a.code.empty() != b.code.empty()) return b.code.empty();
    if (sort.column == BalanceColumn::Class) return sort.descending ? b.code < a.code : a.code < b.code;
    const auto left = valueOf(a, sort.column);
    const auto right = valueOf(b, sort.column);
    if (left.has_value() != right.has_value()) return left.has_value();
    if (left == right) return a.code < b.code;
    return sort.descending ? *right < *left : *left < *right;
}

} // namespace

void sortClasses(std::vector<ClassRow>& rows, std::vector<ClassRow>& groups, const BalanceSort& sort) {
    const auto order = [&](const ClassRow& a, const ClassRow& b) { return above(a, b, sort); };
    std::sort(groups.begin(), groups.end(), order);
    std::map<std::string, const ClassRow*> groupOf;
    for (const ClassRow& group : groups) groupOf.emplace(group.code, &group);
    std::sort(rows.begin(), rows.end(), [&](const ClassRow& a, const ClassRow& b) {
        const auto rank = [&](const ClassRow& row) -> const ClassRow& {
            const auto found = groupOf.find(row.group);
            return found == groupOf.end() ? row : *found->second;
        };
        const ClassRow& left = rank(a);
        const ClassRow& right = rank(b);
        return &left != &right && left.code != right.code ? order(left, right) : order(a, b);
    });
}

} // namespace geju
