#include "app/command_output.hpp"
#include "app/commands.hpp"
#include "app/interrupt.hpp"
#include "app/open_document.hpp"
#include "app/sheet_writer.hpp"
#include "app/snapshot_atlas.hpp"
#include "core/translate.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <filesystem>
#include <memory>
#include <optional>

namespace geju {

namespace {

struct Options {
    std::vector<std::string> inputs;
    std::string output;
    std::string scene;
    std::string sheet;
    bool allScenes = false;
    std::string format; ///< of several files, empty: png; one has its name's
    std::string extent;
    std::string size;
    std::string paper;
    double dpi = 0;
    std::string scale;
    AtlasOptions atlas;
};

constexpr double kScreenDpi = 96;
constexpr double kPrintDpi = 300;
/// Beyond it cairo's images end.
constexpr int kLargestPixels = 32767;

/// "1,2,3" as numbers; nothing unless there are exactly `count`.
std::optional<std::vector<double>> numbers(std::string_view text, char separator, std::size_t count) {
    std::vector<double> values;
    while (true) {
        const auto end = text.find(separator);
        const std::string_view word = text.substr(0, end);
        double value = 0;
        const auto parsed = std::from_chars(word.data(), word.data() + word.size(), value);
        if (parsed.ec != std::errc() || parsed.ptr != word.data() + word.size() || !std::isfinite(value)) {
            return std::nullopt;
        }
        values.push_back(value);
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + 1);
    }
    return values.size() == count ? std::optional(values) : std::nullopt;
}

int wrongUse(const std::string& message) {
    fmt::print(stderr, "{}: {}\n", tr("error"), message);
    return kWrongUse;
}

std::optional<Box> parseExtent(const std::string& text) {
    const auto values = numbers(text, ',', 4);
    if (!values) return std::nullopt;
    const Box box{(*values)[0], (*values)[1], (*values)[2], (*values)[3]};
    const bool degrees = box.minX >= -180 && box.maxX <= 180 && box.minY >= -90 && box.maxY <= 90;
    if (!(box.minX < box.maxX) || !(box.minY < box.maxY) || !degrees) return std::nullopt;
    return box;
}

/// Why an image of the page cannot be made; empty where it can.
std::string problemOf(const Page& page) {
    if (page.widthPixels() <= kLargestPixels && page.heightPixels() <= kLargestPixels) return {};
    return fmt::format(fmt::runtime(tr("the page would have {} × {} pixels, more than {} a side")), page.widthPixels(),
                       page.heightPixels(), kLargestPixels);
}

/// The page asked for; nothing when it is not one, with the reason in `problem`.
std::optional<Page> parsePage(const Options& options, std::string& problem) {
    Page page;
    if (!options.paper.empty()) {
        const auto paper = paperSize(options.paper);
        if (!paper) {
            problem = fmt::format(fmt::runtime(tr("--paper {}: A0 to A5 are known, each also as A3-portrait")),
                                  options.paper);
            return std::nullopt;
        }
        page = {paper->widthMillimeters, paper->heightMillimeters, options.dpi > 0 ? options.dpi : kPrintDpi};
    } else {
        const auto values = numbers(options.size.empty() ? "1600x1000" : options.size, 'x', 2);
        const bool whole =
            values && (*values)[0] == std::floor((*values)[0]) && (*values)[1] == std::floor((*values)[1]);
        if (!whole || (*values)[0] < 1 || (*values)[1] < 1 || (*values)[0] > kLargestPixels ||
            (*values)[1] > kLargestPixels) {
            problem =
                fmt::format(fmt::runtime(tr("--size {}: width x height in pixels, such as 1600x1000")), options.size);
            return std::nullopt;
        }
        page = Page::ofPixels(static_cast<int>((*values)[0]), static_cast<int>((*values)[1]),
                              options.dpi > 0 ? options.dpi : kScreenDpi);
    }
    problem = problemOf(page);
    return problem.empty() ? std::optional(page) : std::nullopt;
}

/// The paper of the template that was asked for, unless a page was; false, having said why, where it is none.
bool usePageOfSheet(const Project& project, const Options& options, Page& page) {
    const auto sheet = sheetTemplate(project, options.sheet);
    if (!sheet || !options.paper.empty() || !options.size.empty()) return true;
    const auto named = pageOf(*sheet, options.dpi);
    printIssues(named.issues);
    if (!named) return false;
    if (*named) page = **named;
    const std::string problem = problemOf(page);
    if (!problem.empty()) wrongUse(problem);
    return problem.empty();
}

std::string extensionOf(const Options& options) {
    return options.format.empty() ? "png" : options.format;
}

bool writeOne(SheetWriter& writer, const std::filesystem::path& path, SheetFormat format, const SheetRequest& request) {
    const auto issues = writer.write(path, format, request);
    printIssues(issues);
    if (hasErrors(issues)) return false;
    fmt::print(stderr, fmt::runtime(tr("Wrote {}\n")), path.string());
    return true;
}

/// A project says how its scenes are called: none may lead out of the folder they are written to.
bool namesFile(const std::string& id) {
    return id.find_first_of(std::string_view("/\\\0", 3)) == std::string::npos && id.front() != '.';
}

/// One file a scene; a scene that fails does not keep the others from being written.
bool writeAllScenes(SheetWriter& writer, const Project& project, const Options& options, SheetRequest request) {
    if (project.scenes.empty()) {
        printIssues(failure<int>("no-scenes", tr("has no scenes"), project.path.string()).issues);
        return false;
    }
    const std::filesystem::path folder = options.output;
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) {
        printIssues(failure<int>("cannot-write", error.message(), folder.string()).issues);
        return false;
    }
    Interrupt interrupt;
    bool all = true;
    for (std::size_t i = 0; i < project.scenes.size(); ++i) {
        if (interrupt.progress().cancelled()) return false;
        request.scene = project.scenes[i].id;
        fmt::print(stderr, fmt::runtime(tr("Scene {} of {}: {}\n")), i + 1, project.scenes.size(), request.scene);
        if (!namesFile(request.scene)) {
            const std::string message =
                fmt::format(fmt::runtime(tr("the scene \"{}\" cannot name a file and is left out")), request.scene);
            printIssues(failure<int>("invalid-name", message, project.path.string()).issues);
            all = false;
            continue;
        }
        const std::filesystem::path path = folder / (request.scene + "." + extensionOf(options));
        all = writeOne(writer, path, *sheetFormat(path), request) && all;
    }
    return all;
}

