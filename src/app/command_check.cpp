#include "analysis/conflict_check.hpp"
#include "analysis/source_check.hpp"
#include "app/check_report.hpp"
#include "app/command_output.hpp"
#include "app/commands.hpp"
#include "app/input_tables.hpp"
#include "core/translate.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace geju {

namespace {

struct Options {
    std::vector<std::string> inputs;
    std::string layer;
    std::vector<std::string> coverages;
    std::string classField;
    CheckLimits limits;
    std::string format = "table";
};

constexpr const char* kAllLayers = "all";

class Checker {
  public:
    explicit Checker(const Options& options)
      : options_(options) {}

    CheckReport report;

    void checkInput(const std::string& path);
    /// Coverages that were named and are in no input are an error.
    void finish();

  private:
    void checkTable(const InputTables& input, const InputTables::Named& named);
    void checkConflicts(const InputTables& input);
    void add(CheckFinding finding, const std::string& path);
    void addIssues(const std::vector<Issue>& issues, const std::string& path);

    const Options& options_;
    std::vector<std::string> seen_;
};

void Checker::add(CheckFinding finding, const std::string& path) {
    if (finding.issue.file.empty()) finding.issue.file = path;
    if (finding.issue.severity == Severity::Notice) {
        report.notices.push_back(std::move(finding.issue));
    } else {
        report.findings.push_back(std::move(finding));
    }
}

void Checker::addIssues(const std::vector<Issue>& issues, const std::string& path) {
    for (const Issue& issue : issues) {
        report.failed = report.failed || issue.severity == Severity::Error;
        CheckFinding finding;
        finding.issue = issue;
        add(std::move(finding), path);
    }
}

void Checker::checkTable(const InputTables& input, const InputTables::Named& named) {
    seen_.push_back(named.name);
    SourceCheck check;
    check.table = named.table.get();
    check.name = named.name;
    check.limits = options_.limits;
    check.classField = options_.classField;
    const auto& wanted = options_.coverages;
    check.isCoverage = std::any_of(wanted.begin(), wanted.end(),
                                   [&](const std::string& name) { return name == named.name || name == kAllLayers; });
    if (input.project) {
        const Project& project = input.project->project;
        check.classField.clear();
        if (project.landUse && project.landUse->source == named.name) {
            check.isCoverage = true;
            check.classField = options_.classField.empty() ? project.landUse->classField : options_.classField;
            check.classes = &project.classes;
            const LoadedSource* boundary = input.project->source(project.landUse->boundarySource);
            if (boundary) check.boundary = boundary->source.get();
        }
    }
    auto found = checkSource(check);
    addIssues(found.issues, input.path);
    if (!found) return;
    report.features += named.table->size();
    for (auto& finding : *found) add(std::move(finding), input.path);
}

void Checker::checkConflicts(const InputTables& input) {
    const auto rules = loadCheckRules(input.path);
    addIssues(rules.issues, input.path);
    if (!rules) return;
    for (const ConflictRule& rule : *rules) {
        const LoadedSource* source = input.project->source(rule.source);
        const LoadedSource* within = input.project->source(rule.within);
        if (!source || !within) {
            const std::string& missing = source ? rule.within : rule.source;
            addIssues(failure<int>("missing-source",
                                   fmt::format(fmt::runtime(tr("\"geju:checks\": there is no source \"{}\"")), missing))
                          .issues,
                      input.path);
            continue;
        }
        auto found = findConflicts({source->source.get(), rule.source, within->source.get(), rule, options_.limits});
        addIssues(found.issues, input.path);
        if (!found) continue;
        for (auto& finding : *found) add(std::move(finding), input.path);
    }
}

void Checker::checkInput(const std::string& path) {
    auto input = openInput(path);
    report.failed = report.failed || !input;
    for (const Issue& issue : input.issues) {
        // A doubtful file is a finding as much as a doubtful ring; what was merely noticed is not.
        if (issue.severity == Severity::Notice) continue;
        CheckFinding finding;
        finding.issue = issue;
        add(std::move(finding), path);
    }
    if (!input) return;
    if (options_.layer.empty()) {
        for (const auto& named : input->tables) checkTable(*input, named);
        if (input->project) checkConflicts(*input);
        return;
    }
    auto chosen = chooseTable(*input, options_.layer);
    addIssues(chosen.issues, path);
    report.failed = report.failed || !chosen;
    if (chosen) checkTable(*input, {chosen->name, chosen->table});
}

void Checker::finish() {
    for (const auto& name : options_.coverages) {
        if (name == kAllLayers || std::find(seen_.begin(), seen_.end(), name) != seen_.end()) continue;
        std::string names;
        for (const auto& seen : seen_) names += (names.empty() ? "" : ", ") + seen;
        addIssues(failure<int>("no-such-layer",
                               fmt::format(fmt::runtime(tr("there is no layer {}; there are: {}")), name, names))
                      .issues,
                  {});
    }
}

int runCheck(const Options& options) {
    Checker checker(options);
    for (const auto& path : options.inputs) checker.checkInput(path);
    checker.finish();
    const CheckReport& report = checker.report;
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
    command->add_option("--layer", options->layer, tr("Check only the layer or source of this name"));
    command
        ->add_option("--coverage", options->coverages,
                     tr("A layer that should tile the ground, or \"all\": overlaps and gaps in it are found (of a "
                        "project, its land use always)"))
        ->expected(1)
        ->take_all();
    command->add_option("--class", options->classField,
                        tr("Field whose codes should be in the national land-use classification (default: the "
                           "project's)"));
    command
        ->add_option("--rounding", options->limits.roundingMeters,
                     tr("Overlaps and gaps at most this wide on average, in metres, are roundings of coordinates and "
                        "only summed up (default: 0.01)"))
        ->check(CLI::NonNegativeNumber);
    command
        ->add_option("--sliver-width", options->limits.sliverWidthMeters,
                     tr("A polygon is a sliver below this mean width, in metres (default: 0.5) …"))
        ->check(CLI::NonNegativeNumber);
    command
        ->add_option("--sliver-area", options->limits.sliverSquareMeters,
                     tr("… and below this area, in m² (default: 1000)"))
        ->check(CLI::NonNegativeNumber);
    command->add_option("--format", options->format, tr("Output (default: table)"))
        ->check(CLI::IsMember({"table", "csv", "json"}));
    command->footer(tr("Exit status: 0 nothing was found; 1 something was found, or an input could not be checked; "
                       "2 wrong use."));
    command->callback([options, &run] { run = [options] { return runCheck(*options); }; });
}

} // namespace geju
