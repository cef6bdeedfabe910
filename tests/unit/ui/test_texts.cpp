// Scales as typed, lines of mixed text, the characters that fonts must hold, and what dialogs make of typed names.
#include "core/units.hpp"
#include "support/catch.hpp"
#include "ui/dialogs.hpp"
#include "ui/fonts.hpp"
#include "ui/line_breaks.hpp"
#include "ui/painter.hpp"
#include "ui/scale_text.hpp"

using namespace geju;

TEST_CASE("scales are read as people write them") {
    CHECK(parseScale("1 : 25 000") == 25000);
    CHECK(parseScale("1:25000") == 25000);
    CHECK(parseScale("1/25,000") == 25000);
    CHECK(parseScale("  5000 ") == 5000);
    CHECK(parseScale("25k") == 25000);
    CHECK(parseScale("2.5K") == 2500);
    CHECK(parseScale(formatScale(1234567)) == 1234567);
    for (const char* wrong : {"", "abc", "2:25000", "1:", "-5", "0", "1:2:3", "25k0"}) {
        INFO(wrong);
        CHECK_FALSE(parseScale(wrong));
    }
}

TEST_CASE("lines break at spaces in Latin and anywhere in Chinese") {
    const auto one = [](std::string_view character) { return character.size() > 1 ? 2.0 : 1.0; };
    using Lines = std::vector<std::string>;
    CHECK(breakLines("alpha beta gamma", 11, one) == Lines{"alpha beta", "gamma"});
    CHECK(breakLines("城市空间展示轴", 6, one) == Lines{"城市空", "间展示", "轴"});
    CHECK(breakLines("城市空,间", 6, one) == Lines{"城市", "空,间"}); // no line begins with the comma
    CHECK(breakLines("城市abc def", 7, one) == Lines{"城市abc", "def"});
    CHECK(breakLines("one\ntwo", 20, one) == Lines{"one", "two"});
    CHECK(breakLines("unbreakable", 4, one) == Lines{"unbr", "eaka", "ble"});
    CHECK(breakLines("", 4, one).empty());
}

TEST_CASE("no line is wider than asked, nothing is lost") {
    const auto one = [](std::string_view character) { return character.size() > 1 ? 2.0 : 1.0; };
    const std::string text = "开发区以长江路、前进路为展示轴, the axes of 昆 and 山; 以青阳港、夏驾河为景观带。";
    for (double width = 4; width < 60; width += 1) {
        std::string joined;
        for (const auto& line : breakLines(text, width, one)) {
            double used = 0;
            for (std::size_t i = 0; i < line.size();) {
                const std::size_t bytes = static_cast<unsigned char>(line[i]) < 0x80 ? 1 : 3;
                used += one(std::string_view(line).substr(i, bytes));
                i += bytes;
            }
            CHECK(used <= width);
            joined += line;
        }
        const auto squeeze = [](std::string s) {
            std::erase(s, ' ');
            return s;
        };
        CHECK(squeeze(joined) == squeeze(text));
    }
}

TEST_CASE("a glyph set learns what it has not seen") {
    GlyphSet glyphs;
    CHECK(glyphs.has(U'A'));
    CHECK(glyphs.has(U'²'));
    CHECK_FALSE(glyphs.has(U'昆'));
    CHECK(glyphs.note("昆山 plan"));
    CHECK(glyphs.has(U'昆'));
    CHECK(glyphs.has(U'山'));
    CHECK_FALSE(glyphs.note("山昆"));
    CHECK_FALSE(glyphs.note("\xff\xfe")); // not UTF-8: U+FFFD is there already
}

TEST_CASE("colours are packed as ImGui wants them") {
    CHECK(packed({0x11, 0x22, 0x33, 0x44}) == 0x44332211u);
}

TEST_CASE("typed names mean a file in the folder, or a path") {
    CHECK(resolveTyped("图.png", "/data/plans") == "/data/plans/图.png");
    CHECK(resolveTyped("../other/a b.png", "/data/plans") == "/data/other/a b.png");
    CHECK(resolveTyped("/maps/x.png", "/data/plans") == "/maps/x.png");
    setenv("HOME", "/home/someone", 1);
    CHECK(resolveTyped("~/x.png", "/data") == "/home/someone/x.png");
    CHECK(resolveTyped("~", "/data") == "/home/someone");
}

TEST_CASE("a filter wants all its words") {
    CHECK(passesFilter("Kunshan Zone.geojson", "zone kun"));
    CHECK_FALSE(passesFilter("Kunshan.geojson", "zone"));
    CHECK(passesFilter("开发区.geojson", "开发"));
    CHECK(passesFilter("anything", ""));
}
