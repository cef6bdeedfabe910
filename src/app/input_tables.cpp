#include "app/input_tables.hpp"

#include "app/open_document.hpp"
#include "core/translate.hpp"
#include "io/vector_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>

namespace geju {

namespace {

bool holdsPolygons(const FeatureTable& table) {
    const auto& kinds = table.structure().partKind;
    return std::find(kinds.begin(), kinds.end(), PartKind::Polygon) != kinds.end();
}

std::string namesOf(const InputTables& input) {
    std::string names;
    const auto add = [&](const std::string& name) { names += (names.empty() ? "" : ", ") + name; };
    for (const auto& named : input.tables) add(named.name);
    return names;
}

ChosenTable choice(const InputTables::Named& named) {
    return {named.table, named.name, std::nullopt};
}

} // namespace

Result<InputTables> openInput(const std::filesystem::path& path) {
    Result<InputTables> result;
    InputTables input;
    input.path = path.string();
    if (isProjectFile(path)) {
        auto document = openDocument(std::span(&path, 1));
        result.issues = std::move(document.issues);
        if (!document) return result;
        for (const auto& source : document->project.sources) {
            const LoadedSource* loaded = document->source(source.id);
            if (loaded && !loaded->raster) input.tables.push_back({source.id, loaded->source});
        }
        input.project = std::move(*document);
    } else {
        auto read = readVector(path);
        result.issues = std::move(read.issues);
        if (!read) return result;
        for (auto& table : read->layers) {
            const std::string name = table.name();
            input.tables.push_back({name, std::make_shared<const FeatureTable>(std::move(table))});
        }
    }
    result.value = std::move(input);
    return result;
}

Result<ChosenTable> chooseTable(const InputTables& input, std::string_view name) {
    Result<ChosenTable> result;
    if (!name.empty()) {
        for (const auto& named : input.tables) {
            if (named.name != name) continue;
            result.value = choice(named);
            return result;
        }
        const StyleLayer* layer = input.project ? input.project->project.layer(name) : nullptr;
        const LoadedSource* loaded = layer ? input.project->source(layer->source) : nullptr;
        if (loaded) {
            result.value = ChosenTable{loaded->source, std::string(name), layer->filter};
            return result;
        }
        return failure<ChosenTable>(
            "no-such-layer", fmt::format(fmt::runtime(tr("has no layer {}; there are: {}")), name, namesOf(input)),
            input.path);
    }
    if (input.tables.empty()) return failure<ChosenTable>("nothing-read", tr("holds no layer"), input.path);
    if (input.tables.size() == 1) {
        result.value = choice(input.tables.front());
        return result;
    }
    const InputTables::Named* areal = nullptr;
    std::size_t count = 0;
    for (const auto& named : input.tables) {
        if (!holdsPolygons(*named.table)) continue;
        areal = &named;
        ++count;
    }
    if (count == 1) {
        result.value = choice(*areal);
        return result;
    }
    return failure<ChosenTable>(
        "several-layers",
        fmt::format(fmt::runtime(tr("holds several layers, choose one with --layer: {}")), namesOf(input)), input.path);
}

} // namespace geju
