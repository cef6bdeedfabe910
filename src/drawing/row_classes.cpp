#include "drawing/row_classes.hpp"

#include <algorithm>
#include <bit>
#include <numeric>
#include <unordered_map>

namespace geju {

namespace {

/// Numbers pairs in order of first appearance; a plain table while the possible pairs are not many more than the rows
/// that are numbered (names differ from row to row), a hash map beyond.
class PairNumbering {
  public:
    PairNumbering(std::size_t firsts, std::size_t seconds, std::size_t rows)
      : seconds_(seconds) {
        const std::size_t largestTable = std::max<std::size_t>(1u << 20, 8 * rows);
        if (seconds > 0 && firsts <= largestTable / seconds) table_.assign(firsts * seconds, kFree);
    }
    std::uint32_t number(std::uint32_t first, std::uint64_t second) {
        std::uint32_t& slot = table_.empty() ? map_.try_emplace(Pair{first, second}, kFree).first->second
                                             : table_[first * seconds_ + second];
        if (slot == kFree) slot = count_++;
        return slot;
    }
    std::uint32_t count() const { return count_; }

  private:
    static constexpr std::uint32_t kFree = 0xffffffffu;
    struct Pair {
        std::uint32_t first;
        std::uint64_t second;
        bool operator==(const Pair&) const = default;
    };
    struct Hash {
        std::size_t operator()(const Pair& pair) const {
            // Fibonacci hashing (Knuth, TAOCP 3, 6.4) of both halves.
            const std::uint64_t mixed = (pair.second ^ (pair.second >> 29)) * 0x9e3779b97f4a7c15u + pair.first;
            return static_cast<std::size_t>((mixed ^ (mixed >> 32)) * 0x9e3779b97f4a7c15u);
        }
    };
    std::size_t seconds_;
    std::uint32_t count_ = 0;
    std::vector<std::uint32_t> table_;
    std::unordered_map<Pair, std::uint32_t, Hash> map_;
};

std::uint64_t bitsOf(const Value& value) {
    constexpr std::uint64_t kNullBits = 0x7ff8dead00000000u; // a NaN that arithmetic does not give
    if (const auto* flag = std::get_if<bool>(&value)) return *flag ? 1 : 0;
    if (const auto* integer = std::get_if<std::int64_t>(&value)) return static_cast<std::uint64_t>(*integer);
    if (const auto* real = std::get_if<double>(&value)) return std::bit_cast<std::uint64_t>(*real);
    return kNullBits;
}

std::uint32_t geometryClass(const FeatureTable& table, std::size_t row) {
    const IndexRange parts = table.parts(row);
    if (parts.empty()) return 0;
    const PartKind first = table.kind(parts.first);
    for (const std::uint32_t part : parts) {
        if (table.kind(part) != first) return 7;
    }
    const bool several = first == PartKind::Points ? table.pointsOf(row).size() > 1 : parts.size() > 1;
    return 1 + 2 * static_cast<std::uint32_t>(first) + (several ? 1 : 0);
}
constexpr std::size_t kGeometryClasses = 8;

void refine(std::vector<std::uint32_t>& classes, std::uint32_t& count, const Column& column) {
    const bool text = column.type() == ColumnType::Text;
    PairNumbering numbering(count, text ? column.dictionary().size() + 1 : 0, classes.size());
    for (std::size_t row = 0; row < classes.size(); ++row) {
        // One past the codes stands for null: kNull + 1 wraps to 0.
        const std::uint64_t value =
            text ? static_cast<std::uint32_t>(column.codes()[row] + 1u) : bitsOf(column.at(row));
        classes[row] = numbering.number(classes[row], value);
    }
    count = numbering.count();
}

} // namespace

RowClasses classifyRows(const FeatureTable& table, std::span<const std::string> properties) {
    RowClasses result;
    if (table.size() == 0) return result;
    result.classOf.resize(table.size());
    PairNumbering geometry(1, kGeometryClasses, table.size());
    for (std::size_t row = 0; row < table.size(); ++row) {
        result.classOf[row] = geometry.number(0, geometryClass(table, row));
    }
    std::uint32_t count = geometry.count();
    for (const std::string& property : properties) {
        const Column* column = table.column(property);
        if (column && column->type() != ColumnType::Empty) refine(result.classOf, count, *column);
    }
    for (std::size_t row = 0; row < table.size() && result.representative.size() < count; ++row) {
        if (result.classOf[row] == result.representative.size()) {
            result.representative.push_back(static_cast<std::uint32_t>(row));
        }
    }
    return result;
}

RowClasses singleClass(const FeatureTable& table) {
    RowClasses result;
    if (table.size() > 0) result.representative.push_back(0);
    return result;
}

RowClasses everyRow(const FeatureTable& table) {
    RowClasses result;
    result.representative.resize(table.size());
    std::iota(result.representative.begin(), result.representative.end(), 0u);
    result.classOf = result.representative;
    return result;
}

} // namespace geju