int runSnapshot(const Options& options) {
    const std::filesystem::path output = options.output;
    const auto format = sheetFormat(output);
    const bool several = options.allScenes || !options.atlas.layer.empty();
    if (!several && !options.format.empty()) return wrongUse(tr("--format is of --all-scenes and --atlas"));
    if (!format && !several) {
        return wrongUse(
            fmt::format(fmt::runtime(tr("{}: the name must end in .png, .jpg, .tif, .pdf or .svg")), options.output));
    }
    SheetRequest request;
    std::string problem;
    const auto page = parsePage(options, problem);
    if (!page) return wrongUse(problem);
    request.page = *page;
    if (!options.extent.empty()) {
        const auto extent = parseExtent(options.extent);
        if (!extent) {
            return wrongUse(fmt::format(
                fmt::runtime(tr("--extent {}: west,south,east,north in degrees, west < east, south < north")),
                options.extent));
        }
        request.extentLonLat = *extent;
    }
    if (!options.scale.empty()) request.scaleDenominator = parseScale(options.scale).value();
    request.scene = options.scene;
    request.program = "Geju " GEJU_VERSION;
    request.date = sourceDate();

    std::vector<std::filesystem::path> paths(options.inputs.begin(), options.inputs.end());
    auto opened = openDocument(paths);
    printIssues(opened.issues);
    if (!opened) return kFailed;
    const bool complete = !hasErrors(opened.issues);
    const auto document = std::make_shared<const Document>(std::move(*opened));
    request.sheet = options.sheet;
    if (!usePageOfSheet(document->project, options, request.page)) return kFailed;

    if (!options.atlas.layer.empty()) {
        const bool all = writeAtlasSheets(document, options.atlas, output, extensionOf(options), request);
        return all && complete ? kDone : kFailed;
    }
    SheetWriter writer(document);
    const bool written = options.allScenes ? writeAllScenes(writer, document->project, options, std::move(request))
                                           : writeOne(writer, output, *format, request);
    return written && complete ? kDone : kFailed;
}

} // namespace

void addSnapshotCommand(CLI::App& app, CommandRun& run) {
    auto* command = app.add_subcommand("snapshot", tr("Write a map sheet: map, title, legend, scale bar, north arrow, "
                                                      "credits; needs no display"));
    auto options = std::make_shared<Options>();
    command->add_option("INPUT", options->inputs, tr("A project, or data files"))->required();
    command
        ->add_option("-o,--output", options->output,
                     tr("File to write: .png, .jpg, .tif (GeoTIFF), .pdf or .svg; with --all-scenes or --atlas a "
                        "folder"))
        ->required();
    auto* scene = command->add_option("--scene", options->scene, tr("Scene of the project (default: its home)"));
    command->add_option("--sheet", options->sheet,
                        tr("Template of the sheet: of the project, or plain, atlas-page, report-figure, balance-page, "
                           "indicator-page, wall-map; --paper, --size and --dpi override its page"));
    auto* allScenes = command->add_flag("--all-scenes", options->allScenes,
                                        tr("One file a scene, named by its id, in the folder of -o"));
    allScenes->excludes(scene);
    auto* atlas = addAtlasOptions(*command, options->atlas);
    atlas->excludes(allScenes);
    command
        ->add_option("--format", options->format,
                     tr("Of the files of --all-scenes and --atlas: png, jpg, tif, pdf or svg (default: png)"))
        ->check(CLI::IsMember({"png", "jpg", "tif", "pdf", "svg"}));
    command
        ->add_option("--extent", options->extent,
                     tr("West,south,east,north in degrees that the map must show (default: the scene's)"))
        ->excludes(atlas);
    command
        ->add_option("--scale", options->scale,
                     tr("Exactly 1 : N with the extent's middle in the middle, such as 25000 (default: the largest at "
                        "which all of it fits)"))
        ->check([](const std::string& text) {
            return parseScale(text) ? std::string() : std::string(tr("N of 1 : N, from 1 to 10000000000"));
        })
        ->excludes("--scales");
    auto* size = command->add_option("--size", options->size, tr("Size in pixels (default: 1600x1000)"));
    command->add_option("--paper", options->paper, tr("Paper instead: A0 to A5, landscape, or such as A3-portrait"))
        ->excludes(size);
    command->add_option("--dpi", options->dpi, tr("Pixels an inch (default: 96 with --size, 300 with --paper)"))
        ->check(CLI::Range(24.0, 2400.0));
    command->footer(
        tr("Without --scale the map is never smaller than what was asked for: its scale is rounded up to two digits.\n"
           "Exit status: 0 done; 1 it could not be done, or a part of the input could not be read and is "
           "missing; 2 wrong use."));
    command->callback([options, &run] { run = [options] { return runSnapshot(*options); }; });
}

} // namespace geju
