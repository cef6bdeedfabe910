#include "app/check_report.hpp"
#include "app/checker.hpp"
#include "app/command_output.hpp"
#include "app/commands.hpp"
#include "core/translate.hpp"

#include <CLI/CLI.hpp>

#include <memory>

namespace geju {

namespace {

struct Options {
    std::vector<std::string> inputs;
    CheckRequest request;
    std::string format = "table";
};

int runCheck(const Options& options) {
    const CheckReport report = checkInputs(options.inputs, options.request);
    const int status = report.failed || !report.findings.empty() ? kFailed : kDone;
    if (options.format == "json") return writeResult(checkAsJson(report), status);
    if (options.format == "csv") return writeResult(checkAsCsv(report), status);
    return writeResult(checkAsTable(report), status);
}

} // namespace

void addCheckCommand(CLI::App& app, CommandRun& run) {
    auto* command = app.add_subcommand("check", tr("Find what is wrong in data: invalid geometry, overlaps, gaps, "
                                                   "slivers, unknown codes, doubtful files"));
    auto options = std::make_shared<Options>();
    command->add_option("INPUT", options->inputs, tr("Data files or projects"))->required();
    command->add_option("--layer", options->request.layer, tr("Check only the layer or source of this name"));
    command
        ->add_option("--coverage", options->request.coverages,
                     tr("A layer that should tile the ground, or \"all\": overlaps and gaps in it are found (of a "
                        "project, its land use always)"))
        ->expected(1)
        ->take_all();
    command->add_option("--class", options->request.classField,
                        tr("Field whose codes should be in the national land-use classification (default: the "
                           "project's)"));
    command
        ->add_option("--rounding", options->request.limits.roundingMeters,
                     tr("Overlaps and gaps at most this wide on average, in metres, are roundings of coordinates and "
                        "only summed up (default: 0.01)"))
        ->check(CLI::NonNegativeNumber);
    command
        ->add_option("--sliver-width", options->request.limits.sliverWidthMeters,
                     tr("A polygon is a sliver below this mean width, in metres (default: 0.5) …"))
        ->check(CLI::NonNegativeNumber);
    command
        ->add_option("--sliver-area", options->request.limits.sliverSquareMeters,
                     tr("… and below this area, in m² (default: 1000)"))
        ->check(CLI::NonNegativeNumber);
    command->add_option("--format", options->format, tr("Output (default: table)"))
        ->check(CLI::IsMember({"table", "csv", "json"}));
    command->footer(tr("Exit status: 0 nothing was found; 1 something was found, or an input could not be checked; "
                       "2 wrong use."));
    command->callback([options, &run] { run = [options] { return runCheck(*options); }; });
}

} // namespace geju
