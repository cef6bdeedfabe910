// The tables of docs/ say what the program does.
#include "core/files.hpp"
#include "plan/expression.hpp"
#include "plan/style_properties.hpp"
#include "support/catch.hpp"

#include <nlohmann/json.hpp>

#include <regex>
#include <string>

using namespace geju;

namespace {

std::string document(const char* name) {
    const auto text = readFile(std::filesystem::path(GEJU_SOURCE_DIR) / "docs" / name);
    REQUIRE(text);
    return *text;
}

} // namespace

TEST_CASE("the support table lists every property in the right column") {
    const std::string text = document("style.md");
    for (const PropertyTraits& traits : allProperties()) {
        INFO(traits.name);
        const auto at = text.find("`" + std::string(traits.name) + "`");
        REQUIRE(at != std::string::npos);
        const auto line = text.rfind('\n', at) + 1;
        int columns = 0;
        for (std::size_t i = line; i < at; ++i) columns += text[i] == '|' ? 1 : 0;
        CHECK(columns == (traits.drawn ? 2 : 3));
    }
}

TEST_CASE("operators of the support table are known, and those said to be unsupported are not") {
    const std::string text = document("style.md");
    const auto operators = text.find("## Expressions");
    const auto behaviour = text.find("How they behave");
    const auto unsupported = text.find("Known to MapLibre and not supported");
    const auto filters = text.find("### Filters");
    REQUIRE(operators < behaviour);
    REQUIRE(unsupported < filters);
    const auto quoted = [&](std::size_t from, std::size_t to) {
        std::vector<std::string> names;
        for (std::size_t at = text.find('`', from); at < to; at = text.find('`', at + 1)) {
            const auto end = text.find('`', at + 1);
            names.push_back(text.substr(at + 1, end - at - 1));
            at = end;
        }
        return names;
    };
    const auto faultOf = [](const std::string& name) {
        const auto parsed = Expression::parse("[\"" + name + "\",\"a\",\"b\",\"c\",\"d\",\"e\",\"f\",\"g\"]");
        if (parsed.issues.empty()) return std::string();
        const std::string& message = parsed.issues[0].message;
        if (parsed.issues[0].code == "unsupported-expression") return std::string("unsupported");
        return std::string(message.find("no operator") != std::string::npos ? "unknown" : "arguments");
    };
    for (const std::string& name : quoted(operators, behaviour)) {
        if (name.starts_with("[")) continue;
        INFO(name);
        const std::string fault = faultOf(name);
        CHECK(fault != "unsupported");
        if (name != "pi" && name != "e" && name != "ln2") CHECK(fault != "unknown");
    }
    for (const std::string& name : quoted(unsupported, filters)) {
        if (name == "interpolate" || name == "cubic-bezier" || name == "get" || name == "has") continue;
        INFO(name);
        CHECK(faultOf(name) == "unsupported");
    }
}

TEST_CASE("the schema and the page of the project file name the same keys") {
    const auto schema = nlohmann::json::parse(document("project.schema.json"));
    const std::string page = document("project.md");
    const auto& properties = schema["properties"];
    for (const auto* metadata : {&properties["metadata"], &properties["layers"]["items"]["properties"]["metadata"]}) {
        CHECK((*metadata)["properties"].size() >= 9);
        const auto& refused = (*metadata)["patternProperties"];
        for (const auto& [key, value] : (*metadata)["properties"].items()) {
            INFO(key);
            CHECK(page.find("`" + key + "`") != std::string::npos);
            for (const auto& [pattern, fate] : refused.items()) {
                CHECK_FALSE((fate == false && std::regex_search(key, std::regex(pattern))));
            }
        }
    }
}
