#include "analysis/areal_layer.hpp"
#include "app/command_output.hpp"
#include "app/commands.hpp"
#include "app/interrupt.hpp"
#include "app/open_document.hpp"
#include "app/report.hpp"
#include "core/files.hpp"
#include "core/translate.hpp"
#include "io/table_writer.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <span>

namespace geju {

namespace {

struct Options {
    std::string project;
    std::string output;
    std::string area = "ellipsoidal";
    bool noMaps = false;
};

int runReport(const Options& options) {
    const std::filesystem::path output = options.output;
    const bool workbook = output.extension() == ".xlsx";
    if (!workbook && output.extension() != ".html") {
        fmt::print(stderr, "{}: {}\n", tr("error"),
                   fmt::format(fmt::runtime(tr("{}: the name must end in .html or .xlsx")), options.output));
        return kWrongUse;
    }
    const std::filesystem::path path = options.project;
    if (std::filesystem::is_regular_file(path) && !isProjectFile(path)) {
        printIssues(
            failure<int>("not-a-project", tr("is not a project: a report is of a project"), path.string()).issues);
        return kFailed;
    }
    auto opened = openDocument(std::span(&path, 1));
    printIssues(opened.issues);
    if (!opened) return kFailed;
    ReportRequest request;
    request.measure = measureNamed(options.area).value_or(Measure::Ellipsoidal);
    request.maps = !workbook && !options.noMaps;
    request.program = "Geju " GEJU_VERSION;
    request.date = sourceDate();
    request.mapDrawn = [](std::size_t done, std::size_t of) {
        fmt::print(stderr, fmt::runtime(tr("Map {} of {}\n")), done, of);
    };
    Interrupt interrupt;
    request.progress = &interrupt.progress();
    const auto document = std::make_shared<const Document>(std::move(*opened));
    const Report report = makeReport(document, request);
    if (interrupt.progress().cancelled()) {
        printIssues({cancelledIssue()});
        return kFailed;
    }
    printIssues(report.issues);
    const auto issues = workbook ? writeXlsx(output, reportTables(report)) : writeFile(output, reportHtml(report));
    printIssues(issues);
    if (hasErrors(issues)) return kFailed;
    fmt::print(stderr, fmt::runtime(tr("Wrote {}\n")), options.output);
    return hasErrors(report.issues) || hasErrors(document->issues) ? kFailed : kDone;
}

} // namespace

void addReportCommand(CLI::App& app, CommandRun& run) {
    auto* command = app.add_subcommand("report", tr("The figures, checks and maps of a plan as one page (HTML) that "
                                                    "needs no other file, or its figures as a workbook (.xlsx)"));
    auto options = std::make_shared<Options>();
    command->add_option("PROJECT", options->project, tr("A project"))->required();
    command->add_option("-o,--output", options->output, tr("File to write: .html or .xlsx"))->required();
    command
        ->add_option("--area", options->area,
                     tr("How areas are measured: geodesic polygons (ellipsoidal, the default), the Chinese "
                        "land-survey formula (survey), in the plane (planar)"))
        ->check(CLI::IsMember({"ellipsoidal", "survey", "planar"}));
    command->add_flag("--no-maps", options->noMaps, tr("Leave the maps of the scenes out"));
    command->footer(tr("Exit status: 0 done; 1 it could not be done, or a part of it is missing; 2 wrong use. What the "
                       "checks find is in the report and does not change the status."));
    command->callback([options, &run] { run = [options] { return runReport(*options); }; });
}

} // namespace geju
