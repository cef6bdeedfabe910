#include "app/snapshot_atlas.hpp"

#include "app/atlas.hpp"
#include "app/command_output.hpp"
#include "app/interrupt.hpp"
#include "core/translate.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <charconv>
#include <cmath>

namespace geju {

namespace {

/// Beyond 1 : 1 and the whole Earth on a stamp there is no map.
constexpr double kLargestScale = 1;
constexpr double kSmallestScale = 1e10;

std::optional<std::vector<double>> parseScales(std::string_view text) {
    std::vector<double> scales;
    while (!text.empty()) {
        const auto end = std::min(text.find(','), text.size());
        const auto scale = parseScale(text.substr(0, end));
        if (!scale) return std::nullopt;
        scales.push_back(*scale);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return scales;
}

/// Nothing after saying why.
std::optional<AtlasRequest> requestOf(const AtlasOptions& options, double scale) {
    AtlasRequest request;
    request.layer = options.layer;
    request.nameField = options.nameField;
    if (scale > 0) request.scales = {scale};
    if (const auto scales = parseScales(options.scales); scales && !scales->empty()) request.scales = *scales;
    if (options.where.empty()) return request;
    auto where = Expression::parse(options.where, Expression::Use::Filter);
    for (Issue& issue : where.issues) {
        if (!where) issue.severity = Severity::Error;
        issue.file = "--where";
    }
    printIssues(where.issues);
    if (!where) return std::nullopt;
    request.where = std::move(*where);
    return request;
}

bool prepareFolder(const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) printIssues(failure<int>("cannot-write", error.message(), folder.string()).issues);
    return !error;
}

} // namespace

std::optional<double> parseScale(std::string_view text) {
    double value = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
    if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size()) return std::nullopt;
    return value >= kLargestScale && value <= kSmallestScale ? std::optional(value) : std::nullopt;
}

CLI::Option* addAtlasOptions(CLI::App& command, AtlasOptions& options) {
    auto* atlas = command.add_option("--atlas", options.layer,
                                     tr("One file for each feature of this layer or source, in the folder of -o"));
    command.add_option("--name", options.nameField, tr("Field that names and titles the sheets of --atlas"))
        ->needs(atlas);
    command.add_option("--where", options.where, tr("Filter of the style language: only the features that pass"))
        ->needs(atlas);
    command
        .add_option("--scales", options.scales,
                    tr("Scales such as 10000,25000: one file for each, of every feature of --atlas"))
        ->needs(atlas)
        ->check([](const std::string& text) {
            const auto scales = parseScales(text);
            return scales && !scales->empty() ? std::string() : std::string(tr("N of 1 : N, separated by commas"));
        });
    return atlas;
}

bool writeAtlasSheets(const std::shared_ptr<const Document>& document, const AtlasOptions& options,
                      const std::filesystem::path& folder, const std::string& extension, const SheetRequest& sheet) {
    const auto request = requestOf(options, sheet.scaleDenominator);
    if (!request) return false;
    const auto pages = planAtlas(*document, *request);
    printIssues(pages.issues);
    if (!pages || !prepareFolder(folder)) return false;

    Interrupt interrupt;
    AtlasRun run;
    run.folder = folder;
    run.extension = extension;
    run.sheet = sheet;
    run.progress = &interrupt.progress();
    run.begun = [](std::size_t number, std::size_t of, const AtlasPage& page) {
        fmt::print(stderr, fmt::runtime(tr("Sheet {} of {}: {}\n")), number, of, page.file);
    };
    run.ended = [](const std::filesystem::path& path, const std::vector<Issue>& issues) {
        printIssues(issues);
        if (!hasErrors(issues)) fmt::print(stderr, fmt::runtime(tr("Wrote {}\n")), path.string());
    };
    SheetWriter writer(document);
    const std::size_t written = writeAtlas(writer, *pages, run);
    if (interrupt.progress().cancelled()) {
        fmt::print(stderr, fmt::runtime(tr("Stopped: {} of {} sheets were written\n")), written, pages->size());
    }
    return written == pages->size();
}

} // namespace geju
