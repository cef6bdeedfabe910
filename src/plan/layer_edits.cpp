#include "plan/layer_edits.hpp"

#include "core/translate.hpp"
#include "plan/json_text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <string>
#include <system_error>

namespace geju {

namespace {

using Json = nlohmann::ordered_json;

std::string_view textOf(std::string_view json, const JsonItem& item) {
    return json.substr(item.value.begin, item.value.end - item.value.begin);
}

/// Of a pointer to an item of a list: its place in it, and the list.
std::size_t indexIn(const std::string& pointer) {
    return std::stoul(pointer.substr(pointer.rfind('/') + 1));
}
std::string listOf(const std::string& pointer) {
    return pointer.substr(0, pointer.rfind('/'));
}

std::string escaped(std::string_view token) {
    std::string out;
    for (const char c : token) {
        if (c == '~') {
            out += "~0";
        } else if (c == '/') {
            out += "~1";
        } else {
            out += c;
        }
    }
    return out;
}

/// Where the scenes name a layer, once a scene.
std::vector<std::string> inScenes(std::string_view json, std::string_view id) {
    std::vector<std::string> places;
    for (std::size_t scene = 0;; ++scene) {
        const std::string pointer = fmt::format("/metadata/geju:scenes/{}", scene);
        if (!findValue(json, pointer)) return places;
        const auto layers = findValue(json, pointer + "/layers");
        if (!layers || json[layers->begin] != '[') continue;
        const auto items = itemsOf(json, layers->begin);
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (json[items[i].begin] != '"' || stringOf(textOf(json, items[i])) != id) continue;
            places.push_back(fmt::format("{}/layers/{}", pointer, i));
            break;
        }
    }
}

/// As parseLayer calls it.
std::string layerId(std::string_view json, const JsonItem& layer, std::size_t index) {
    std::string id;
    if (json[layer.value.begin] == '{') {
        for (const JsonItem& member : itemsOf(json, layer.value.begin)) {
            if (json[member.value.begin] == '"' && keyOf(json, member) == "id") id = stringOf(textOf(json, member));
        }
    }
    return id.empty() ? fmt::format("layer-{}", index) : id;
}

/// Two layers of one name would be one in the layer tree.
void nameAsCopy(Json& name) {
    const auto mark = [](Json& text, const char* words) {
        if (text.is_string()) text = text.get<std::string>() + words;
    };
    if (!name.is_object()) return mark(name, " copy");
    if (name.contains("zh")) mark(name["zh"], "副本");
    if (name.contains("en")) mark(name["en"], " copy");
}

} // namespace

std::optional<std::string> layerPointer(std::string_view json, std::string_view id) {
    const auto layers = findValue(json, "/layers");
    if (!layers || json[layers->begin] != '[') return std::nullopt;
    const auto items = itemsOf(json, layers->begin);
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (layerId(json, items[i], i) == id) return fmt::format("/layers/{}", i);
    }
    return std::nullopt;
}

std::map<std::string, std::string_view, std::less<>> layerTexts(std::string_view json) {
    std::map<std::string, std::string_view, std::less<>> texts;
    const auto layers = findValue(json, "/layers");
    if (!layers || json[layers->begin] != '[') return texts;
    const auto items = itemsOf(json, layers->begin);
    for (std::size_t i = 0; i < items.size(); ++i) {
        texts.emplace(layerId(json, items[i], i), textOf(json, items[i]));
    }
    return texts;
}

std::vector<std::string> changedLayers(std::string_view before, std::string_view after) {
    const auto known = layerTexts(before);
    std::vector<std::string> changed;
    for (const auto& [id, text] : layerTexts(after)) {
        const auto old = known.find(id);
        if (old == known.end() || old->second != text) changed.push_back(id);
    }
    return changed;
}

std::vector<ProjectEdit> removingLayer(std::string_view json, const std::string& id) {
    const auto pointer = layerPointer(json, id);
    if (!pointer) return {};
    std::vector<ProjectEdit> edits{{ProjectEdit::Kind::Erase, *pointer, {}, 0}};
    for (const std::string& place : inScenes(json, id)) edits.push_back({ProjectEdit::Kind::Erase, place, {}, 0});
    return edits;
}

std::vector<ProjectEdit> duplicatingLayer(std::string_view json, const std::string& id, const std::string& copyId) {
    const auto pointer = layerPointer(json, id);
    if (!pointer) return {};
    const TextRange range = *findValue(json, *pointer);
    Json copy = Json::parse(json.substr(range.begin, range.end - range.begin));
    copy["id"] = copyId;
    if (copy.contains("metadata") && copy["metadata"].contains("geju:name")) nameAsCopy(copy["metadata"]["geju:name"]);
    std::vector<ProjectEdit> edits{{ProjectEdit::Kind::Insert, "/layers", copy.dump(), indexIn(*pointer) + 1}};
    for (const std::string& place : inScenes(json, id))
        edits.push_back({ProjectEdit::Kind::Insert, listOf(place), jsonText(copyId), indexIn(place) + 1});
    return edits;
}

std::string sourceFilePointer(std::string_view json, std::string_view id) {
    const std::string source = "/sources/" + escaped(id);
    return source + (findValue(json, source + "/data") ? "/data" : "/url");
}

Result<std::string> projectMovedTo(std::string json, const std::filesystem::path& folder,
                                   const std::filesystem::path& file) {
    Result<std::string> result;
    std::error_code error;
    const auto target = std::filesystem::weakly_canonical(std::filesystem::absolute(file, error).parent_path(), error);
    const auto sources = findValue(json, "/sources");
    std::vector<std::string> names;
    if (sources && json[sources->begin] == '{') {
        for (const JsonItem& item : itemsOf(json, sources->begin)) names.push_back(keyOf(json, item));
    }
    for (const std::string& name : names) {
        const std::string pointer = sourceFilePointer(json, name);
        const auto data = findValue(json, pointer);
        if (!data || json[data->begin] != '"') continue;
        const std::filesystem::path named =
            stringOf(std::string_view(json).substr(data->begin, data->end - data->begin));
        const auto real = std::filesystem::weakly_canonical(named.is_absolute() ? named : folder / named, error);
        const auto relative = real.lexically_relative(target);
        if (relative.empty() || *relative.begin() == "..") {
            auto refused = failure<std::string>(
                "outside-folder",
                fmt::format(fmt::runtime(tr("a project names only data in its own folder or below, and {} lies "
                                            "elsewhere; save the project in {} or above it")),
                            real.filename().string(), real.parent_path().string()),
                file.string());
            return refused;
        }
        if (relative == named) continue;
        if (const auto change =
                changeFor(json, {ProjectEdit::Kind::Set, pointer, jsonText(relative.generic_string()), 0}))
            applyChange(json, *change);
    }
    result.value = std::move(json);
    return result;
}

} // namespace geju
