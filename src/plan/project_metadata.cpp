// What a plan adds to a style document: title, classes, scenes, indicators. All of it under "geju:" in `metadata`.
#include "plan/json_support.hpp"
#include "plan/project_parser.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace geju {

using nlohmann::json;

void ProjectParser::parseMetadata(const json& metadata) {
    if (!metadata.is_object()) {
        warn("invalid-value", tr("\"metadata\" must be an object"));
        return;
    }
    const std::string where = "metadata";
    warnOfUnknown(metadata,
                  {"geju:crs", "geju:title", "geju:subtitle", "geju:credits", "geju:precision", "geju:precision-note",
                   "geju:home", "geju:classes", "geju:landuse", "geju:districts", "geju:population", "geju:scenes",
                   "geju:indicators", "geju:sheet", "geju:sheets", "geju:checks", "geju:sources", "geju:fields"},
                  where, {}, true);
    project_.crs = text(metadata, "geju:crs", where);
    if (metadata.contains("geju:title")) project_.title = localText(metadata["geju:title"]);
    if (metadata.contains("geju:subtitle")) project_.subtitle = localText(metadata["geju:subtitle"]);
    if (metadata.contains("geju:credits")) project_.credits = localText(metadata["geju:credits"]);
    if (metadata.contains("geju:precision-note")) project_.precisionNote = localText(metadata["geju:precision-note"]);
    const std::string precision = text(metadata, "geju:precision", where);
    project_.schematic = precision == "schematic";
    if (!precision.empty() && precision != "schematic" && precision != "surveyed") {
        warn("invalid-value",
             fmt::format(fmt::runtime(tr("\"geju:precision\" is \"schematic\" or \"surveyed\", not \"{}\"")),
                         precision));
    }
    if (metadata.contains("geju:sources")) parseSourceNames(metadata["geju:sources"]);
    if (metadata.contains("geju:classes")) parseClasses(metadata["geju:classes"]);
    if (metadata.contains("geju:fields")) parseFields(metadata["geju:fields"]);
    parseReferences(metadata);
    if (metadata.contains("geju:population")) parsePopulation(metadata["geju:population"]);
    if (metadata.contains("geju:scenes")) parseScenes(metadata["geju:scenes"]);
    if (metadata.contains("geju:indicators")) parseIndicators(metadata["geju:indicators"]);
    if (metadata.contains("geju:sheet")) parseSheet(project_.sheet, metadata["geju:sheet"], "geju:sheet");
    if (metadata.contains("geju:sheets")) parseSheets(metadata["geju:sheets"]);
    completePopulations();
    project_.homeScene = text(metadata, "geju:home", where);
    if (!project_.homeScene.empty() && !project_.scene(project_.homeScene)) {
        warn("missing-scene",
             fmt::format(fmt::runtime(tr("\"geju:home\": there is no scene \"{}\"")), project_.homeScene));
        project_.homeScene.clear();
    }
}

void ProjectParser::parseFields(const json& fields) {
    if (!fields.is_object()) {
        warn("invalid-value", tr("\"geju:fields\" must be an object of fields"));
        return;
    }
    for (const auto& [field, described] : fields.items()) {
        const std::string where = "geju:fields: " + field;
        if (!described.is_object()) {
            warn("invalid-value", fmt::format(fmt::runtime(tr("{}: \"name\" and \"values\" are expected")), where));
            continue;
        }
        warnOfUnknown(described, {"name", "values"}, where);
        FieldNames& names = project_.fields[field];
        if (described.contains("name")) names.name = localText(described["name"]);
        if (!described.contains("values")) continue;
        if (!described["values"].is_object()) {
            warn("invalid-value", fmt::format(fmt::runtime(tr("{}: \"values\" must be an object of texts")), where));
            continue;
        }
        for (const auto& [value, text] : described["values"].items()) names.values[value] = localText(text);
    }
}

void ProjectParser::parseClasses(const json& classes) {
    const std::string where = "geju:classes";
    if (!classes.is_object() || !classes.contains("items") || !classes["items"].is_array()) {
        warn("invalid-value", tr("\"geju:classes\" must be an object with a list of \"items\""));
        return;
    }
    warnOfUnknown(classes, {"name", "source", "items"}, where);
    if (classes.contains("name")) project_.classes.name = localText(classes["name"]);
    project_.classes.source = text(classes, "source", where);
    for (const auto& item : classes["items"]) {
        if (!item.is_object()) {
            warn("invalid-value", fmt::format(fmt::runtime(tr("{}: an item must be an object")), where));
            continue;
        }
        warnOfUnknown(item, {"code", "name", "color"}, where);
        LandUseClass entry;
        entry.code = text(item, "code", where);
        if (item.contains("name")) entry.name = localText(item["name"]);
        const auto color = parseColor(text(item, "color", where));
        if (!color) {
            warn("invalid-value", fmt::format(fmt::runtime(tr("{}: the class \"{}\" has no colour that can be read")),
                                              where, entry.code));
        }
        entry.color = color.value_or(Rgba{200, 200, 200, 255});
        if (entry.code.empty() || project_.classes.find(entry.code)) {
            warn("duplicate-id",
                 fmt::format(fmt::runtime(tr("{}: the code \"{}\" is empty or stands twice")), where, entry.code), {},
                 tr("the item is left out"));
            continue;
        }
        project_.classes.items.push_back(std::move(entry));
    }
}

