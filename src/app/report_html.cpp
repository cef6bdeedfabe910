#include "analysis/figure_tables.hpp"
#include "app/report.hpp"
#include "core/markup.hpp"
#include "core/translate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace geju {

namespace {

/// RFC 4648.
std::string base64(std::string_view bytes) {
    constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const auto byte = [&](std::size_t k) {
            return k < bytes.size() ? static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[k])) : 0U;
        };
        const std::uint32_t three = byte(i) << 16U | byte(i + 1) << 8U | byte(i + 2);
        for (std::size_t digit = 0; digit < 4; ++digit) {
            const bool there = i + digit <= bytes.size(); // n bytes make n + 1 digits
            out += there ? kDigits[three >> (18 - 6 * digit) & 63U] : '=';
        }
    }
    return out;
}

constexpr const char* kStyle = R"css(
:root { --ink: #1f2933; --soft: #5b6875; --line: #d6dce2; --accent: #1e6f64; --warn: #a05a00; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1120px; padding: 32px 28px 64px; color: var(--ink); background: #fff;
  font: 15px/1.55 "Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif; }
h1 { font-size: 30px; margin: 0; } h2 { font-size: 21px; margin: 44px 0 12px; border-bottom: 2px solid var(--accent);
  padding-bottom: 4px; } h3 { font-size: 17px; margin: 28px 0 6px; }
p { margin: 6px 0; } .soft { color: var(--soft); } .small { font-size: 13px; } .warn { color: var(--warn); }
.note { border: 1px solid #e8c98f; background: #fff8ea; color: var(--warn); padding: 6px 12px; border-radius: 6px;
  display: inline-block; margin: 10px 0; }
table { border-collapse: collapse; width: 100%; margin: 10px 0; font-size: 13.5px; }
th { text-align: left; font-weight: 600; border-bottom: 1.5px solid var(--ink); padding: 4px 8px; vertical-align: bottom; }
td { border-bottom: 1px solid var(--line); padding: 3px 8px; vertical-align: top; }
th.n, td.n { text-align: right; font-variant-numeric: tabular-nums; } td.n { white-space: nowrap; }
td:nth-child(2) { min-width: 7.5em; }
.swatch { display: inline-block; width: 12px; height: 12px; border: 1px solid rgba(0,0,0,.25); margin-right: 7px;
  vertical-align: -1px; }
.track { background: #edf0f3; height: 9px; min-width: 120px; border-radius: 4px; overflow: hidden; }
.track i { display: block; height: 100%; background: var(--accent); }
figure { margin: 12px 0 4px; } figure img { width: 100%; height: auto; border: 1px solid var(--line); }
section.map { break-inside: avoid; } nav a { margin-right: 16px; color: var(--accent); }
details { margin: 8px 0; } summary { cursor: pointer; color: var(--accent); }
@page { size: A4; margin: 14mm; } @media print { nav { display: none; } body { padding: 0; max-width: none; }
  h2 { break-after: avoid; } tr { break-inside: avoid; } }
)css";

std::string htmlColor(Rgba color) {
    return fmt::format("#{:02x}{:02x}{:02x}", color.r, color.g, color.b);
}

class Page {
  public:
    std::string text;

    void heading(const char* id, const std::string& words) {
        text += fmt::format("<h2 id=\"{}\">{}</h2>\n", id, escapeMarkup(words));
    }
    void paragraph(const std::string& words, const char* kind = "") {
        if (!words.empty()) text += fmt::format("<p class=\"{}\">{}</p>\n", kind, escapeMarkup(words));
    }
    /// `marks` stand before the first cell of each row, HTML; may be empty.
    void table(const DataTable& table, const std::vector<std::string>& marks = {}) {
        text += "<table><thead><tr>";
        for (const auto& column : table.columns) {
            text += fmt::format("<th{}>{}</th>", column.number ? " class=\"n\"" : "", escapeMarkup(column.heading));
        }
        text += "</tr></thead><tbody>\n";
        for (std::size_t r = 0; r < table.rows.size(); ++r) {
            text += "<tr>";
            for (std::size_t i = 0; i < table.columns.size(); ++i) {
                text += fmt::format("<td{}>{}{}</td>", table.columns[i].number ? " class=\"n\"" : "",
                                    i == 0 && r < marks.size() ? marks[r] : "",
                                    escapeMarkup(shown(table.columns[i], table.rows[r][i])));
            }
            text += "</tr>\n";
        }
        text += "</tbody></table>\n";
        for (const auto& note : table.notes) paragraph(note, "soft small");
    }
};

std::string swatch(const ClassTable& classes, const std::optional<std::string>& code) {
    const LandUseClass* known = code ? classes.find(*code) : nullptr;
    if (!known && code) known = classes.firstLevel(*code);
    return fmt::format("<span class=\"swatch\" style=\"background:{}\"></span>",
                       known ? htmlColor(known->color) : "#c8ccd0");
}

/// All classes in one bar, as wide as their shares.
std::string shareBar(const LandUseBalance& balance, const ClassTable& classes) {
    double sum = 0;
    for (const BalanceRow& row : balance.rows) sum += row.squareMeters;
    if (!(sum > 0)) return {};
    std::string svg =
        "<svg viewBox=\"0 0 1000 46\" width=\"100%\" role=\"img\" preserveAspectRatio=\"none\" height=\"46\">\n";
    double x = 0;
    for (const BalanceRow& row : balance.rows) {
        const double width = 1000 * row.squareMeters / sum;
        const LandUseClass* known = row.code ? classes.find(*row.code) : nullptr;
        svg += fmt::format("<rect x=\"{:.2f}\" y=\"0\" width=\"{:.2f}\" height=\"46\" fill=\"{}\" stroke=\"#fff\" "
                           "stroke-width=\"0.5\"><title>{} {} {}</title></rect>\n",
                           x, width, known ? htmlColor(known->color) : "#c8ccd0", escapeMarkup(row.code.value_or("–")),
                           escapeMarkup(known ? known->name.get() : ""),
                           escapeMarkup(formatArea(row.squareMeters, AreaUnit::Hectare)));
        x += width;
    }
    return svg + "</svg>\n";
}

void addBalance(Page& page, const Report& report) {
    if (!report.balance) return;
    const ClassTable& classes = report.document->project.classes;
    page.heading("balance", tr("Land-use balance"));
    page.text += shareBar(*report.balance, classes);
    std::vector<std::string> marks;
    for (const BalanceRow& row : report.balance->rows) marks.push_back(swatch(classes, row.code));
    page.table(balanceTable(*report.balance, &classes), marks);
    page.paragraph(tr("Overlaps are counted once."), "soft small");
}

/// Classes down, districts across, in hectares.
DataTable districtMatrix(const LandUseBalance& balance, const ClassTable& classes) {
    DataTable table;
    table.name = tr("Land use by district");
    table.columns = {{tr("class")}, {tr("name")}};
    std::map<std::string, std::size_t> columnOf;
    std::map<std::string, std::vector<DataTable::Cell>> rowOf; // by code; "" sorts before all and is none
    for (const BalanceRow& row : balance.rows) {
        if (columnOf.emplace(row.within.value_or(""), table.columns.size()).second) {
            table.columns.push_back({row.within.value_or(""), true, 2});
        }
    }
    table.columns.push_back({tr("sum"), true, 2});
    for (const BalanceRow& row : balance.rows) {
        auto& cells = rowOf[row.code.value_or("–")];
        if (cells.empty()) {
            cells.resize(table.columns.size());
            const LandUseClass* known = row.code ? classes.find(*row.code) : nullptr;
            cells[0] = row.code.value_or("–");
            cells[1] = known ? known->name.get() : std::string();
            cells.back() = 0.0;
        }
        const double hectares = fromSquareMeters(row.squareMeters, AreaUnit::Hectare);
        cells[columnOf[row.within.value_or("")]] = hectares;
        std::get<double>(cells.back()) += hectares;
    }
    for (auto& [code, cells] : rowOf) table.rows.push_back(std::move(cells));
    for (const Ledger& ledger : balance.ledgers) {
        if (std::string line = ledgerText(ledger); !line.empty()) table.notes.push_back(std::move(line));
    }
    table.notes.push_back(tr("Areas in hectares."));
    return table;
}

void addDistricts(Page& page, const Report& report) {
    if (!report.districts) return;
    const ClassTable& classes = report.document->project.classes;
    page.heading("districts", tr("Land use by district"));
    constexpr std::size_t kMostAcross = 10; // more do not fit on a page
    std::map<std::string, bool> names;
    for (const BalanceRow& row : report.districts->rows) names[row.within.value_or("")] = true;
    if (names.size() <= kMostAcross) {
        page.table(districtMatrix(*report.districts, classes));
    } else {
        page.table(balanceTable(*report.districts, &classes));
    }
}

/// How far from the base to the target the present value is, 0…1; nothing where there is no way to go.
std::optional<double> wayGone(const IndicatorFigure& figure) {
    const auto& indicator = figure.indicator;
    if (!figure.present || !indicator.target) return std::nullopt;
    if (figure.reached()) return 1;
    const double target = indicator.target->value;
    const double present = *figure.present;
    if (!(target > 0) || !(present >= 0)) return std::nullopt;
    return std::clamp(present <= target ? present / target : target / present, 0.0, 1.0);
}

void addIndicators(Page& page, const Report& report) {
    const auto& rows = report.indicators.rows;
    if (rows.empty()) return;
    page.heading("indicators", tr("Indicators"));
    page.text += fmt::format("<table><thead><tr><th>{}</th><th>{}</th><th class=\"n\">{}</th><th class=\"n\">{}</th>"
                             "<th class=\"n\">{}</th><th>{}</th><th>{}</th></tr></thead><tbody>\n",
                             tr("indicator"), tr("unit"), tr("base"), tr("target"), tr("from the map"), tr("nature"),
                             tr("distance to target"));
    const auto yearValue = [](const std::optional<YearValue>& figure) {
        return figure ? fmt::format("{:.6g} <span class=\"soft\">({})</span>", figure->value, figure->year)
                      : std::string("–");
    };
    for (const IndicatorFigure& row : rows) {
        const Indicator& indicator = row.indicator;
        const auto gone = wayGone(row);
        const std::string track =
            gone ? fmt::format("<div class=\"track\"><i style=\"width:{:.1f}%\"></i></div>", *gone * 100) : "";
        page.text += fmt::format(
            "<tr><td title=\"{}\">{}</td><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}"
            "</td><td>{}</td><td>{}<span class=\"small\">{}</span></td></tr>\n",
            escapeMarkup(indicator.definition.get()), escapeMarkup(indicator.name.get()),
            escapeMarkup(indicator.unit.get()), yearValue(indicator.base), yearValue(indicator.target),
            row.computed ? formatNumber(*row.computed, 2) : "–", natureText(indicator.nature), track,
            escapeMarkup(row.distanceText()));
    }
    page.text += "</tbody></table>\n";
    page.paragraph(tr("Bars: the present value beside the target. Definitions and sources stand in the project."),
                   "soft small");
}

void addChecks(Page& page, const Report& report) {
    page.heading("checks", tr("Checks"));
    const CheckReport& checks = report.checks;
    page.paragraph(checks.findings.empty()
                       ? fmt::format(fmt::runtime(tr("{} features checked, nothing found.")), checks.features)
                       : fmt::format(fmt::runtime(tr("{} features checked, findings: {}.")), checks.features,
                                     checks.findings.size()));
    if (checks.findings.empty()) return;
    std::map<std::string, std::size_t> counts;
    for (const auto& finding : checks.findings) ++counts[finding.issue.code];
    for (const auto& [code, count] : counts) page.paragraph(fmt::format("{}: {}", code, count), "small");
    constexpr std::size_t kMostShown = 200;
    page.text += fmt::format("<details><summary>{}</summary>\n", tr("Findings"));
    for (std::size_t i = 0; i < std::min(kMostShown, checks.findings.size()); ++i) {
        page.paragraph(describe(checks.findings[i].issue), "small");
    }
    if (checks.findings.size() > kMostShown) {
        page.paragraph(
            fmt::format(fmt::runtime(tr("… and {} more: geju check lists all.")), checks.findings.size() - kMostShown),
            "small");
    }
    page.text += "</details>\n";
}

void addMaps(Page& page, const Report& report) {
    if (report.maps.empty()) return;
    page.heading("maps", tr("Maps"));
    for (const Report::Map& map : report.maps) {
        page.text += fmt::format("<section class=\"map\"><h3>{}</h3>\n", escapeMarkup(map.title));
        page.paragraph(map.text);
        page.paragraph(map.source, "soft small");
        page.text += fmt::format("<figure><img alt=\"{}\" src=\"data:image/png;base64,{}\"></figure></section>\n",
                                 escapeMarkup(map.title), base64(map.png));
    }
}

void addMethod(Page& page, const Report& report) {
    page.heading("method", tr("How the figures were made"));
    const Document& document = *report.document;
    page.paragraph(measureNote(report.measure));
    page.paragraph(fmt::format(fmt::runtime(tr("Coordinate system of the plan: {} ({}).")), document.crs.name(),
                               document.crs.identifier()));
    for (const Issue& issue : report.issues) {
        if (issue.severity != Severity::Notice) page.paragraph(describe(issue), "warn small");
    }
    page.heading("data", report.sources.name);
    page.table(report.sources);
}

} // namespace

