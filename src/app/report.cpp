#include "app/report.hpp"

#include "analysis/figure_tables.hpp"
#include "analysis/plan_balance.hpp"
#include "app/checker.hpp"
#include "app/sheet_writer.hpp"
#include "core/hash.hpp"
#include "core/translate.hpp"

#include <fmt/format.h>

namespace geju {

namespace {

DataTable sourcesOf(const Document& document) {
    DataTable table;
    table.name = tr("Data");
    table.columns = {{tr("source")},
                     {tr("file")},
                     {tr("features"), true, 0},
                     {tr("bytes"), true, 0},
                     {tr("hash (FNV-1a, 64 bits)")},
                     {tr("coordinate system")},
                     {tr("attribution")}};
    for (const SourceReference& reference : document.project.sources) {
        const LoadedSource* loaded = document.source(reference.id);
        if (!loaded || !loaded->source) continue;
        std::error_code unknown;
        const auto bytes = std::filesystem::file_size(reference.path, unknown);
        const auto hash = hashOfFile(reference.path);
        table.rows.push_back({reference.id, reference.path.filename().string(),
                              static_cast<double>(loaded->source->size()),
                              unknown ? DataTable::Cell() : DataTable::Cell(static_cast<double>(bytes)),
                              hash ? DataTable::Cell(fmt::format("{:016x}", *hash)) : DataTable::Cell(),
                              loaded->source->crs().identifier(), reference.attribution});
    }
    return table;
}

std::optional<LandUseBalance> counted(std::optional<BalanceRequest> request, Measure measure,
                                      std::vector<Issue>& issues) {
    if (!request) return std::nullopt;
    request->options.measure = measure;
    auto balanced = balance(*request);
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

} // namespace

Report makeReport(const std::shared_ptr<const Document>& document, const ReportRequest& request) {
    Report report;
    report.document = document;
    report.measure = request.measure;
    report.program = request.program;
    report.date = request.date;
    report.sources = sourcesOf(*document);
    report.balance = counted(wholeBalance(*document), request.measure, report.issues);
    report.districts = counted(districtBalance(*document), request.measure, report.issues);
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
    if (project.schematic) {
        tables.front().notes.push_back(tr("The geometry is schematic: figures from the map are not surveyed."));
    }
    return tables;
}

} // namespace geju
