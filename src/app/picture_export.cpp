#include "app/picture_export.hpp"

#include "analysis/areal_layer.hpp"
#include "app/report.hpp"
#include "app/sheet_writer.hpp"
#include "core/files.hpp"
#include "core/translate.hpp"
#include "crs/transform.hpp"
#include "io/table_writer.hpp"

#include <utility>

namespace geju {

namespace {

/// Sheets are written at twice the screen's resolution: sharp in a report, same millimetres.
constexpr double kSheetDpi = 192;

std::vector<Issue> writeSheet(const ExportRequest& request, SheetFormat format) {
    SheetRequest wanted;
    const double scale = kSheetDpi / (96 * request.view.pixelRatio);
    wanted.page = Page::ofPixels(static_cast<int>(request.view.widthPixels * scale),
                                 static_cast<int>(request.view.heightPixels * scale), kSheetDpi);
    wanted.sheet = request.sheet;
    if (const auto sheet = sheetTemplate(request.document->project, request.sheet)) {
        const auto page = pageOf(*sheet);
        if (!page) return page.issues;
        if (*page) wanted.page = **page;
    }
    wanted.scene = request.scene;
    wanted.layers = request.states;
    wanted.program = "Geju " GEJU_VERSION;
    const auto toLonLat = Transform::between(request.document->crs, Crs::wgs84());
    if (!toLonLat) return toLonLat.issues;
    wanted.extentLonLat = toLonLat->forward(request.view.extent());
    return SheetWriter(request.document).write(request.path, format, wanted);
}

bool isReport(const std::filesystem::path& path) {
    return path.extension() == ".html" || path.extension() == ".xlsx";
}

/// All of the plan, not what is seen alone.
std::vector<Issue> writeReport(const ExportRequest& request, Progress* progress) {
    if (request.document->project.path.empty()) {
        return failure<int>("not-a-project", tr("a report is of a project: these are data alone"),
                            request.path.string())
            .issues;
    }
    const bool workbook = request.path.extension() == ".xlsx";
    ReportRequest wanted;
    wanted.program = "Geju " GEJU_VERSION;
    wanted.maps = !workbook;
    wanted.progress = progress;
    const Report report = makeReport(request.document, wanted);
    if (isCancelled(progress)) return {cancelledIssue()};
    return workbook ? writeXlsx(request.path, reportTables(report)) : writeFile(request.path, reportHtml(report));
}

} // namespace

PictureExport::Done exportPicture(const ExportRequest& asked, Progress* progress) {
    ExportRequest request = asked;
    if (request.path.extension().empty()) request.path += ".png";
    if (isReport(request.path)) return {request.path, writeReport(request, progress)};
    const auto format = sheetFormat(request.path);
    if (!format) {
        return {request.path, failure<int>("unsupported-format", tr("use png, jpg, tif, pdf, svg, html or xlsx"),
                                           request.path.string())
                                  .issues};
    }
    if (request.mapOnly) {
        return {
            request.path,
            SheetWriter(request.document).writeMap(request.path, *format, request.states, request.view, request.scene)};
    }
    return {request.path, writeSheet(request, *format)};
}

void PictureExport::start(TableRequest request) {
    if (request.path.extension().empty()) request.path += ".csv";
    task_.start([request = std::move(request)](Progress&) { return Done{request.path, writeTable(request)}; }, wake_);
}

void PictureExport::start(ExportRequest request) {
    task_.start([request = std::move(request)](Progress& progress) { return exportPicture(request, &progress); },
                wake_);
}

} // namespace geju
