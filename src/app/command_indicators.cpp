#include "analysis/figure_tables.hpp"
#include "app/command_output.hpp"
#include "app/commands.hpp"
#include "app/input_files.hpp"
#include "app/open_document.hpp"
#include "app/text_table.hpp"
#include "core/translate.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <filesystem>
#include <memory>
#include <span>

namespace geju {

namespace {

using Json = nlohmann::ordered_json;

struct Options {
    std::string project;
    std::string area = "ellipsoidal";
    std::string format = "table";
};

Json toJson(const std::optional<YearValue>& figure) {
    if (!figure) return nullptr;
    return {{"year", figure->year}, {"value", figure->value}};
}

Json toJson(const std::optional<double>& number) {
    return number ? Json(*number) : Json(nullptr);
}

std::string asJson(const Document& document, const IndicatorFigures& figures, const std::vector<Issue>& issues) {
    Json json{{"area", name(figures.measure)}, {"schematic", document.project.schematic}, {"rows", Json::array()}};
    for (const auto& row : figures.rows) {
        const Indicator& indicator = row.indicator;
        json["rows"].push_back({{"id", indicator.id},
                                {"name", indicator.name.get()},
                                {"unit", indicator.unit.get()},
                                {"nature", name(indicator.nature)},
                                {"definition", indicator.definition.get()},
                                {"source", indicator.source.get()},
                                {"base", toJson(indicator.base)},
                                {"target", toJson(indicator.target)},
                                {"computed", toJson(row.computed)},
                                {"missing", toJson(row.missing)},
                                {"missing_m2", toJson(row.missingSquareMeters)},
                                {"numerator_m2", row.numeratorSquareMeters},
                                {"denominator_m2", row.denominatorSquareMeters},
                                {"features", row.features.size()}});
        if (indicator.computation && !indicator.computation->codes.empty()) {
            json["rows"].back()["classes"] = indicator.computation->codes;
        }
    }
    json["method"] = measureText(figures.measure);
    json["crs"] = document.crs.identifier();
    json["inputs"] = toJson(inputFiles(document));
    json["warnings"] = toJson(issues);
    return dumpJson(json);
}

std::string asCsv(const IndicatorFigures& figures, const std::vector<Issue>& issues) {
    const std::vector<std::string> columns{"id",          "name",   "unit",     "nature",  "base_year",  "base",
                                           "target_year", "target", "computed", "missing", "missing_m2", "source"};
    std::string text = csvLine(columns);
    const auto year = [](const std::optional<YearValue>& figure) {
        return figure ? std::to_string(figure->year) : std::string();
    };
    const auto value = [](const std::optional<YearValue>& figure) {
        return figure ? exactNumber(figure->value) : std::string();
    };
    for (const auto& row : figures.rows) {
        const Indicator& indicator = row.indicator;
        text += csvLine({indicator.id, indicator.name.get(), indicator.unit.get(), std::string(name(indicator.nature)),
                         year(indicator.base), value(indicator.base), year(indicator.target), value(indicator.target),
                         exactNumber(row.computed.value_or(NAN)), exactNumber(row.missing.value_or(NAN)),
                         exactNumber(row.missingSquareMeters.value_or(NAN)), indicator.source.get()});
    }
    return text + issuesCsv(issues, columns.size(), 0);
}

std::string asTable(const Document& document, const IndicatorFigures& figures) {
    const auto right = ColumnAlignment::Right;
    TextTable table({{tr("indicator")},
                     {tr("unit")},
                     {tr("base"), right},
                     {tr("target"), right},
                     {tr("from the map"), right},
                     {tr("nature")},
                     {tr("distance to target")}});
    const auto yearValue = [](const std::optional<YearValue>& figure) {
        return figure ? fmt::format("{} ({})", exactNumber(figure->value), figure->year) : std::string("–");
    };
    for (const auto& row : figures.rows) {
        const Indicator& indicator = row.indicator;
        table.add({indicator.name.get(), indicator.unit.get(), yearValue(indicator.base), yearValue(indicator.target),
                   row.computed ? fmt::format("{:.2f}", *row.computed) : "–", natureText(indicator.nature),
                   row.distanceText()});
    }
    std::string text = table.text() + measureNote(figures.measure) + "\n";
    if (document.project.schematic) {
        text += std::string(tr("The geometry is schematic: figures from the map are not surveyed.")) + "\n";
    }
    return text;
}

/// What kept all figures away belongs to the result.
int withoutFigures(const Options& options, const std::vector<Issue>& issues) {
    printIssues(issues);
    if (options.format == "csv") return writeResult(asCsv({}, issues), kFailed);
    if (options.format != "json") return kFailed;
    const Measure measure = measureNamed(options.area).value_or(Measure::Ellipsoidal);
    return writeResult(dumpJson({{"area", name(measure)}, {"rows", Json::array()}, {"warnings", toJson(issues)}}),
                       kFailed);
}

int runIndicators(const Options& options) {
    const std::filesystem::path path = options.project;
    if (std::filesystem::is_regular_file(path) && !isProjectFile(path)) {
        Issue issue;
        issue.severity = Severity::Error;
        issue.code = "not-a-project";
        issue.message = tr("is not a project: indicators are set by a project");
        issue.file = path.string();
        return withoutFigures(options, {issue});
    }
    auto document = openDocument(std::span(&path, 1));
    if (!document) return withoutFigures(options, document.issues);
    MeasureOptions measure;
    measure.measure = measureNamed(options.area).value_or(Measure::Ellipsoidal);
    measure.plane = document->crs;
    auto figures = computeIndicators(*document, measure);
    std::vector<Issue> issues = document->issues;
    append(issues, figures.issues);
    if (!figures) return withoutFigures(options, issues);
    options.format == "table" ? printBesideTable(issues) : printIssues(issues);
    const int status = hasErrors(issues) ? kFailed : kDone;
    if (options.format == "json") return writeResult(asJson(*document, *figures, issues), status);
    if (options.format == "csv") return writeResult(asCsv(*figures, issues), status);
    return writeResult(asTable(*document, *figures) + warningsText(issues), status);
}

} // namespace

void addIndicatorsCommand(CLI::App& app, CommandRun& run) {
    auto* command =
        app.add_subcommand("indicators", tr("The figures that a plan sets, beside what its map says of them"));
    auto options = std::make_shared<Options>();
    command->add_option("PROJECT", options->project, tr("A project"))->required();
    command
        ->add_option("--area", options->area,
                     tr("How areas are measured: geodesic polygons (ellipsoidal, the default), the Chinese "
                        "land-survey formula (survey), in the plane (planar)"))
        ->check(CLI::IsMember({"ellipsoidal", "survey", "planar"}));
    command->add_option("--format", options->format, tr("Output (default: table)"))
        ->check(CLI::IsMember({"table", "csv", "json"}));
    command->callback([options, &run] { run = [options] { return runIndicators(*options); }; });
}

} // namespace geju
