#include "sheet/lettering.hpp"

#include "sheet/cairo_fonts.hpp"

#include <cairo.h>

#include <algorithm>
#include <array>
#include <span>

namespace geju {

namespace {

/// Shaping is linear in the size; one size serves all and fills the book's cache once.
constexpr double kShapingPixels = 64;

std::size_t characterLength(unsigned char lead) {
    return lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

bool isIdeographic(std::string_view character) {
    // U+2E80 and above in UTF-8 begins with E2 BA or more; what matters here starts at E3 (U+3000).
    return character.size() >= 3 && static_cast<unsigned char>(character[0]) >= 0xe3;
}

bool mayNotBegin(std::string_view character) {
    constexpr std::array<std::string_view, 24> closing{",",  ".",  ";",  ":",  ")",  "]",  "%",  "，",
                                                       "。", "、", "；", "：", "！", "？", "）", "》",
                                                       "」", "』", "】", "”",  "’",  "…",  "％", "·"};
    return std::find(closing.begin(), closing.end(), character) != closing.end();
}

bool mayNotEnd(std::string_view character) {
    constexpr std::array<std::string_view, 9> opening{"(", "[", "（", "《", "「", "『", "【", "“", "‘"};
    return std::find(opening.begin(), opening.end(), character) != opening.end();
}

/// Pieces between which a line may break; a piece ends with the spaces that follow it.
std::vector<std::string> breakable(std::string_view text) {
    std::vector<std::string> pieces;
    bool open = false; // the next character belongs to the last piece
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = std::min(characterLength(static_cast<unsigned char>(text[at])), text.size() - at);
        const std::string_view character = text.substr(at, length);
        at += length;
        const bool space = character == " ";
        const bool ideographic = isIdeographic(character);
        const bool join = !pieces.empty() && (open || space || mayNotBegin(character));
        if (join) {
            pieces.back() += character;
        } else {
            pieces.emplace_back(character);
        }
        const bool nextIdeographic =
            at < text.size() && isIdeographic(text.substr(at, characterLength(static_cast<unsigned char>(text[at]))));
        open = mayNotEnd(character) || (!space && !ideographic && !nextIdeographic);
    }
    return pieces;
}

/// Which bytes of the text each group of glyphs stands for, up to `end`; empty where the order is not that of the text.
std::vector<cairo_text_cluster_t> clustersOf(std::span<const ShapedGlyph> glyphs, std::size_t end) {
    std::vector<cairo_text_cluster_t> clusters;
    for (std::size_t i = 0; i < glyphs.size();) {
        std::size_t next = i + 1;
        while (next < glyphs.size() && glyphs[next].cluster == glyphs[i].cluster) ++next;
        const std::size_t stop = next < glyphs.size() ? glyphs[next].cluster : end;
        if (stop <= glyphs[i].cluster) return {};
        clusters.push_back({static_cast<int>(stop - glyphs[i].cluster), static_cast<int>(next - i)});
        i = next;
    }
    return clusters;
}

std::string trimmed(std::string text) {
    text.erase(text.find_last_not_of(' ') + 1);
    return text;
}

} // namespace

PageBox TextBlock::box() const {
    const double left = side == Side::Left     ? anchorX
                        : side == Side::Center ? anchorX - widthMillimeters / 2
                                               : anchorX - widthMillimeters;
    return {left, top, widthMillimeters, height()};
}

double Letterer::width(std::string_view text, const Lettering& lettering) const {
    double advance = 0;
    for (const auto& glyph : fonts_.shape(text, lettering.font, kShapingPixels)) advance += glyph.advance;
    return advance * lettering.sizeMillimeters / kShapingPixels;
}

std::vector<std::string> Letterer::wrap(std::string_view text, const Lettering& lettering,
                                        double widthMillimeters) const {
    std::vector<std::string> lines;
    while (true) {
        const auto end = text.find('\n');
        std::string line;
        for (auto& piece : breakable(text.substr(0, end))) {
            if (!line.empty() && width(trimmed(line + piece), lettering) > widthMillimeters) {
                lines.push_back(trimmed(std::move(line)));
                line.clear();
            }
            line += piece;
        }
        lines.push_back(trimmed(std::move(line)));
        if (end == std::string_view::npos) return lines;
        text.remove_prefix(end + 1);
    }
}

TextBlock Letterer::block(std::string_view text, const Lettering& lettering, double anchorX, double top,
                          double widthMillimeters, Side side, double lineHeightEms) const {
    TextBlock block;
    block.lettering = lettering;
    block.anchorX = anchorX;
    block.top = top;
    block.side = side;
    block.lineHeight = lineHeightEms * lettering.sizeMillimeters;
    if (text.empty()) return block;
    block.lines = wrap(text, lettering, widthMillimeters);
    for (const auto& line : block.lines) {
        block.widthMillimeters = std::max(block.widthMillimeters, width(line, lettering));
    }
    return block;
}

void drawLine(cairo_t* cairo, CairoFonts& fonts, std::string_view text, const Lettering& lettering, double x,
              double y) {
    cairo_set_source_rgba(cairo, lettering.color.r / 255.0, lettering.color.g / 255.0, lettering.color.b / 255.0,
                          lettering.color.a / 255.0);
    const auto shaped = fonts.book().shape(text, lettering.font, kShapingPixels);
    const double scale = lettering.sizeMillimeters / kShapingPixels;
    double pen = x;
    // Runs of one face; with their text, so that PDF keeps it selectable.
    for (std::size_t first = 0; first < shaped.size();) {
        std::size_t last = first;
        std::vector<cairo_glyph_t> glyphs;
        for (; last < shaped.size() && shaped[last].face == shaped[first].face; ++last) {
            const ShapedGlyph& glyph = shaped[last];
            glyphs.push_back({glyph.glyph, pen + glyph.offsetX * scale, y - glyph.offsetY * scale});
            pen += glyph.advance * scale;
        }
        const std::size_t begin = shaped[first].cluster;
        const std::size_t end = last < shaped.size() ? shaped[last].cluster : text.size();
        const auto clusters = clustersOf(std::span(shaped).subspan(first, last - first), end);
        fonts.select(cairo, shaped[first].face, lettering.sizeMillimeters);
        if (clusters.empty()) {
            cairo_show_glyphs(cairo, glyphs.data(), static_cast<int>(glyphs.size()));
        } else {
            cairo_show_text_glyphs(cairo, text.data() + begin, static_cast<int>(end - begin), glyphs.data(),
                                   static_cast<int>(glyphs.size()), clusters.data(), static_cast<int>(clusters.size()),
                                   cairo_text_cluster_flags_t{});
        }
        first = last;
    }
}

void drawText(cairo_t* cairo, CairoFonts& fonts, const TextBlock& block) {
    const double size = block.lettering.sizeMillimeters;
    const double ascent = fonts.book().ascent(block.lettering.font, kShapingPixels) * size / kShapingPixels;
    const double descent = fonts.book().descent(block.lettering.font, kShapingPixels) * size / kShapingPixels;
    const Letterer letterer(fonts.book());
    for (std::size_t i = 0; i < block.lines.size(); ++i) {
        const double top = block.top + block.lineHeight * static_cast<double>(i);
        const double baseline = top + (block.lineHeight + ascent - descent) / 2;
        double x = block.anchorX;
        if (block.side != Side::Left) {
            const double width = letterer.width(block.lines[i], block.lettering);
            x -= block.side == Side::Center ? width / 2 : width;
        }
        drawLine(cairo, fonts, block.lines[i], block.lettering, x, baseline);
    }
}

} // namespace geju
