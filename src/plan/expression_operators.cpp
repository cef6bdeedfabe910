#include "plan/expression_operators.hpp"

#include "plan/number_format.hpp"
#include "plan/unicode.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <utility>

namespace geju {

namespace {

constexpr std::size_t kAny = std::numeric_limits<std::size_t>::max();

constexpr std::pair<std::string_view, Arity> kSimple[] = {
    {"zoom", {Operator::Zoom, 0, 0}},
    {"line-progress", {Operator::LineProgress, 0, 0}},
    {"geometry-type", {Operator::GeometryType, 0, 0}},
    {"id", {Operator::Id, 0, 0}},
    {"==", {Operator::Equal, 2, 2}},
    {"!=", {Operator::NotEqual, 2, 2}},
    {"<", {Operator::Less, 2, 2}},
    {"<=", {Operator::LessOrEqual, 2, 2}},
    {">", {Operator::Greater, 2, 2}},
    {">=", {Operator::GreaterOrEqual, 2, 2}},
    {"!", {Operator::Not, 1, 1}},
    {"all", {Operator::All, 0, kAny}},
    {"any", {Operator::Any, 0, kAny}},
    {"in", {Operator::In, 2, 2}},
    {"coalesce", {Operator::Coalesce, 1, kAny}},
    {"+", {Operator::Add, 1, kAny}},
    {"*", {Operator::Multiply, 1, kAny}},
    {"/", {Operator::Divide, 2, 2}},
    {"%", {Operator::Modulo, 2, 2}},
    {"^", {Operator::Power, 2, 2}},
    {"min", {Operator::Min, 1, kAny}},
    {"max", {Operator::Max, 1, kAny}},
    {"abs", {Operator::Abs, 1, 1}},
    {"round", {Operator::Round, 1, 1}},
    {"floor", {Operator::Floor, 1, 1}},
    {"ceil", {Operator::Ceil, 1, 1}},
    {"sqrt", {Operator::Sqrt, 1, 1}},
    {"ln", {Operator::Ln, 1, 1}},
    {"log10", {Operator::Log10, 1, 1}},
    {"log2", {Operator::Log2, 1, 1}},
    {"sin", {Operator::Sin, 1, 1}},
    {"cos", {Operator::Cos, 1, 1}},
    {"tan", {Operator::Tan, 1, 1}},
    {"asin", {Operator::Asin, 1, 1}},
    {"acos", {Operator::Acos, 1, 1}},
    {"atan", {Operator::Atan, 1, 1}},
    {"concat", {Operator::Concat, 1, kAny}},
    {"upcase", {Operator::Upcase, 1, 1}},
    {"downcase", {Operator::Downcase, 1, 1}},
    {"length", {Operator::Length, 1, 1}},
    {"index-of", {Operator::IndexOf, 2, 3}},
    {"slice", {Operator::Slice, 2, 3}},
    {"at", {Operator::At, 2, 2}},
    {"to-string", {Operator::ToString, 1, 1}},
    {"to-number", {Operator::ToNumber, 1, kAny}},
    {"to-boolean", {Operator::ToBoolean, 1, 1}},
    {"to-color", {Operator::ToColor, 1, kAny}},
    {"rgb", {Operator::Rgb, 3, 3}},
    {"rgba", {Operator::Rgba, 4, 4}},
    {"typeof", {Operator::TypeOf, 1, 1}},
    {"number", {Operator::AsNumber, 1, kAny}},
    {"string", {Operator::AsString, 1, kAny}},
    {"boolean", {Operator::AsBoolean, 1, kAny}},
    {"join", {Operator::Join, 2, 2}},
    {"split", {Operator::Split, 2, 2}},
};

bool allNumbers(std::span<const StyleValue> values, std::vector<double>& out) {
    for (const auto& value : values) {
        const auto* number = std::get_if<double>(&value.data);
        if (!number) return false;
        out.push_back(*number);
    }
    return true;
}

double arithmetic(Operator op, const std::vector<double>& n) {
    switch (op) {
    case Operator::Add: {
        double sum = 0;
        for (const double x : n) sum += x;
        return sum;
    }
    case Operator::Multiply: {
        double product = 1;
        for (const double x : n) product *= x;
        return product;
    }
    case Operator::Min:
        return *std::min_element(n.begin(), n.end());
    case Operator::Max:
        return *std::max_element(n.begin(), n.end());
    case Operator::Subtract:
        return n[0] - n[1];
    case Operator::Negate:
        return -n[0];
    case Operator::Divide:
        return n[0] / n[1];
    case Operator::Modulo:
        return std::fmod(n[0], n[1]);
    case Operator::Power:
        return std::pow(n[0], n[1]);
    case Operator::Abs:
        return std::fabs(n[0]);
    case Operator::Round: // half away from zero
        return std::round(n[0]);
    case Operator::Floor:
        return std::floor(n[0]);
    case Operator::Ceil:
        return std::ceil(n[0]);
    case Operator::Sqrt:
        return std::sqrt(n[0]);
    case Operator::Ln:
        return std::log(n[0]);
    case Operator::Log10:
        return std::log10(n[0]);
    case Operator::Log2:
        return std::log2(n[0]);
    case Operator::Sin:
        return std::sin(n[0]);
    case Operator::Cos:
        return std::cos(n[0]);
    case Operator::Tan:
        return std::tan(n[0]);
    case Operator::Asin:
        return std::asin(n[0]);
    case Operator::Acos:
        return std::acos(n[0]);
    default:
        return std::atan(n[0]);
    }
}

bool isComponent(double value, double most) {
    return value >= 0 && value <= most;
}

/// A place in a text or a list of `length`; negative ones count from the end.
std::size_t placeIn(double index, std::size_t length) {
    const double size = static_cast<double>(length);
    const double place = index < 0 ? size + std::ceil(index) : std::floor(index);
    return static_cast<std::size_t>(std::clamp(place, 0.0, size));
}

bool evaluateIn(std::span<const StyleValue> values, StyleValue& out) {
    const StyleValue& needle = values[0];
    if (std::holds_alternative<StyleValue::List>(needle.data) || std::holds_alternative<Rgba>(needle.data))
        return false;
    if (values[1].isNull()) {
        out.data = false;
        return true;
    }
    if (const auto* list = std::get_if<StyleValue::List>(&values[1].data)) {
        out.data = std::find(list->begin(), list->end(), needle) != list->end();
        return true;
    }
    const auto* text = std::get_if<std::string>(&values[1].data);
    if (!text) return false;
    out.data = text->find(needle.isNull() ? "null" : needle.toText()) != std::string::npos;
    return true;
}

bool evaluateIndexOf(std::span<const StyleValue> values, StyleValue& out) {
    double from = 0;
    if (values.size() == 3) {
        if (!values[2].number()) return false;
        from = *values[2].number();
    }
    out.data = -1.0;
    if (const auto* list = std::get_if<StyleValue::List>(&values[1].data)) {
        for (std::size_t i = placeIn(from, list->size()); i < list->size(); ++i) {
            if ((*list)[i] == values[0]) {
                out.data = static_cast<double>(i);
                break;
            }
        }
        return true;
    }
    const auto* text = std::get_if<std::string>(&values[1].data);
    if (!text) return false;
    const std::size_t start = placeIn(std::max(from, 0.0), countCharacters(*text));
    const std::size_t skipped = sliceCharacters(*text, 0, start).size();
    const std::size_t at = text->find(values[0].toText(), skipped);
    if (at != std::string::npos) {
        out.data = static_cast<double>(countCharacters(std::string_view(*text).substr(0, at)));
    }
    return true;
}

bool evaluateSlice(std::span<const StyleValue> values, StyleValue& out) {
    const auto begin = values[1].number();
    if (!begin || (values.size() == 3 && !values[2].number())) return false;
    const double end = values.size() == 3 ? *values[2].number() : std::numeric_limits<double>::infinity();
    if (const auto* list = std::get_if<StyleValue::List>(&values[0].data)) {
        const std::size_t first = placeIn(*begin, list->size());
        const std::size_t last = std::max(first, placeIn(end, list->size()));
        out.data = StyleValue::List(list->begin() + static_cast<std::ptrdiff_t>(first),
                                    list->begin() + static_cast<std::ptrdiff_t>(last));
        return true;
    }
    const auto* text = std::get_if<std::string>(&values[0].data);
    if (!text) return false;
    const std::size_t length = countCharacters(*text);
    out.data = std::string(sliceCharacters(*text, placeIn(*begin, length), placeIn(end, length)));
    return true;
}

bool evaluateColor(std::span<const StyleValue> values, StyleValue& out) {
    std::vector<double> n;
    if (!allNumbers(values, n)) return false;
    if (n.size() < 3 || n.size() > 4) return false;
    if (!isComponent(n[0], 255) || !isComponent(n[1], 255) || !isComponent(n[2], 255)) return false;
    if (n.size() == 4 && !isComponent(n[3], 1)) return false;
    const auto byte = [](double value) { return static_cast<std::uint8_t>(std::lround(value)); };
    out.data = Rgba{byte(n[0]), byte(n[1]), byte(n[2]), n.size() == 4 ? byte(n[3] * 255) : std::uint8_t{255}};
    return true;
}

std::string_view typeName(const StyleValue& value) {
    constexpr std::array<std::string_view, 6> kNames = {"null", "boolean", "number", "string", "color", "array"};
    return kNames[value.data.index()];
}

bool firstOfType(std::span<const StyleValue> values, std::size_t index, StyleValue& out) {
    for (const auto& value : values) {
        if (value.data.index() == index) {
            out = value;
            return true;
        }
    }
    return false;
}

bool isArrayOf(std::span<const StyleValue> values, StyleValue& out) {
    const auto* list = std::get_if<StyleValue::List>(&values[0].data);
    if (!list) return false;
    const auto type = values[1].text();
    const bool fits = !type || std::all_of(list->begin(), list->end(),
                                           [&](const StyleValue& item) { return typeName(item) == *type; });
    const auto count = values[2].number();
    if (!fits || (count && *count != static_cast<double>(list->size()))) return false;
    out = values[0];
    return true;
}

bool writeNumber(std::span<const StyleValue> values, StyleValue& out) {
    const auto number = values[0].number();
    if (!number || (!values[1].isNull() && !values[1].number()) || (!values[2].isNull() && !values[2].number())) {
        return false;
    }
    constexpr double kUsual = 3; // Intl.NumberFormat
    const double least = values[1].number().value_or(0);
    const double most = values[2].number().value_or(std::max(least, kUsual));
    if (!(least >= 0 && least <= most && most <= kMostFractionDigits)) return false;
    out.data = formatNumber(*number, static_cast<int>(least), static_cast<int>(most));
    return true;
}

bool joinTexts(std::span<const StyleValue> values, StyleValue& out) {
    const auto* list = std::get_if<StyleValue::List>(&values[0].data);
    const auto between = values[1].text();
    if (!list || !between) return false;
    std::string text;
    for (const StyleValue& item : *list) {
        if (!item.text()) return false;
        if (&item != &list->front()) text += *between;
        text += *item.text();
    }
    out.data = std::move(text);
    return true;
}

bool splitText(std::span<const StyleValue> values, StyleValue& out) {
    const auto text = values[0].text();
    const auto between = values[1].text();
    if (!text || !between) return false;
    StyleValue::List parts;
    if (between->empty()) {
        for (std::size_t i = 0; i < countCharacters(*text); ++i) {
            parts.push_back({std::string(sliceCharacters(*text, i, i + 1))});
        }
    } else {
        std::size_t from = 0;
        for (auto at = text->find(*between); at != std::string::npos; at = text->find(*between, from)) {
            parts.push_back({text->substr(from, at - from)});
            from = at + between->size();
        }
        parts.push_back({text->substr(from)});
    }
    out.data = std::move(parts);
    return true;
}

bool truth(const StyleValue& value) {
    if (const auto number = value.number()) return *number != 0 && !std::isnan(*number);
    if (const auto* text = std::get_if<std::string>(&value.data)) return !text->empty();
    if (const auto boolean = value.boolean()) return *boolean;
    return !value.isNull();
}

} // namespace

std::string_view operatorName(Operator op) {
    if (op == Operator::Subtract || op == Operator::Negate) return "-";
    const auto* found =
        std::find_if(std::begin(kSimple), std::end(kSimple), [&](const auto& entry) { return entry.second.op == op; });
    return found == std::end(kSimple) ? std::string_view() : found->first;
}

std::optional<Arity> simpleOperator(std::string_view name) {
    for (const auto& [known, arity] : kSimple) {
        if (known == name) return arity;
    }
    return std::nullopt;
}

double numberFromText(std::string_view text) {
    constexpr std::string_view kBlank = " \t\n\r\f\v";
    const auto first = text.find_first_not_of(kBlank);
    if (first == std::string_view::npos) return 0;
    text = text.substr(first, text.find_last_not_of(kBlank) - first + 1);
    const double wrong = std::numeric_limits<double>::quiet_NaN();
    if (text.starts_with("0x") || text.starts_with("0X")) {
        std::uint64_t value = 0;
        const auto [end, error] = std::from_chars(text.data() + 2, text.data() + text.size(), value, 16);
        return error == std::errc() && end == text.data() + text.size() ? static_cast<double>(value) : wrong;
    }
    double sign = 1;
    if (text.front() == '+' || text.front() == '-') {
        sign = text.front() == '-' ? -1 : 1;
        text.remove_prefix(1);
    }
    if (text == "Infinity") return sign * std::numeric_limits<double>::infinity();
    if (text.empty() || !(text.front() == '.' || (text.front() >= '0' && text.front() <= '9'))) return wrong;
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? sign * value : wrong;
}

bool convertTo(Operator op, const StyleValue& value, StyleValue& out) {
    if (op == Operator::ToColor) {
        if (const auto color = value.color()) {
            out.data = *color;
            return true;
        }
        const auto* list = std::get_if<StyleValue::List>(&value.data);
        return list && evaluateColor(*list, out);
    }
    double number = 0;
    if (const auto* text = std::get_if<std::string>(&value.data)) {
        number = numberFromText(*text);
    } else if (const auto boolean = value.boolean()) {
        number = *boolean ? 1 : 0;
    } else if (const auto known = value.number()) {
        number = *known;
    } else if (!value.isNull()) {
        return false;
    }
    if (std::isnan(number)) return false;
    out.data = number;
    return true;
}

bool applyOperator(Operator op, std::span<const StyleValue> values, StyleValue& out) {
    switch (op) {
    case Operator::In:
        return evaluateIn(values, out);
    case Operator::Concat: {
        std::string text;
        for (const auto& value : values) text += value.toText();
        out.data = std::move(text);
        return true;
    }
    case Operator::Upcase:
    case Operator::Downcase: {
        const auto* text = std::get_if<std::string>(&values[0].data);
        if (!text) return false;
        out.data = op == Operator::Upcase ? toUpper(*text) : toLower(*text);
        return true;
    }
    case Operator::Length:
        if (const auto* text = std::get_if<std::string>(&values[0].data)) {
            out.data = static_cast<double>(countCharacters(*text));
            return true;
        }
        if (const auto* list = std::get_if<StyleValue::List>(&values[0].data)) {
            out.data = static_cast<double>(list->size());
            return true;
        }
        return false;
    case Operator::IndexOf:
        return evaluateIndexOf(values, out);
    case Operator::Slice:
        return evaluateSlice(values, out);
    case Operator::At: {
        const auto index = values[0].number();
        const auto* list = std::get_if<StyleValue::List>(&values[1].data);
        if (!index || !list || !(*index >= 0) || *index >= static_cast<double>(list->size())) return false;
        if (*index != std::floor(*index)) return false;
        const StyleValue item = (*list)[static_cast<std::size_t>(*index)];
        out = item;
        return true;
    }
    case Operator::ToString:
        out.data = values[0].toText();
        return true;
    case Operator::ToBoolean:
        out.data = truth(values[0]);
        return true;
    case Operator::Rgb:
    case Operator::Rgba:
        return evaluateColor(values, out);
    case Operator::TypeOf:
        out.data = std::string(typeName(values[0]));
        return true;
    case Operator::AsBoolean:
        return firstOfType(values, 1, out);
    case Operator::AsNumber:
        return firstOfType(values, 2, out);
    case Operator::AsString:
        return firstOfType(values, 3, out);
    case Operator::AsArray:
        return isArrayOf(values, out);
    case Operator::NumberFormat:
        return writeNumber(values, out);
    case Operator::Join:
        return joinTexts(values, out);
    case Operator::Split:
        return splitText(values, out);
    default: {
        std::vector<double> numbers;
        if (!allNumbers(values, numbers)) return false;
        out.data = arithmetic(op, numbers);
        return true;
    }
    }
}

} // namespace geju
