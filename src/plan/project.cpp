#include "plan/project.hpp"

#include "core/files.hpp"
#include "plan/json_support.hpp"
#include "plan/project_parser.hpp"

#include <algorithm>

namespace geju {

namespace {

template <typename Items>
auto* findById(const Items& items, std::string_view id) {
    const auto found = std::find_if(items.begin(), items.end(), [&](const auto& item) { return item.id == id; });
    return found == items.end() ? nullptr : &*found;
}

} // namespace

const LandUseClass* ClassTable::find(std::string_view code) const {
    const auto found = std::find_if(items.begin(), items.end(), [&](const auto& item) { return item.code == code; });
    return found == items.end() ? nullptr : &*found;
}

const LandUseClass* ClassTable::firstLevel(std::string_view code) const {
    const LandUseClass* parent = find(code.substr(0, 2));
    return parent ? parent : find(code);
}

const SourceReference* Project::source(std::string_view id) const {
    return findById(sources, id);
}

const StyleLayer* Project::layer(std::string_view id) const {
    return findById(layers, id);
}

const Scene* Project::scene(std::string_view id) const {
    return findById(scenes, id);
}

std::string Project::fieldName(std::string_view field) const {
    const auto found = fields.find(field);
    return found == fields.end() || found->second.name.empty() ? std::string(field) : found->second.name.get();
}

std::string Project::valueName(std::string_view field, std::string_view value) const {
    const auto found = fields.find(field);
    if (found == fields.end()) return std::string(value);
    const auto named = found->second.values.find(value);
    return named == found->second.values.end() || named->second.empty() ? std::string(value) : named->second.get();
}

Result<Project> loadProject(const std::filesystem::path& path, const LoadOptions& options) {
    const auto text = readFile(path);
    if (!text) {
        Result<Project> result;
        result.issues = text.issues;
        return result;
    }
    return parseProject(*text, path, options);
}

Result<Project> parseProject(std::string_view text, const std::filesystem::path& path, const LoadOptions& options) {
    const auto document = parseJson(text, path.string());
    if (!document) {
        Result<Project> result;
        result.issues = document.issues;
        return result;
    }
    return ProjectParser(path, options).parse(*document);
}

bool looksLikeProject(std::string_view text) {
    // Keys are enough and cheap: a large data file must not be parsed whole to learn that it is none.
    constexpr std::size_t kEnough = 1 << 22;
    if (text.find_first_not_of(" \t\r\n\xef\xbb\xbf") == std::string_view::npos) return false;
    if (text.size() > kEnough && text.substr(0, kEnough).find("\"layers\"") == std::string_view::npos) return false;
    const auto document = nlohmann::json::parse(text.begin(), text.end(), nullptr, false);
    return document.is_object() && document.contains("version") && document["version"] == 8 &&
           document.contains("layers") && document["layers"].is_array();
}

} // namespace geju
