#include "app/command_output.hpp"
#include "app/commands.hpp"
#include "app/doubtful_layers.hpp"
#include "app/input_tables.hpp"
#include "app/layer_summary.hpp"
#include "app/open_document.hpp"
#include "app/picture_description.hpp"
#include "app/text_table.hpp"
#include "core/translate.hpp"
#include "core/units.hpp"
#include "io/raster_reader.hpp"
#include "io/vector_reader.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <vector>

namespace geju {

namespace {

using Json = nlohmann::ordered_json;

struct Options {
    std::vector<std::string> inputs;
    bool json = false;
};

/// One input: a data file with its layers, a project with its sources, or a picture made of a plan.
struct Described {
    std::string path;
    std::string driver; ///< "Geju project" for projects, "Geju picture" for pictures
    std::optional<Document> project;
    std::optional<PictureDescription> picture;
    std::optional<RasterInfo> raster;
    std::vector<LayerSummary> layers;
    std::vector<InputTables::Named> tables;
    std::vector<Issue> problems; ///< of reading, of the geometries, and of layers beside each other
    bool readable = false;
    bool complete = false; ///< nothing had to be left out while reading
};

Described describeInput(const std::filesystem::path& path) {
    Described described;
    described.path = path.string();
    if (isProjectFile(path)) {
        auto document = openDocument(std::span(&path, 1));
        described.problems = std::move(document.issues);
        if (!document) return described;
        described.driver = "Geju project";
        for (const auto& source : document->project.sources) {
            const LoadedSource* loaded = document->source(source.id);
            if (!loaded) continue;
            described.layers.push_back(summarize(*loaded->source));
            described.tables.push_back({source.id, loaded->source});
            described.layers.back().name = source.id;
        }
        described.project = std::move(*document);
    } else if (auto picture = describePicture(path)) {
        described.problems = std::move(picture.issues);
        described.driver = "Geju picture";
        described.picture = std::move(picture.value);
    } else if (isRasterFile(path)) {
        auto raster = describeRaster({path, {}, {}});
        described.problems = std::move(raster.issues);
        if (!raster) return described;
        described.driver = raster->driver;
        described.raster = std::move(raster.value);
    } else {
        auto read = readVector(path);
        described.problems = std::move(read.issues);
        if (!read) return described;
        described.driver = read->driver;
        for (auto& table : read->layers) {
            described.layers.push_back(summarize(table));
            described.tables.push_back({table.name(), std::make_shared<const FeatureTable>(std::move(table))});
        }
    }
    described.readable = true;
    described.complete = !hasErrors(described.problems);
    for (auto& layer : described.layers) {
        append(layer.doubtful, layer.invalid);
        for (auto& issue : layer.doubtful) {
            if (issue.file.empty()) issue.file = described.path;
            if (issue.layer.empty()) issue.layer = layer.name;
        }
        append(described.problems, layer.doubtful);
    }
    return described;
}

Json toJson(const LayerSummary& layer) {
    Json json{{"name", layer.name}};
    json["crs"] = {{"id", layer.crsIdentifier.empty() ? Json(nullptr) : Json(layer.crsIdentifier)},
                   {"name", layer.crsName}};
    json["features"] = layer.features;
    json["vertices"] = layer.vertices;
    json["geometry"] = Json::object();
    for (const auto& [type, count] : layer.geometries) json["geometry"][type] = count;
    json["extent"] = toJson(layer.extent);
    json["extent_lonlat"] = toJson(layer.extentLonLat);
    json["invalid"] = layer.invalid.size();
    json["fields"] = Json::array();
    for (const auto& field : layer.fields) {
        json["fields"].push_back(
            {{"name", field.name}, {"type", field.type}, {"nulls", field.nulls}, {"distinct", field.distinct}});
    }
    return json;
}

Json toJson(const RasterInfo& raster) {
    const LayerSummary outline = summarize(raster.outline);
    return {{"width", raster.width},
            {"height", raster.height},
            {"bands", raster.bands},
            {"crs",
             {{"id", outline.crsIdentifier.empty() ? Json(nullptr) : Json(outline.crsIdentifier)},
              {"name", outline.crsName}}},
            {"extent", toJson(outline.extent)},
            {"extent_lonlat", toJson(outline.extentLonLat)}};
}

void addProject(Json& json, const Document& document) {
    const Project& project = document.project;
    json["title"] = project.title.get();
    json["crs"] = {{"id", document.crs.identifier()}, {"name", document.crs.name()}};
    json["schematic"] = project.schematic;
    json["home"] = project.homeScene.empty() ? Json(nullptr) : Json(project.homeScene);
    json["style_layers"] = Json::array();
    for (const auto& layer : project.layers) {
        json["style_layers"].push_back(
            {{"id", layer.id}, {"name", layer.name.get()}, {"group", layer.groupName.get()}, {"source", layer.source}});
    }
}

Json scenesOf(const std::vector<Described>& inputs) {
    auto scenes = Json::array();
    for (const auto& input : inputs) {
        if (!input.project) continue;
        for (const auto& scene : input.project->project.scenes) {
            scenes.push_back({{"id", scene.id},
                              {"title", scene.title.get()},
                              {"title_zh", scene.title.zh},
                              {"title_en", scene.title.en},
                              {"extent_lonlat", toJson(scene.extentLonLat)},
                              {"layers", scene.layers}});
        }
    }
    return scenes;
}

Json sheetsOf(const std::vector<Described>& inputs) {
    auto sheets = Json::array();
    for (const auto& input : inputs) {
        if (!input.project) continue;
        for (const auto& sheet : sheetTemplates(input.project->project)) {
            sheets.push_back({{"id", sheet.id}, {"name", sheet.name.get()}, {"paper", sheet.paper}});
        }
    }
    return sheets;
}

std::string asJson(const std::vector<Described>& inputs) {
    Json json{{"files", Json::array()}};
    std::vector<Issue> problems;
    for (const auto& input : inputs) {
        Json file{{"path", input.path}, {"driver", input.driver.empty() ? Json(nullptr) : Json(input.driver)}};
        if (input.project) addProject(file, *input.project);
        if (input.picture) file["picture"] = toJson(*input.picture);
        if (input.raster) file["raster"] = toJson(*input.raster);
        file["layers"] = Json::array();
        for (const auto& layer : input.layers) file["layers"].push_back(toJson(layer));
        json["files"].push_back(std::move(file));
        append(problems, input.problems);
    }
    json["scenes"] = scenesOf(inputs);
    json["sheets"] = sheetsOf(inputs);
    json["problems"] = toJson(problems);
    return dumpJson(json);
}

std::string extentText(const Box& box, int decimals) {
    if (box.empty()) return "–";
    return fmt::format("{:.{}f}, {:.{}f}, {:.{}f}, {:.{}f}", box.minX, decimals, box.minY, decimals, box.maxX, decimals,
                       box.maxY, decimals);
}

std::string asText(const LayerSummary& layer) {
    std::string text = fmt::format(fmt::runtime(tr("Layer {}\n")), layer.name);
    const auto line = [&](const char* label, const std::string& value) {
        text += "  " + std::string(label) + tr(": ") + value + "\n";
    };
    line(tr("CRS"), layer.crsIdentifier.empty() ? layer.crsName : layer.crsIdentifier + "  " + layer.crsName);
    std::string kinds;
    for (const auto& [type, count] : layer.geometries) {
        kinds += fmt::format("{}{} {}", kinds.empty() ? "" : ", ", formatNumber(static_cast<double>(count), 0), type);
    }
    line(tr("features"),
         formatNumber(static_cast<double>(layer.features), 0) + (kinds.empty() ? std::string() : "  (" + kinds + ")"));
    line(tr("vertices"), formatNumber(static_cast<double>(layer.vertices), 0));
    line(tr("extent, degrees (W, S, E, N)"), extentText(layer.extentLonLat, 6));
    if (layer.extent != layer.extentLonLat) line(tr("extent in the layer's CRS"), extentText(layer.extent, 3));
    if (layer.fields.empty()) return text;
    TextTable fields({{tr("  field")},
                      {tr("type")},
                      {tr("nulls"), ColumnAlignment::Right},
                      {tr("distinct"), ColumnAlignment::Right}});
    for (const auto& field : layer.fields) {
        fields.add({"  " + field.name, field.type, std::to_string(field.nulls), std::to_string(field.distinct)});
    }
    return text + fields.text();
}

std::string asText(const RasterInfo& raster) {
    const LayerSummary outline = summarize(raster.outline);
    std::string text;
    const auto line = [&](const char* label, const std::string& value) {
        text += "  " + std::string(label) + tr(": ") + value + "\n";
    };
    line(tr("pixels"), fmt::format("{} × {}", raster.width, raster.height));
    line(tr("bands"), std::to_string(raster.bands));
    line(tr("CRS"), outline.crsIdentifier.empty() ? outline.crsName : outline.crsIdentifier + "  " + outline.crsName);
    line(tr("extent, degrees (W, S, E, N)"), extentText(outline.extentLonLat, 6));
    return text;
}

std::string asText(const Document& document) {
    const Project& project = document.project;
    std::string text;
    text += fmt::format(fmt::runtime(tr("Title: {}\n")), project.title.get());
    text += fmt::format(fmt::runtime(tr("Plan CRS: {}  {}\n")), document.crs.identifier(), document.crs.name());
    if (project.schematic) text += std::string(tr("Precision: schematic")) + "\n";
    if (project.scenes.empty()) return text;
    TextTable scenes({{tr("scene")}, {tr("title")}, {tr("layers"), ColumnAlignment::Right}});
    for (const auto& scene : project.scenes) {
        scenes.add({scene.id, scene.title.get(), std::to_string(scene.layers.size())});
    }
    return text + scenes.text();
}

std::string asText(const std::vector<Described>& inputs) {
    constexpr std::size_t kListed = 20;
    std::string text;
    for (const auto& input : inputs) {
        if (!input.readable) continue;
        if (!text.empty()) text += "\n";
        text += input.path + (input.driver.empty() ? std::string() : "  (" + input.driver + ")") + "\n";
        if (input.project) text += asText(*input.project);
        if (input.picture) text += asText(*input.picture);
        if (input.raster) text += asText(*input.raster);
        for (const auto& layer : input.layers) text += "\n" + asText(layer);
        text += "\n";
        text += input.problems.empty() ? std::string(tr("No problem found.")) + "\n"
                                       : fmt::format(fmt::runtime(tr("Problems found: {}\n")), input.problems.size());
        for (std::size_t i = 0; i < std::min(kListed, input.problems.size()); ++i) {
            text += "  " + describe(input.problems[i]) + "\n";
        }
        if (input.problems.size() > kListed) {
            text += fmt::format(fmt::runtime(tr("  … and {} more: geju check lists them all\n")),
                                input.problems.size() - kListed);
        }
    }
    return text;
}

int runInfo(const Options& options) {
    std::vector<Described> inputs;
    bool failed = false;
    for (const auto& path : options.inputs) {
        inputs.push_back(describeInput(path));
        const Described& input = inputs.back();
        failed = failed || !input.complete;
        if (!input.readable) printIssues(input.problems);
    }
    std::vector<NamedTable> tables;
    for (const Described& input : inputs) {
        for (const auto& named : input.tables) tables.push_back({input.path, named.name, named.table.get()});
    }
    const bool isPlan = inputs.size() == 1 && inputs.front().project;
    std::vector<Issue> known;
    for (const Described& input : inputs) append(known, input.problems);
    auto doubtful = doubtfulLayers(tables, isPlan ? &inputs.front().project->crs : nullptr, known);
    for (Issue& issue : doubtful) {
        const auto of = std::find_if(inputs.begin(), inputs.end(), [&](const auto& i) { return i.path == issue.file; });
        of->problems.push_back(std::move(issue));
    }
    return writeResult(options.json ? asJson(inputs) : asText(inputs), failed ? kFailed : kDone);
}

} // namespace

void addInfoCommand(CLI::App& app, CommandRun& run) {
    auto* command = app.add_subcommand("info", tr("Say what is in data files or a project: layers, fields, CRS, "
                                                  "extent, counts, problems found"));
    auto options = std::make_shared<Options>();
    command->add_option("DATA", options->inputs, tr("Data files that GDAL opens, projects, or pictures made of a plan"))
        ->required();
    command->add_flag("--json", options->json, tr("Write JSON"));
    command->footer(tr("Exit status: 0 everything was read, warnings included; 1 something could not be read (what "
                       "could be is still given); 2 wrong use."));
    command->callback([options, &run] { run = [options] { return runInfo(*options); }; });
}

} // namespace geju
