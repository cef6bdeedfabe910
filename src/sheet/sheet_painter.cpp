#include "sheet/sheet_painter.hpp"

#include "core/parallel.hpp"
#include "core/units.hpp"
#include "sheet/cairo_canvas.hpp"
#include "sheet/cairo_fonts.hpp"
#include "sheet/cairo_handles.hpp"
#include "sheet/legend_swatch.hpp"
#include "sheet/lettering.hpp"

#include <cairo.h>
#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <functional>
#include <memory>
#include <numbers>

namespace geju {

namespace {

constexpr Rgba kInk{28, 32, 38, 255};
constexpr Rgba kHairline{120, 126, 134, 255};
constexpr Rgba kWhite{255, 255, 255, 255};

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

void strokeRule(cairo_t* cairo, const FigureLayout::Rule& rule, double unit) {
    cairo_move_to(cairo, rule.x1, rule.y1);
    cairo_line_to(cairo, rule.x2, rule.y2);
    stroke(cairo, kHairline, 0.15 * unit);
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

void drawFigures(cairo_t* cairo, CairoFonts& fonts, const FigureLayout& figures, double unit) {
    for (const auto& swatch : figures.swatches) {
        rectangle(cairo, swatch.box);
        setColor(cairo, swatch.color);
        cairo_fill_preserve(cairo);
        // A pale colour would have no edge on white paper.
        stroke(cairo, kHairline, 0.1 * unit);
    }
    for (const auto& rule : figures.rules) strokeRule(cairo, rule, unit);
    for (const auto& text : figures.texts) drawText(cairo, fonts, text);
}

void traceLine(cairo_t* cairo, const PageLine& line) {
    for (std::size_t i = 0; i < line.size(); ++i) {
        (i == 0 ? cairo_move_to : cairo_line_to)(cairo, line[i].x, line[i].y);
    }
}

void drawGridLines(cairo_t* cairo, const SheetGrid& grid, double unit) {
    for (const auto& line : grid.lines) {
        for (const auto& path : line.paths) traceLine(cairo, path);
    }
    stroke(cairo, {64, 82, 106, 140}, 0.13 * unit);
}

void drawGridFigures(cairo_t* cairo, CairoFonts& fonts, const SheetGrid& grid, double unit) {
    for (const auto& tick : grid.ticks) traceLine(cairo, tick);
    stroke(cairo, kInk, 0.2 * unit);
    const double size = grid.lettering.sizeMillimeters;
    for (const auto& label : grid.labels) {
        cairo_save(cairo);
        cairo_translate(cairo, label.center.x, label.center.y);
        if (label.turned) cairo_rotate(cairo, -std::numbers::pi / 2);
        // Digits of the fonts are about three quarters of the em high.
        drawLine(cairo, fonts, label.text, grid.lettering, -label.length / 2, 0.37 * size);
        cairo_restore(cairo);
    }
}

void drawInsetFrame(cairo_t* cairo, const SheetInset& inset, double unit) {
    cairo_save(cairo);
    rectangle(cairo, inset.box);
    cairo_clip(cairo);
    rectangle(cairo, inset.mark);
    setColor(cairo, {196, 30, 36, 30});
    cairo_fill_preserve(cairo);
    stroke(cairo, {196, 30, 36, 255}, 0.45 * unit);
    cairo_restore(cairo);
    rectangle(cairo, inset.box);
    stroke(cairo, kInk, 0.25 * unit);
}

std::uint8_t premultiplied(unsigned channel, unsigned alpha) {
    return static_cast<std::uint8_t>((channel * alpha + 127) / 255);
}

void forEachRow(int count, const std::function<void(int)>& body) {
    constexpr std::size_t kRowsAtOnce = 32;
    parallelFor(static_cast<std::size_t>(std::max(0, count)), kRowsAtOnce, [&](std::size_t begin, std::size_t end) {
        for (std::size_t y = begin; y < end; ++y) body(static_cast<int>(y));
    });
}

/// RGBA, straight, as a word of cairo's ARGB32: native-endian, premultiplied.
std::uint32_t cairoWord(const std::uint8_t* rgba) {
    const unsigned a = rgba[3];
    if (a == 255) return 0xff000000U | std::uint32_t{rgba[0]} << 16 | std::uint32_t{rgba[1]} << 8 | rgba[2];
    return a << 24 | std::uint32_t{premultiplied(rgba[0], a)} << 16 | std::uint32_t{premultiplied(rgba[1], a)} << 8 |
           premultiplied(rgba[2], a);
}

void toCairo(const Image& image, unsigned char* data, int stride, int atX, int atY, int width, int height) {
    const int columns = std::min(image.width, width - atX);
    forEachRow(std::min(image.height, height - atY), [&](int y) {
        auto* row = data + static_cast<std::ptrdiff_t>(y + atY) * stride + std::ptrdiff_t{4} * atX;
        const std::uint8_t* from = image.pixel(0, y);
        for (int x = 0, count = columns; x < count; ++x, from += 4, row += 4) {
            const std::uint32_t word = cairoWord(from);
            std::memcpy(row, &word, sizeof word);
        }
    });
}

/// An opaque word of cairo's as one whose bytes in memory are R, G, B, A.
std::uint32_t rgbaWord(std::uint32_t cairo) {
    if constexpr (std::endian::native == std::endian::big) return std::rotl(cairo, 8);
    return (cairo & 0xff00ff00U) | (cairo >> 16 & 0xffU) | (cairo & 0xffU) << 16;
}

/// In place.
void fromCairo(std::uint8_t* pixels, int count) {
    for (int x = 0; x < count; ++x, pixels += 4) {
        std::uint32_t word = 0;
        std::memcpy(&word, pixels, sizeof word);
        word = rgbaWord(word);
        std::memcpy(pixels, &word, sizeof word);
    }
}

void drawImage(cairo_t* cairo, const Image& image, const PageBox& box) {
    const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, image.width, image.height));
    if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) return;
    cairo_surface_flush(surface.get());
    toCairo(image, cairo_image_surface_get_data(surface.get()), cairo_image_surface_get_stride(surface.get()), 0, 0,
            image.width, image.height);
    cairo_surface_mark_dirty(surface.get());
    cairo_save(cairo);
    cairo_translate(cairo, box.x, box.y);
    cairo_scale(cairo, box.width / image.width, box.height / image.height);
    cairo_set_source_surface(cairo, surface.get(), 0, 0);
    cairo_pattern_set_filter(cairo_get_source(cairo), CAIRO_FILTER_GOOD);
    cairo_paint(cairo);
    cairo_restore(cairo);
}

} // namespace

