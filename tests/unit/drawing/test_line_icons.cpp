#include "drawing/labels.hpp"
#include "drawing/pictograms.hpp"
#include "label_layers.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

using namespace geju;
using namespace geju::test;

namespace {

constexpr double kDegree = std::numbers::pi / 180;

std::string iconLayer(const std::string& layout, const std::string& placement = "line") {
    return R"([{"id":"signs","type":"symbol","source":"plan","layout":{"icon-image":"bus","symbol-placement":")" +
           placement + "\"" + (layout.empty() ? "" : "," + layout) + "}}]";
}

/// About the origin at a metre a pixel.
std::vector<PlacedLabel> placed(PlanTable table, const std::string& layers, bool wholeOnly = true) {
    FontBook fonts;
    const View view = viewOf({0, 0}, 1);
    LabelPlacer placer(fonts);
    return placer.place(*pictureOf(table.build(), layers, view), view, wholeOnly);
}

bool isIcon(const PlacedLabel& label) {
    return label.glyphs.size() == 1 && label.glyphs.front().face == kPictogramFace;
}

Point onMap(const PlacedLabel& icon) {
    return {icon.glyphs[0].pen.x - 400, 300 - icon.glyphs[0].pen.y};
}

PlanTable slanting(bool reversed = false) {
    const double x = 250 * std::cos(30 * kDegree);
    const double y = 250 * std::sin(30 * kDegree);
    return reversed ? PlanTable().line({{x, y}, {-x, -y}}) : PlanTable().line({{-x, -y}, {x, y}});
}

double angleOf(const PlacedLabel& icon) {
    return std::remainder(icon.glyphs[0].angleRadians / kDegree, 360);
}

const std::string kLettered = R"("text-field":["get","name"],"text-size":20)";

} // namespace

TEST_CASE("icons stand on a line every spacing, turned with it") {
    auto icons = placed(slanting(), iconLayer(R"("symbol-spacing":100)"));
    REQUIRE(icons.size() == 5);
    std::sort(icons.begin(), icons.end(), [](const auto& a, const auto& b) { return a.anchor.x < b.anchor.x; });
    for (std::size_t i = 0; i < icons.size(); ++i) {
        REQUIRE(isIcon(icons[i]));
        const double along = -200 + 100.0 * static_cast<double>(i); // the middle of each fifth
        CHECK(onMap(icons[i]).x == Approx(along * std::cos(30 * kDegree)).margin(1e-6));
        CHECK(onMap(icons[i]).y == Approx(along * std::sin(30 * kDegree)).margin(1e-6));
        CHECK(angleOf(icons[i]) == Approx(30));
        CHECK(icons[i].boxes.at(0).width() == Approx(24 * (std::cos(30 * kDegree) + std::sin(30 * kDegree)) + 4));
    }
    CHECK(placed(slanting(), iconLayer(R"("symbol-spacing":100)", "line-center")).size() == 1);
    CHECK(placed(PlanTable().line({{0, 0}, {20, 0}}), iconLayer("")).empty()); // no room for 24 pixels
}

TEST_CASE("icon-rotation-alignment, icon-rotate and icon-keep-upright turn an icon on its line") {
    const auto angle = [](const std::string& layout, bool reversed = false) {
        const auto icons = placed(slanting(reversed), iconLayer(layout, "line-center"));
        REQUIRE(icons.size() == 1);
        return angleOf(icons[0]);
    };
    CHECK(angle("") == Approx(30));
    CHECK(angle("", true) == Approx(-150));
    CHECK(angle(R"("icon-rotation-alignment":"viewport")", true) == Approx(0).margin(1e-9));
    CHECK(angle(R"("icon-rotate":20)") == Approx(10)); // clockwise
    CHECK(angle(R"("icon-keep-upright":true)", true) == Approx(30));
}

TEST_CASE("offset and anchor of an icon turn with its line") {
    const auto icons = placed(slanting(), iconLayer(R"("icon-offset":[0,10])", "line-center"));
    REQUIRE(icons.size() == 1);
    CHECK(onMap(icons[0]).x == Approx(10 * std::sin(30 * kDegree))); // to the right of the line
    CHECK(onMap(icons[0]).y == Approx(-10 * std::cos(30 * kDegree)));
}

TEST_CASE("icons keep the direction of the features that they stand on") {
    const std::string layers = iconLayer(R"("symbol-spacing":300)");
    const auto joined = placed(PlanTable().line({{-300, 0}, {0, 0}}).line({{0, 0}, {300, 0}}), layers);
    REQUIRE(joined.size() == 2); // of one line of 600
    for (const PlacedLabel& icon : joined) CHECK(angleOf(icon) == Approx(0).margin(1e-9));
    const auto meeting = placed(PlanTable().line({{-300, 0}, {0, 0}}).line({{300, 0}, {0, 0}}), layers);
    REQUIRE(meeting.size() == 2);
    for (const PlacedLabel& icon : meeting)
        CHECK(std::abs(angleOf(icon)) == Approx(icon.anchor.x > 400 ? 180.0 : 0.0).margin(1e-9));
    // Signs of neighbouring lines are no repetition, as names would be.
    CHECK(placed(PlanTable().line({{-150, 20}, {150, 20}}).line({{-150, -20}, {150, -20}}), layers).size() == 2);
}

