#include "drawing/labels.hpp"
#include "plans.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <random>

using namespace geju;
using namespace geju::test;

namespace {

std::shared_ptr<const Picture> pictureOf(const std::shared_ptr<const FeatureTable>& table, const std::string& metadata,
                                         const View& view, const std::string& layout = "") {
    const auto document =
        documentOf(table, R"([{"id":"names","type":"symbol","source":"plan","metadata":{)" + metadata +
                              R"(},"layout":{"text-field":["get","name"])" + layout + "}}]");
    REQUIRE(document);
    PictureBuilder builder(document);
    return builder.build({}, view);
}

std::vector<PlacedLabel> placed(const std::shared_ptr<const FeatureTable>& table, const std::string& metadata,
                                const View& view, const std::string& layout = "") {
    static FontBook fonts;
    LabelPlacer placer(fonts);
    return placer.place(*pictureOf(table, metadata, view, layout), view, true);
}

/// Does the segment come into the box? By small steps.
bool crosses(Point from, Point to, const Box& box) {
    constexpr int kSteps = 400;
    for (int i = 0; i <= kSteps; ++i) {
        const double t = static_cast<double>(i) / kSteps;
        if (box.contains(Point{from.x + (to.x - from.x) * t, from.y + (to.y - from.y) * t})) return true;
    }
    return false;
}

double lengthOf(const LeaderLine& line) {
    return std::hypot(line.to.x - line.from.x, line.to.y - line.from.y);
}

/// The text without its line.
Box textOf(const PlacedLabel& label) {
    return label.boxes.front();
}

} // namespace

