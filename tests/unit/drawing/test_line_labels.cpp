// Names along lines.
#include "drawing/labels.hpp"
#include "label_layers.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

using namespace geju;
using namespace geju::test;

TEST_CASE("names follow their line, upright whichever way it was drawn") {
    FontBook fonts;
    const View view = viewOf({0, 0}, 1);
    const std::string layers = "[" + symbolLayer(R"("symbol-placement":"line","text-size":20,"text-padding":0)") + "]";
    for (const bool reversed : {false, true}) {
        std::vector<Point> path{{-150, -50}, {150, 50}};
        if (reversed) std::reverse(path.begin(), path.end());
        LabelPlacer placer(fonts);
        const auto labels =
            placer.place(*pictureOf(PlanTable().line(path, {{"name", "前进路"}}).build(), layers, view), view, false);
        REQUIRE(labels.size() == 1);
        REQUIRE(labels[0].glyphs.size() == 3);
        const double slope = std::atan2(100, 300);
        for (const PlacedGlyph& glyph : labels[0].glyphs) CHECK(glyph.angleRadians == Approx(slope));
        CHECK(labels[0].glyphs[0].pen.x < labels[0].glyphs[2].pen.x);
        // The middle of the middle glyph is the middle of the line.
        CHECK(labels[0].boxes[1].center().x == Approx(400));
        CHECK(labels[0].boxes[1].center().y == Approx(300));
    }
}

TEST_CASE("Chinese runs down a steep line with its characters upright, Latin up along it") {
    FontBook fonts;
    const View view = viewOf({0, 0}, 1);
    const std::string layers = "[" + symbolLayer(R"("symbol-placement":"line","text-size":20)") + "]";
    for (const bool reversed : {false, true}) {
        std::vector<Point> path{{0, -150}, {0, 150}};
        if (reversed) std::reverse(path.begin(), path.end());
        LabelPlacer placer(fonts);
        const auto chinese =
            placer.place(*pictureOf(PlanTable().line(path, {{"name", "长江路"}}).build(), layers, view), view, false);
        REQUIRE(chinese.size() == 1);
        for (const PlacedGlyph& glyph : chinese[0].glyphs) CHECK(glyph.angleRadians == Approx(0).margin(1e-9));
        CHECK(chinese[0].glyphs[0].pen.y < chinese[0].glyphs[2].pen.y);
        CHECK(chinese[0].glyphs[0].pen.x == Approx(chinese[0].glyphs[2].pen.x));
        LabelPlacer other(fonts);
        const auto latin =
            other.place(*pictureOf(PlanTable().line(path, {{"name", "Road"}}).build(), layers, view), view, false);
        REQUIRE(latin.size() == 1);
        CHECK(latin[0].glyphs[0].angleRadians == Approx(std::numbers::pi / 2));
        CHECK(latin[0].glyphs[0].pen.y > latin[0].glyphs[3].pen.y);
    }
}

TEST_CASE("letters along a line are spaced as the style says, and descenders are in their boxes") {
    FontBook fonts;
    const auto table = PlanTable().line({{-200, 0}, {200, 0}}, {{"name", "青阳港"}}).build();
    const View view = viewOf({0, 0}, 1);
    const std::string layer =
        symbolLayer(R"("symbol-placement":"line","text-size":20,"text-padding":0,"text-letter-spacing":1.5)");
    LabelPlacer placer(fonts);
    const auto labels = placer.place(*pictureOf(table, "[" + layer + "]", view), view, false);
    REQUIRE(labels.size() == 1);
    REQUIRE(labels[0].glyphs.size() == 3);
    CHECK(labels[0].glyphs[1].pen.x - labels[0].glyphs[0].pen.x == Approx(50)); // an em and a half
    CHECK(labels[0].glyphs[2].pen.x - labels[0].glyphs[1].pen.x == Approx(50));

    const auto latin = PlanTable().line({{-200, 0}, {200, 0}}, {{"name", "Qingyang"}}).build();
    LabelPlacer other(fonts);
    const auto lettered = other.place(*pictureOf(latin, "[" + layer + "]", view), view, false);
    REQUIRE(lettered.size() == 1);
    for (std::size_t i = 0; i < lettered[0].glyphs.size(); ++i) {
        const PlacedGlyph& glyph = lettered[0].glyphs[i];
        const GlyphBitmap ink = fonts.rasterize(glyph.face, glyph.glyph, 20, 0, 0);
        CHECK(lettered[0].boxes[i].minY <= glyph.pen.y + ink.top + 1);
        CHECK(lettered[0].boxes[i].maxY >= glyph.pen.y + ink.top + ink.height - 1);
    }
}

