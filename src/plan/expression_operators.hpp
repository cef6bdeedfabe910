// Operators of expressions that only depend on the values of their arguments. Private to the room.
#pragma once

#include "plan/expression_node.hpp"

#include <optional>
#include <span>
#include <string_view>

namespace geju {

/// Number of arguments that an operator takes.
struct Arity {
    Operator op;
    std::size_t least;
    std::size_t most;
};
/// Operators whose arguments are all expressions, by their MapLibre names.
std::optional<Arity> simpleOperator(std::string_view name);
/// The MapLibre name of such an operator, or of an arithmetic one; "" for the others.
std::string_view operatorName(Operator op);

/// False where MapLibre would raise an error.
bool applyOperator(Operator op, std::span<const StyleValue> values, StyleValue& out);
/// ToNumber or ToColor of one value; false when it cannot be.
bool convertTo(Operator op, const StyleValue& value, StyleValue& out);
/// Number(text) of ECMAScript: surrounding blanks, "" as 0, hexadecimal, Infinity; NaN when it is no number.
double numberFromText(std::string_view text);

} // namespace geju
