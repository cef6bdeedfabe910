#include "drawing/text_layout.hpp"

#include "drawing/utf8.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

namespace geju {

namespace {

/// A place where a line may end: it ends before `end`, the next begins at `next`.
struct Break {
    std::size_t end = 0;
    std::size_t next = 0;
    bool forced = false;
};

bool closes(std::uint32_t c) {
    static constexpr std::u32string_view kClosing =
        U"、。，．・：；？！）〕］｝〉》」』】〗〙〛％‰°℃…—～ー々·,.!?:;)]}%’”›»¨ˇ";
    return kClosing.find(static_cast<char32_t>(c)) != std::u32string_view::npos;
}

bool opens(std::uint32_t c) {
    static constexpr std::u32string_view kOpening = U"（〔［｛〈《「『【〖〘〚“‘([{‹«￥$";
    return kOpening.find(static_cast<char32_t>(c)) != std::u32string_view::npos;
}

bool isSpace(std::uint32_t c) {
    return c == ' ' || c == '\t' || c == 0x3000 || c == 0x200b;
}

bool isDigit(std::uint32_t c) {
    return c >= '0' && c <= '9';
}

bool mayBreakBetween(std::uint32_t before, std::uint32_t after) {
    if (closes(after) || opens(before) || isCombining(after)) return false;
    if (isIdeographic(before) || isIdeographic(after)) return true;
    return (before == '-' || before == '/' || before == 0x2013) && !isDigit(after);
}

std::vector<Break> breaksOf(std::string_view text) {
    std::vector<Break> breaks;
    std::uint32_t before = 0;
    for (std::size_t at = 0; at < text.size();) {
        const Utf8Character next = readUtf8(text, at);
        if (next.codepoint == '\n') {
            breaks.push_back({at, at + 1, true});
            before = 0;
            at += 1;
            continue;
        }
        if (isSpace(next.codepoint)) {
            std::size_t end = at;
            while (end < text.size() && isSpace(readUtf8(text, end).codepoint)) end += readUtf8(text, end).bytes;
            if (before != 0 && end < text.size() && text[end] != '\n') breaks.push_back({at, end, false});
            before = 0;
            at = end;
            continue;
        }
        if (before != 0 && mayBreakBetween(before, next.codepoint)) breaks.push_back({at, at, false});
        before = next.codepoint;
        at += next.bytes;
    }
    breaks.push_back({text.size(), text.size(), true});
    return breaks;
}

/// One paragraph: breaks[first] … breaks[last], of which only the last is forced; the paragraph starts at `begin`.
void wrapParagraph(std::size_t begin, std::span<const Break> breaks, double maxWidth,
                   const std::function<double(std::size_t, std::size_t)>& widthOf, std::vector<LineRange>& lines) {
    const double total = widthOf(begin, breaks.back().end);
    if (maxWidth <= 0 || total <= maxWidth || breaks.size() == 1) {
        lines.push_back({begin, breaks.back().end});
        return;
    }
    const double target = total / std::ceil(total / maxWidth);
    constexpr double kTooWideWeight = 1000; // against one unit of raggedness
    std::vector<double> costs(breaks.size(), std::numeric_limits<double>::infinity());
    std::vector<std::size_t> previous(breaks.size(), 0); // break before the line's start, one up; 0: the beginning
    for (std::size_t end = 0; end < breaks.size(); ++end) {
        for (std::size_t start = end + 1; start-- > 0;) {
            const std::size_t from = start == 0 ? begin : breaks[start - 1].next;
            const double width = widthOf(from, breaks[end].end);
            const double excess = std::max(0.0, width - maxWidth);
            const double cost = (width - target) * (width - target) + kTooWideWeight * excess * excess +
                                (start == 0 ? 0 : costs[start - 1]);
            if (cost < costs[end]) {
                costs[end] = cost;
                previous[end] = start;
            }
            if (excess > maxWidth) break; // still wider lines only cost more
        }
    }
    std::vector<LineRange> reversed;
    for (std::size_t end = breaks.size(); end > 0;) {
        const std::size_t start = previous[end - 1];
        reversed.push_back({start == 0 ? begin : breaks[start - 1].next, breaks[end - 1].end});
        end = start;
    }
    lines.insert(lines.end(), reversed.rbegin(), reversed.rend());
}

} // namespace

std::vector<LineRange> wrapText(std::string_view text, double maxWidth,
                                const std::function<double(std::size_t, std::size_t)>& widthOf) {
    std::vector<LineRange> lines;
    const std::vector<Break> breaks = breaksOf(text);
    std::size_t begin = 0;
    for (std::size_t first = 0; first < breaks.size();) {
        std::size_t last = first;
        while (!breaks[last].forced) ++last;
        wrapParagraph(begin, std::span(breaks).subspan(first, last - first + 1), maxWidth, widthOf, lines);
        begin = breaks[last].next;
        first = last + 1;
    }
    return lines;
}

TextLayout layoutText(FontBook& fonts, std::string_view text, const TextStyle& style) {
    const double size = style.sizePixels;
    const double spacing = style.letterSpacingEms * size;
    // Width of the text up to each byte, from shaping it as a whole.
    std::vector<double> widthUpTo(text.size() + 1, 0);
    for (const ShapedGlyph& glyph : fonts.shape(text, style.font, size)) {
        widthUpTo[glyph.cluster + std::size_t{1}] += glyph.advance + spacing;
    }
    for (std::size_t i = 1; i < widthUpTo.size(); ++i) widthUpTo[i] += widthUpTo[i - 1];
    const auto ranges = wrapText(text, style.maxWidthEms * size,
                                 [&](std::size_t begin, std::size_t end) { return widthUpTo[end] - widthUpTo[begin]; });

    struct Line {
        std::vector<ShapedGlyph> glyphs;
        double width = 0;
        bool ideographic = true;
    };
    std::vector<Line> lines;
    double widest = 0;
    for (const LineRange& range : ranges) {
        const std::string_view words = text.substr(range.begin, range.end - range.begin);
        Line line{fonts.shape(words, style.font, size), 0, isAllIdeographic(words)};
        for (const ShapedGlyph& glyph : line.glyphs) line.width += glyph.advance + spacing;
        if (!line.glyphs.empty()) line.width -= spacing;
        widest = std::max(widest, line.width);
        lines.push_back(std::move(line));
    }

    TextLayout layout;
    const double lineHeight = style.lineHeightEms * size;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const Line& line = lines[i];
        const double middle = (static_cast<double>(i) - static_cast<double>(lines.size() - 1) / 2) * lineHeight;
        double x = style.justify == "left"    ? -widest / 2
                   : style.justify == "right" ? widest / 2 - line.width
                                              : -line.width / 2;
        Box box;
        const LineReach reach = lineReach(line.ideographic);
        box.extend(Point{x, middle - size * reach.above});
        box.extend(Point{x + line.width, middle + size * reach.below});
        const double baseline = middle + kMiddleAboveBaselineEms * size;
        for (const ShapedGlyph& glyph : line.glyphs) {
            layout.glyphs.push_back(
                {glyph.face, glyph.glyph, {x + glyph.offsetX, baseline - glyph.offsetY}, glyph.advance});
            x += glyph.advance + spacing;
        }
        if (line.glyphs.empty()) continue;
        layout.lines.push_back(box);
        layout.bounds.extend(box);
    }
    return layout;
}

bool isAllIdeographic(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const Utf8Character next = readUtf8(text, at);
        if (!isIdeographic(next.codepoint) && !isSpace(next.codepoint)) return false;
        at += next.bytes;
    }
    return true;
}

} // namespace geju
