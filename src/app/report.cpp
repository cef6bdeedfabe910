#include "app/report.hpp"

#include "analysis/figure_tables.hpp"
#include "analysis/plan_balance.hpp"
#include "app/checker.hpp"
#include "app/feature_state.hpp"
#include "app/input_files.hpp"
#include "app/sheet_writer.hpp"
#include "core/translate.hpp"

#include <fmt/format.h>

#include <map>

namespace geju {

namespace {

std::optional<LandUseBalance> counted(const Document& document, std::optional<BalanceRequest> request, Measure measure,
                                      std::vector<Issue>& issues) {
    if (!request) return std::nullopt;
    request->options.measure = measure;
    auto balanced = planBalance(document, *request);
    append(issues, balanced.issues);
    return std::move(balanced.value);
}

void drawMaps(Report& report, const ReportRequest& request) {
    const auto& scenes = report.document->project.scenes;
    SheetWriter writer(report.document);
    for (std::size_t i = 0; i < scenes.size() && !isCancelled(request.progress); ++i) {
        SheetRequest sheet;
        sheet.page = Page::ofPixels(request.mapWidthPixels, request.mapHeightPixels, 96);
        sheet.scene = scenes[i].id;
        sheet.program = request.program;
        sheet.date = request.date;
        auto png = writer.png(sheet);
        append(report.issues, png.issues);
        if (png) {
            report.maps.push_back(
                {scenes[i].title.get(), scenes[i].text.get(), scenes[i].source.get(), std::move(*png)});
        }
        geju::report(request.progress, static_cast<double>(i + 1) / static_cast<double>(scenes.size()));
        if (request.mapDrawn) request.mapDrawn(i + 1, scenes.size());
    }
}

DataTable findingsTable(const CheckReport& checks) {
    DataTable table;
    table.name = tr("Findings");
    table.columns = {{tr("finding")},        {tr("layer")},  {tr("feature"), true, 0}, {tr("position")},
                     {tr("what was found")}, {tr("remedy")}, {"m²", true, 2}};
    for (const CheckFinding& finding : checks.findings) {
        const Issue& issue = finding.issue;
        table.rows.push_back({issue.code, issue.layer,
                              issue.feature ? DataTable::Cell(static_cast<double>(*issue.feature)) : DataTable::Cell(),
                              issue.position, issue.message, issue.remedy,
                              finding.squareMeters ? DataTable::Cell(*finding.squareMeters) : DataTable::Cell()});
    }
    table.notes.push_back(checks.findings.empty()
                              ? fmt::format(fmt::runtime(tr("{} features checked, nothing found.")), checks.features)
                              : fmt::format(fmt::runtime(tr("{} features checked, findings: {}.")), checks.features,
                                            checks.findings.size()));
    return table;
}

/// Calls districts by their English names where their source has some; figures are counted by the ones that it is keyed
/// by.
void nameInLanguage(LandUseBalance& balance, const Document& document) {
    const auto& reference = document.project.districts;
    const LoadedSource* source = reference ? document.source(reference->source) : nullptr;
    if (!source || !source->source) return;
    const std::string field = reference->nameField.empty() ? "name" : reference->nameField;
    std::map<std::string, std::string> shown;
    for (std::size_t row = 0; row < source->source->size(); ++row) {
        const std::string name = attributeText(*source->source, row, field);
        shown[name] = LocalText{name, attributeText(*source->source, row, field + "_en")}.get();
    }
    const auto rename = [&](std::optional<std::string>& within) {
        if (const auto found = shown.find(within.value_or("")); found != shown.end()) within = found->second;
    };
    for (BalanceRow& row : balance.rows) rename(row.within);
    for (Ledger& ledger : balance.ledgers) rename(ledger.within);
}

} // namespace

Report makeReport(const std::shared_ptr<const Document>& document, const ReportRequest& request) {
    Report report;
    report.document = document;
    report.measure = request.measure;
    report.program = request.program;
    report.date = request.date;
    report.sources = inputTable(inputFiles(*document));
    report.balance = counted(*document, wholeBalance(*document), request.measure, report.issues);
    report.districts = counted(*document, districtBalance(*document), request.measure, report.issues);
    if (report.districts) nameInLanguage(*report.districts, *document);
    MeasureOptions measure;
    measure.measure = request.measure;
    measure.plane = document->crs;
    auto indicators = computeIndicators(*document, measure);
    append(report.issues, indicators.issues);
    if (indicators) report.indicators = std::move(*indicators);
    report.checks = checkInputs({document->project.path.string()}, {});
    if (request.maps) drawMaps(report, request);
    return report;
}

std::vector<DataTable> reportTables(const Report& report) {
    const Project& project = report.document->project;
    std::vector<DataTable> tables;
    if (report.balance) tables.push_back(balanceTable(*report.balance, &project.classes));
    if (report.districts) {
        tables.push_back(balanceTable(*report.districts, &project.classes));
        tables.back().name = tr("Land use by district");
    }
    if (!report.indicators.rows.empty()) tables.push_back(indicatorTable(report.indicators));
    tables.push_back(findingsTable(report.checks));
    if (report.balance)
        tables.push_back(partsTable(*report.balance, *report.document->source(project.landUse->source)->source));
    tables.push_back(report.sources);
    for (const Issue& issue : report.issues) {
        if (issue.severity != Severity::Notice) tables.front().notes.push_back(describe(issue));
    }
    if (project.schematic) {
        tables.front().notes.push_back(tr("The geometry is schematic: figures from the map are not surveyed."));
    }
    return tables;
}

} // namespace geju
