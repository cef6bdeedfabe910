#include "web/glyphs.hpp"

#include "io/utf8.hpp"
#include "web/distance_field.hpp"
#include "web/protobuf.hpp"

#include <fmt/format.h>

#include <cmath>

namespace geju {

namespace {

constexpr double kEmPixels = 24;
constexpr int kBorder = 3;
constexpr int kOversampling = 8; // the field is measured on a bitmap this much finer
/// MapLibre's text hangs from a line 17 pixels above its middle; our lines' middle is 0.38 em above the baseline.
constexpr int kBaseline = 26;

/// Whole pixels that hold [low, high) of the fine bitmap.
int floorPixels(int fine) {
    return static_cast<int>(std::floor(static_cast<double>(fine) / kOversampling));
}
int ceilPixels(int fine) {
    return static_cast<int>(std::ceil(static_cast<double>(fine) / kOversampling));
}

} // namespace

GlyphField glyphField(FontBook& fonts, std::string_view font, std::uint32_t codepoint) {
    GlyphField field;
    field.codepoint = codepoint;
    std::string text;
    appendUtf8(text, codepoint);
    const auto shaped = fonts.shape(text, font, kEmPixels);
    if (shaped.empty()) return field;
    field.advance = static_cast<int>(std::lround(shaped.front().advance));
    const GlyphBitmap fine =
        fonts.rasterize(shaped.front().face, shaped.front().glyph, kEmPixels * kOversampling, 0, 0);
    if (fine.width == 0 || fine.height == 0) return field;

    const int left = floorPixels(fine.left);
    const int top = floorPixels(fine.top); // below the pen, y down
    field.width = ceilPixels(fine.left + fine.width) - left;
    field.height = ceilPixels(fine.top + fine.height) - top;
    field.left = left;
    field.top = -top - kBaseline;
    const CoverageGrid grid{fine.coverage, fine.width, fine.height};
    field.bitmap = distanceField(grid, {kOversampling, (left - kBorder) * kOversampling - fine.left,
                                        (top - kBorder) * kOversampling - fine.top, field.width + 2 * kBorder,
                                        field.height + 2 * kBorder});
    return field;
}

// Field numbers: glyphs.proto of the glyph format.
std::string glyphRange(FontBook& fonts, const std::string& font, std::uint32_t first,
                       const std::set<std::uint32_t>& codepoints) {
    ProtobufWriter stack;
    stack.bytes(1, font);
    stack.bytes(2, fmt::format("{}-{}", first, first + 255));
    const auto end = codepoints.lower_bound(first + 256);
    for (auto codepoint = codepoints.lower_bound(first); codepoint != end; ++codepoint) {
        const GlyphField field = glyphField(fonts, font, *codepoint);
        ProtobufWriter glyph;
        glyph.number(1, field.codepoint);
        if (!field.bitmap.empty()) glyph.bytes(2, field.bitmap);
        glyph.number(3, static_cast<std::uint32_t>(field.width));
        glyph.number(4, static_cast<std::uint32_t>(field.height));
        glyph.signedNumber(5, field.left);
        glyph.signedNumber(6, field.top);
        glyph.number(7, static_cast<std::uint32_t>(field.advance));
        stack.bytes(3, glyph.text());
    }
    ProtobufWriter file;
    file.bytes(1, stack.text());
    return file.text();
}

} // namespace geju