std::optional<LandUseReference::Present> ProjectParser::parsePresent(const json& object,
                                                                     const LandUseReference& planned) {
    const std::string where = "geju:landuse";
    if (!object.is_object()) {
        warn("invalid-value", fmt::format(fmt::runtime(tr("{} must be an object")), where + " \"present\""));
        return std::nullopt;
    }
    warnOfUnknown(object, {"source", "class"}, where);
    LandUseReference::Present present{text(object, "source", where), text(object, "class", where)};
    if (present.source.empty()) present.source = planned.source;
    if (present.classField.empty()) present.classField = planned.classField;
    if (present.source == planned.source && present.classField == planned.classField) {
        warn("invalid-value",
             fmt::format(fmt::runtime(tr("{}: \"present\" names another \"source\", another \"class\", or both")),
                         where));
        return std::nullopt;
    }
    if (!knowsSource(present.source, where)) return std::nullopt;
    return present;
}

void ProjectParser::parseReferences(const json& metadata) {
    if (metadata.contains("geju:landuse")) {
        const json& object = metadata["geju:landuse"];
        const std::string where = "geju:landuse";
        if (!object.is_object()) {
            warn("invalid-value", fmt::format(fmt::runtime(tr("\"{}\" must be an object")), where));
        } else {
            warnOfUnknown(object, {"source", "class", "boundary", "present"}, where);
            LandUseReference reference;
            reference.source = text(object, "source", where);
            reference.classField = text(object, "class", where);
            reference.boundarySource = text(object, "boundary", where);
            if (!reference.boundarySource.empty() && !knowsSource(reference.boundarySource, where)) {
                reference.boundarySource.clear();
            }
            if (object.contains("present")) reference.present = parsePresent(object["present"], reference);
            if (knowsSource(reference.source, where)) project_.landUse = std::move(reference);
        }
    }
    if (metadata.contains("geju:districts")) {
        const json& object = metadata["geju:districts"];
        const std::string where = "geju:districts";
        if (!object.is_object()) {
            warn("invalid-value", fmt::format(fmt::runtime(tr("\"{}\" must be an object")), where));
        } else {
            warnOfUnknown(object, {"source", "name"}, where);
            DistrictReference reference;
            reference.source = text(object, "source", where);
            reference.nameField = text(object, "name", where);
            if (knowsSource(reference.source, where)) project_.districts = std::move(reference);
        }
    }
}

void ProjectParser::parsePopulation(const json& list) {
    const std::string where = "geju:population";
    if (!list.is_array()) {
        warn("invalid-value", fmt::format(fmt::runtime(tr("\"{}\" must be a list")), where));
        return;
    }
    for (const auto& item : list) {
        if (!item.is_object()) continue;
        warnOfUnknown(item, {"within", "name", "year", "persons", "source"}, where);
        Population population;
        population.within = text(item, "within", where);
        population.name = text(item, "name", where);
        population.year = static_cast<int>(number(item, "year", where).value_or(0));
        population.persons = number(item, "persons", where).value_or(0);
        population.source = text(item, "source", where);
        if (knowsSource(population.within, where)) project_.populations.push_back(std::move(population));
    }
}

void ProjectParser::parseScenes(const json& scenes) {
    if (!scenes.is_array()) {
        warn("invalid-value", tr("\"geju:scenes\" must be a list"));
        return;
    }
    for (std::size_t i = 0; i < scenes.size(); ++i) parseScene(scenes[i], i);
}

void ProjectParser::parseScene(const json& object, std::size_t index) {
    std::string where = fmt::format(fmt::runtime(tr("scene {}")), index);
    if (!object.is_object()) {
        warn("invalid-value", fmt::format(fmt::runtime(tr("{} must be an object")), where));
        return;
    }
    Scene scene;
    scene.id = text(object, "id", where);
    if (scene.id.empty() || project_.scene(scene.id)) {
        warn("duplicate-id", fmt::format(fmt::runtime(tr("{}: the \"id\" is missing or stands twice")), where), {},
             tr("the scene is left out"));
        return;
    }
    where = fmt::format(fmt::runtime(tr("scene \"{}\"")), scene.id);
    warnOfUnknown(object, {"id", "title", "text", "source", "extent", "layers"}, where);
    if (object.contains("title")) scene.title = localText(object["title"]);
    if (object.contains("text")) scene.text = localText(object["text"]);
    scene.source = citation(object, "source", where);
    if (object.contains("extent")) {
        const auto corners = literalValue(object["extent"]).numbers();
        if (corners && corners->size() == 4 && (*corners)[0] < (*corners)[2] && (*corners)[1] < (*corners)[3]) {
            scene.extentLonLat = Box{(*corners)[0], (*corners)[1], (*corners)[2], (*corners)[3]};
        } else {
            warn("invalid-value",
                 fmt::format(fmt::runtime(tr("{}: \"extent\" is [west, south, east, north] in degrees")), where), {},
                 tr("the scene shows everything"));
        }
    }
    if (!object.contains("layers") || !object["layers"].is_array()) {
        warn("invalid-value", fmt::format(fmt::runtime(tr("{}: \"layers\" must be a list of layer ids")), where));
    } else {
        for (const auto& id : object["layers"]) {
            if (!id.is_string()) continue;
            if (project_.layer(id.get<std::string>())) {
                scene.layers.push_back(id.get<std::string>());
            } else if (droppedLayers_.count(id.get<std::string>()) == 0) {
                warn("missing-layer",
                     fmt::format(fmt::runtime(tr("{}: there is no layer \"{}\"")), where, id.get<std::string>()));
            }
        }
    }
    project_.scenes.push_back(std::move(scene));
}

} // namespace geju