void drawFurniture(cairo_t* cairo, const Sheet& sheet, CairoFonts& fonts) {
    const SheetLayout& layout = sheet.layout;
    const double unit = layout.unit;
    drawGridLines(cairo, sheet.grid, unit);
    if (sheet.inset) drawInsetFrame(cairo, *sheet.inset, unit);
    for (const auto& rule : layout.rules) strokeRule(cairo, rule, unit);
    rectangle(cairo, layout.frame);
    stroke(cairo, kInk, 0.25 * unit);
    rectangle(cairo, layout.border);
    stroke(cairo, kInk, 0.5 * unit);
    if (layout.noteBox) {
        rectangle(cairo, *layout.noteBox);
        stroke(cairo, {150, 44, 32, 255}, 0.2 * unit);
    }
    drawGridFigures(cairo, fonts, sheet.grid, unit);
    for (const auto& text : layout.texts) drawText(cairo, fonts, text);
    drawLegend(cairo, sheet, fonts);
    for (const auto& figures : layout.figures) drawFigures(cairo, fonts, figures, unit);
    if (layout.logo) drawImage(cairo, sheet.logo, *layout.logo);
    if (layout.northArrow) drawNorthArrow(cairo, fonts, *layout.northArrow, sheet.northRadians);
    if (layout.scaleBar) drawScaleBar(cairo, fonts, sheet, *layout.scaleBar);
}

Image paintSheet(const Sheet& sheet, const Image& map, FontBook& fonts, const Image& inset) {
    const Page& page = sheet.layout.page;
    const int width = page.widthPixels();
    const int height = page.heightPixels();
    constexpr int kMostPixels = 32767; // of cairo's images
    if (width < 1 || height < 1 || width > kMostPixels || height > kMostPixels) return {};
    // cairo draws in the page's own memory: the largest that an export needs.
    Image image(width, height, 255);
    const int stride = 4 * width;
    const Surface surface(
        cairo_image_surface_create_for_data(image.rgba.data(), CAIRO_FORMAT_ARGB32, width, height, stride));
    if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) return {};
    const double perMillimeter = page.pixelsPerMillimeter();
    const auto put = [&](const Image& part, const PageBox& box) {
        toCairo(part, image.rgba.data(), stride, static_cast<int>(std::lround(box.x * perMillimeter)),
                static_cast<int>(std::lround(box.y * perMillimeter)), width, height);
    };
    put(map, sheet.layout.frame);
    if (sheet.inset) put(inset, sheet.inset->box);
    cairo_surface_mark_dirty(surface.get());

    const Context context(cairo_create(surface.get()));
    cairo_scale(context.get(), perMillimeter, perMillimeter);
    CairoFonts cairoFonts(fonts);
    drawFurniture(context.get(), sheet, cairoFonts);
    cairo_surface_flush(surface.get());
    forEachRow(height, [&](int y) { fromCairo(image.pixel(0, y), width); });
    return image;
}

} // namespace geju
