#include "sheet/sheet_painter.hpp"

#include "core/units.hpp"
#include "sheet/cairo_fonts.hpp"
#include "sheet/cairo_symbols.hpp"
#include "sheet/legend_swatch.hpp"
#include "sheet/lettering.hpp"

#include <cairo.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <memory>
#include <numbers>

namespace geju {

namespace {

constexpr Rgba kInk{28, 32, 38, 255};
constexpr Rgba kHairline{120, 126, 134, 255};
constexpr Rgba kWhite{255, 255, 255, 255};

struct ReleaseCairo {
    void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
using Surface = std::unique_ptr<cairo_surface_t, ReleaseCairo>;
using Context = std::unique_ptr<cairo_t, ReleaseCairo>;

void rectangle(cairo_t* cairo, const PageBox& box) {
    cairo_rectangle(cairo, box.x, box.y, box.width, box.height);
}

void stroke(cairo_t* cairo, Rgba color, double width) {
    setColor(cairo, color);
    cairo_set_dash(cairo, nullptr, 0, 0);
    cairo_set_line_width(cairo, width);
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_MITER);
    cairo_set_line_cap(cairo, CAIRO_LINE_CAP_BUTT);
    cairo_stroke(cairo);
}

/// A compass needle, half filled, with its letter; turned to true north.
void drawNorthArrow(cairo_t* cairo, CairoFonts& fonts, const PageBox& box, double northRadians) {
    const double centerX = box.x + box.width / 2;
    const double centerY = box.y + box.height * 0.62;
    const double length = box.height * 0.38;
    const double halfWidth = box.width * 0.26;
    cairo_save(cairo);
    cairo_translate(cairo, centerX, centerY);
    cairo_rotate(cairo, northRadians);
    for (const double side : {-1.0, 1.0}) {
        cairo_move_to(cairo, 0, -length);
        cairo_line_to(cairo, side * halfWidth, length);
        cairo_line_to(cairo, 0, 0.58 * length);
        cairo_close_path(cairo);
        setColor(cairo, side < 0 ? kInk : kWhite);
        cairo_fill(cairo);
    }
    cairo_move_to(cairo, 0, -length);
    cairo_line_to(cairo, halfWidth, length);
    cairo_line_to(cairo, 0, 0.58 * length);
    cairo_line_to(cairo, -halfWidth, length);
    cairo_close_path(cairo);
    stroke(cairo, kInk, 0.022 * box.height);
    Lettering letter;
    letter.font = "Noto Sans CJK SC Bold";
    letter.sizeMillimeters = box.height * 0.26;
    letter.color = kInk;
    const double width = Letterer(fonts.book()).width("N", letter);
    drawLine(cairo, fonts, "N", letter, -width / 2, -length - box.height * 0.05);
    cairo_restore(cairo);
}

/// "0", "500 m", "2 km" …: the unit stands at the end of the bar alone.
std::string barLabel(double meters, bool kilometers) {
    return fmt::format("{:.6g}", kilometers ? meters / 1000 : meters);
}

/// Five significant digits: more than anybody measures on paper, less than the rounding of a projection.
double shownScale(double denominator) {
    if (!(denominator > 0) || !std::isfinite(denominator)) return denominator;
    const double step = std::pow(10.0, std::floor(std::log10(denominator)) - 4);
    return step > 1 ? std::round(denominator / step) * step : denominator;
}

void drawScaleBar(cairo_t* cairo, CairoFonts& fonts, const Sheet& sheet, const PageBox& box) {
    const Letterer letterer(fonts.book());
    Lettering ratio;
    ratio.font = "Noto Sans CJK SC Bold";
    ratio.sizeMillimeters = box.height * 0.29;
    ratio.color = kInk;
    TextBlock text = letterer.block(formatScale(shownScale(sheet.scaleDenominator)), ratio, box.x, box.y, box.width);
    text.top = box.y - box.height * 0.04;
    drawText(cairo, fonts, text);
    if (!sheet.scaleBar) return;

    const double unitsPerMillimeter = sheet.view.unitsPerPixel * sheet.layout.page.pixelsPerMillimeter();
    const double length = sheet.scaleBar->lengthUnits / unitsPerMillimeter;
    const double thickness = box.height * 0.12;
    const double top = box.y + box.height * 0.5;
    const int divisions = sheet.scaleBar->divisions;
    for (int i = 0; i < divisions; ++i) {
        rectangle(cairo, {box.x + length * i / divisions, top, length / divisions, thickness});
        setColor(cairo, i % 2 == 0 ? kInk : kWhite);
        cairo_fill(cairo);
    }
    rectangle(cairo, {box.x, top, length, thickness});
    stroke(cairo, kInk, box.height * 0.02);

    Lettering figures;
    figures.sizeMillimeters = box.height * 0.2;
    figures.color = kInk;
    const double baseline = top + thickness + figures.sizeMillimeters * 1.1;
    const double meters = sheet.scaleBar->meters;
    const bool kilometers = meters >= 1000;
    drawLine(cairo, fonts, "0", figures, box.x, baseline);
    const std::string middle = barLabel(meters / 2, kilometers);
    if (divisions % 2 == 0) {
        drawLine(cairo, fonts, middle, figures, box.x + length / 2 - letterer.width(middle, figures) / 2, baseline);
    }
    const std::string end = barLabel(meters, kilometers);
    const double endX = box.x + length - letterer.width(end, figures) / 2;
    drawLine(cairo, fonts, end + (kilometers ? " km" : " m"), figures, endX, baseline);
}

void drawLegend(cairo_t* cairo, const Sheet& sheet, CairoFonts& fonts) {
    for (const auto& placement : sheet.layout.legend.placements) {
        drawText(cairo, fonts, placement.label);
        if (placement.heading) continue;
        drawSwatch(cairo, sheet.swatches[placement.entry], placement.swatch, sheet.scaleDenominator);
    }
}

std::uint8_t premultiplied(unsigned channel, unsigned alpha) {
    return static_cast<std::uint8_t>((channel * alpha + 127) / 255);
}

/// RGBA, straight, into cairo's ARGB32: native-endian words, premultiplied.
void toCairo(const Image& image, unsigned char* data, int stride, int atX, int atY, int width, int height) {
    const int columns = std::min(image.width, width - atX);
    for (int y = 0; y < std::min(image.height, height - atY); ++y) {
        auto* row = data + static_cast<std::ptrdiff_t>(y + atY) * stride + std::ptrdiff_t{4} * atX;
        for (int x = 0; x < columns; ++x) {
            const std::uint8_t* from = image.pixel(x, y);
            const unsigned a = from[3];
            const std::uint32_t word = (a << 24) | (std::uint32_t{premultiplied(from[0], a)} << 16) |
                                       (std::uint32_t{premultiplied(from[1], a)} << 8) | premultiplied(from[2], a);
            std::memcpy(row + std::ptrdiff_t{4} * x, &word, sizeof word);
        }
    }
}

} // namespace

void drawFurniture(cairo_t* cairo, const Sheet& sheet, CairoFonts& fonts) {
    const SheetLayout& layout = sheet.layout;
    const double unit = layout.unit;
    for (const auto& rule : layout.rules) {
        cairo_move_to(cairo, rule.x1, rule.y1);
        cairo_line_to(cairo, rule.x2, rule.y2);
        stroke(cairo, kHairline, 0.15 * unit);
    }
    rectangle(cairo, layout.frame);
    stroke(cairo, kInk, 0.25 * unit);
    rectangle(cairo, layout.border);
    stroke(cairo, kInk, 0.5 * unit);
    if (layout.noteBox) {
        rectangle(cairo, *layout.noteBox);
        stroke(cairo, {150, 44, 32, 255}, 0.2 * unit);
    }
    for (const auto& text : layout.texts) drawText(cairo, fonts, text);
    drawLegend(cairo, sheet, fonts);
    if (layout.northArrow) drawNorthArrow(cairo, fonts, *layout.northArrow, sheet.northRadians);
    if (layout.scaleBar) drawScaleBar(cairo, fonts, sheet, *layout.scaleBar);
}

Image paintSheet(const Sheet& sheet, Image map, FontBook& fonts) {
    const Page& page = sheet.layout.page;
    const int width = page.widthPixels();
    const int height = page.heightPixels();
    const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height));
    if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) return {};
    const Context context(cairo_create(surface.get()));
    cairo_t* cairo = context.get();
    setColor(cairo, kWhite);
    cairo_paint(cairo);
    cairo_surface_flush(surface.get());
    const double perMillimeter = page.pixelsPerMillimeter();
    unsigned char* data = cairo_image_surface_get_data(surface.get());
    const int stride = cairo_image_surface_get_stride(surface.get());
    toCairo(map, data, stride, static_cast<int>(std::lround(sheet.layout.frame.x * perMillimeter)),
            static_cast<int>(std::lround(sheet.layout.frame.y * perMillimeter)), width, height);
    map = {};
    cairo_surface_mark_dirty(surface.get());

    CairoFonts cairoFonts(fonts);
    cairo_scale(cairo, perMillimeter, perMillimeter);
    drawFurniture(cairo, sheet, cairoFonts);
    cairo_surface_flush(surface.get());
    Image image(width, height);
    for (int y = 0; y < height; ++y) {
        const auto* row = data + static_cast<std::ptrdiff_t>(y) * stride;
        for (int x = 0; x < width; ++x) {
            std::uint32_t word = 0;
            std::memcpy(&word, row + std::ptrdiff_t{4} * x, sizeof word);
            std::uint8_t* to = image.pixel(x, y); // the page is opaque: nothing to divide by
            to[0] = static_cast<std::uint8_t>(word >> 16);
            to[1] = static_cast<std::uint8_t>(word >> 8);
            to[2] = static_cast<std::uint8_t>(word);
            to[3] = 255;
        }
    }
    return image;
}

} // namespace geju
