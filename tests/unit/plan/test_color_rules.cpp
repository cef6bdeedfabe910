// Colours by value and by class, from expressions and back.
#include "plan/color_ramps.hpp"
#include "plan/color_rules.hpp"
#include "plan/project.hpp"
#include "support/catch.hpp"
#include "tables.hpp"

#include <cmath>
#include <set>

using namespace geju;
using geju::test::squares;

namespace {

Expression parsed(const std::string& json) {
    auto expression = Expression::parse(json);
    INFO(json);
    CHECK(expression.issues.empty());
    REQUIRE(expression);
    return *expression;
}

constexpr Rgba kRed{255, 0, 0, 255};
constexpr Rgba kGreen{0, 255, 0, 255};
constexpr Rgba kBlue{0, 0, 255, 128};
constexpr Rgba kGrey{204, 204, 204, 255};

/// Relative luminance of WCAG 2.
double luminance(Rgba color) {
    const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(color.r / 255.0) + 0.7152 * linear(color.g / 255.0) + 0.0722 * linear(color.b / 255.0);
}

} // namespace

TEST_CASE("one colour a value is written, evaluates to it and is read again") {
    ColorCategories rule;
    rule.property = "k\"ind";
    rule.items = {{{StyleValue{std::string("公园")}, StyleValue{7.0}}, kRed}, {{StyleValue{std::string("7")}}, kBlue}};
    rule.otherwise = kGrey;
    const auto table =
        squares({{{"k\"ind", std::string_view("公园")}}, {{"k\"ind", std::string_view("7")}}, {{"x", 1.0}}});
    const Expression made = parsed(toJson(rule));
    CHECK(made.evaluate({&table, 0, 0}).color() == kRed);
    CHECK(made.evaluate({&table, 1, 0}).color() == kBlue);
    CHECK(made.evaluate({&table, 2, 0}).color() == kGrey);
    const auto again = colorCategories(made);
    REQUIRE(again);
    CHECK(again->property == rule.property);
    CHECK_FALSE(again->asText);
    REQUIRE(again->items.size() == 2);
    CHECK(again->items[0].values == rule.items[0].values);
    CHECK(again->items[1].color == kBlue);
    CHECK(again->otherwise == kGrey);
    CHECK(toJson(*again) == toJson(rule));
    CHECK(again->indexOf(Value{std::int64_t{7}}) == 0);
    CHECK(again->indexOf(Value{std::string_view("7")}) == 1);
    CHECK(again->indexOf(Value{}) == 2);
}

