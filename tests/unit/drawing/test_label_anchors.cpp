// On which side of its point a label stands, and what lies over what.
#include "drawing/labels.hpp"
#include "label_layers.hpp"
#include "support/catch.hpp"

#include <algorithm>

using namespace geju;
using namespace geju::test;

TEST_CASE("about a point the anchors are tried in order") {
    FontBook fonts;
    PlanTable plan; // two points so near to each other that labels on the same side would overlap
    plan.point({0, 0}, {{"name", std::string_view("南京路")}});
    plan.point({0, 6}, {{"name", std::string_view("北京路")}});
    const auto table = plan.build();
    const View view = viewOf({0, 0}, 1);
    const std::string anchors = R"("text-variable-anchor":["left","right","top"],"text-radial-offset":0.5)";
    const auto labels = LabelPlacer(fonts).place(*pictureOf(table, "[" + symbolLayer(anchors) + "]", view), view, true);
    REQUIRE(labels.size() == 2);
    CHECK(overlaps(labels) == 0);
    // One stands to the right of its point ("left" is the side of the text that is at the point), one to the left.
    const auto isRight = [&](const PlacedLabel& label) { return label.boxes[0].minX > view.toScreen({0, 0}).x; };
    CHECK(isRight(labels[0]) != isRight(labels[1]));
    // Half an em between the point and the text, whose box has two pixels of padding: 0.5 · 16 − 2.
    const PlacedLabel& right = isRight(labels[0]) ? labels[0] : labels[1];
    CHECK(right.boxes[0].minX - view.toScreen({0, 0}).x == Approx(6).margin(0.5));

    const auto fixed = LabelPlacer(fonts).place(
        *pictureOf(table, "[" + symbolLayer(R"("text-anchor":"left")") + "]", view), view, true);
    CHECK(fixed.size() < 2);
}

TEST_CASE("text-variable-anchor-offset gives each anchor its own place") {
    FontBook fonts;
    const auto table = PlanTable().point({0, 0}, {{"name", std::string_view("南京路")}}).build();
    const View view = viewOf({0, 0}, 1);
    const std::string anchors = R"("text-variable-anchor-offset":["left",[2,0],"bottom",[0,-3]],"text-padding":0)";
    const auto picture = pictureOf(table, "[" + symbolLayer(anchors) + "]", view);
    const auto first = LabelPlacer(fonts).place(*picture, view, true);
    REQUIRE(first.size() == 1);
    CHECK(first[0].boxes[0].minX == Approx(400 + 2 * 16).margin(1)); // its left side, two ems to the right
    const auto second = LabelPlacer(fonts).place(*picture, view, true, {{420, 290, 600, 310}});
    REQUIRE(second.size() == 1);
    CHECK(second[0].boxes[0].maxY == Approx(300 - 3 * 16).margin(1));
    CHECK(second[0].boxes[0].center().x == Approx(400).margin(1));
}

TEST_CASE("what overlaps lies as symbol-z-order says") {
    FontBook fonts;
    PlanTable plan; // from north to south: 2, 3, 1
    plan.point({0, -4}, {{"name", "1"}, {"key", std::int64_t{5}}});
    plan.point({0, 4}, {{"name", "2"}, {"key", std::int64_t{9}}});
    plan.point({0, 0}, {{"name", "3"}, {"key", std::int64_t{7}}});
    const auto table = plan.build();
    const View view = viewOf({0, 0}, 1);
    const auto order = [&](const std::string& layout) {
        const auto picture = pictureOf(table, "[" + symbolLayer(R"("text-allow-overlap":true)" + layout) + "]", view);
        std::string names;
        for (const PlacedLabel& label : LabelPlacer(fonts).place(*picture, view, true)) names += label.text;
        return names;
    };
    CHECK(order("") == "231"); // what is further south lies on top
    CHECK(order(R"(,"symbol-z-order":"source")") == "123");
    CHECK(order(R"(,"symbol-sort-key":["get","key"])") == "132");
    CHECK(order(R"(,"symbol-sort-key":["get","key"],"symbol-z-order":"viewport-y")") == "231");
}

TEST_CASE("a label keeps the side on which it stands while panning") {
    FontBook fonts;
    PlanTable table;
    table.point({0, 0}, {{"name", std::string_view("南京路")}});
    table.point({0, 6}, {{"name", std::string_view("北京路")}});
    const auto document = documentOf(
        table.build(), "[" + symbolLayer(R"("text-variable-anchor":["left","right"],"text-radial-offset":0.5)") + "]");
    PictureBuilder builder(document);
    LabelPlacer placer(fonts);
    View view = viewOf({0, 0}, 1);
    const auto before = placer.place(*builder.build({}, view), view, false);
    view.centerWorld = {40, -25};
    const auto after = placer.place(*builder.build({}, view), view, false);
    REQUIRE(before.size() == 2);
    REQUIRE(after.size() == 2);
    for (const PlacedLabel& label : before) {
        const auto same = std::find_if(after.begin(), after.end(), [&](const auto& l) { return l.row == label.row; });
        REQUIRE(same != after.end());
        CHECK(same->boxes[0].minX == Approx(label.boxes[0].minX - 40).margin(0.01));
        CHECK(same->boxes[0].minY == Approx(label.boxes[0].minY - 25).margin(0.01));
    }
}
