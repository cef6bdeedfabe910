#include "plan/project_parser.hpp"

#include "core/translate.hpp"
#include "plan/json_support.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace geju {

using nlohmann::json;

void ProjectParser::report(Severity severity, std::string code, std::string message, std::string layer,
                           std::string remedy) {
    Issue issue;
    issue.severity = severity;
    issue.code = std::move(code);
    issue.message = std::move(message);
    issue.remedy = std::move(remedy);
    issue.file = project_.path.string();
    issue.layer = std::move(layer);
    issues_.push_back(std::move(issue));
}

void ProjectParser::warnOfUnknown(const json& object, std::initializer_list<std::string_view> known,
                                  const std::string& where, const std::string& layer, bool onlyOurs) {
    for (const auto& [key, value] : object.items()) {
        if (onlyOurs && !key.starts_with("geju:")) continue;
        if (std::find(known.begin(), known.end(), key) != known.end()) continue;
        warn("unknown-property", fmt::format(fmt::runtime(tr("{}: \"{}\" is not known and has no effect")), where, key),
             layer);
    }
}

bool ProjectParser::knowsSource(const std::string& id, const std::string& where) {
    if (project_.source(id)) return true;
    if (droppedSources_.count(id) == 0) {
        fail("missing-source", fmt::format(fmt::runtime(tr("{}: there is no source \"{}\"")), where, id));
    }
    return false;
}

std::string ProjectParser::text(const json& object, const char* key, const std::string& where) {
    if (!object.contains(key)) return {};
    const json& value = object[key];
    if (value.is_string()) return value.get<std::string>();
    if (value.is_number_integer()) return std::to_string(value.get<std::int64_t>());
    warn("invalid-value",
         fmt::format(fmt::runtime(tr("{}: \"{}\" must be a text, not {}")), where, key, shortened(value)));
    return {};
}

LocalText ProjectParser::texts(const json& object, const char* key, const std::string& where) {
    const bool inLanguages = object.contains(key) && object[key].is_object();
    return localText(inLanguages ? object[key] : json(text(object, key, where)));
}

Citation ProjectParser::citation(const json& object, const char* key, const std::string& where) {
    return {texts(object, key, where)};
}

std::optional<double> ProjectParser::number(const json& object, const char* key, const std::string& where) {
    if (!object.contains(key)) return std::nullopt;
    const json& value = object[key];
    if (value.is_number()) return value.get<double>();
    warn("invalid-value",
         fmt::format(fmt::runtime(tr("{}: \"{}\" must be a number, not {}")), where, key, shortened(value)));
    return std::nullopt;
}

bool ProjectParser::flag(const json& object, const char* key, bool otherwise, const std::string& where) {
    if (!object.contains(key)) return otherwise;
    const json& value = object[key];
    if (value.is_boolean()) return value.get<bool>();
    warn("invalid-value",
         fmt::format(fmt::runtime(tr("{}: \"{}\" must be true or false, not {}")), where, key, shortened(value)));
    return otherwise;
}

std::optional<std::size_t> ProjectParser::oneOf(const json& object, const char* key,
                                                std::initializer_list<std::string_view> words,
                                                const std::string& where) {
    if (!object.contains(key)) return std::nullopt;
    const std::string word = text(object, key, where);
    const auto found = std::find(words.begin(), words.end(), word);
    if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
    std::string known;
    for (const std::string_view each : words) known += (known.empty() ? "" : ", ") + std::string(each);
    warn("invalid-value",
         fmt::format(fmt::runtime(tr("{}: \"{}\" is one of {}, not \"{}\"")), where, key, known, word));
    return std::nullopt;
}

Result<Project> ProjectParser::parse(const json& document) {
    const std::string file = project_.path.string();
    if (!document.is_object()) {
        return failure<Project>("not-a-project", tr("is no project: a MapLibre style document is a JSON object"), file);
    }
    if (!document.contains("version") || document["version"] != 8) {
        return failure<Project>("not-a-project",
                                tr("is no project: a MapLibre style document of version 8 has \"version\": 8"), file);
    }
    if (!document.contains("layers") || !document["layers"].is_array()) {
        return failure<Project>("not-a-project", tr("is no project: it has no list of \"layers\""), file);
    }
    // Where a map of the web starts, and pictures and fonts that it fetches, do not concern Geju.
    warnOfUnknown(document,
                  {"version", "name", "metadata", "sources", "layers", "sprite", "glyphs", "center", "zoom", "bearing",
                   "pitch", "transition", "id", "owner", "created", "modified", "$schema"},
                  tr("style document"));

    if (document.contains("sources")) parseSources(document["sources"]);
    parseLayers(document["layers"]);
    if (document.contains("metadata")) parseMetadata(document["metadata"]);
    if (project_.title.empty() && document.contains("name")) project_.title = localText(document["name"]);

    Result<Project> result;
    result.value = std::move(project_);
    result.issues = std::move(issues_);
    return result;
}

} // namespace geju
