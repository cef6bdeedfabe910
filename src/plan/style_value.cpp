#include "plan/expression.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

namespace geju {

namespace {

/// Number::toString of ECMAScript (section 6.1.6.1.20): the shortest digits that read back, plain between 1e-6 and
/// 1e21.
std::string numberText(double number) {
    if (std::isnan(number)) return "NaN";
    if (std::isinf(number)) return number < 0 ? "-Infinity" : "Infinity";
    if (number == 0) return "0";
    char buffer[32];
    const auto written =
        std::to_chars(buffer, buffer + sizeof buffer, std::fabs(number), std::chars_format::scientific);
    const std::string_view text(buffer, static_cast<std::size_t>(written.ptr - buffer));
    const auto mark = text.find('e');
    std::string digits(1, text[0]);
    if (mark > 2) digits += text.substr(2, mark - 2);
    int exponent = 0;
    const char* exponentStart = text.data() + mark + (text[mark + 1] == '+' ? 2 : 1);
    std::from_chars(exponentStart, text.data() + text.size(), exponent);

    const int count = static_cast<int>(digits.size());
    const int point = exponent + 1; // place of the decimal point after the first digits
    std::string out(number < 0 ? 1 : 0, '-');
    if (count <= point && point <= 21) {
        out += digits;
        out.append(static_cast<std::size_t>(point - count), '0');
    } else if (0 < point && point <= 21) {
        out.append(digits, 0, static_cast<std::size_t>(point));
        out += '.';
        out.append(digits, static_cast<std::size_t>(point));
    } else if (-6 < point && point <= 0) {
        out += "0.";
        out.append(static_cast<std::size_t>(-point), '0');
        out += digits;
    } else {
        out += digits[0];
        if (count > 1) out.append(1, '.').append(digits, 1);
        out += fmt::format("e{}{}", exponent < 0 ? '-' : '+', std::abs(exponent));
    }
    return out;
}

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            out += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
        } else {
            out += c;
        }
    }
    return out + "\"";
}

std::string jsonText(const StyleValue& value) {
    if (value.isNull()) return "null";
    if (const auto* text = std::get_if<std::string>(&value.data)) return quoted(*text);
    return value.toText();
}

} // namespace

std::optional<double> StyleValue::number() const {
    if (const auto* value = std::get_if<double>(&data)) return *value;
    return std::nullopt;
}

std::optional<bool> StyleValue::boolean() const {
    if (const auto* value = std::get_if<bool>(&data)) return *value;
    return std::nullopt;
}

std::optional<std::string> StyleValue::text() const {
    if (const auto* value = std::get_if<std::string>(&data)) return *value;
    return std::nullopt;
}

std::optional<Rgba> StyleValue::color() const {
    if (const auto* value = std::get_if<Rgba>(&data)) return *value;
    if (const auto* css = std::get_if<std::string>(&data)) return parseColor(*css);
    return std::nullopt;
}

std::optional<std::vector<double>> StyleValue::numbers() const {
    const auto* list = std::get_if<List>(&data);
    if (!list) return std::nullopt;
    std::vector<double> numbers;
    numbers.reserve(list->size());
    for (const auto& item : *list) {
        const auto number = item.number();
        if (!number) return std::nullopt;
        numbers.push_back(*number);
    }
    return numbers;
}

std::string StyleValue::toText() const {
    switch (data.index()) {
    case 1:
        return std::get<bool>(data) ? "true" : "false";
    case 2:
        return numberText(std::get<double>(data));
    case 3:
        return std::get<std::string>(data);
    case 4: {
        const Rgba color = std::get<Rgba>(data);
        return fmt::format("rgba({},{},{},{})", color.r, color.g, color.b, numberText(color.a / 255.0));
    }
    case 5: {
        std::string out = "[";
        for (const auto& item : std::get<List>(data)) {
            if (out.size() > 1) out += ',';
            out += jsonText(item);
        }
        return out + "]";
    }
    default:
        return {};
    }
}

} // namespace geju
