#include "sheet/sheet_file.hpp"

#include "core/files.hpp"
#include "core/translate.hpp"
#include "render/png_file.hpp"
#include "sheet/cairo_fonts.hpp"
#include "sheet/cairo_painter.hpp"
#include "sheet/cairo_symbols.hpp"
#include "sheet/sheet_painter.hpp"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <cairo.h>
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <memory>

namespace geju {

namespace {

struct ReleaseCairo {
    void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
using Surface = std::unique_ptr<cairo_surface_t, ReleaseCairo>;
using Context = std::unique_ptr<cairo_t, ReleaseCairo>;

PngOptions pngOptions(const Sheet& sheet) {
    PngOptions options;
    options.dpi = sheet.layout.page.dpi;
    const Box& box = sheet.extentLonLat;
    options.text = {
        {"Title", sheet.content.title},
        {"Software", sheet.program},
        {"Creation Time", sheet.date},
        {"geju:extent", box.empty() ? "" : fmt::format("{},{},{},{}", box.minX, box.minY, box.maxX, box.maxY)},
        {"geju:crs", sheet.crs},
        {"geju:scale", fmt::format("{:.6g}", sheet.scaleDenominator)},
        {"geju:scene", sheet.sceneId}};
    std::erase_if(options.text, [](const auto& entry) { return entry.second.empty(); });
    return options;
}

void drawSheet(cairo_t* cairo, const Sheet& sheet, FontBook& fonts) {
    CairoFonts cairoFonts(fonts);
    const double pointsPerMillimeter = 1 / kMillimetersPerPoint;
    cairo_scale(cairo, pointsPerMillimeter, pointsPerMillimeter);
    drawPicture(cairo, *sheet.picture, sheet.view, sheet.layout.frame);
    drawLabels(cairo, sheet.labels, sheet.view, sheet.layout.frame, cairoFonts);
    drawFurniture(cairo, sheet, cairoFonts);
}

/// Draws on a surface that writes to a file, and finishes it.
template <typename Create>
std::vector<Issue> writeVectors(const std::filesystem::path& path, const Sheet& sheet, FontBook& fonts,
                                const Create& create) {
    return writeThrough(path, [&](const std::filesystem::path& temporary) -> std::vector<Issue> {
        const Page& page = sheet.layout.page;
        const Surface surface(create(temporary.c_str(), page.widthMillimeters / kMillimetersPerPoint,
                                     page.heightMillimeters / kMillimetersPerPoint));
        cairo_status_t status = cairo_surface_status(surface.get());
        if (status == CAIRO_STATUS_SUCCESS) {
            const Context context(cairo_create(surface.get()));
            drawSheet(context.get(), sheet, fonts);
            cairo_show_page(context.get());
            status = cairo_status(context.get());
        }
        cairo_surface_finish(surface.get());
        if (status == CAIRO_STATUS_SUCCESS) status = cairo_surface_status(surface.get());
        if (status == CAIRO_STATUS_SUCCESS) return {};
        return failure<int>("cannot-write",
                            fmt::format(fmt::runtime(tr("cannot be written: {}")), cairo_status_to_string(status)),
                            temporary.string())
            .issues;
    });
}

} // namespace

std::optional<SheetFormat> sheetFormat(const std::filesystem::path& path) {
    std::string extension = path.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (extension == ".png") return SheetFormat::Png;
    if (extension == ".pdf") return SheetFormat::Pdf;
    if (extension == ".svg") return SheetFormat::Svg;
    if (extension == ".tif" || extension == ".tiff") return SheetFormat::Tiff;
    return std::nullopt;
}

std::vector<Issue> writeSheetPng(const std::filesystem::path& path, const Sheet& sheet, Image map, FontBook& fonts) {
    const Image image = paintSheet(sheet, std::move(map), fonts);
    if (image.rgba.empty()) {
        return failure<int>("cannot-write", tr("the page is too large for an image"), path.string()).issues;
    }
    return writePng(path, image, pngOptions(sheet));
}

std::vector<Issue> writeSheetPdf(const std::filesystem::path& path, const Sheet& sheet, FontBook& fonts) {
    return writeVectors(path, sheet, fonts, [&](const char* file, double width, double height) {
        cairo_surface_t* surface = cairo_pdf_surface_create(file, width, height);
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, sheet.content.title.c_str());
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, sheet.program.c_str());
        const Box& box = sheet.extentLonLat;
        const std::string place =
            fmt::format("geju:extent={},{},{},{} geju:crs={} geju:scale={:.6g} geju:scene={}", box.minX, box.minY,
                        box.maxX, box.maxY, sheet.crs, sheet.scaleDenominator, sheet.sceneId);
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_KEYWORDS, place.c_str());
        // Without a date of the caller's, cairo would write the present time and no two files would be equal.
        const std::string date = sheet.date.empty() ? "1970-01-01T00:00:00Z" : sheet.date;
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, date.c_str());
        return surface;
    });
}

std::vector<Issue> writeSheetSvg(const std::filesystem::path& path, const Sheet& sheet, FontBook& fonts) {
    return writeVectors(path, sheet, fonts, [](const char* file, double width, double height) {
        cairo_surface_t* surface = cairo_svg_surface_create(file, width, height);
        cairo_svg_surface_set_document_unit(surface, CAIRO_SVG_UNIT_PT);
        return surface;
    });
}

} // namespace geju
