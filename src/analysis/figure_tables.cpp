#include "analysis/figure_tables.hpp"

#include "core/translate.hpp"
#include "core/units.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace geju {

namespace {

DataTable::Column text(const char* heading) {
    return {heading, false, 0};
}
DataTable::Column number(const std::string& heading, int decimals = 2) {
    return {heading, true, decimals};
}

bool isWithin(const LandUseBalance& balance) {
    return !balance.rows.empty() && balance.rows.front().within.has_value();
}

DataTable::Cell optional(const std::optional<double>& value) {
    return value ? DataTable::Cell(*value) : DataTable::Cell();
}

} // namespace

std::string measureText(Measure measure) {
    switch (measure) {
    case Measure::Planar:
        return tr("planar, in the plan's coordinate system");
    case Measure::Survey:
        return tr("land-survey formula, trapezoids on the ellipsoid (TD/T 1055)");
    case Measure::Ellipsoidal:
        break;
    }
    return tr("geodesic polygons on the ellipsoid");
}

std::string measureNote(Measure measure) {
    return fmt::format(fmt::runtime(tr("Areas: {}.")), measureText(measure));
}

std::string ledgerText(const Ledger& ledger) {
    if (!ledger.boundarySquareMeters) return {};
    const auto hectares = [](double squareMeters) { return formatArea(squareMeters, AreaUnit::Hectare); };
    std::string line = ledger.within ? *ledger.within + tr(": ") : std::string();
    line += fmt::format(fmt::runtime(tr("classes {} − overlaps {}")), hectares(ledger.classesSquareMeters),
                        hectares(ledger.overlapsSquareMeters));
    if (ledger.outsideSquareMeters > 0)
        line += fmt::format(fmt::runtime(tr(" − outside {}")), hectares(ledger.outsideSquareMeters));
    line += fmt::format(fmt::runtime(tr(" + gaps {} = boundary {}")), hectares(ledger.gapsSquareMeters.value_or(0)),
                        hectares(*ledger.boundarySquareMeters));
    line += ledger.closes() ? std::string(tr("; it closes"))
                            : fmt::format(fmt::runtime(tr("; it does not close: difference {}")),
                                          hectares(ledger.differenceSquareMeters.value_or(0)));
    return line;
}

DataTable balanceTable(const LandUseBalance& balance, const ClassTable* classes) {
    DataTable table;
    table.name = tr("Land-use balance");
    const bool within = isWithin(balance);
    if (within) table.columns.push_back(text(tr("within")));
    table.columns.push_back(text(tr("class")));
    table.columns.push_back(text(tr("name")));
    table.columns.push_back(number("ha"));
    table.columns.push_back(number("亩"));
    table.columns.push_back(number("km²", 4));
    table.columns.push_back(number(tr("share %")));
    table.columns.push_back(number(tr("count"), 0));
    const bool states = balance.comparesStates();
    if (states) {
        table.columns.push_back(number(tr("present ha")));
        table.columns.push_back(number(tr("change ha")));
    }
    const bool heads = balance.knowsPopulation();
    if (heads) table.columns.push_back(number(tr("m² per head")));
    for (const BalanceRow& row : balance.rows) {
        std::vector<DataTable::Cell> cells;
        if (within) cells.emplace_back(row.within.value_or(""));
        const LandUseClass* known = classes && row.code ? classes->find(*row.code) : nullptr;
        if (!known && classes && row.code) known = classes->firstLevel(*row.code);
        cells.emplace_back(row.code.value_or(""));
        cells.emplace_back(known ? known->name.get() : std::string());
        for (const AreaUnit unit : {AreaUnit::Hectare, AreaUnit::Mu, AreaUnit::SquareKilometer})
            cells.emplace_back(fromSquareMeters(row.squareMeters, unit));
        cells.emplace_back(100 * row.share);
        cells.emplace_back(static_cast<double>(row.count));
        if (states) {
            const double present = row.presentSquareMeters.value_or(0);
            cells.emplace_back(fromSquareMeters(present, AreaUnit::Hectare));
            cells.emplace_back(fromSquareMeters(row.squareMeters - present, AreaUnit::Hectare));
        }
        if (heads) cells.push_back(optional(row.squareMetersPerHead));
        table.rows.push_back(std::move(cells));
    }
    for (const Ledger& ledger : balance.ledgers) {
        if (std::string line = ledgerText(ledger); !line.empty()) table.notes.push_back(std::move(line));
    }
    table.notes.push_back(measureNote(balance.measure));
    return table;
}

