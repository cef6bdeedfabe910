#include "io/text_types.hpp"

#include <charconv>
#include <cmath>
#include <cstdint>
#include <system_error>

namespace geju {

namespace {

/// A number as programs write it: no sign but minus, no zero in front of another digit.
bool isPlainlyNumeric(std::string_view text) {
    if (text.starts_with("-")) text.remove_prefix(1);
    if (text.empty() || text[0] < '0' || text[0] > '9') return false;
    return text[0] != '0' || text.size() == 1 || text[1] == '.' || text[1] == 'e' || text[1] == 'E';
}

template <typename Number>
bool parse(std::string_view text, Number& number) {
    const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && rest == text.data() + text.size();
}

} // namespace

void TextColumnTypes::observe(std::size_t column, std::string_view text) {
    ColumnType& type = types_[column];
    if (text.empty() || type == ColumnType::Text) return;
    std::int64_t integer = 0;
    double real = 0;
    if (!isPlainlyNumeric(text)) {
        type = ColumnType::Text;
    } else if (parse(text, integer)) {
        if (type == ColumnType::Empty) type = ColumnType::Integer;
    } else if (parse(text, real) && std::isfinite(real) && text.find_first_of(".eE") != std::string_view::npos) {
        type = ColumnType::Real;
    } else {
        type = ColumnType::Text; // more digits than a number keeps
    }
}

Value TextColumnTypes::value(std::size_t column, std::string_view text) const {
    std::int64_t integer = 0;
    double real = 0;
    switch (types_[column]) {
    case ColumnType::Integer:
        return parse(text, integer) ? Value(integer) : Value();
    case ColumnType::Real:
        return parse(text, real) ? Value(real) : Value();
    default:
        return text;
    }
}

} // namespace geju
