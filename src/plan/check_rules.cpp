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

} // namespace

Result<std::vector<ConflictRule>> parseCheckRules(std::string_view text, const std::string& file) {
    Result<std::vector<ConflictRule>> result;
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
        const bool isConflict = item.is_object() && textOf(item, "kind") == "conflict";
        ConflictRule rule;
        if (isConflict) {
            rule = {textOf(item, "source"), textOf(item, "class"), textsOf(item, "codes"), textOf(item, "within"),
                    textsOf(item, "except")};
        }
        if (rule.source.empty() || rule.classField.empty() || rule.codes.empty() || rule.within.empty()) {
            warn(tr("\"geju:checks\": a check has \"kind\": \"conflict\", \"source\", \"class\", \"codes\" and "
                    "\"within\""));
            continue;
        }
        result.value->push_back(std::move(rule));
    }
    return result;
}

Result<std::vector<ConflictRule>> loadCheckRules(const std::filesystem::path& project) {
    auto text = readFile(project);
    if (!text) {
        Result<std::vector<ConflictRule>> result;
        result.issues = std::move(text.issues);
        return result;
    }
    return parseCheckRules(*text, project.string());
}

} // namespace geju
