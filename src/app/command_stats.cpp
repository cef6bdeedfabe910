#include "analysis/corridor.hpp"
#include "analysis/figure_tables.hpp"
#include "analysis/land_use_balance.hpp"
#include "analysis/plan_balance.hpp"
#include "app/command_output.hpp"
#include "app/commands.hpp"
#include "app/doubtful_layers.hpp"
#include "app/input_tables.hpp"
#include "app/interrupt.hpp"
#include "app/stats_output.hpp"
#include "core/translate.hpp"
#include "io/table_writer.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <array>
#include <filesystem>
#include <future>
#include <memory>

namespace geju {

namespace {

struct Options {
    std::string input;
    std::string layer;
    std::string classField;
    std::string within;
    std::string nameField;
    std::string where;
    std::string corridor;
    double widthMeters = 0;
    std::string area = "ellipsoidal";
    std::string crs;
    std::string format = "table";
    StatsOutput shown;
    std::string output;
};

/// Everything that a balance refers to, kept alive with it.
struct Counted {
    InputTables input;
    ChosenTable table;
    std::optional<InputTables> districtsInput;
    std::optional<ChosenTable> districts;
    std::optional<FeatureTable> corridor;
    BalanceRequest request;
    const ClassTable* classes = nullptr;
    std::vector<Issue> issues;
};

/// Districts and the lines of corridors are a file, or a source or layer of the project.
bool chooseDistricts(const std::string& named, Counted& counted) {
    if (counted.input.project) {
        const bool isFile = std::filesystem::exists(named);
        auto chosen = chooseTable(counted.input, named);
        if (chosen) {
            counted.districts = std::move(*chosen);
            return true;
        }
        if (!isFile) {
            append(counted.issues, chosen.issues);
            return false;
        }
    }
    auto opened = openInput(named);
    append(counted.issues, opened.issues);
    if (!opened) return false;
    counted.districtsInput = std::move(*opened);
    std::string name;
    const auto& project = counted.districtsInput->project;
    if (project && project->project.districts) name = project->project.districts->source;
    auto chosen = chooseTable(*counted.districtsInput, name);
    append(counted.issues, chosen.issues);
    if (!chosen) return false;
    counted.districts = std::move(*chosen);
    return true;
}

/// The corridor takes the place of the districts.
bool makeCorridor(const Options& options, Counted& counted) {
    if (!chooseDistricts(options.corridor, counted)) return false;
    CorridorRequest request;
    request.lines = counted.districts->table.get();
    request.where = counted.districts->where;
    request.widthMeters = options.widthMeters;
    request.plane = counted.request.options.plane;
    request.frame = counted.table.table->crs();
    request.name = counted.districts->name.empty() ? "corridor" : counted.districts->name;
    auto corridor = corridorOf(request);
    append(counted.issues, corridor.issues);
    if (!corridor) return false;
    counted.corridor.emplace(std::move(*corridor));
    counted.request.districts = &*counted.corridor;
    counted.request.nameField = "name";
    return true;
}

/// --where narrows what the layer shows; the balance takes both.
bool chooseWhere(const Options& options, Counted& counted) {
    if (options.where.empty()) return true;
    auto where = Expression::parse(options.where, Expression::Use::Filter);
    for (auto& issue : where.issues) {
        if (!where) issue.severity = Severity::Error;
        if (issue.file.empty()) issue.file = "--where";
    }
    append(counted.issues, where.issues);
    if (!where) return false;
    if (counted.request.where) {
        counted.request.alsoWhere = std::move(*where);
    } else {
        counted.request.where = std::move(*where);
    }
    return true;
}

bool chooseLandUse(const Options& options, Counted& counted) {
    const Project* project = counted.input.project ? &counted.input.project->project : nullptr;
    std::string layer = options.layer;
    std::string classField = options.classField;
    if (project && project->landUse) {
        const LandUseReference& reference = *project->landUse;
        if (layer.empty()) layer = reference.source;
        if (layer == reference.source) {
            if (classField.empty()) classField = reference.classField;
            const LoadedSource* boundary = counted.input.project->source(reference.boundarySource);
            if (boundary && options.within.empty() && options.corridor.empty())
                counted.request.boundary = boundary->source.get();
        }
    }
    auto chosen = chooseTable(counted.input, layer);
    append(counted.issues, chosen.issues);
    if (!chosen) return false;
    counted.table = std::move(*chosen);
    counted.request.table = counted.table.table.get();
    counted.request.where = counted.table.where;
    counted.request.classField = classField;
    if (project) counted.classes = &project->classes;
    return true;
}

/// Fills the request; false when something named is not there, with the issues that say so.
bool prepare(const Options& options, Counted& counted) {
    auto input = openInput(options.input);
    append(counted.issues, input.issues);
    if (!input) return false;
    counted.input = std::move(*input);
    if (!chooseLandUse(options, counted)) return false;
    BalanceRequest& request = counted.request;
    if (!chooseWhere(options, counted)) return false;
    if (!options.within.empty()) {
        if (!chooseDistricts(options.within, counted)) return false;
        request.districts = counted.districts->table.get();
        request.nameField = options.nameField;
        const auto& project = counted.input.project;
        if (request.nameField.empty() && project && project->project.districts &&
            project->project.districts->source == counted.districts->name) {
            request.nameField = project->project.districts->nameField;
        }
    }
    request.options.measure = measureNamed(options.area).value_or(Measure::Ellipsoidal);
    if (!options.crs.empty()) {
        auto plane = Crs::from(options.crs);
        append(counted.issues, plane.issues);
        if (!plane) return false;
        request.options.plane = *plane;
    } else if (counted.input.project) {
        request.options.plane = counted.input.project->crs;
    }
    if (!options.corridor.empty() && !makeCorridor(options, counted)) return false;
    // Gaps are found by overlay, for ledgers alone: what does not state them need not wait for them.
    const bool statesLedgers =
        options.format != "json" || options.shown.parts || options.shown.ledger || !options.output.empty();
    request.findGaps = statesLedgers && (request.districts || request.boundary);
    return true;
}

std::vector<InputFile> readBy(const Counted& counted) {
    std::vector<InputFile> files = inputFiles(counted.input);
    if (counted.districtsInput) {
        const auto others = inputFiles(*counted.districtsInput);
        files.insert(files.end(), others.begin(), others.end());
    }
    return files;
}

/// That areas were measured in: of the data, or of the plane.
std::string crsOf(const Counted& counted) {
    const MeasureOptions& options = counted.request.options;
    const bool isPlane = options.measure == Measure::Planar && options.plane;
    const Crs& crs = isPlane ? *options.plane : counted.table.table->crs();
    return crs.identifier().empty() ? crs.name() : crs.identifier();
}

/// A workbook with the balance, the polygons behind it, and what was read.
int writeFile(const Options& options, const LandUseBalance& balance, const Counted& counted,
              const std::vector<InputFile>& files, int status) {
    std::array tables{balanceTable(balance, counted.classes), partsTable(balance, *counted.table.table),
                      inputTable(files)};
    for (const Issue& issue : counted.issues) {
        if (issue.severity != Severity::Notice) tables[0].notes.push_back(describe(issue));
    }
    const auto issues = writeXlsx(options.output, tables);
    printIssues(issues);
    if (hasErrors(issues)) return kFailed;
    fmt::print(stderr, fmt::runtime(tr("Wrote {}\n")), options.output);
    return status;
}

/// The layers of the figures, in one frame of reference and the same order of axes?
std::vector<Issue> besideEachOther(const Counted& counted) {
    if (counted.input.project && !counted.districtsInput) return {}; // opening it has told
    std::vector<NamedTable> tables{{counted.input.path, counted.table.name, counted.request.table}};
    const std::string& path = counted.districtsInput ? counted.districtsInput->path : counted.input.path;
    if (counted.districts) tables.push_back({path, counted.districts->name, counted.districts->table.get()});
    if (counted.request.boundary)
        tables.push_back({counted.input.path, counted.request.boundary->name(), counted.request.boundary});
    return doubtfulLayers(tables, counted.input.project ? &counted.input.project->crs : nullptr, counted.issues);
}

/// What was wrong with the data belongs to the result, also where it kept all figures away.
int withoutFigures(const Options& options, const Counted& counted) {
    LandUseBalance none;
    none.measure = measureNamed(options.area).value_or(Measure::Ellipsoidal);
    if (!options.output.empty() || options.format == "table") return kFailed;
    if (options.format == "json")
        return writeResult(statsJson({}, none, {nullptr, {}, readBy(counted)}, counted.issues), kFailed);
    return writeResult(statsCsv({}, none, counted.issues), kFailed);
}

int runStats(const Options& options) {
    if (!options.output.empty() && !options.output.ends_with(".xlsx")) {
        fmt::print(stderr, "{}: {}\n", tr("error"),
                   fmt::format(fmt::runtime(tr("{}: the name must end in .xlsx")), options.output));
        return kWrongUse;
    }

    Interrupt interrupt;
    Counted counted;
    counted.request.options.progress = &interrupt.progress();
    if (!prepare(options, counted)) {
        printIssues(counted.issues);
        return withoutFigures(options, counted);
    }
    const auto& project = counted.input.project;
    // Read once more for their hashes while the figures are made.
    const bool namesFiles = options.format == "json" || !options.output.empty();
    auto files =
        std::async(std::launch::async, [&] { return namesFiles ? readBy(counted) : std::vector<InputFile>(); });
    append(counted.issues, besideEachOther(counted));
    auto counts = project ? planBalance(*project, counted.request) : balance(counted.request);
    append(counted.issues, counts.issues);
    const bool isTable = counts && options.format == "table" && options.output.empty();
    isTable ? printBesideTable(counted.issues) : printIssues(counted.issues);
    if (!counts) return withoutFigures(options, counted);
    // What could not be read or measured is missing in the figures: they are given, but not as if all were well.
    const int status = hasErrors(counted.issues) ? kFailed : kDone;
    const FeatureTable& table = *counted.table.table;
    if (!options.output.empty()) return writeFile(options, *counts, counted, files.get(), status);
    if (options.format == "json") {
        const StatsInput input{&table, crsOf(counted), files.get()};
        return writeResult(statsJson(options.shown, *counts, input, counted.issues), status);
    }
    if (options.shown.parts) {
        const DataTable parts = partsTable(*counts, table);
        return writeResult(options.format == "csv"
                               ? tableCsv(parts) + issuesCsv(counted.issues, parts.columns.size(), 0)
                               : tableText(parts) + warningsText(counted.issues),
                           status);
    }
    if (options.format == "csv") return writeResult(statsCsv(options.shown, *counts, counted.issues), status);
    return writeResult(statsTable(*counts, counted.classes) + warningsText(counted.issues), status);
}

} // namespace

void addStatsCommand(CLI::App& app, CommandRun& run) {
    auto* command = app.add_subcommand("stats", tr("Area, share and count by class, of the whole or within districts"));
    auto options = std::make_shared<Options>();
    command->add_option("INPUT", options->input, tr("A project (its land use is counted) or a data file"))->required();
    command->add_option("--layer", options->layer, tr("Layer or source of INPUT to count"));
    command->add_option("--class,--by", options->classField,
                        tr("Field that holds the class (default: the project's; without one, all is one class)"));
    auto* within = command->add_option("--within", options->within,
                                       tr("Count by district: a data file, or a source or layer of the project"));
    command->add_option("--name", options->nameField, tr("Field of the districts that names them"))->needs(within);
    command->add_option("--where", options->where,
                        tr("Count only features that pass this filter, in the JSON of style filters, e.g. "
                           "[\"==\", [\"get\", \"state\"], \"planned\"]"));
    auto* corridor = command->add_option("--corridor", options->corridor,
                                         tr("Count inside the corridor along the lines of a data file, or of a source "
                                            "or layer of the project; where corridors meet, the ground counts once"));
    auto* width = command->add_option("--width", options->widthMeters,
                                      tr("Width of the corridor in metres, half of it on each side"));
    width->check(CLI::PositiveNumber)->needs(corridor);
    corridor->needs(width)->excludes(within);
    command
        ->add_option("--area", options->area,
                     tr("How areas are measured: geodesic polygons (ellipsoidal, the default), the Chinese "
                        "land-survey formula (survey), in the plane (planar)"))
        ->check(CLI::IsMember({"ellipsoidal", "survey", "planar"}));
    command->add_option("--crs", options->crs,
                        tr("Plane of planar areas, e.g. EPSG:4549 (default: the project's, the data's own)"));
    command->add_option("--format", options->format, tr("Output (default: table)"))
        ->check(CLI::IsMember({"table", "csv", "json"}));
    command->add_flag(
        "--parts", options->shown.parts,
        tr("The polygons that make each figure, with their part inside: a line each; in JSON with the rows, "
           "and the ledgers with them"));
    command->add_flag("--ledger", options->shown.ledger,
                      tr("The ledgers: below the rows of a CSV, in brackets; in JSON as \"ledgers\""));
    command->add_flag("--per-head", options->shown.perHead,
                      tr("Area per head in CSV and JSON, where the project knows the population"));
    command->add_option("-o,--output", options->output,
                        tr("Write a workbook (.xlsx) with the balance and the polygons that make it"));
    command->footer(tr("Overlaps count once. Exit status: 0 done; 1 it could not be done, or a part of the input could "
                       "not be read and is missing in the figures; 2 wrong use."));
    command->callback([options, &run] { run = [options] { return runStats(*options); }; });
}

} // namespace geju