TEST_CASE("sharp turns and short lines carry no name") {
    FontBook fonts;
    const View view = viewOf({0, 0}, 1);
    const std::string layers = "[" + symbolLayer(R"("symbol-placement":"line","text-size":20)") + "]";
    LabelPlacer placer(fonts);
    CHECK(placer
              .place(*pictureOf(PlanTable().line({{0, 0}, {50, 0}}, {{"name", "前进路"}}).build(), layers, view), view,
                     false)
              .empty());
    std::vector<Point> zigzag;
    for (int i = 0; i < 30; ++i) zigzag.push_back({i * 8.0, i % 2 ? 12.0 : -12.0});
    LabelPlacer other(fonts);
    CHECK(other.place(*pictureOf(PlanTable().line(zigzag, {{"name", "前进路"}}).build(), layers, view), view, false)
              .empty());
}

TEST_CASE("a name is repeated along its line every spacing, and a road of many features counts as one") {
    FontBook fonts;
    const View view = viewOf({0, 0}, 1, 2000, 600);
    const std::string layers =
        "[" + symbolLayer(R"("symbol-placement":"line","text-size":16,"symbol-spacing":250)") + "]";
    const auto centersOf = [](const std::vector<PlacedLabel>& labels) {
        std::vector<double> centers;
        for (const PlacedLabel& label : labels) {
            centers.push_back((label.boxes.front().center().x + label.boxes.back().center().x) / 2);
        }
        std::sort(centers.begin(), centers.end());
        return centers;
    };
    LabelPlacer placer(fonts);
    const auto whole = centersOf(placer.place(
        *pictureOf(PlanTable().line({{-500, 0}, {500, 0}}, {{"name", "前进路"}}).build(), layers, view), view, false));
    CHECK(whole.size() == 4);
    for (std::size_t i = 1; i < whole.size(); ++i) CHECK(whole[i] - whole[i - 1] == Approx(250).margin(0.1));

    // The same road in pieces of 20 m, each too short for the name, some drawn backwards.
    PlanTable pieces;
    for (int i = 0; i < 50; ++i) {
        std::vector<Point> piece{{-500 + i * 20.0, 0}, {-480 + i * 20.0, 0}};
        if (i % 3 == 0) std::reverse(piece.begin(), piece.end());
        pieces.line(piece, {{"name", "前进路"}});
    }
    LabelPlacer other(fonts);
    const auto joined = centersOf(other.place(*pictureOf(pieces.build(), layers, view), view, false));
    REQUIRE(joined.size() == whole.size());
    for (std::size_t i = 0; i < joined.size(); ++i) CHECK(joined[i] == Approx(whole[i]).margin(0.1));

    // Two carriageways 30 m apart share their names.
    const auto pair = PlanTable()
                          .line({{-500, 15}, {500, 15}}, {{"name", "前进路"}})
                          .line({{-500, -15}, {500, -15}}, {{"name", "前进路"}})
                          .build();
    LabelPlacer third(fonts);
    CHECK(third.place(*pictureOf(pair, layers, view), view, false).size() == 4);
}

TEST_CASE("a line of a thousand kilometres is labelled where it is seen, at once") {
    FontBook fonts;
    const View view = viewOf({123456.7, 0}, 0.1);
    const auto table = PlanTable().line({{-5e5, 0}, {5e5, 0}}, {{"name", "前进路"}}).build();
    LabelPlacer placer(fonts);
    const auto labels = placer.place(
        *pictureOf(table, "[" + symbolLayer(R"("symbol-placement":"line","symbol-spacing":250)") + "]", view), view,
        false);
    CHECK(labels.size() >= 2);
    CHECK(labels.size() <= 5);
}
