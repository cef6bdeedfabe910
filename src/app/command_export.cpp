#include "app/command_output.hpp"
#include "app/commands.hpp"
#include "app/open_document.hpp"
#include "app/web_content.hpp"
#include "core/translate.hpp"
#include "web/web_map.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <filesystem>
#include <memory>

namespace geju {

namespace {

struct Options {
    std::vector<std::string> inputs;
    std::string output;
    std::string scene;
    std::string baseUrl;
};

int runExport(const Options& options) {
    const std::vector<std::filesystem::path> paths(options.inputs.begin(), options.inputs.end());
    auto opened = openDocument(paths);
    printIssues(opened.issues);
    if (!opened) return kFailed;
    const bool complete = !hasErrors(opened.issues);
    const auto document = std::make_shared<const Document>(std::move(*opened));
    const Project& project = document->project;

    WebStyleRequest request;
    request.title = project.title.get();
    request.baseUrl = options.baseUrl;
    if (!request.baseUrl.empty() && request.baseUrl.back() != '/') request.baseUrl += '/';
    const Scene* scene = project.scene(options.scene.empty() ? project.homeScene : options.scene);
    if (!scene && !options.scene.empty()) {
        printIssues(failure<int>("no-such-scene", fmt::format(fmt::runtime(tr("has no scene \"{}\"")), options.scene),
                                 project.path.string())
                        .issues);
        return kFailed;
    }
    if (scene) {
        request.states = statesOfScene(project, *scene);
        request.extentLonLat = scene->extentLonLat;
        if (!scene->title.empty()) request.title = scene->title.get();
    }
    FontBook fonts;
    const WebPage page = webPageOf(document, scene ? scene->id : std::string());
    const auto issues = writeWebMap(options.output, *document, request, page, fonts);
    printIssues(issues);
    if (hasErrors(issues)) return kFailed;
    fmt::print(stderr, fmt::runtime(tr("Wrote {}\n")), options.output);
    return complete ? kDone : kFailed;
}

} // namespace

void addExportCommand(CLI::App& app, CommandRun& run) {
    auto* command = app.add_subcommand(
        "export", tr("Write a folder that MapLibre GL JS opens in a browser: style, data, sprite, glyphs, a page"));
    auto options = std::make_shared<Options>();
    command->add_option("INPUT", options->inputs, tr("A project, or data files"))->required();
    command->add_option("-o,--output", options->output, tr("Folder to write"))->required();
    command->add_option("--scene", options->scene, tr("Scene whose layers are visible (default: its home)"));
    command->add_option("--url", options->baseUrl,
                        tr("Where the folder will be served; without it the style's paths are relative, which the "
                           "page understands but not every program"));
    command->footer(tr("MapLibre itself is not part of the folder: put its files beside index.html.\n"
                       "What MapLibre cannot express is a warning that names layer and property."));
    command->callback([options, &run] { run = [options] { return runExport(*options); }; });
}

} // namespace geju
