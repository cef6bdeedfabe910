#include "analysis/corridor.hpp"
#include "analysis/figure_tables.hpp"
#include "analysis/land_use_balance.hpp"
#include "app/command_output.hpp"
#include "app/commands.hpp"
#include "app/input_tables.hpp"
#include "app/text_table.hpp"
#include "core/translate.hpp"
#include "core/units.hpp"
#include "io/table_writer.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>
#include <filesystem>
#include <memory>

namespace geju {

namespace {

using Json = nlohmann::ordered_json;

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
    bool parts = false;
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
    const bool statesLedgers = options.format == "table" || options.parts || !options.output.empty();
    request.findGaps = statesLedgers && (request.districts || request.boundary);
    return true;
}

/// Which features make a figure, with what each has in it.
Json partsOf(const BalanceRow& row, const FeatureTable& table) {
    const Column* id = table.column("id");
    const Column* name = table.column("name");
    const auto text = [](const Column* column, std::uint32_t feature) {
        return column && !isNull(column->at(feature)) ? Json(toText(column->at(feature))) : Json(nullptr);
    };
    Json parts = Json::array();
    for (const std::size_t i : byPart(row)) {
        const std::uint32_t feature = row.features[i];
        parts.push_back({{"feature", feature},
                         {"id", text(id, feature)},
                         {"name", text(name, feature)},
                         {"area_m2", row.parts[i]},
                         {"share", row.squareMeters > 0 ? row.parts[i] / row.squareMeters : 0}});
    }
    return parts;
}

Json ledgersOf(const LandUseBalance& balance) {
    const auto optional = [](const std::optional<double>& value) { return value ? Json(*value) : Json(nullptr); };
    Json ledgers = Json::array();
    for (const Ledger& ledger : balance.ledgers) {
        ledgers.push_back({{"within", ledger.within ? Json(*ledger.within) : Json(nullptr)},
                           {"classes_m2", ledger.classesSquareMeters},
                           {"overlaps_m2", ledger.overlapsSquareMeters},
                           {"gaps_m2", optional(ledger.gapsSquareMeters)},
                           {"outside_m2", ledger.outsideSquareMeters},
                           {"boundary_m2", optional(ledger.boundarySquareMeters)},
                           {"difference_m2", optional(ledger.differenceSquareMeters)},
                           {"unmeasured", ledger.unmeasured},
                           {"closes", ledger.boundarySquareMeters ? Json(ledger.closes()) : Json(nullptr)}});
    }
    return ledgers;
}

std::string asJson(const LandUseBalance& balance, const FeatureTable* parts, const std::vector<Issue>& issues) {
    Json json{{"area", name(balance.measure)}, {"unit", "m2"}, {"rows", Json::array()}};
    for (const auto& row : balance.rows) {
        json["rows"].push_back({{"within", row.within ? Json(*row.within) : Json(nullptr)},
                                {"class", row.code ? Json(*row.code) : Json(nullptr)},
                                {"area_m2", row.squareMeters},
                                {"share", row.share},
                                {"count", row.count}});
        if (!parts) continue;
        json["rows"].back()["overlap_m2"] = row.overlapSquareMeters;
        json["rows"].back()["parts"] = partsOf(row, *parts);
    }
    if (parts) json["ledgers"] = ledgersOf(balance);
    json["warnings"] = toJson(issues);
    return dumpJson(json);
}

std::string asCsv(const LandUseBalance& balance) {
    std::string text = csvLine({"within", "class", "area_m2", "share", "count"});
    for (const auto& row : balance.rows) {
        text += csvLine({row.within.value_or(""), row.code.value_or(""), exactNumber(row.squareMeters),
                         exactNumber(row.share), std::to_string(row.count)});
    }
    return text;
}

std::vector<std::string> figures(double squareMeters) {
    return {formatNumber(fromSquareMeters(squareMeters, AreaUnit::Hectare), 2),
            formatNumber(fromSquareMeters(squareMeters, AreaUnit::Mu), 2),
            formatNumber(fromSquareMeters(squareMeters, AreaUnit::SquareKilometer), 4)};
}

/// A table with the numbers that there are.
std::string asCsv(const DataTable& table) {
    std::vector<std::string> cells;
    for (const auto& column : table.columns) cells.push_back(column.heading);
    std::string text = csvLine(cells);
    for (const auto& row : table.rows) {
        cells.clear();
        for (const auto& cell : row) {
            const auto* number = std::get_if<double>(&cell);
            const auto* words = std::get_if<std::string>(&cell);
            cells.push_back(number ? exactNumber(*number) : words ? *words : std::string());
        }
        text += csvLine(cells);
    }
    return text;
}

std::string asTable(const DataTable& table) {
    std::vector<TextTable::Heading> headings;
    for (const auto& column : table.columns) {
        headings.push_back({column.heading, column.number ? ColumnAlignment::Right : ColumnAlignment::Left});
    }
    TextTable text(std::move(headings));
    for (const auto& row : table.rows) {
        std::vector<std::string> cells;
        for (std::size_t i = 0; i < row.size(); ++i) cells.push_back(shown(table.columns[i], row[i]));
        text.add(std::move(cells));
    }
    std::string all = text.text();
    for (const std::string& note : table.notes) all += note + "\n";
    return all;
}

std::string asTable(const LandUseBalance& balance, const ClassTable* classes) {
    const bool within = !balance.rows.empty() && balance.rows.front().within;
    const bool named = classes && !classes->items.empty();
    std::vector<TextTable::Heading> headings;
    if (within) headings.push_back({tr("within")});
    headings.push_back({tr("class")});
    if (named) headings.push_back({tr("name")});
    for (const char* unit : {"ha", "亩", "km²"}) headings.push_back({unit, ColumnAlignment::Right});
    headings.push_back({tr("share %"), ColumnAlignment::Right});
    headings.push_back({tr("count"), ColumnAlignment::Right});
    TextTable table(std::move(headings));

    double sum = 0;
    double shares = 0;
    std::size_t count = 0;
    const auto addRow = [&](const std::string& where, const std::string& code, const std::string& className,
                            double squareMeters, double share, std::size_t features) {
        std::vector<std::string> cells;
        if (within) cells.push_back(where);
        cells.push_back(code);
        if (named) cells.push_back(className);
        for (auto& figure : figures(squareMeters)) cells.push_back(std::move(figure));
        cells.push_back(formatNumber(100 * share, 2));
        cells.push_back(std::to_string(features));
        table.add(std::move(cells));
    };
    for (std::size_t i = 0; i < balance.rows.size(); ++i) {
        const BalanceRow& row = balance.rows[i];
        const LandUseClass* found = named && row.code ? classes->find(*row.code) : nullptr;
        addRow(row.within.value_or(""), row.code.value_or("–"), found ? found->name.get() : "", row.squareMeters,
               row.share, row.count);
        sum += row.squareMeters;
        shares += row.share;
        count += row.count;
        const bool last = i + 1 == balance.rows.size() || balance.rows[i + 1].within != row.within;
        if (!last) continue;
        table.addRule();
        addRow(row.within.value_or(""), tr("sum"), "", sum, shares, count);
        if (i + 1 < balance.rows.size()) table.addRule();
        sum = shares = 0;
        count = 0;
    }
    std::string text = table.text();
    for (const auto& ledger : balance.ledgers) {
        if (const std::string line = ledgerText(ledger); !line.empty()) text += line + "\n";
    }
    return text + measureNote(balance.measure) + "\n";
}

/// A workbook with the balance and the polygons behind it.
int writeFile(const Options& options, const LandUseBalance& balance, const Counted& counted, int status) {
    const std::array tables{balanceTable(balance, counted.classes), partsTable(balance, *counted.table.table)};
    const auto issues = writeXlsx(options.output, tables);
    printIssues(issues);
    if (hasErrors(issues)) return kFailed;
    fmt::print(stderr, fmt::runtime(tr("Wrote {}\n")), options.output);
    return status;
}

int runStats(const Options& options) {
    if (!options.output.empty() && !options.output.ends_with(".xlsx")) {
        fmt::print(stderr, "{}: {}\n", tr("error"),
                   fmt::format(fmt::runtime(tr("{}: the name must end in .xlsx")), options.output));
        return kWrongUse;
    }

    Counted counted;
    if (!prepare(options, counted)) {
        printIssues(counted.issues);
        return kFailed;
    }
    auto counts = balance(counted.request);
    append(counted.issues, counts.issues);
    printIssues(counted.issues);
    if (!counts) return kFailed;
    // What could not be read or measured is missing in the figures: they are given, but not as if all were well.
    const int status = hasErrors(counted.issues) ? kFailed : kDone;
    const FeatureTable& table = *counted.table.table;
    if (!options.output.empty()) return writeFile(options, *counts, counted, status);
    if (options.format == "json") {
        return writeResult(asJson(*counts, options.parts ? &table : nullptr, counted.issues), status);
    }
    if (options.parts) {
        const DataTable parts = partsTable(*counts, table);
        return writeResult(options.format == "csv" ? asCsv(parts) : asTable(parts), status);
    }
    if (options.format == "csv") return writeResult(asCsv(*counts), status);
    return writeResult(asTable(*counts, counted.classes), status);
}

} // namespace

void addStatsCommand(CLI::App& app, CommandRun& run) {
    auto* command = app.add_subcommand("stats", tr("Area, share and count by class, of the whole or within districts"));
    auto options = std::make_shared<Options>();
    command->add_option("INPUT", options->input, tr("A project (its land use is counted) or a data file"))->required();
    command->add_option("--layer", options->layer, tr("Layer or source of INPUT to count"));
    command->add_option("--class", options->classField,
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
        "--parts", options->parts,
        tr("The polygons that make each figure, with their part inside: a line each; in JSON with the rows, "
           "and the ledgers with them"));
    command->add_option("-o,--output", options->output,
                        tr("Write a workbook (.xlsx) with the balance and the polygons that make it"));
    command->footer(tr("Overlaps count once. Exit status: 0 done; 1 it could not be done, or a part of the input could "
                       "not be read and is missing in the figures; 2 wrong use."));
    command->callback([options, &run] { run = [options] { return runStats(*options); }; });
}

} // namespace geju
