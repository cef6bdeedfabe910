#include "drawing/text_layout.hpp"
#include "drawing/utf8.hpp"
#include "support/catch.hpp"

using namespace geju;

namespace {

/// Ideographs an em wide, everything else half.
std::vector<std::string> wrapped(const std::string& text, double maxWidth) {
    const auto widthOf = [&](std::size_t begin, std::size_t end) {
        double width = 0;
        for (std::size_t at = begin; at < end; at += readUtf8(text, at).bytes) {
            width += isIdeographic(readUtf8(text, at).codepoint) ? 1 : 0.5;
        }
        return width;
    };
    std::vector<std::string> lines;
    for (const LineRange& line : wrapText(text, maxWidth, widthOf)) {
        lines.push_back(text.substr(line.begin, line.end - line.begin));
    }
    return lines;
}

using Lines = std::vector<std::string>;

} // namespace

TEST_CASE("Chinese breaks anywhere into lines of equal length") {
    CHECK(wrapped("夏驾河科创走廊景观带", 6) == Lines{"夏驾河科创", "走廊景观带"});
    CHECK(wrapped("青阳港两岸核心区", 10) == Lines{"青阳港两岸核心区"});
    CHECK(wrapped("一二三四五六七", 3).size() == 3);
    CHECK(wrapped("", 5) == Lines{""});
}

TEST_CASE("no line starts with closing punctuation or ends with opening punctuation") {
    const std::string text = "一二三，四五六。七八（九十）甲、乙丙丁《戊己》庚辛！";
    for (double width = 2; width < 12; width += 0.5) {
        for (const std::string& line : wrapped(text, width)) {
            REQUIRE_FALSE(line.empty());
            const std::uint32_t first = readUtf8(line, 0).codepoint;
            CHECK(std::u32string_view(U"，。、）》！").find(static_cast<char32_t>(first)) == std::u32string_view::npos);
            const std::uint32_t last = readUtf8(line, line.size() - 3).codepoint;
            CHECK(std::u32string_view(U"（《").find(static_cast<char32_t>(last)) == std::u32string_view::npos);
        }
    }
}

TEST_CASE("Latin breaks at spaces, which are dropped; words stay whole") {
    CHECK(wrapped("Xiajia River Science Corridor", 7) == Lines{"Xiajia River", "Science", "Corridor"});
    CHECK(wrapped("Qianjin Road", 4) == Lines{"Qianjin", "Road"});
    CHECK(wrapped("Unbreakableword", 3) == Lines{"Unbreakableword"});
    CHECK(wrapped("地铁S1线 east-west", 4) == Lines{"地铁S1", "线 east-", "west"});
    CHECK(wrapped("a\nb c", 100) == Lines{"a", "b c"});
}

TEST_CASE("a block is as wide as its widest line and centred on its middle") {
    FontBook fonts;
    TextStyle style{"Noto Sans CJK SC Regular", 20, 4, 0, 1.5, "center"};
    const TextLayout layout = layoutText(fonts, "中央商贸服务区", style);
    REQUIRE(layout.lines.size() == 2);
    CHECK(layout.glyphs.size() == 7);
    CHECK(layout.bounds.width() == Approx(80));
    CHECK(layout.bounds.center().x == Approx(0).margin(1e-9));
    CHECK(layout.bounds.center().y == Approx(0).margin(1e-9));
    CHECK(layout.bounds.height() == Approx(30 + 20)); // one line height and an em
    // Each character's em box lies in its line's box.
    for (std::size_t i = 0; i < layout.glyphs.size(); ++i) {
        const TextLayout::Glyph& glyph = layout.glyphs[i];
        const Box em{glyph.pen.x, glyph.pen.y - 0.88 * 20, glyph.pen.x + glyph.advance, glyph.pen.y + 0.12 * 20};
        CHECK((layout.lines[0].grown(1e-9).contains(em) || layout.lines[1].grown(1e-9).contains(em)));
    }
    style.letterSpacingEms = 0.5;
    style.maxWidthEms = 0;
    CHECK(layoutText(fonts, "长江路", style).bounds.width() == Approx(20 * (3 + 2 * 0.5)));
    style.justify = "left";
    const TextLayout left = layoutText(fonts, "长江\n路", style);
    CHECK(left.glyphs[0].pen.x == Approx(left.glyphs[2].pen.x));
}
