#include "plan/color.hpp"
#include "support/catch.hpp"

using geju::mix;
using geju::parseColor;
using geju::Rgba;

TEST_CASE("colours in every CSS notation") {
    CHECK(parseColor("#f80") == Rgba{255, 136, 0, 255});
    CHECK(parseColor("#f808") == Rgba{255, 136, 0, 136});
    CHECK(parseColor("#12ABef") == Rgba{0x12, 0xab, 0xef, 255});
    CHECK(parseColor("#12abef80") == Rgba{0x12, 0xab, 0xef, 0x80});
    CHECK(parseColor("rgb(1, 2,3)") == Rgba{1, 2, 3, 255});
    CHECK(parseColor("rgba(1,2,3,0.5)") == Rgba{1, 2, 3, 128});
    CHECK(parseColor("rgb(10%, 20%, 100%)") == Rgba{26, 51, 255, 255});
    CHECK(parseColor("rgb(1 2 3 / 50%)") == Rgba{1, 2, 3, 128});
    CHECK(parseColor("rgb(300,-5,0)") == Rgba{255, 0, 0, 255});
    CHECK(parseColor(" RebeccaPurple ") == Rgba{102, 51, 153, 255});
    CHECK(parseColor("aliceblue") == Rgba{240, 248, 255, 255});
    CHECK(parseColor("yellowgreen") == Rgba{154, 205, 50, 255});
    CHECK(parseColor("transparent") == Rgba{0, 0, 0, 0});
}

TEST_CASE("hsl agrees with the worked values of the CSS specification") {
    CHECK(parseColor("hsl(0, 100%, 50%)") == Rgba{255, 0, 0, 255});
    CHECK(parseColor("hsl(120, 100%, 25%)") == Rgba{0, 128, 0, 255});
    CHECK(parseColor("hsl(240,100%,50%)") == Rgba{0, 0, 255, 255});
    CHECK(parseColor("hsl(30, 50%, 50%)") == Rgba{191, 128, 64, 255});
    CHECK(parseColor("hsla(-240, 100%, 50%, 0.2)") == Rgba{0, 255, 0, 51});
    CHECK(parseColor("hsl(0.5turn 100% 50%)") == Rgba{0, 255, 255, 255});
}

TEST_CASE("what is no colour is refused") {
    for (const char* text : {"", "#", "#12", "#12345", "#gggggg", "rgb(1,2)", "rgb(1,2,3,4,5)", "rgb(1,2,3",
                             "hsl(0,1,1)", "rgb(10%,2,3)", "bleu", "rgb(nan,0,0)", "lab(1 2 3)"}) {
        INFO(text);
        CHECK_FALSE(parseColor(text));
    }
}

TEST_CASE("colours are written as they are read") {
    CHECK(geju::toCss({1, 2, 255, 255}) == "#0102ff");
    CHECK(geju::toCss({1, 2, 255, 7}) == "#0102ff07");
    CHECK(geju::withOpacity({1, 2, 3, 200}, 0.5).a == 100);
    CHECK(geju::withOpacity({1, 2, 3, 200}, 7).a == 200);
}

TEST_CASE("mixing is premultiplied: a transparent colour lends no hue") {
    CHECK(mix({255, 0, 0, 255}, {0, 0, 255, 255}, 0.5) == Rgba{128, 0, 128, 255});
    CHECK(mix({255, 0, 0, 255}, {0, 0, 255, 0}, 0.5) == Rgba{255, 0, 0, 128});
    CHECK(mix({1, 2, 3, 255}, {4, 5, 6, 255}, 0) == Rgba{1, 2, 3, 255});
    CHECK(mix({1, 2, 3, 255}, {4, 5, 6, 255}, 1) == Rgba{4, 5, 6, 255});
}