TEST_CASE("a label that finds no room stands apart only where its layer says so") {
    const auto table = PlanTable().point({0, 0}, {{"name", "甲地"}}).point({30, 0}, {{"name", "乙地"}}).build();
    const View view = viewOf({0, 0}, 1, 400, 300);
    CHECK(placed(table, "", view).size() == 1);
    const auto labels = placed(table, R"("geju:leader":{"distance":50,"gap":6,"width":1.5,"color":"#123456"})", view);
    REQUIRE(labels.size() == 2);
    CHECK_FALSE(labels[0].leader);
    REQUIRE(labels[1].leader);
    const LeaderLine& line = *labels[1].leader;
    CHECK(line.widthPixels == 1.5);
    CHECK(line.color == Rgba{0x12, 0x34, 0x56, 255});
    const Point anchor{230, 150};
    CHECK(std::hypot(line.from.x - anchor.x, line.from.y - anchor.y) == Approx(6));
    CHECK(std::hypot(line.to.x - anchor.x, line.to.y - anchor.y) <= 50.001);
    CHECK(lengthOf(line) + 6 == Approx(std::hypot(line.to.x - anchor.x, line.to.y - anchor.y)));
    // The line ends at the text's edge, and does not run into it.
    CHECK(textOf(labels[1]).grown(0.01).contains(line.to));
    CHECK_FALSE(crosses(line.from, line.to, textOf(labels[1]).grown(-0.5)));
    // Without a colour the line has the text's.
    const auto plain = placed(table, R"("geju:leader":{})", view);
    REQUIRE(plain.size() == 2);
    CHECK(plain[1].leader->color == plain[1].color);
}

TEST_CASE("a polygon too small for its label is named beside it") {
    const auto table = PlanTable().square(-4, -4, 8, {{"name", "先进制造产业园"}}).build();
    const View view = viewOf({0, 0}, 1, 400, 300);
    CHECK(placed(table, "", view).empty());
    const auto labels = placed(table, R"("geju:leader":{})", view);
    REQUIRE(labels.size() == 1);
    REQUIRE(labels[0].leader);
    CHECK(labels[0].leader->from.x == Approx(200).margin(1));
    CHECK(labels[0].leader->from.y == Approx(150).margin(1));
}

TEST_CASE("an icon stays at its place when its text stands apart") {
    const auto table = PlanTable().point({0, 0}, {{"name", "甲"}}).point({-20, 0}, {{"name", "乙"}}).build();
    const View view = viewOf({0, 0}, 1, 400, 300);
    const std::string layout = R"(,"icon-image":"dot","icon-size":0.5,"text-anchor":"left","text-offset":[0.6,0])";
    const auto labels = placed(table, R"("geju:leader":{"gap":8})", view, layout);
    REQUIRE(labels.size() == 4);
    CHECK(labels[2].text.empty());
    CHECK(labels[2].glyphs[0].pen.x == Approx(180));
    CHECK_FALSE(labels[2].leader);
    CHECK_FALSE(labels[1].leader);
    CHECK(labels[3].leader);
}

TEST_CASE("neither texts nor leader lines of crowded plans touch one another, and none leaves the map") {
    std::size_t more = 0;
    for (unsigned seed = 1; seed <= 8; ++seed) {
        std::mt19937 random(seed);
        std::uniform_real_distribution<double> place(-300, 300);
        PlanTable plan;
        for (int i = 0; i < 150; ++i) {
            const std::string name = "地块" + std::to_string(i); // attributes refer to it
            const Attributes attributes{{"name", name}};
            if (i % 2 == 0) plan.point({place(random), place(random)}, attributes);
            if (i % 2 == 1) plan.square(place(random), place(random), 10, attributes);
        }
        const auto table = plan.build();
        const double ratio = seed % 2 ? 1 : 300.0 / 96;
        const View view =
            viewOf({0, 0}, 1 / ratio, static_cast<int>(500 * ratio), static_cast<int>(400 * ratio), ratio);
        const auto labels = placed(table, R"("geju:leader":{"distance":60})", view);
        more += labels.size() - placed(table, "", view).size();
        std::size_t apart = 0;
        for (const PlacedLabel& label : labels) {
            CAPTURE(seed, label.text);
            for (const Box& box : label.boxes) {
                CHECK(Box{0, 0, 500 * ratio, 400 * ratio}.contains(box));
                for (const PlacedLabel& other : labels) {
                    if (&other == &label) continue;
                    for (const Box& taken : other.boxes) CHECK_FALSE(box.intersects(taken));
                }
            }
            if (!label.leader) continue;
            ++apart;
            CHECK(lengthOf(*label.leader) <= 60 * ratio + 1e-6);
            for (const PlacedLabel& other : labels) {
                if (&other != &label) CHECK_FALSE(crosses(label.leader->from, label.leader->to, textOf(other)));
            }
        }
        CHECK(apart > 5);
    }
    CHECK(more > 100);
}

TEST_CASE("a label apart stays there while panning, and at 300 dpi is at the same millimetres") {
    FontBook fonts;
    const auto table = PlanTable().point({0, 0}, {{"name", "甲地"}}).point({30, 0}, {{"name", "乙地"}}).build();
    View view = viewOf({0, 0}, 1, 400, 300);
    const auto picture = pictureOf(table, R"("geju:leader":{})", view);
    LabelPlacer placer(fonts);
    const auto before = placer.place(*picture, view, false);
    view.centerWorld = {7, -13};
    const auto after = placer.place(*picture, view, false);
    REQUIRE(before.size() == 2);
    REQUIRE(after.size() == 2);
    REQUIRE(after[1].leader);
    CHECK(after[1].leader->to.x == Approx(before[1].leader->to.x - 7));
    CHECK(after[1].leader->to.y == Approx(before[1].leader->to.y - 13));

    const double ratio = 300.0 / 96;
    const View fine = viewOf({0, 0}, 1 / ratio, 1250, 938, ratio);
    const View coarse = viewOf({0, 0}, 1, 400, 300);
    const auto printed = placed(table, R"("geju:leader":{})", fine);
    const auto shown = placed(table, R"("geju:leader":{})", coarse);
    REQUIRE(printed.size() == 2);
    CHECK((printed[1].leader->to.x - 625) / ratio == Approx(shown[1].leader->to.x - 200).margin(0.01));
    CHECK((printed[1].leader->to.y - 469) / ratio == Approx(shown[1].leader->to.y - 150).margin(0.01));
    CHECK(printed[1].leader->widthPixels == Approx(0.8 * ratio));
}
