// The tree behind an Expression. Private to the room. Nodes are immutable once parsed and shared; the only thing that
// changes is a hint where a property's column was found last, which any thread may write.
#pragma once

#include "plan/expression.hpp"

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace geju {

enum class Operator : std::uint8_t {
    Literal,
    Get,    ///< name, or args[0] where the name is itself an expression
    Has,    ///< likewise
    NotHas, ///< legacy filter
    Zoom,
    LineProgress,
    GeometryType,
    Id,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Not,
    All,
    Any,
    None, ///< legacy filter
    In,
    Match, ///< input, outputs…, otherwise; labels in `texts` and `numbers`
    Case,  ///< condition, output, …, otherwise
    Coalesce,
    Fallback,    ///< legacy functions: the first, or the second where the first is an error or null
    Step,        ///< input, outputs…; the first output holds below stops[0]
    Interpolate, ///< input, outputs…; one for each of stops
    Add,
    Subtract,
    Negate,
    Multiply,
    Divide,
    Modulo,
    Power,
    Min,
    Max,
    Abs,
    Round,
    Floor,
    Ceil,
    Sqrt,
    Ln,
    Log10,
    Log2,
    Sin,
    Cos,
    Tan,
    Asin,
    Acos,
    Atan,
    Concat,
    Upcase,
    Downcase,
    Length,
    IndexOf,
    Slice,
    At,
    ToString,
    ToNumber,
    ToBoolean,
    ToColor,
    Rgb,
    Rgba,
    TypeOf,
    AsNumber,
    AsString,
    AsBoolean,
    AsArray,      ///< value, type of its items or null, their number or null
    NumberFormat, ///< number, least and most fraction digits, each or null
    Join,
    Split,
};

struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

/// Copyable, so that nodes are.
struct ColumnHint {
    std::atomic<std::uint32_t> index{0};
    ColumnHint() = default;
    ColumnHint(const ColumnHint& other)
      : index(other.index.load(std::memory_order_relaxed)) {}
    ColumnHint& operator=(const ColumnHint& other) {
        index.store(other.index.load(std::memory_order_relaxed), std::memory_order_relaxed);
        return *this;
    }
};

using NodePointer = std::shared_ptr<const Expression::Node>;

struct Expression::Node {
    Operator op = Operator::Literal;
    bool lenient = false; ///< legacy filters: comparing different types is false, not an error
    bool usesZoom = false;
    bool usesLineProgress = false;
    bool usesFeature = false;
    double base = 1;        ///< of Interpolate
    std::uint32_t cost = 1; ///< nodes visited at worst
    std::string name;
    StyleValue value;
    std::vector<NodePointer> args;
    std::vector<double> stops;
    std::unordered_map<std::string, std::uint32_t, TextHash, std::equal_to<>> texts; ///< label → position in args
    std::vector<std::pair<double, std::uint32_t>> numbers;                           ///< the same, ascending
    std::vector<StyleValue> labels;                                                  ///< in the order written
    mutable ColumnHint hint;
};

/// False where MapLibre would raise an error; `out` is then undefined.
bool evaluateNode(const Expression::Node& node, const EvaluationContext& context, StyleValue& out);

} // namespace geju
