#include "app/checker.hpp"

#include "analysis/conflict_check.hpp"
#include "analysis/property_check.hpp"
#include "app/doubtful_layers.hpp"
#include "app/input_tables.hpp"
#include "core/translate.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace geju {

namespace {

constexpr const char* kAllLayers = "all";

class Checker {
  public:
    explicit Checker(const CheckRequest& request)
      : request_(request) {}

    CheckReport report;

    void checkInput(const std::string& path);
    /// What only shows in layers beside each other.
    void compareInputs();
    /// Coverages that were named and are in no input are an error.
    void finish();

  private:
    void checkTable(const InputTables& input, const InputTables::Named& named, const CheckRules& rules = {});
    void checkConflicts(const InputTables& input, const CheckRules& rules);
    void checkProperties(const InputTables& input, const CheckRules& rules);
    void reportMissing(const std::string& source, const std::string& path);
    void add(CheckFinding finding, const std::string& path);
    void addIssues(const std::vector<Issue>& issues, const std::string& path);

    const CheckRequest& request_;
    std::vector<std::string> seen_;
    std::vector<InputTables> inputs_; ///< kept to be compared with each other
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

void Checker::checkTable(const InputTables& input, const InputTables::Named& named, const CheckRules& rules) {
    seen_.push_back(named.name);
    SourceCheck check;
    check.table = named.table.get();
    check.name = named.name;
    check.limits = request_.limits;
    check.classField = request_.classField;
    const auto& wanted = request_.coverages;
    check.isCoverage = std::any_of(wanted.begin(), wanted.end(),
                                   [&](const std::string& name) { return name == named.name || name == kAllLayers; }) ||
                       std::find(rules.coverages.begin(), rules.coverages.end(), named.name) != rules.coverages.end();
    if (input.project) {
        const Project& project = input.project->project;
        check.classField.clear();
        if (project.landUse && project.landUse->source == named.name) {
            check.isCoverage = true;
            check.classField = request_.classField.empty() ? project.landUse->classField : request_.classField;
            check.classes = &project.classes;
            const LoadedSource* boundary = input.project->source(project.landUse->boundarySource);
            if (boundary) check.boundary = boundary->source.get();
        }
    }
    auto found = checkSource(check, request_.progress);
    addIssues(found.issues, input.path);
    if (!found) return;
    report.features += named.table->size();
    for (auto& finding : *found) add(std::move(finding), input.path);
}

void Checker::reportMissing(const std::string& source, const std::string& path) {
    addIssues(failure<int>("missing-source",
                           fmt::format(fmt::runtime(tr("\"geju:checks\": there is no source \"{}\"")), source))
                  .issues,
              path);
}

void Checker::checkProperties(const InputTables& input, const CheckRules& rules) {
    const auto has = [&](const std::string& name) {
        return std::any_of(input.tables.begin(), input.tables.end(),
                           [&](const InputTables::Named& named) { return named.name == name; });
    };
    for (const PropertyRule& rule : rules.properties) {
        for (const std::string& source : rule.sources) {
            if (!has(source)) reportMissing(source, input.path);
        }
        for (const auto& named : input.tables) {
            const bool meant = rule.sources.empty() ||
                               std::find(rule.sources.begin(), rule.sources.end(), named.name) != rule.sources.end();
            if (!meant) continue;
            for (auto& finding : findPropertyFaults(*named.table, named.name, rule))
                add(std::move(finding), input.path);
        }
    }
    for (const std::string& source : rules.coverages) {
        if (!has(source)) reportMissing(source, input.path);
    }
}

void Checker::checkConflicts(const InputTables& input, const CheckRules& rules) {
    for (const ConflictRule& rule : rules.conflicts) {
        const LoadedSource* source = input.project->source(rule.source);
        const LoadedSource* within = input.project->source(rule.within);
        if (!source || !within) {
            reportMissing(source ? rule.within : rule.source, input.path);
            continue;
        }
        auto found = findConflicts({source->source.get(), rule.source, within->source.get(), rule, request_.limits},
                                   request_.progress);
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
    if (request_.layer.empty()) {
        CheckRules rules;
        if (input->project) {
            auto loaded = loadCheckRules(input->path);
            addIssues(loaded.issues, input->path);
            if (loaded) rules = std::move(*loaded);
        }
        for (const auto& named : input->tables) checkTable(*input, named, rules);
        if (input->project) {
            checkConflicts(*input, rules);
            checkProperties(*input, rules);
        }
        inputs_.push_back(std::move(*input));
        return;
    }
    auto chosen = chooseTable(*input, request_.layer);
    addIssues(chosen.issues, path);
    report.failed = report.failed || !chosen;
    if (chosen) checkTable(*input, {chosen->name, chosen->table});
}

void Checker::compareInputs() {
    std::vector<NamedTable> tables;
    for (const InputTables& input : inputs_) {
        const auto files = inputFiles(input);
        report.inputs.insert(report.inputs.end(), files.begin(), files.end());
        for (const auto& named : input.tables) tables.push_back({input.path, named.name, named.table.get()});
    }
    const bool isPlan = inputs_.size() == 1 && inputs_.front().project;
    std::vector<Issue> known;
    for (const CheckFinding& finding : report.findings) known.push_back(finding.issue);
    addIssues(doubtfulLayers(tables, isPlan ? &inputs_.front().project->crs : nullptr, known), {});
}

void Checker::finish() {
    for (const auto& name : request_.coverages) {
        if (name == kAllLayers || std::find(seen_.begin(), seen_.end(), name) != seen_.end()) continue;
        std::string names;
        for (const auto& seen : seen_) names += (names.empty() ? "" : ", ") + seen;
        addIssues(failure<int>("no-such-layer",
                               fmt::format(fmt::runtime(tr("there is no layer {}; there are: {}")), name, names))
                      .issues,
                  {});
    }
}

} // namespace

CheckReport checkInputs(const std::vector<std::string>& paths, const CheckRequest& request) {
    Checker checker(request);
    for (const auto& path : paths) checker.checkInput(path);
    checker.compareInputs();
    checker.finish();
    return std::move(checker.report);
}

} // namespace geju
