// Blocks of text for labels and legends: line breaking for Chinese and Latin, and glyph positions about the block's
// centre. Device pixels, y down. Used on the thread of the FontBook.
#pragma once

#include "core/box.hpp"
#include "drawing/fonts.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace geju {

struct LineRange {
    std::size_t begin = 0; ///< bytes
    std::size_t end = 0;
};

/// Lines no wider than `maxWidth` where the text allows it, of nearly equal widths (the fewest lines, then the least
/// sum of squared differences). Breaks: at line feeds always; at spaces, which are dropped; after hyphens and slashes;
/// on either side of an ideograph, but no line starts with closing punctuation or ends with opening punctuation
/// (GB/T 15834-2011, 5.1). `widthOf` measures bytes [begin, end). maxWidth ≤ 0: line feeds only.
std::vector<LineRange> wrapText(std::string_view text, double maxWidth,
                                const std::function<double(std::size_t, std::size_t)>& widthOf);

struct TextStyle {
    std::string font;
    double sizePixels = 16;
    double maxWidthEms = 10;
    double letterSpacingEms = 0;
    double lineHeightEms = 1.2;
    std::string justify = "center"; ///< "left", "center", "right"
};

struct TextLayout {
    struct Glyph {
        FaceId face = 0;
        std::uint32_t glyph = 0;
        Point pen; ///< from the block's centre
        double advance = 0;
    };
    std::vector<Glyph> glyphs;
    std::vector<Box> lines; ///< one a line, from the block's centre; holds the ink of ordinary text
    Box bounds;             ///< of the lines
};

TextLayout layoutText(FontBook& fonts, std::string_view text, const TextStyle& style);

/// Height of the middle of a line above its baseline, in ems: the centre of the ideographic box, whose bottom is 0.12
/// em below the baseline (OpenType BASE table of Noto Sans CJK, ideo −120/1000). Near the middle of Latin capitals too.
inline constexpr double kMiddleAboveBaselineEms = 0.38;

/// What a line takes up above and below its middle, in ems: ideographs fill their em box, Latin has accents and
/// descenders.
struct LineReach {
    double above;
    double below;
};
constexpr LineReach lineReach(bool ideographic) {
    return ideographic ? LineReach{0.5, 0.5} : LineReach{0.58, 0.62};
}

/// True when every character but spaces is an ideograph or its punctuation.
bool isAllIdeographic(std::string_view text);

} // namespace geju
