#include "analysis/validity.hpp"
#include "app/command_output.hpp"
#include "app/commands.hpp"
#include "app/input_tables.hpp"
#include "app/text_table.hpp"
#include "core/translate.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>

namespace geju {

namespace {

using Json = nlohmann::ordered_json;

struct Options {
    std::vector<std::string> inputs;
    std::string layer;
    std::string format = "table";
};

struct Checked {
    std::size_t features = 0;
    std::vector<Issue> findings;
    bool failed = false; ///< an input could not be read or checked
};

void checkTable(const InputTables::Named& named, const std::string& path, Checked& checked) {
    auto invalid = findInvalid(*named.table);
    if (!invalid) {
        append(checked.findings, invalid.issues);
        checked.failed = true;
        return;
    }
    checked.features += named.table->size();
    for (const auto& finding : *invalid) {
        Issue issue = describeFinding(*named.table, finding);
        if (issue.file.empty()) issue.file = path;
        if (issue.layer.empty()) issue.layer = named.name;
        checked.findings.push_back(std::move(issue));
    }
}

Checked check(const Options& options) {
    Checked checked;
    for (const auto& path : options.inputs) {
        auto input = openInput(path);
        // A doubtful file is a finding as much as a doubtful ring; what was merely noticed is not.
        for (const auto& issue : input.issues) {
            if (issue.severity != Severity::Notice) checked.findings.push_back(issue);
        }
        checked.failed = checked.failed || !input;
        if (!input) continue;
        if (!options.layer.empty()) {
            auto chosen = chooseTable(*input, options.layer);
            append(checked.findings, chosen.issues);
            checked.failed = checked.failed || !chosen;
            if (chosen) checkTable({chosen->name, chosen->table}, path, checked);
            continue;
        }
        for (const auto& named : input->tables) checkTable(named, path, checked);
    }
    return checked;
}

std::string asJson(const Checked& checked) {
    return dumpJson({{"features", checked.features}, {"findings", toJson(checked.findings)}});
}

std::string featureText(const Issue& issue) {
    return issue.feature ? std::to_string(*issue.feature) : std::string();
}

std::string asCsv(const Checked& checked) {
    std::string text = csvLine({"file", "layer", "feature", "position", "severity", "code", "message", "remedy"});
    for (const auto& issue : checked.findings) {
        const Json json = toJson(issue);
        text += csvLine({issue.file, issue.layer, featureText(issue), issue.position, json["severity"], issue.code,
                         issue.message, issue.remedy});
    }
    return text;
}

std::string asTable(const Checked& checked) {
    if (checked.findings.empty()) {
        return fmt::format(fmt::runtime(tr("{} features checked, nothing found.\n")), checked.features);
    }
    TextTable table({{tr("file")},
                     {tr("layer")},
                     {tr("feature"), ColumnAlignment::Right},
                     {tr("position")},
                     {tr("finding")},
                     {tr("what was found")}});
    for (const auto& issue : checked.findings) {
        std::string message = issue.message;
        if (!issue.remedy.empty()) message += tr("; ") + issue.remedy;
        table.add({issue.file, issue.layer, featureText(issue), issue.position, issue.code, message});
    }
    return table.text() + fmt::format(fmt::runtime(tr("{} features checked, findings: {}.\n")), checked.features,
                                      checked.findings.size());
}

int runCheck(const Options& options) {
    const Checked checked = check(options);
    const int status = checked.failed || !checked.findings.empty() ? kFailed : kDone;
    if (options.format == "json") return writeResult(asJson(checked), status);
    if (options.format == "csv") return writeResult(asCsv(checked), status);
    return writeResult(asTable(checked), status);
}

} // namespace

void addCheckCommand(CLI::App& app, CommandRun& run) {
    auto* command = app.add_subcommand("check", tr("Find what is wrong in data: invalid geometry, doubtful files"));
    auto options = std::make_shared<Options>();
    command->add_option("INPUT", options->inputs, tr("Data files or projects"))->required();
    command->add_option("--layer", options->layer, tr("Check only the layer or source of this name"));
    command->add_option("--format", options->format, tr("Output (default: table)"))
        ->check(CLI::IsMember({"table", "csv", "json"}));
    command->footer(tr("Exit status: 0 nothing was found; 1 something was found, or an input could not be checked; "
                       "2 wrong use."));
    command->callback([options, &run] { run = [options] { return runCheck(*options); }; });
}

} // namespace geju