TEST_CASE("values that are compared as texts stay so") {
    const auto rule =
        colorCategories(parsed(R"(["match", ["to-string", ["get", "open"]], "true", "#f00", "#cccccc"])"));
    REQUIRE(rule);
    CHECK(rule->asText);
    CHECK(rule->indexOf(Value{true}) == 0);
    const auto table = squares({{{"open", true}}, {{"open", false}}});
    const Expression made = parsed(toJson(*rule));
    CHECK(made.evaluate({&table, 0, 0}).color() == kRed);
    CHECK(made.evaluate({&table, 1, 0}).color() == kGrey);
}

TEST_CASE("one colour a class is written, evaluates to it and is read again") {
    ColorSteps rule;
    rule.property = "height";
    rule.stops = {10, 22.5};
    rule.colors = {kRed, kGreen, kBlue};
    const auto table =
        squares({{{"height", 9.99}}, {{"height", 10.0}}, {{"height", 22.5}}, {{"height", 1e9}}, {{"other", 1.0}}});
    for (const bool withNone : {false, true}) {
        if (withNone) rule.withoutNumber = kGrey;
        const Expression made = parsed(toJson(rule));
        CHECK(made.evaluate({&table, 0, 0}).color() == kRed);
        CHECK(made.evaluate({&table, 1, 0}).color() == kGreen);
        CHECK(made.evaluate({&table, 2, 0}).color() == kBlue);
        CHECK(made.evaluate({&table, 3, 0}).color() == kBlue);
        if (withNone) CHECK(made.evaluate({&table, 4, 0}).color() == kGrey);
        const auto again = colorSteps(made);
        REQUIRE(again);
        CHECK(again->stops == rule.stops);
        CHECK(again->colors == rule.colors);
        CHECK(again->withoutNumber == rule.withoutNumber);
        CHECK(toJson(*again) == toJson(rule));
    }
    CHECK(rule.indexOf(9) == 0);
    CHECK(rule.indexOf(10) == 1);
    CHECK(rangeText(rule, 0) == "< 10");
    CHECK(rangeText(rule, 1) == "10 – 22.5");
    CHECK(rangeText(rule, 2) == "≥ 22.5");
    rule.stops.clear();
    rule.colors = {kGreen};
    CHECK(parsed(toJson(rule)).evaluate({&table, 0, 0}).color() == kGreen);
}

TEST_CASE("expressions of other forms are left to their author") {
    for (const char* other : {R"("#fff")", R"(["get", "color"])", R"(["match", ["zoom"], 3, "#fff", "#000"])",
                              R"(["match", ["get", "a"], "x", ["get", "color"], "#000"])",
                              R"(["interpolate", ["linear"], ["get", "h"], 0, "#fff", 1, "#000"])"}) {
        CHECK_FALSE(colorCategories(parsed(other)));
        CHECK_FALSE(colorSteps(parsed(other)));
    }
    CHECK_FALSE(colorSteps(parsed(R"(["step", ["zoom"], "#fff", 3, "#000"])")));
}

TEST_CASE("palettes differ and ramps run from light to dark") {
    for (const Palette palette : {Palette::Soft, Palette::Strong}) {
        const auto colors = paletteColors(palette, 12);
        for (std::size_t i = 0; i < colors.size(); ++i) {
            for (std::size_t j = 0; j < i; ++j) {
                const int apart = std::abs(colors[i].r - colors[j].r) + std::abs(colors[i].g - colors[j].g) +
                                  std::abs(colors[i].b - colors[j].b);
                INFO(i << " and " << j);
                CHECK(apart > 20);
            }
        }
    }
    for (std::size_t ramp = 0; ramp + 1 < kRamps; ++ramp) { // the last is light in its middle
        const auto colors = rampColors(static_cast<Ramp>(ramp), 7);
        REQUIRE(colors.size() == 7);
        for (std::size_t i = 1; i < colors.size(); ++i) CHECK(luminance(colors[i]) < luminance(colors[i - 1]));
    }
    CHECK(rampColors(Ramp::Blue, 1).size() == 1);
}

TEST_CASE("colours along a line: as the expression has them, and back") {
    const auto gradientOf = [](const std::string& json) {
        const auto project = parseProject(
            R"({"version":8,"sources":{"s":{"type":"geojson","data":"s.geojson"}},"layers":[
                {"id":"l","type":"line","source":"s","paint":{"line-gradient":)" +
                json + "}}]}",
            "plan.geju.json");
        REQUIRE(project);
        REQUIRE(project->layers.at(0).property("line-gradient"));
        return *project->layers[0].property("line-gradient");
    };
    const Rgba red{255, 0, 0, 255};
    const Rgba blue{0, 0, 255, 255};
    const std::string linear = R"(["interpolate",["linear"],["line-progress"],0.2,"#ff0000",1,"#0000ff"])";
    const auto stops = colorStops(gradientOf(linear));
    CHECK(stops == std::vector<ColorStop>{{0.2, red}, {1, blue}});
    CHECK(toJson(stops) == linear);
    CHECK(colorAt(stops, 0) == red);
    const Rgba middle = colorAt(stops, 0.6);
    CHECK(std::abs(middle.r - 127.5) < 1);
    CHECK(std::abs(middle.b - 127.5) < 1);
    CHECK(middle.a == 255);
    CHECK(colorAt(stops, 2) == blue);

    const auto steps = colorStops(gradientOf(R"(["step",["line-progress"],"red",0.25,"blue"])"));
    CHECK(colorAt(steps, 0.249) == red);
    CHECK(colorAt(steps, 0.25) == blue);

    // Sampled where it is neither: the exponential of the specification, (2^t − 1) / (2 − 1), near enough.
    const auto curve = gradientOf(R"(["interpolate",["exponential",2],["line-progress"],0,"black",1,"white"])");
    const auto sampled = colorStops(curve);
    for (const double t : {0.1, 0.37, 0.5, 0.93}) {
        const double expected = 255 * (std::exp2(t) - 1);
        CHECK(std::abs(colorAt(sampled, t).r - expected) <= 1.5);
    }
    CHECK(colorStops(gradientOf("\"red\"")).front().color == red);
}
