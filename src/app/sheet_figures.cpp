#include "app/sheet_figures.hpp"

#include "analysis/figure_tables.hpp"
#include "analysis/indicators.hpp"
#include "analysis/plan_balance.hpp"
#include "core/translate.hpp"
#include "core/units.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace geju {

namespace {

/// A chart of more bars is not read; the rest is one bar.
constexpr std::size_t kMostBars = 12;
constexpr Rgba kOtherColor{190, 194, 200, 255};

void warn(std::vector<Issue>& issues, std::string message) {
    Issue issue;
    issue.code = "no-figures";
    issue.message = std::move(message);
    issue.remedy = tr("the table is left out");
    issues.push_back(std::move(issue));
}

/// "35.5", not "35.50": as a plan writes it.
std::string plainNumber(double value) {
    std::string text = formatNumber(value, 2);
    if (text.find('.') == std::string::npos) return text;
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text;
}

std::string lines(const std::vector<std::string>& notes) {
    std::string text;
    for (const auto& note : notes) text += (text.empty() ? "" : "\n") + note;
    return text;
}

struct NamedClass {
    std::string code;
    std::string name;
    Rgba color = kOtherColor;
};

NamedClass namedClass(const BalanceRow& row, const ClassTable& classes) {
    if (!row.code) return {"", tr("without a class"), kOtherColor};
    const LandUseClass* known = classes.find(*row.code);
    if (!known) known = classes.firstLevel(*row.code);
    if (!known) return {*row.code, *row.code, kOtherColor};
    return {*row.code, known->name.get(), known->color};
}

FigureTable shareChart(std::vector<BalanceRow> rows, const ClassTable& classes) {
    FigureTable chart;
    chart.title = tr("Shares of land use");
    chart.columns = {{""}, {"", false, true}, {"", true}};
    std::stable_sort(rows.begin(), rows.end(),
                     [](const BalanceRow& a, const BalanceRow& b) { return a.share > b.share; });
    const std::size_t shown = rows.size() > kMostBars ? kMostBars - 1 : rows.size();
    const double rest = std::accumulate(rows.begin() + static_cast<std::ptrdiff_t>(shown), rows.end(), 0.0,
                                        [](double sum, const BalanceRow& row) { return sum + row.share; });
    const double longest = std::max(rows.empty() ? 0.0 : rows.front().share, rest);
    const auto bar = [&](const std::string& name, Rgba color, double share) {
        chart.rows.push_back(
            {{name, "", formatNumber(100 * share, 1) + " %"}, color, longest > 0 ? share / longest : 0});
    };
    for (std::size_t i = 0; i < shown; ++i) {
        const NamedClass named = namedClass(rows[i], classes);
        bar(named.name, named.color, rows[i].share);
    }
    if (shown < rows.size()) bar(tr("other"), kOtherColor, rest);
    return chart;
}

void addBalance(std::vector<FigureTable>& figures, const Document& document, const SheetTemplate& sheet,
                std::vector<Issue>& issues) {
    const auto request = wholeBalance(document);
    if (!request) return warn(issues, tr("the plan names no land use, of which a balance could be made"));
    const auto counted = balance(*request);
    append(issues, counted.issues);
    if (!counted) return;
    const ClassTable& classes = document.project.classes;
    if (sheet.table == SheetTemplate::Table::Balance) figures.push_back(balanceFigures(*counted, classes));
    if (sheet.chart) figures.push_back(shareChart(foldClasses(counted->rows), classes));
}

/// The year that all of the figures are of; 0 where they differ.
int commonYear(const std::vector<const IndicatorFigure*>& rows, std::optional<YearValue> Indicator::*figure) {
    int year = -1;
    for (const IndicatorFigure* row : rows) {
        const auto& value = row->indicator.*figure;
        if (value) year = year < 0 || year == value->year ? value->year : 0;
    }
    return std::max(year, 0);
}

void addIndicators(std::vector<FigureTable>& figures, const Document& document, const SheetTemplate& sheet,
                   std::vector<Issue>& issues) {
    MeasureOptions options;
    options.plane = document.crs;
    const auto computed = computeIndicators(document, options);
    append(issues, computed.issues);
    if (!computed) return;
    std::vector<const IndicatorFigure*> rows;
    for (const IndicatorFigure& row : computed->rows) {
        const auto& asked = sheet.indicators;
        const bool wanted = asked.empty() ? row.computed.has_value()
                                          : std::find(asked.begin(), asked.end(), row.indicator.id) != asked.end();
        if (wanted) rows.push_back(&row);
    }
    if (rows.empty()) return warn(issues, tr("the plan has no indicators that the sheet asks for"));

    FigureTable table;
    table.title = tr("Indicators");
    const int baseYear = commonYear(rows, &Indicator::base);
    const int targetYear = commonYear(rows, &Indicator::target);
    const auto heading = [](const char* word, int year) { return year > 0 ? fmt::format("{} {}", word, year) : word; };
    table.columns = {{tr("indicator")},
                     {tr("unit")},
                     {heading(tr("base"), baseYear), true},
                     {heading(tr("target"), targetYear), true},
                     {tr("from the map"), true}};
    const auto stated = [](const std::optional<YearValue>& figure, int commonYear) -> std::string {
        if (!figure) return "–";
        const std::string value = plainNumber(figure->value);
        return commonYear > 0 || figure->year == 0 ? value : fmt::format("{} ({})", value, figure->year);
    };
    for (const IndicatorFigure* row : rows) {
        const Indicator& indicator = row->indicator;
        table.rows.push_back(
            {{indicator.name.get(), indicator.unit.get(), stated(indicator.base, baseYear),
              stated(indicator.target, targetYear), row->computed ? formatNumber(*row->computed, 2) : std::string("–")},
             std::nullopt});
    }
    table.note = lines(indicatorTable(*computed).notes);
    figures.push_back(std::move(table));
}

} // namespace

FigureTable balanceFigures(const LandUseBalance& balance, const ClassTable& classes) {
    FigureTable table;
    table.title = tr("Land-use balance");
    table.columns = {{tr("code")}, {tr("land use")}, {tr("area (ha)"), true}, {tr("share %"), true}};
    double total = 0;
    double share = 0;
    for (const BalanceRow& row : foldClasses(balance.rows)) {
        const NamedClass named = namedClass(row, classes);
        table.rows.push_back(
            {{named.code, named.name, formatNumber(fromSquareMeters(row.squareMeters, AreaUnit::Hectare), 2),
              formatNumber(100 * row.share, 2)},
             named.color});
        total += row.squareMeters;
        share += row.share;
    }
    table.rows.push_back(
        {{tr("total"), "", formatNumber(fromSquareMeters(total, AreaUnit::Hectare), 2), formatNumber(100 * share, 2)},
         std::nullopt,
         0,
         true});
    table.note = lines(balanceTable(balance, &classes).notes);
    table.alarming = std::any_of(balance.ledgers.begin(), balance.ledgers.end(), [](const Ledger& ledger) {
        return ledger.unmeasured > 0 || (ledger.boundarySquareMeters && !ledger.closes());
    });
    return table;
}

Result<std::vector<FigureTable>> sheetFigures(const Document& document, const SheetTemplate& sheet) {
    Result<std::vector<FigureTable>> result;
    result.value.emplace();
    if (sheet.table == SheetTemplate::Table::Indicators) addIndicators(*result.value, document, sheet, result.issues);
    if (sheet.table == SheetTemplate::Table::Balance || sheet.chart)
        addBalance(*result.value, document, sheet, result.issues);
    return result;
}

} // namespace geju
