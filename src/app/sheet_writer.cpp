#include "app/sheet_writer.hpp"

#include "app/picture_origin.hpp"
#include "app/sheet_figures.hpp"
#include "core/translate.hpp"
#include "crs/transform.hpp"
#include "drawing/labels.hpp"
#include "io/image_writer.hpp"
#include "render/png_file.hpp"
#include "sheet/ground.hpp"
#include "sheet/sheet_painter.hpp"

#include <algorithm>

namespace geju {

namespace {

bool isVector(SheetFormat format) {
    return format == SheetFormat::Pdf || format == SheetFormat::Svg;
}

/// The frame's pixels, and with them those of the page around it, lie where the view says.
Georeference placeOf(const View& view, const Crs& crs, double leftPixels, double topPixels) {
    const Box extent = view.extent();
    return {crs,
            {extent.minX - leftPixels * view.unitsPerPixel, extent.maxY + topPixels * view.unitsPerPixel},
            view.unitsPerPixel};
}

PngOptions pngOptions(const std::vector<std::pair<std::string, std::string>>& text, double dpi) {
    PngOptions options;
    options.dpi = dpi;
    options.text = {text.begin(), text.end()};
    return options;
}

std::vector<Issue> writeImage(const std::filesystem::path& path, SheetFormat format, const Image& image,
                              std::vector<std::pair<std::string, std::string>> text, double dpi, Georeference place) {
    if (format == SheetFormat::Png) return writePng(path, image, pngOptions(text, dpi));
    const WrittenImage written{image.width, image.height, image.rgba, dpi, std::move(place), std::move(text)};
    return format == SheetFormat::Tiff ? writeGeoTiff(path, written) : writeJpeg(path, written);
}

PicturePlace placeOf(const Document& document, const View& view) {
    PicturePlace place;
    place.crs = document.crs.identifier().empty() ? document.crs.name() : document.crs.identifier();
    const double span = view.unitsPerPixel * view.widthPixels / 1000;
    place.scaleDenominator = scaleDenominator(view, Ground(document.crs).metersPerUnit(view.centerWorld, span));
    if (const auto transform = Transform::between(document.crs, Crs::wgs84())) {
        place.extentLonLat = transform->forward(view.extent());
        place.centerLonLat = transform->forward(view.centerWorld);
    }
    return place;
}

/// An image at a place of a larger one; what would lie outside is left out.
void paste(const Image& part, Image& image, PixelOffset at) {
    const int columns = std::min(part.width, image.width - at.left);
    const int rows = std::min(part.height, image.height - at.top);
    for (int y = 0; y < rows && columns > 0; ++y)
        std::copy_n(part.pixel(0, y), std::ptrdiff_t{4} * columns, image.pixel(at.left, at.top + y));
}

} // namespace

SheetWriter::SheetWriter(std::shared_ptr<const Document> document)
  : document_(std::move(document))
  , hash_(std::async(std::launch::async, [plan = document_] { return hashOfFiles(*plan); })) {}

std::vector<Issue> SheetWriter::paint(const Picture& picture, const View& view, const std::vector<PlacedLabel>& labels,
                                      Image& image, PixelOffset at) {
    if (labels.empty()) {
        paintLayers(picture, view, image, at);
        return {};
    }
    if (!context_) {
        auto context = gl::HeadlessContext::create();
        if (!context) return std::move(context.issues);
        context_.emplace(std::move(*context));
    }
    // Where a glyph came to lie in a renderer's atlas shows in the last bits of a pixel: one of its own makes a
    // sheet independent of those before it.
    MapRenderer renderer(fonts_);
    paste(renderer.renderImage(picture, view, labels), image, at);
    return renderer.takeIssues();
}

Result<Sheet> SheetWriter::compose(const SheetRequest& request) {
    std::vector<Issue> issues;
    const auto sheet = sheetTemplate(document_->project, request.sheet);
    if (sheet && figuresOf_ != request.sheet) {
        auto figures = sheetFigures(*document_, *sheet);
        issues = std::move(figures.issues);
        figures_ = std::move(*figures);
        figuresOf_ = request.sheet;
    }
    SheetRequest wanted = request;
    wanted.figures = figures_;
    auto composed = composeSheet(document_, wanted, fonts_);
    append(composed.issues, issues);
    return composed;
}

Result<Image> SheetWriter::paintPage(const Sheet& sheet) {
    const SheetLayout& layout = sheet.layout;
    Image page = blankPage(layout.page);
    if (page.rgba.empty()) return failure<Image>("cannot-write", tr("the page is too large for an image"));
    Result<Image> result;
    result.issues = paint(*sheet.picture, sheet.view, sheet.labels, page, offsetOf(layout.frame, layout.page));
    if (hasErrors(result.issues)) return result;
    if (sheet.inset) {
        const PixelOffset at = offsetOf(sheet.inset->box, layout.page);
        append(result.issues, paint(*sheet.inset->picture, sheet.inset->view, {}, page, at));
    }
    paintFurniture(sheet, page, fonts_);
    result.value = std::move(page);
    return result;
}

Result<std::string> SheetWriter::png(const SheetRequest& request) {
    Result<std::string> result;
    auto sheet = compose(request);
    result.issues = std::move(sheet.issues);
    if (!sheet) return result;
    auto image = paintPage(*sheet);
    append(result.issues, image.issues);
    if (!image) return result;
    sheet->origin = originOf(*document_, {}, hash_.get());
    auto bytes = encodePng(*image, pngOptions(sheetText(*sheet), sheet->layout.page.dpi));
    append(result.issues, bytes.issues);
    result.value = std::move(bytes.value);
    return result;
}

std::vector<Issue> SheetWriter::write(const std::filesystem::path& path, SheetFormat format,
                                      const SheetRequest& request) {
    auto sheet = compose(request);
    std::vector<Issue> issues = std::move(sheet.issues);
    if (!sheet) return issues;
    if (isVector(format)) {
        sheet->origin = originOf(*document_, path, hash_.get());
        append(issues,
               format == SheetFormat::Pdf ? writeSheetPdf(path, *sheet, fonts_) : writeSheetSvg(path, *sheet, fonts_));
        return issues;
    }
    auto image = paintPage(*sheet);
    for (Issue& issue : image.issues) issue.file = issue.file.empty() ? path.string() : issue.file;
    append(issues, image.issues);
    if (!image) return issues;
    const PageBox& frame = sheet->layout.frame;
    sheet->origin = originOf(*document_, path, hash_.get());
    const double pixels = sheet->layout.page.pixelsPerMillimeter();
    append(issues, writeImage(path, format, *image, sheetText(*sheet), sheet->layout.page.dpi,
                              placeOf(sheet->view, document_->crs, frame.x * pixels, frame.y * pixels)));
    return issues;
}

std::vector<Issue> SheetWriter::writeMap(const std::filesystem::path& path, SheetFormat format,
                                         const LayerStates& states, const View& view, const std::string& scene) {
    if (isVector(format)) {
        return failure<int>("unsupported-format", tr("a map alone is a picture: use png, tif or jpg"), path.string())
            .issues;
    }
    PictureBuilder builder(document_);
    LabelPlacer placer(fonts_);
    const auto picture = builder.build(states, view);
    Image map(view.widthPixels, view.heightPixels);
    std::vector<Issue> issues = paint(*picture, view, placer.place(*picture, view, false), map);
    if (hasErrors(issues)) return issues;
    PicturePlace shown = placeOf(*document_, view);
    shown.scene = scene;
    shown.layers = changedLayers(document_->project, document_->project.scene(scene), states);
    shown.origin = originOf(*document_, path, hash_.get());
    append(issues,
           writeImage(path, format, map, entriesOf(shown), 96 * view.pixelRatio, placeOf(view, document_->crs, 0, 0)));
    return issues;
}

} // namespace geju