std::string reportHtml(const Report& report) {
    const Project& project = report.document->project;
    const std::string title = project.title.get();
    Page page;
    page.text = fmt::format("<!DOCTYPE html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\">\n"
                            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                            "<title>{}</title>\n<style>{}</style></head><body>\n",
                            language() == "zh" ? "zh-Hans" : "en", escapeMarkup(title), kStyle);
    page.text += fmt::format("<h1>{}</h1>\n", escapeMarkup(title));
    page.paragraph(project.subtitle.get(), "soft");
    if (project.schematic) {
        const std::string note = project.precisionNote.get();
        page.text += fmt::format(
            "<div class=\"note\">{}</div>\n",
            escapeMarkup(note.empty() ? tr("The geometry is schematic: figures from the map are not surveyed.")
                                      : note));
    }
    page.paragraph(report.date.empty() ? report.program : report.program + "  ·  " + report.date, "soft small");
    const std::size_t contents = page.text.size();
    addBalance(page, report);
    addDistricts(page, report);
    addIndicators(page, report);
    addChecks(page, report);
    addMaps(page, report);
    addMethod(page, report);
    page.paragraph(project.credits.get(), "soft small");
    page.text += "</body></html>\n";

    // Links to the parts that there are.
    std::string nav = "<nav>";
    const auto link = [&](const char* id, const char* words) {
        if (page.text.find(fmt::format("<h2 id=\"{}\"", id)) != std::string::npos)
            nav += fmt::format("<a href=\"#{}\">{}</a>", id, escapeMarkup(words));
    };
    link("balance", tr("Land-use balance"));
    link("districts", tr("Land use by district"));
    link("indicators", tr("Indicators"));
    link("checks", tr("Checks"));
    link("maps", tr("Maps"));
    link("method", tr("How the figures were made"));
    page.text.insert(contents, nav + "</nav>\n");
    return std::move(page.text);
}

} // namespace geju
