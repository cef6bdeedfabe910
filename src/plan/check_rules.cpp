#include "plan/check_rules.hpp"

#include "core/files.hpp"
#include "plan/json_support.hpp"

#include <fmt/format.h>

namespace geju {

using nlohmann::json;

namespace {

std::string textOf(const json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::vector<std::string> textsOf(const json& object, const char* key) {
    std::vector<std::string> texts;
    const auto found = object.find(key);
    if (found == object.end() || !found->is_array()) return texts;
    for (const auto& item : *found) {
        if (item.is_string()) texts.push_back(item.get<std::string>());
    }
    return texts;
}

bool takeConflict(const json& item, CheckRules& rules) {
    ConflictRule rule{textOf(item, "source"), textOf(item, "class"), textsOf(item, "codes"), textOf(item, "within"),
                      textsOf(item, "except")};
    if (rule.source.empty() || rule.classField.empty() || rule.codes.empty() || rule.within.empty()) return false;
    rules.conflicts.push_back(std::move(rule));
    return true;
}

bool takeProperties(const json& item, CheckRules& rules) {
    PropertyRule rule;
    rule.sources = textsOf(item, "sources");
    rule.required = textsOf(item, "required");
    rule.unique = textsOf(item, "unique");
    if (item.contains("values") && item["values"].is_object()) {
        for (const auto& entry : item["values"].items()) {
            rule.values[entry.key()] = textsOf(item["values"], entry.key().c_str());
        }
    }
    if (rule.required.empty() && rule.unique.empty() && rule.values.empty()) return false;
    rules.properties.push_back(std::move(rule));
    return true;
}

bool takeCoverage(const json& item, CheckRules& rules) {
    if (textOf(item, "source").empty()) return false;
    rules.coverages.push_back(textOf(item, "source"));
    return true;
}

} // namespace

Result<CheckRules> parseCheckRules(std::string_view text, const std::string& file) {
    Result<CheckRules> result;
    const auto document = parseJson(text, file);
    if (!document) {
        result.issues = document.issues;
        return result;
    }
    result.value.emplace();
    const auto warn = [&](std::string message) {
        Issue issue;
        issue.code = "invalid-value";
        issue.message = std::move(message);
        issue.remedy = tr("the check is left out");
        issue.file = file;
        result.issues.push_back(std::move(issue));
    };
    if (!document->is_object() || !document->contains("metadata") || !(*document)["metadata"].is_object()) {
        return result;
    }
    const json& metadata = (*document)["metadata"];
    if (!metadata.contains("geju:checks")) return result;
    const json& list = metadata["geju:checks"];
    if (!list.is_array()) {
        warn(fmt::format(fmt::runtime(tr("\"{}\" must be a list")), "geju:checks"));
        return result;
    }
    for (const auto& item : list) {
        const std::string kind = item.is_object() ? textOf(item, "kind") : std::string();
        const bool taken = kind == "conflict"     ? takeConflict(item, *result.value)
                           : kind == "properties" ? takeProperties(item, *result.value)
                           : kind == "coverage"   ? takeCoverage(item, *result.value)
                                                  : false;
        if (taken) continue;
        warn(kind == "conflict" ? tr("\"geju:checks\": a conflict has \"source\", \"class\", \"codes\" and \"within\"")
             : kind == "properties" ? tr("\"geju:checks\": properties are \"required\", \"unique\", or have \"values\"")
             : kind == "coverage"   ? tr("\"geju:checks\": a coverage has a \"source\"")
                                    : tr("\"geju:checks\": the kind is \"conflict\", \"coverage\" or \"properties\""));
    }
    return result;
}

Result<CheckRules> loadCheckRules(const std::filesystem::path& project) {
    auto text = readFile(project);
    if (!text) {
        Result<CheckRules> result;
        result.issues = std::move(text.issues);
        return result;
    }
    return parseCheckRules(*text, project.string());
}

} // namespace geju
