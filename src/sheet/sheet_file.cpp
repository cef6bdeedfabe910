#include "sheet/sheet_file.hpp"

#include "core/files.hpp"
#include "core/translate.hpp"
#include "sheet/cairo_fonts.hpp"
#include "sheet/cairo_handles.hpp"
#include "sheet/cairo_painter.hpp"
#include "sheet/pdf_forms.hpp"
#include "sheet/sheet_painter.hpp"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <cairo.h>
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <memory>
#include <string>

namespace geju {

namespace {

/// A map of twice the size, at half of it: so its symbols are half as large as those of the map.
void drawInset(cairo_t* cairo, const SheetInset& inset, PdfForms* forms) {
    cairo_save(cairo);
    cairo_translate(cairo, inset.box.x, inset.box.y);
    cairo_scale(cairo, kInsetSymbols, kInsetSymbols);
    drawPicture(cairo, *inset.picture, inset.view,
                {0, 0, inset.box.width / kInsetSymbols, inset.box.height / kInsetSymbols}, forms);
    cairo_restore(cairo);
}

void drawSheet(cairo_t* cairo, const Sheet& sheet, FontBook& fonts, PdfForms* forms) {
    CairoFonts cairoFonts(fonts);
    const double pointsPerMillimeter = 1 / kMillimetersPerPoint;
    cairo_scale(cairo, pointsPerMillimeter, pointsPerMillimeter);
    drawPicture(cairo, *sheet.picture, sheet.view, sheet.layout.frame, forms);
    drawLabels(cairo, sheet.labels, sheet.view, sheet.layout.frame, cairoFonts);
    if (sheet.inset) drawInset(cairo, *sheet.inset, forms);
    drawFurniture(cairo, sheet, cairoFonts);
}

/// Draws the sheet on a surface and finishes it.
cairo_status_t drawPage(cairo_surface_t* surface, const Sheet& sheet, FontBook& fonts, PdfForms* forms) {
    cairo_status_t status = cairo_surface_status(surface);
    if (status == CAIRO_STATUS_SUCCESS) {
        const CairoContext context(cairo_create(surface));
        drawSheet(context.get(), sheet, fonts, forms);
        cairo_show_page(context.get());
        status = cairo_status(context.get());
    }
    cairo_surface_finish(surface);
    return status == CAIRO_STATUS_SUCCESS ? cairo_surface_status(surface) : status;
}

std::vector<Issue> cannotWrite(const std::filesystem::path& path, cairo_status_t status) {
    return failure<int>("cannot-write",
                        fmt::format(fmt::runtime(tr("cannot be written: {}")), cairo_status_to_string(status)),
                        path.string())
        .issues;
}

cairo_status_t append(void* to, const unsigned char* data, unsigned length) {
    static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

/// cairo names surfaces in SVG ("surface12") by a counter of the process: numbered anew in the order of their
/// appearance, so that a sheet gives the same file whatever was drawn before it.
std::string withOwnSurfaceNames(const std::string& svg) {
    constexpr std::string_view kName = "surface";
    std::map<std::string, std::size_t> numbers;
    std::string out;
    std::size_t at = 0;
    while (true) {
        const std::size_t found = svg.find(kName, at);
        if (found == std::string::npos) return out + svg.substr(at);
        const std::size_t begin = found + kName.size();
        const std::size_t end = std::min(svg.find_first_not_of("0123456789", begin), svg.size());
        out += svg.substr(at, begin - at);
        at = end;
        if (end > begin) {
            out += std::to_string(numbers.emplace(svg.substr(begin, end - begin), numbers.size() + 1).first->second);
        }
    }
}

} // namespace

std::optional<SheetFormat> sheetFormat(const std::filesystem::path& path) {
    std::string extension = path.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (extension == ".png") return SheetFormat::Png;
    if (extension == ".jpg" || extension == ".jpeg") return SheetFormat::Jpeg;
    if (extension == ".pdf") return SheetFormat::Pdf;
    if (extension == ".svg") return SheetFormat::Svg;
    if (extension == ".tif" || extension == ".tiff") return SheetFormat::Tiff;
    return std::nullopt;
}

PicturePlace placeOf(const Sheet& sheet) {
    return {sheet.origin,       sheet.sceneId,      sheet.changedLayers,   sheet.crs,
            sheet.extentLonLat, sheet.centerLonLat, sheet.scaleDenominator};
}

PictureEntries sheetText(const Sheet& sheet) {
    PictureEntries text{{"Title", sheet.content.title}, {"Software", sheet.program}, {"Creation Time", sheet.date}};
    std::erase_if(text, [](const auto& entry) { return entry.second.empty(); });
    const PictureEntries place = entriesOf(placeOf(sheet));
    text.insert(text.end(), place.begin(), place.end());
    return text;
}

std::vector<Issue> writeSheetPdf(const std::filesystem::path& path, const Sheet& sheet, FontBook& fonts) {
    const Page& page = sheet.layout.page;
    std::string bytes;
    const CairoSurface surface(cairo_pdf_surface_create_for_stream(
        append, &bytes, page.widthMillimeters / kMillimetersPerPoint, page.heightMillimeters / kMillimetersPerPoint));
    // From 1.5 on newer cairos pack the document information, and few programs would find the place in it.
    cairo_pdf_surface_restrict_to_version(surface.get(), CAIRO_PDF_VERSION_1_4);
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, sheet.content.title.c_str());
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATOR, sheet.program.c_str());
    const std::string place = joinEntries(entriesOf(placeOf(sheet)));
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_KEYWORDS, place.c_str());
    // Without a date of the caller's, cairo would write the present time and no two files would be equal.
    const std::string date = sheet.date.empty() ? "1970-01-01T00:00:00Z" : sheet.date;
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE, date.c_str());
    PdfForms forms;
    const cairo_status_t status = drawPage(surface.get(), sheet, fonts, &forms);
    if (status != CAIRO_STATUS_SUCCESS) return cannotWrite(path, status);
    const auto completed = forms.complete(std::move(bytes));
    return completed ? writeFile(path, *completed) : cannotWrite(path, CAIRO_STATUS_WRITE_ERROR);
}

std::vector<Issue> writeSheetSvg(const std::filesystem::path& path, const Sheet& sheet, FontBook& fonts) {
    const Page& page = sheet.layout.page;
    std::string text;
    const CairoSurface surface(cairo_svg_surface_create_for_stream(
        append, &text, page.widthMillimeters / kMillimetersPerPoint, page.heightMillimeters / kMillimetersPerPoint));
    cairo_svg_surface_set_document_unit(surface.get(), CAIRO_SVG_UNIT_PT);
    const cairo_status_t status = drawPage(surface.get(), sheet, fonts, nullptr);
    if (status != CAIRO_STATUS_SUCCESS) return cannotWrite(path, status);
    return writeFile(path, withOwnSurfaceNames(text));
}

} // namespace geju
