#include "drawing/font_face.hpp"
#include "drawing/fonts.hpp"
#include "drawing/utf8.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace geju;

namespace {

const std::string kRegular = "Noto Sans CJK SC Regular";
const std::string kBold = "Noto Sans CJK SC Bold";

double widthOf(const std::vector<ShapedGlyph>& glyphs) {
    return std::accumulate(glyphs.begin(), glyphs.end(), 0.0,
                           [](double sum, const ShapedGlyph& glyph) { return sum + glyph.advance; });
}

long inkOf(const GlyphBitmap& bitmap) {
    return std::accumulate(bitmap.coverage.begin(), bitmap.coverage.end(), 0L);
}

} // namespace

TEST_CASE("the simplified Chinese face is picked from the collection") {
    FontBook fonts;
    const auto glyphs = fonts.shape("骨", kRegular, 20);
    REQUIRE(glyphs.size() == 1);
    CHECK(fonts.file(glyphs[0].face).family == "Noto Sans CJK SC");
    CHECK(fonts.file(glyphs[0].face).path.find("CJK") != std::string::npos);
    // The Japanese face of the collection knows the Chinese form too: its table of local forms leads to the same glyph.
    const auto japanese = fonts.shape("骨", "Noto Sans CJK JP Regular", 20);
    REQUIRE(japanese.size() == 1);
    CHECK(fonts.file(japanese[0].face).family == "Noto Sans CJK JP");
    CHECK(glyphs[0].glyph == japanese[0].glyph);
}

TEST_CASE("Chinese plan names have all their glyphs, an em each") {
    FontBook fonts;
    const std::string text = "青阳港城市客厅景观带、夏驾河科创走廊（一带四园）亩㎡淀蓬朗";
    const auto glyphs = fonts.shape(text, kRegular, 30);
    CHECK(fonts.missingGlyphs() == 0);
    std::size_t characters = 0;
    for (std::size_t at = 0; at < text.size(); at += readUtf8(text, at).bytes) ++characters;
    CHECK(glyphs.size() == characters);
    for (const ShapedGlyph& glyph : glyphs) {
        CHECK(glyph.glyph != 0);
        CHECK(glyph.advance == Approx(30));
    }
    CHECK(std::is_sorted(glyphs.begin(), glyphs.end(),
                         [](const ShapedGlyph& a, const ShapedGlyph& b) { return a.cluster < b.cluster; }));
}

TEST_CASE("characters that the face lacks come from another, and are missing where none has them") {
    FontBook fonts;
    const auto glyphs = fonts.shape("S1 ع", kRegular, 16); // Arabic is not in a CJK font
    REQUIRE(glyphs.size() == 4);
    for (const ShapedGlyph& glyph : glyphs) CHECK(glyph.advance > 0);
    const bool fallback = std::any_of(glyphs.begin(), glyphs.end(),
                                      [&](const ShapedGlyph& glyph) { return glyph.face != glyphs[0].face; });
    CHECK((fallback || fonts.missingGlyphs() == 1));
    const std::size_t before = fonts.missingGlyphs();
    CHECK(fonts.shape("\xf4\x80\x80\x80", kRegular, 16).size() == 1); // private use, plane 16
    CHECK(fonts.missingGlyphs() == before + 1);
    CHECK_FALSE(fonts.shape("\xff\xc0", kRegular, 16).empty()); // not UTF-8
}

TEST_CASE("advances grow with the size, and a family that is not installed still gives text") {
    FontBook fonts;
    const double at16 = widthOf(fonts.shape("Changjiang Road 长江路", kRegular, 16));
    CHECK(at16 > 0);
    CHECK(widthOf(fonts.shape("Changjiang Road 长江路", kRegular, 48)) == Approx(3 * at16));
    CHECK(fonts.ascent(kRegular, 100) > 70);
    CHECK(fonts.descent(kRegular, 100) > 5);
    FontBook others;
    CHECK(others.shape("长江路 Road", "No Such Family Bold", 16).size() == 8);
    CHECK(others.missingGlyphs() == 0);
    CHECK(others.shape("", kRegular, 16).empty());
}

