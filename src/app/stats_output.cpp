#include "app/stats_output.hpp"

#include "analysis/figure_tables.hpp"
#include "app/command_output.hpp"
#include "app/text_table.hpp"
#include "core/translate.hpp"
#include "core/units.hpp"

#include <nlohmann/json.hpp>

#include <cmath>

namespace geju {

namespace {

using Json = nlohmann::ordered_json;

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

Json optionalOf(const std::optional<double>& value) {
    return value ? Json(*value) : Json(nullptr);
}

Json ledgersOf(const LandUseBalance& balance) {
    Json ledgers = Json::array();
    for (const Ledger& ledger : balance.ledgers) {
        ledgers.push_back({{"within", ledger.within ? Json(*ledger.within) : Json(nullptr)},
                           {"classes_m2", ledger.classesSquareMeters},
                           {"overlaps_m2", ledger.overlapsSquareMeters},
                           {"gaps_m2", optionalOf(ledger.gapsSquareMeters)},
                           {"outside_m2", ledger.outsideSquareMeters},
                           {"boundary_m2", optionalOf(ledger.boundarySquareMeters)},
                           {"difference_m2", optionalOf(ledger.differenceSquareMeters)},
                           {"bend_m2", ledger.bendSquareMeters},
                           {"unmeasured", ledger.unmeasured},
                           {"closes", ledger.boundarySquareMeters ? Json(ledger.closes()) : Json(nullptr)}});
    }
    return ledgers;
}

/// The ledgers as rows below those of the classes: names in brackets are no codes. Of one that does not close the
/// difference is always there.
std::string ledgerCsv(const LandUseBalance& balance, bool all, std::size_t columns) {
    std::string text;
    for (const Ledger& ledger : balance.ledgers) {
        if (!ledger.boundarySquareMeters) continue;
        const auto add = [&](const char* what, const std::optional<double>& squareMeters) {
            std::vector<std::string> cells{ledger.within.value_or(""), what, exactNumber(squareMeters.value_or(NAN))};
            cells.resize(columns);
            text += csvLine(cells);
        };
        if (all) {
            add("[classes]", ledger.classesSquareMeters);
            add("[overlaps]", ledger.overlapsSquareMeters);
            add("[gaps]", ledger.gapsSquareMeters);
            add("[outside]", ledger.outsideSquareMeters);
            add("[boundary]", ledger.boundarySquareMeters);
        }
        if (all || !ledger.closes()) add("[difference]", ledger.differenceSquareMeters);
        if (all || !ledger.closes()) add(ledger.closes() ? "[closes]" : "[does not close]", std::nullopt);
    }
    return text;
}

std::vector<std::string> figures(double squareMeters) {
    return {formatNumber(fromSquareMeters(squareMeters, AreaUnit::Hectare), 2),
            formatNumber(fromSquareMeters(squareMeters, AreaUnit::Mu), 2),
            formatNumber(fromSquareMeters(squareMeters, AreaUnit::SquareKilometer), 4)};
}

void addToSum(BalanceRow& sum, const BalanceRow& row) {
    sum.squareMeters += row.squareMeters;
    sum.share += row.share;
    sum.count += row.count;
    if (row.presentSquareMeters)
        sum.presentSquareMeters = sum.presentSquareMeters.value_or(0) + *row.presentSquareMeters;
    if (row.squareMetersPerHead)
        sum.squareMetersPerHead = sum.squareMetersPerHead.value_or(0) + *row.squareMetersPerHead;
}

} // namespace

std::string statsJson(const StatsOutput& options, const LandUseBalance& balance, const StatsInput& input,
                      const std::vector<Issue>& issues) {
    const bool states = balance.comparesStates();
    Json json{{"area", name(balance.measure)}, {"unit", "m2"}, {"rows", Json::array()}};
    for (const auto& row : balance.rows) {
        json["rows"].push_back({{"within", row.within ? Json(*row.within) : Json(nullptr)},
                                {"class", row.code ? Json(*row.code) : Json(nullptr)},
                                {"area_m2", row.squareMeters},
                                {"share", row.share},
                                {"count", row.count}});
        Json& made = json["rows"].back();
        if (states) {
            made["present_m2"] = row.presentSquareMeters.value_or(0);
            made["change_m2"] = row.squareMeters - row.presentSquareMeters.value_or(0);
        }
        if (options.perHead) made["m2_per_head"] = optionalOf(row.squareMetersPerHead);
        if (!options.parts) continue;
        made["overlap_m2"] = row.overlapSquareMeters;
        made["parts"] = partsOf(row, *input.table);
    }
    if (options.parts || options.ledger) json["ledgers"] = ledgersOf(balance);
    json["method"] = measureText(balance.measure);
    json["crs"] = input.crs.empty() ? Json(nullptr) : Json(input.crs);
    json["inputs"] = toJson(input.files);
    json["warnings"] = toJson(issues);
    return dumpJson(json);
}

std::string statsCsv(const StatsOutput& options, const LandUseBalance& balance, const std::vector<Issue>& issues) {
    const bool states = balance.comparesStates();
    std::vector<std::string> cells{"within", "class", "area_m2", "share", "count"};
    if (states) cells.insert(cells.end(), {"present_m2", "change_m2"});
    if (options.perHead) cells.emplace_back("m2_per_head");
    const std::size_t columns = cells.size();
    std::string text = csvLine(cells);
    for (const auto& row : balance.rows) {
        cells = {row.within.value_or(""), row.code.value_or(""), exactNumber(row.squareMeters), exactNumber(row.share),
                 std::to_string(row.count)};
        const double present = row.presentSquareMeters.value_or(0);
        if (states) cells.insert(cells.end(), {exactNumber(present), exactNumber(row.squareMeters - present)});
        if (options.perHead) cells.push_back(exactNumber(row.squareMetersPerHead.value_or(NAN)));
        text += csvLine(cells);
    }
    return text + ledgerCsv(balance, options.ledger, columns) + issuesCsv(issues, columns, 1);
}

std::string tableCsv(const DataTable& table) {
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

std::string tableText(const DataTable& table) {
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

std::string statsTable(const LandUseBalance& balance, const ClassTable* classes) {
    const bool within = !balance.rows.empty() && balance.rows.front().within;
    const bool named = classes && !classes->items.empty();
    const bool states = balance.comparesStates();
    const bool heads = balance.knowsPopulation();
    const auto right = ColumnAlignment::Right;
    std::vector<TextTable::Heading> headings;
    if (within) headings.push_back({tr("within")});
    headings.push_back({tr("class")});
    if (named) headings.push_back({tr("name")});
    for (const char* unit : {"ha", "亩", "km²"}) headings.push_back({unit, right});
    headings.push_back({tr("share %"), right});
    headings.push_back({tr("count"), right});
    if (states) headings.insert(headings.end(), {{tr("present ha"), right}, {tr("change ha"), right}});
    if (heads) headings.push_back({tr("m² per head"), right});
    TextTable table(std::move(headings));

    const auto addRow = [&](const BalanceRow& row, const std::string& code, const std::string& className) {
        std::vector<std::string> cells;
        if (within) cells.push_back(row.within.value_or(""));
        cells.push_back(code);
        if (named) cells.push_back(className);
        for (auto& figure : figures(row.squareMeters)) cells.push_back(std::move(figure));
        cells.push_back(formatNumber(100 * row.share, 2));
        cells.push_back(std::to_string(row.count));
        const double present = row.presentSquareMeters.value_or(0);
        if (states) {
            cells.push_back(formatNumber(fromSquareMeters(present, AreaUnit::Hectare), 2));
            cells.push_back(formatNumber(fromSquareMeters(row.squareMeters - present, AreaUnit::Hectare), 2));
        }
        if (heads) cells.push_back(row.squareMetersPerHead ? formatNumber(*row.squareMetersPerHead, 2) : "–");
        table.add(std::move(cells));
    };
    BalanceRow sum;
    for (std::size_t i = 0; i < balance.rows.size(); ++i) {
        const BalanceRow& row = balance.rows[i];
        const LandUseClass* found = named && row.code ? classes->find(*row.code) : nullptr;
        addRow(row, row.code.value_or("–"), found ? found->name.get() : "");
        addToSum(sum, row);
        const bool last = i + 1 == balance.rows.size() || balance.rows[i + 1].within != row.within;
        if (!last) continue;
        table.addRule();
        sum.within = row.within;
        addRow(sum, tr("sum"), "");
        if (i + 1 < balance.rows.size()) table.addRule();
        sum = BalanceRow{};
    }
    std::string text = table.text();
    for (const auto& ledger : balance.ledgers) {
        if (const std::string line = ledgerText(ledger); !line.empty()) text += line + "\n";
    }
    return text + measureNote(balance.measure) + "\n";
}

} // namespace geju
