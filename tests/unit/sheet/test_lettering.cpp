#include "sheet/lettering.hpp"
#include "support/catch.hpp"

using namespace geju;

namespace {

std::string joined(const std::vector<std::string>& lines, const char* between) {
    std::string text;
    for (const auto& line : lines) text += (text.empty() ? "" : between) + line;
    return text;
}

} // namespace

TEST_CASE("lines break between words and keep to the width", "[sheet][lettering]") {
    FontBook fonts;
    const Letterer letterer(fonts);
    const Lettering style;
    const std::string text = "Two axes, three belts, two cores and many parks along the river";
    const auto lines = letterer.wrap(text, style, 30);
    REQUIRE(lines.size() > 2);
    for (const auto& line : lines) {
        CHECK(letterer.width(line, style) <= 30);
        CHECK(line.back() != ' ');
    }
    CHECK(joined(lines, " ") == text);
}

TEST_CASE("Chinese breaks between characters, but not around punctuation", "[sheet][lettering]") {
    FontBook fonts;
    const Letterer letterer(fonts);
    const Lettering style;
    const std::string text = "以长江路、前进路为展示轴,以青阳港(西岸)为滨水景观带,两核带动。";
    for (double width = 4; width < 60; width += 0.7) {
        const auto lines = letterer.wrap(text, style, width);
        CHECK(joined(lines, "") == text);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            INFO(width << ": " << lines[i]);
            for (const char* closing : {"、", ",", "。", ")"}) {
                if (i > 0) CHECK_FALSE(lines[i].starts_with(closing));
            }
            if (i + 1 < lines.size()) CHECK_FALSE(lines[i].ends_with("("));
        }
    }
}

TEST_CASE("a line feed breaks, a long word stands alone", "[sheet][lettering]") {
    FontBook fonts;
    const Letterer letterer(fonts);
    const Lettering style;
    CHECK(letterer.wrap("a\nb", style, 100) == std::vector<std::string>{"a", "b"});
    CHECK(letterer.wrap("in Hexenmeisterlehrlingsausbildung x", style, 10) ==
          std::vector<std::string>{"in", "Hexenmeisterlehrlingsausbildung", "x"});
}

TEST_CASE("text grows in proportion", "[sheet][lettering]") {
    FontBook fonts;
    const Letterer letterer(fonts);
    Lettering small;
    small.sizeMillimeters = 2;
    Lettering large;
    large.sizeMillimeters = 20;
    CHECK(letterer.width("昆虫 Map 123", large) == Approx(10 * letterer.width("昆虫 Map 123", small)).epsilon(1e-9));
    // A Chinese character is as wide as the em.
    CHECK(letterer.width("格局", large) == Approx(40).epsilon(1e-6));
}