std::vector<std::size_t> byPart(const BalanceRow& row) {
    return largestParts(row, row.features.size());
}

std::vector<std::size_t> largestParts(const BalanceRow& row, std::size_t most) {
    std::vector<std::size_t> order(row.features.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto isBefore = [&](std::size_t a, std::size_t b) {
        return row.parts[a] != row.parts[b] ? row.parts[a] > row.parts[b] : a < b;
    };
    if (most < order.size()) {
        std::nth_element(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(most), order.end(), isBefore);
        order.resize(most);
    }
    std::sort(order.begin(), order.end(), isBefore);
    return order;
}

DataTable partsTable(const LandUseBalance& balance, const FeatureTable& features) {
    DataTable table;
    table.name = tr("Polygons");
    const bool within = isWithin(balance);
    if (within) table.columns.push_back(text(tr("within")));
    table.columns.push_back(text(tr("class")));
    table.columns.push_back(number(tr("feature"), 0));
    table.columns.push_back(text("id"));
    table.columns.push_back(text(tr("name")));
    table.columns.push_back(number("m²"));
    table.columns.push_back(number("ha", 4));
    table.columns.push_back(number(tr("share of the figure %"), 4));
    const Column* id = features.column("id");
    const Column* name = features.column("name");
    const auto textOf = [](const Column* column, std::uint32_t row) {
        return column ? toText(column->at(row)) : std::string();
    };
    const auto add = [&](const BalanceRow& row, DataTable::Cell feature, std::string identifier, std::string called,
                         double squareMeters) {
        std::vector<DataTable::Cell> cells;
        if (within) cells.emplace_back(row.within.value_or(""));
        cells.emplace_back(row.code.value_or(""));
        cells.push_back(std::move(feature));
        cells.emplace_back(std::move(identifier));
        cells.emplace_back(std::move(called));
        cells.emplace_back(squareMeters);
        cells.emplace_back(fromSquareMeters(squareMeters, AreaUnit::Hectare));
        cells.emplace_back(row.squareMeters > 0 ? 100 * squareMeters / row.squareMeters : 0.0);
        table.rows.push_back(std::move(cells));
    };
    for (const BalanceRow& row : balance.rows) {
        for (const std::size_t i : byPart(row)) {
            const std::uint32_t feature = row.features[i];
            add(row, static_cast<double>(feature), textOf(id, feature), textOf(name, feature), row.parts[i]);
        }
        if (row.overlapSquareMeters > 0) add(row, {}, {}, tr("counted twice"), -row.overlapSquareMeters);
    }
    table.notes.push_back(tr("The parts of a class add up to its figure; features are counted from 0."));
    table.notes.push_back(measureNote(balance.measure));
    return table;
}

std::string natureText(Indicator::Nature nature) {
    switch (nature) {
    case Indicator::Nature::Binding:
        return tr("binding");
    case Indicator::Nature::Expected:
        return tr("expected");
    case Indicator::Nature::Unstated:
        break;
    }
    return {};
}

DataTable indicatorTable(const IndicatorFigures& figures) {
    DataTable table;
    table.name = tr("Indicators");
    table.columns = {text(tr("indicator")),      text(tr("unit")),     number(tr("base")),
                     number(tr("base year"), 0), number(tr("target")), number(tr("target year"), 0),
                     number(tr("from the map")), text(tr("nature")),   text(tr("distance to target")),
                     text(tr("source"))};
    for (const IndicatorFigure& row : figures.rows) {
        const Indicator& indicator = row.indicator;
        const auto value = [](const std::optional<YearValue>& figure) {
            return figure ? DataTable::Cell(figure->value) : DataTable::Cell();
        };
        const auto year = [](const std::optional<YearValue>& figure) {
            return figure ? DataTable::Cell(static_cast<double>(figure->year)) : DataTable::Cell();
        };
        table.rows.push_back({indicator.name.get(), indicator.unit.get(), value(indicator.base), year(indicator.base),
                              value(indicator.target), year(indicator.target), optional(row.computed),
                              natureText(indicator.nature), row.distanceText(), indicator.source.get()});
    }
    table.notes.push_back(measureNote(figures.measure));
    return table;
}

} // namespace geju
