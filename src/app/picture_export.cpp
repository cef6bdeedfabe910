#include "app/picture_export.hpp"

#include "app/sheet_writer.hpp"
#include "core/translate.hpp"
#include "crs/transform.hpp"

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
    wanted.scene = request.scene;
    wanted.layers = request.states;
    wanted.program = "Geju " GEJU_VERSION;
    const auto toLonLat = Transform::between(request.document->crs, Crs::wgs84());
    if (!toLonLat) return toLonLat.issues;
    wanted.extentLonLat = toLonLat->forward(request.view.extent());
    return SheetWriter(request.document).write(request.path, format, wanted);
}

} // namespace

PictureExport::Done exportPicture(const ExportRequest& asked) {
    ExportRequest request = asked;
    if (request.path.extension().empty()) request.path += ".png";
    const auto format = sheetFormat(request.path);
    if (!format) {
        return {request.path,
                failure<int>("unsupported-format", tr("use png, jpg, tif, pdf or svg"), request.path.string()).issues};
    }
    if (request.mapOnly) {
        return {request.path,
                SheetWriter(request.document).writeMap(request.path, *format, request.states, request.view)};
    }
    return {request.path, writeSheet(request, *format)};
}

void PictureExport::start(ExportRequest request) {
    task_.start([request = std::move(request)](Progress&) { return exportPicture(request); }, wake_);
}

} // namespace geju
