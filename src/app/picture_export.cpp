#include "app/picture_export.hpp"

#include "core/files.hpp"
#include "core/translate.hpp"
#include "crs/transform.hpp"
#include "drawing/labels.hpp"
#include "gl/headless_context.hpp"
#include "render/map_renderer.hpp"
#include "render/png_file.hpp"
#include "sheet/sheet.hpp"
#include "sheet/sheet_file.hpp"

#include <utility>

namespace geju {

namespace {

/// Sheets are written at twice the screen's resolution: sharp in a report, same millimetres.
constexpr double kSheetDpi = 192;

std::vector<Issue> writeMap(const ExportRequest& request) {
    const auto context = gl::HeadlessContext::create();
    if (!context) return context.issues;
    FontBook fonts;
    PictureBuilder builder(request.document);
    LabelPlacer placer(fonts);
    const auto picture = builder.build(request.states, request.view);
    MapRenderer renderer(fonts);
    const Image image = renderer.renderImage(*picture, request.view, placer.place(*picture, request.view, false));
    PngOptions options;
    options.dpi = 96 * request.view.pixelRatio;
    return writePng(request.path, image, options);
}

std::vector<Issue> writeSheet(const ExportRequest& request, SheetFormat format) {
    SheetRequest wanted;
    const double scale = kSheetDpi / (96 * request.view.pixelRatio);
    wanted.page = Page::ofPixels(static_cast<int>(request.view.widthPixels * scale),
                                 static_cast<int>(request.view.heightPixels * scale), kSheetDpi);
    wanted.scene = request.scene;
    wanted.layers = request.states;
    wanted.program = "Geju " GEJU_VERSION;
    const auto toLonLat = Transform::between(request.document->crs, Crs::wgs84());
    if (!toLonLat) return toLonLat.issues;
    wanted.extentLonLat = toLonLat->forward(request.view.extent());
    FontBook fonts;
    const auto sheet = composeSheet(request.document, wanted, fonts);
    if (!sheet) return sheet.issues;
    std::vector<Issue> issues = sheet.issues;
    switch (format) {
    case SheetFormat::Png: {
        const auto context = gl::HeadlessContext::create();
        if (!context) return context.issues;
        MapRenderer renderer(fonts);
        append(issues, writeSheetPng(request.path, *sheet,
                                     renderer.renderImage(*sheet->picture, sheet->view, sheet->labels), fonts));
        break;
    }
    case SheetFormat::Pdf:
        append(issues, writeSheetPdf(request.path, *sheet, fonts));
        break;
    case SheetFormat::Svg:
        append(issues, writeSheetSvg(request.path, *sheet, fonts));
        break;
    case SheetFormat::Tiff:
        append(issues, failure<int>("unsupported-format", tr("use png, pdf or svg"), request.path.string()).issues);
        break;
    }
    return issues;
}

} // namespace

PictureExport::Done exportPicture(const ExportRequest& asked) {
    ExportRequest request = asked;
    if (request.path.extension().empty()) request.path += ".png";
    const auto format = sheetFormat(request.path);
    if (!format) {
        return {request.path,
                failure<int>("unsupported-format", tr("use png, pdf or svg"), request.path.string()).issues};
    }
    if (request.mapOnly && *format == SheetFormat::Png) return {request.path, writeMap(request)};
    return {request.path, writeSheet(request, *format)};
}

void PictureExport::start(ExportRequest request) {
    task_.start([request = std::move(request)](Progress&) { return exportPicture(request); }, wake_);
}

} // namespace geju