TEST_CASE("icon and text on a line find their places together or, if optional, apart") {
    const auto road = [] { return PlanTable().line({{-200, 0}, {200, 0}}, {{"name", "前进路"}}); };
    const auto both = placed(road(), iconLayer(kLettered + R"(,"text-offset":[0,1.5])"));
    REQUIRE(both.size() == 2);
    CHECK(isIcon(both[0]));
    CHECK(both[1].text == "前进路");
    CHECK(both[1].boxes[0].center().y > both[0].boxes[0].center().y + 20);

    // Beside a line that runs down the page, too.
    const auto upright = placed(PlanTable().line({{0, 200}, {0, -200}}, {{"name", "前进路"}}),
                                iconLayer(kLettered + R"(,"text-offset":[0,1.5])"));
    REQUIRE(upright.size() == 2);
    for (const Box& box : upright[1].boxes) CHECK(box.center().x == Approx(upright[0].boxes[0].center().x - 30));

    // Letters so far apart that the name is longer than the road.
    const auto lettered = [](const std::string& extra) {
        return iconLayer(kLettered + R"(,"text-letter-spacing":40)" + extra);
    };
    CHECK(placed(road(), lettered("")).empty());
    CHECK(placed(road(), lettered(R"(,"text-optional":true)")).empty()); // longer than the line, as in MapLibre
    const auto bent = [] {
        return PlanTable().line({{-200, 0}, {0, 0}, {-40, 40}, {100, 60}}, {{"name", "前进路夏驾河科创走廊"}});
    };
    CHECK(placed(bent(), iconLayer(kLettered, "line-center")).empty());
    const auto alone = placed(bent(), iconLayer(kLettered + R"(,"text-optional":true)", "line-center"));
    REQUIRE(alone.size() == 1);
    CHECK(isIcon(alone[0]));
}

TEST_CASE("a text that does not turn stands on its line as on a sign") {
    const auto labels =
        placed(PlanTable().line({{-100, -100}, {100, 100}}, {{"name", "G2"}}),
               iconLayer(kLettered + R"(,"text-rotation-alignment":"viewport","icon-rotation-alignment":"viewport",
                                        "icon-image":"dot")"));
    REQUIRE(labels.size() == 2);
    CHECK(angleOf(labels[0]) == Approx(0).margin(1e-9));
    CHECK(labels[1].text == "G2");
    for (const PlacedGlyph& glyph : labels[1].glyphs) CHECK(glyph.angleRadians == Approx(0).margin(1e-9));
    REQUIRE(labels[1].boxes.size() == 1);
    CHECK(labels[1].boxes[0].center().x == Approx(labels[0].glyphs[0].pen.x).margin(1.5));
    CHECK(labels[1].anchor == labels[0].anchor);
}

TEST_CASE("text-keep-upright and text-max-angle decide about names along lines") {
    const auto names = [](const std::vector<Point>& path, const std::string& layout) {
        return placed(PlanTable().line(path, {{"name", "Qianjin Road"}}),
                      "[" + symbolLayer(R"("symbol-placement":"line-center","text-size":16,)" + layout) + "]");
    };
    const std::vector<Point> westward{{200, 0}, {-200, 0}};
    const auto upright = names(westward, R"("text-keep-upright":true)");
    const auto overhead = names(westward, R"("text-keep-upright":false)");
    REQUIRE(upright.size() == 1);
    REQUIRE(overhead.size() == 1);
    CHECK(upright[0].glyphs[0].angleRadians == Approx(0).margin(1e-9));
    CHECK(std::abs(overhead[0].glyphs[0].angleRadians) == Approx(std::numbers::pi));

    const std::vector<Point> corner{{-200, 0}, {0, 0}, {140, 140}}; // by 45°, for two letters half of it each
    CHECK(names(corner, R"("text-max-angle":5)").empty());
    CHECK(names(corner, R"("text-max-angle":50)").size() == 1);
}

TEST_CASE("others may stand on what ignores placement") {
    const auto count = [](const std::string& ignore) {
        const std::string layers = R"([{"id":"below","type":"symbol","source":"plan","layout":{"icon-image":"bus"}},
            {"id":"above","type":"symbol","source":"plan","layout":{"icon-image":"star")" +
                                   ignore + "}}]";
        return placed(PlanTable().point({0, 0}), layers).size();
    };
    CHECK(count("") == 1);
    CHECK(count(R"(,"icon-ignore-placement":true)") == 2);
}