TEST_CASE("names of fonts are families with an optional style") {
    CHECK(FontRequest::parse("Noto Sans CJK SC Bold").family == "Noto Sans CJK SC");
    CHECK(FontRequest::parse("Noto Sans CJK SC Bold").weight > FontRequest::parse("Noto Sans CJK SC").weight);
    CHECK(FontRequest::parse("Open Sans Semibold Italic").family == "Open Sans");
    CHECK(FontRequest::parse("Open Sans Semibold Italic").slant > 0);
    CHECK(FontRequest::parse("Bold").family == "Bold");
}

TEST_CASE("glyphs are drawn where they belong: bold darker, halo larger, turned on their side") {
    FontBook fonts;
    const auto regular = fonts.shape("一", kRegular, 64)[0];
    const auto bold = fonts.shape("一", kBold, 64)[0];
    const GlyphBitmap body = fonts.rasterize(regular.face, regular.glyph, 64, 0, 0);
    REQUIRE(body.width > 0);
    CHECK(static_cast<std::size_t>(body.width) * body.height == body.coverage.size());
    CHECK(inkOf(fonts.rasterize(bold.face, bold.glyph, 64, 0, 0)) > inkOf(body));
    // The character is one level stroke across the em: its middle is that of the ideographic box, 0.38 em up.
    CHECK(body.top + body.height / 2.0 == Approx(-0.38 * 64).margin(4));
    CHECK(body.left + body.width / 2.0 == Approx(32).margin(2));

    const GlyphBitmap halo = fonts.rasterize(regular.face, regular.glyph, 64, 3, 0);
    CHECK(halo.width == Approx(body.width + 6).margin(1));
    CHECK(halo.height == Approx(body.height + 6).margin(1));
    CHECK(halo.left == Approx(body.left - 3).margin(1));
    CHECK(inkOf(halo) > inkOf(body));
    // Its own body is included.
    for (int y = 0; y < body.height; ++y) {
        for (int x = 0; x < body.width; ++x) {
            const std::size_t at = static_cast<std::size_t>(y + body.top - halo.top) * halo.width +
                                   static_cast<std::size_t>(x + body.left - halo.left);
            REQUIRE(halo.coverage[at] >= body.coverage[static_cast<std::size_t>(y) * body.width + x]);
        }
    }
    // A quarter turn to the left: the stroke stands upright, left of the pen, above it.
    const GlyphBitmap turned = fonts.rasterize(regular.face, regular.glyph, 64, 0, std::acos(-1.0) / 2);
    CHECK(turned.width == Approx(body.height).margin(1));
    CHECK(turned.height == Approx(body.width).margin(1));
    CHECK(turned.left + turned.width / 2.0 == Approx(-0.38 * 64).margin(4));
    CHECK(turned.top + turned.height / 2.0 == Approx(-32).margin(2));

    const auto space = fonts.shape(" ", kRegular, 64)[0];
    CHECK(fonts.rasterize(space.face, space.glyph, 64, 2, 0).coverage.empty());
}

TEST_CASE("UTF-8 is read strictly") {
    CHECK(readUtf8("a", 0).codepoint == 'a');
    CHECK(readUtf8("路", 0).codepoint == 0x8def);
    CHECK(readUtf8("\xf0\xa0\x80\x80", 0).codepoint == 0x20000);
    for (const char* bad : {"\xc0\x80", "\xe0\x80\x80", "\xed\xa0\x80", "\xf5\x80\x80\x80", "\xe8\xb7", "\x80"}) {
        CHECK(readUtf8(bad, 0).codepoint == 0xfffd);
        CHECK(readUtf8(bad, 0).bytes == 1);
    }
}
