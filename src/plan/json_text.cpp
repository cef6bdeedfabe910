#include "plan/json_text.hpp"

#include <nlohmann/json.hpp>

namespace geju {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kLineLength = 100;

bool isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

std::size_t pastSpace(std::string_view json, std::size_t at) {
    while (at < json.size() && isSpace(json[at])) ++at;
    return at;
}

std::size_t pastString(std::string_view json, std::size_t at) {
    for (++at; at < json.size() && json[at] != '"'; ++at) {
        if (json[at] == '\\') ++at;
    }
    return at + 1;
}

std::size_t pastValue(std::string_view json, std::size_t at) {
    if (json[at] == '"') return pastString(json, at);
    if (json[at] != '{' && json[at] != '[') {
        while (at < json.size() && !isSpace(json[at]) && json[at] != ',' && json[at] != '}' && json[at] != ']') ++at;
        return at;
    }
    std::size_t depth = 0;
    do {
        const char c = json[at];
        if (c == '"') {
            at = pastString(json, at);
            continue;
        }
        if (c == '{' || c == '[') ++depth;
        if (c == '}' || c == ']') --depth;
        ++at;
    } while (depth > 0 && at < json.size());
    return at;
}

std::string onOneLine(const Json& value) {
    if (value.is_object()) {
        std::string out = "{";
        for (const auto& [key, member] : value.items())
            out += (out.size() > 1 ? ", " : "") + jsonText(key) + ": " + onOneLine(member);
        return out + "}";
    }
    if (value.is_array()) {
        std::string out = "[";
        for (const auto& item : value) out += (out.size() > 1 ? ", " : "") + onOneLine(item);
        return out + "]";
    }
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string onLines(const Json& value, std::string_view unit, const std::string& indent) {
    const std::string line = onOneLine(value);
    if (!value.is_structured() || value.empty() || indent.size() + line.size() <= kLineLength) return line;
    const std::string inner = indent + std::string(unit);
    std::string out = value.is_object() ? "{" : "[";
    bool first = true;
    for (const auto& [key, item] : value.items()) {
        out += (first ? "\n" : ",\n") + inner;
        if (value.is_object()) out += jsonText(key) + ": ";
        out += onLines(item, unit, inner);
        first = false;
    }
    return out + "\n" + indent + (value.is_object() ? "}" : "]");
}

} // namespace

TextRange rootOf(std::string_view json) {
    const std::size_t begin = pastSpace(json, json.starts_with("\xef\xbb\xbf") ? 3 : 0);
    return {begin, pastValue(json, begin)};
}

std::vector<JsonItem> itemsOf(std::string_view json, std::size_t begin) {
    std::vector<JsonItem> items;
    const bool object = json[begin] == '{';
    std::size_t at = pastSpace(json, begin + 1);
    while (at < json.size() && json[at] != '}' && json[at] != ']') {
        JsonItem item{at, {}};
        if (object) at = pastSpace(json, pastSpace(json, pastString(json, at)) + 1);
        item.value = {at, pastValue(json, at)};
        items.push_back(item);
        at = pastSpace(json, item.value.end);
        if (at < json.size() && json[at] == ',') at = pastSpace(json, at + 1);
    }
    return items;
}

std::string keyOf(std::string_view json, const JsonItem& member) {
    return stringOf(json.substr(member.begin, pastString(json, member.begin) - member.begin));
}

std::string stringOf(std::string_view quoted) {
    if (quoted.find('\\') == std::string_view::npos) return std::string(quoted.substr(1, quoted.size() - 2));
    return Json::parse(quoted).get<std::string>();
}

std::string indentUnitOf(std::string_view json) {
    const TextRange root = rootOf(json);
    const std::size_t first = pastSpace(json, root.begin + 1);
    const std::string_view lead = json.substr(root.begin + 1, first - root.begin - 1);
    const auto line = lead.rfind('\n');
    return line == std::string_view::npos ? std::string() : std::string(lead.substr(line + 1));
}

std::string indentAt(std::string_view json, std::size_t at) {
    const auto before = json.substr(0, at).rfind('\n');
    const std::size_t start = before == std::string_view::npos ? 0 : before + 1;
    return std::string(json.substr(start, json.find_first_not_of(" \t", start) - start));
}

std::string jsonNumber(double number) {
    // Whole numbers without a point, as people write them.
    constexpr double kWhole = 1e15;
    if (number == static_cast<double>(static_cast<long long>(number)) && number > -kWhole && number < kWhole)
        return Json(static_cast<long long>(number)).dump();
    return Json(number).dump();
}

std::string jsonFlag(bool flag) {
    return flag ? "true" : "false";
}

std::string jsonText(std::string_view text) {
    return Json(std::string(text)).dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string laidOut(std::string_view value, std::string_view indentUnit, std::string_view indent) {
    const Json parsed = Json::parse(value);
    if (indentUnit.empty()) return parsed.dump(-1, ' ', false, Json::error_handler_t::replace);
    return onLines(parsed, indentUnit, std::string(indent));
}

} // namespace geju
