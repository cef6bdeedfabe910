#include "plan/json_support.hpp"

#include "plan/unicode.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace geju {

namespace {

std::string positionOf(std::string_view text, std::size_t byte) {
    const std::string_view before = text.substr(0, std::min(byte, text.size()));
    const auto lines = std::count(before.begin(), before.end(), '\n');
    const auto lineStart = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    return fmt::format(fmt::runtime(tr("line {}, column {}")), lines + 1,
                       countCharacters(before.substr(lineStart)) + 1);
}

} // namespace

Result<nlohmann::json> parseJson(std::string_view text, const std::string& file) {
    try {
        Result<nlohmann::json> result;
        result.value = nlohmann::json::parse(text.begin(), text.end());
        return result;
    } catch (const nlohmann::json::parse_error& error) {
        std::string reason = error.what();
        // nlohmann's own prefix and position ("[json.exception…] parse error at line 1, column 2: ") give way to ours
        if (const auto colon = reason.find(": "); colon != std::string::npos) reason.erase(0, colon + 2);
        const std::size_t byte = error.byte > 0 ? error.byte - 1 : 0;
        return failure<nlohmann::json>("json-syntax", fmt::format(fmt::runtime(tr("is not valid JSON: {}")), reason),
                                       file, positionOf(text, byte));
    } catch (const nlohmann::json::exception& error) { // a number too large for a double
        return failure<nlohmann::json>("json-syntax",
                                       fmt::format(fmt::runtime(tr("is not valid JSON: {}")), error.what()), file);
    }
}

std::string shortened(const nlohmann::json& value) {
    if (value.is_object()) return "{…}";
    if (value.is_array()) return "[…]";
    const std::string text = value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    const auto start = sliceCharacters(text, 0, 40);
    return start.size() == text.size() ? text : std::string(start) + "…";
}

LocalText localText(const nlohmann::json& value) {
    LocalText text;
    if (value.is_string()) {
        std::string plain = value.get<std::string>();
        (hasHan(plain) ? text.zh : text.en) = std::move(plain);
    } else if (value.is_object()) {
        if (value.contains("zh") && value["zh"].is_string()) text.zh = value["zh"].get<std::string>();
        if (value.contains("en") && value["en"].is_string()) text.en = value["en"].get<std::string>();
    }
    return text;
}

} // namespace geju
