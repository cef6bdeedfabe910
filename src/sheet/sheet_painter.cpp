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

/// The bytes R, G, B, A of an opaque pixel as a word of cairo's ARGB32.
std::uint32_t toWord(std::uint32_t bytes) {
    if constexpr (std::endian::native == std::endian::big) return std::rotr(bytes, 8);
    return 0xff000000U | (bytes & 0xff00U) | (bytes >> 16 & 0xffU) | (bytes & 0xffU) << 16;
}

std::uint32_t fromWord(std::uint32_t word) {
    if constexpr (std::endian::native == std::endian::big) return std::rotl(word, 8) | 0xffU;
    return toWord(word);
}

/// Each four bytes by a function of them: on its own, so that compilers take many at a time.
template <typename Change>
void changeEach(std::uint8_t* pixels, int count, Change change) {
    for (int x = 0; x < count; ++x, pixels += 4) {
        std::uint32_t word = 0;
        std::memcpy(&word, pixels, sizeof word);
        word = change(word);
        std::memcpy(pixels, &word, sizeof word);
    }
}

bool isOpaque(const std::uint8_t* pixels, int count) {
    unsigned all = 255;
    for (int x = 0; x < count; ++x) all &= pixels[4 * x + 3];
    return all == 255;
}

/// A row of RGBA, straight, into cairo's ARGB32: native-endian words, premultiplied.
void toCairo(std::uint8_t* pixels, int count) {
    if (isOpaque(pixels, count)) return changeEach(pixels, count, toWord);
    for (int x = 0; x < count; ++x, pixels += 4) {
        const unsigned a = pixels[3];
        const std::uint32_t word = a << 24 | std::uint32_t{premultiplied(pixels[0], a)} << 16 |
                                   std::uint32_t{premultiplied(pixels[1], a)} << 8 | premultiplied(pixels[2], a);
        std::memcpy(pixels, &word, sizeof word);
    }
}

void forEachRow(Image& image, const std::function<void(std::uint8_t*)>& body) {
    constexpr std::size_t kRowsAtOnce = 32;
    parallelFor(static_cast<std::size_t>(image.height), kRowsAtOnce, [&](std::size_t begin, std::size_t end) {
        for (std::size_t y = begin; y < end; ++y) body(image.pixel(0, static_cast<int>(y)));
    });
}

/// The image's own memory as a surface of cairo's, which may be used as long as the image.
CairoSurface lendToCairo(Image& image) {
    forEachRow(image, [&](std::uint8_t* row) { toCairo(row, image.width); });
    return CairoSurface(cairo_image_surface_create_for_data(image.rgba.data(), CAIRO_FORMAT_ARGB32, image.width,
                                                            image.height, 4 * image.width));
}

void drawImage(cairo_t* cairo, Image image, const PageBox& box) {
    const CairoSurface surface = lendToCairo(image);
    if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) return;
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
    if (layout.logo && sheet.logoDrawing) {
        sheet.logoDrawing->draw(cairo, *layout.logo);
    } else if (layout.logo) {
        drawImage(cairo, sheet.logo, *layout.logo);
    }
    if (layout.northArrow) drawNorthArrow(cairo, fonts, *layout.northArrow, sheet.northRadians);
    if (layout.scaleBar) drawScaleBar(cairo, fonts, sheet, *layout.scaleBar);
}

PixelOffset offsetOf(const PageBox& box, const Page& page) {
    const double perMillimeter = page.pixelsPerMillimeter();
    return {static_cast<int>(std::lround(box.x * perMillimeter)), static_cast<int>(std::lround(box.y * perMillimeter))};
}

Image blankPage(const Page& page) {
    constexpr int kMostPixels = 32767; // of cairo's images
    const int width = page.widthPixels();
    const int height = page.heightPixels();
    constexpr std::uint8_t kWhitePaper = 255;
    if (width < 1 || height < 1 || width > kMostPixels || height > kMostPixels) return {};
    return Image(width, height, kWhitePaper);
}

void paintFurniture(const Sheet& sheet, Image& page, FontBook& fonts) {
    {
        const CairoSurface surface = lendToCairo(page);
        const CairoContext context(cairo_create(surface.get()));
        const double perMillimeter = sheet.layout.page.pixelsPerMillimeter();
        cairo_scale(context.get(), perMillimeter, perMillimeter);
        CairoFonts cairoFonts(fonts);
        drawFurniture(context.get(), sheet, cairoFonts);
        cairo_surface_flush(surface.get());
    }
    forEachRow(page, [&](std::uint8_t* row) { changeEach(row, page.width, fromWord); });
}

} // namespace geju
