// Glyphs of a font for MapLibre: signed distance fields in protocol buffers, 256 characters a file, as its text needs
// them (https://maplibre.org/maplibre-style-spec/glyphs/). One em is 24 pixels; a field reaches 8 pixels and is drawn
// with 3 pixels around the glyph. Used on the thread of the FontBook.
#pragma once

#include "drawing/fonts.hpp"

#include <cstdint>
#include <set>
#include <string>

namespace geju {

struct GlyphField {
    std::uint32_t codepoint = 0;
    std::string bitmap; ///< (width + 6) × (height + 6) bytes; 191 on the outline, more inside; empty without ink
    int width = 0;      ///< of the ink, pixels
    int height = 0;
    int left = 0;
    int top = 0; ///< of the ink above the line's reference, which is 26 pixels above the baseline
    int advance = 0;
};

GlyphField glyphField(FontBook& fonts, std::string_view font, std::uint32_t codepoint);

/// The file of the range [first, first + 255], with those of its characters that are in `codepoints`.
std::string glyphRange(FontBook& fonts, const std::string& font, std::uint32_t first,
                       const std::set<std::uint32_t>& codepoints);

} // namespace geju
