// Which label goes first, and where one stands about its polygon or point.
#include "drawing/labels.hpp"
#include "label_layers.hpp"

#include <algorithm>
#include <string>
#include <vector>

using namespace geju;
using namespace geju::test;

namespace {

std::vector<std::string> textsOf(const std::vector<PlacedLabel>& labels) {
    std::vector<std::string> texts;
    for (const PlacedLabel& label : labels) texts.push_back(label.text);
    std::sort(texts.begin(), texts.end());
    return texts;
}

} // namespace

TEST_CASE("upper layers go first, then the lower sort key, then the larger feature") {
    FontBook fonts;
    const View view = viewOf({0, 0}, 1);
    const auto table = PlanTable()
                           .point({0, 0}, {{"name", "甲"}, {"key", std::int64_t{2}}, {"top", false}})
                           .point({5, 0}, {{"name", "乙"}, {"key", std::int64_t{1}}, {"top", false}})
                           .point({200, 0}, {{"name", "丙"}, {"key", std::int64_t{1}}, {"top", false}})
                           .point({205, 0}, {{"name", "丁"}, {"key", std::int64_t{9}}, {"top", true}})
                           .build();
    const std::string layers = R"([
      {"id":"low","type":"symbol","source":"plan","filter":["!",["get","top"]],
       "layout":{"text-field":["get","name"],"symbol-sort-key":["get","key"]}},
      {"id":"high","type":"symbol","source":"plan","filter":["get","top"],
       "layout":{"text-field":["get","name"],"symbol-sort-key":["get","key"]}}])";
    LabelPlacer placer(fonts);
    CHECK(textsOf(placer.place(*pictureOf(table, layers, view), view, false)) == std::vector<std::string>{"丁", "乙"});

    const auto squares =
        PlanTable().square(-100, -60, 200, {{"name", "大"}}).square(-20, 20, 40, {{"name", "小"}}).build();
    LabelPlacer other(fonts);
    CHECK(textsOf(other.place(*pictureOf(squares, "[" + symbolLayer("") + "]", view), view, false)) ==
          std::vector<std::string>{"大"});
}

TEST_CASE("a polygon's label stands at its pole, and in what is visible when the pole is not") {
    FontBook fonts;
    // An L: the centre of its envelope is outside; the pole of the corner square of side 100 is (1 − 1/√2)·… inside it.
    const auto table =
        PlanTable()
            .polygon({{{0, 0}, {1000, 0}, {1000, 100}, {100, 100}, {100, 1000}, {0, 1000}, {0, 0}}}, {{"name", "园"}})
            .build();
    const std::string layers = "[" + symbolLayer("") + "]";
    const auto centerOf = [](const PlacedLabel& label, const View& view) {
        return view.toWorld(label.boxes.at(0).center());
    };
    LabelPlacer placer(fonts);
    const View all = viewOf({500, 500}, 2);
    const auto picture = pictureOf(table, layers, all);
    auto labels = placer.place(*picture, all, false);
    REQUIRE(labels.size() == 1);
    // Largest circle in the corner: touches both outer sides and the inner corner, r = 100·√2/(1+√2).
    const double radius = 100 * std::numbers::sqrt2 / (1 + std::numbers::sqrt2);
    CHECK(centerOf(labels[0], all).x == Approx(radius).margin(5));
    CHECK(centerOf(labels[0], all).y == Approx(radius).margin(5));

    View right = viewOf({800, 0}, 0.5, 800, 300); // x from 600 to 1000, the pole is out of sight
    labels = placer.place(*pictureOf(table, layers, right), right, false);
    REQUIRE(labels.size() == 1);
    const Point moved = centerOf(labels[0], right);
    CHECK(moved.x > 600);
    CHECK(moved.y == Approx(50).margin(25));
    CHECK(Box{0, 0, 800, 300}.contains(labels[0].boxes[0]));
}

TEST_CASE("a label far larger than its polygon is left out unless overlap is allowed") {
    FontBook fonts;
    const auto table = PlanTable().square(-5, -5, 10, {{"name", "先进制造产业园"}}).build();
    const View view = viewOf({0, 0}, 1);
    LabelPlacer placer(fonts);
    CHECK(placer.place(*pictureOf(table, "[" + symbolLayer("") + "]", view), view, false).empty());
    CHECK(placer.place(*pictureOf(table, "[" + symbolLayer(R"("text-allow-overlap":true)") + "]", view), view, false)
              .size() == 1);
    const View closer = viewOf({0, 0}, 0.05);
    LabelPlacer other(fonts);
    CHECK(other.place(*pictureOf(table, "[" + symbolLayer("") + "]", closer), closer, false).size() == 1);
}

TEST_CASE("anchors and offsets place the block as MapLibre says") {
    FontBook fonts;
    const auto table = PlanTable().point({0, 0}, {{"name", "园区"}}).build();
    const View view = viewOf({0, 0}, 1);
    const auto boxWith = [&](const std::string& layout) {
        LabelPlacer placer(fonts);
        const auto labels = placer.place(
            *pictureOf(table, "[" + symbolLayer(R"("text-size":20,"text-padding":0,)" + layout) + "]", view), view,
            false);
        REQUIRE(labels.size() == 1);
        return labels[0].boxes.at(0);
    };
    // The point is at (400, 300); the text is 40 by 20.
    CHECK(boxWith(R"("text-anchor":"center")").center() == Point{400, 300});
    CHECK(boxWith(R"("text-anchor":"left")").minX == Approx(400));
    CHECK(boxWith(R"("text-anchor":"bottom-right")").maxX == Approx(400));
    CHECK(boxWith(R"("text-anchor":"bottom-right")").maxY == Approx(300));
    CHECK(boxWith(R"("text-anchor":"top","text-offset":[0,1])").minY == Approx(320));
    const Box upright = boxWith(R"("text-rotate":90)");
    CHECK(upright.width() == Approx(20));
    CHECK(upright.height() == Approx(40));
}
