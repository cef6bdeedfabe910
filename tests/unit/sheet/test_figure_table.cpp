#include "sheet/figure_table.hpp"
#include "support/catch.hpp"

#include <algorithm>

using namespace geju;

namespace {

FigureTable balance(int rows) {
    FigureTable table;
    table.title = "用地平衡表";
    table.columns = {{"Code"}, {"Land use"}, {"Area (ha)", true}, {"Share %", true}};
    for (int i = 0; i < rows; ++i) {
        table.rows.push_back({{"0" + std::to_string(i), i % 3 ? "Residential" : "Land for mixed commerce and services",
                               std::to_string(1000 * i) + ".25", "12.50"},
                              Rgba{200, static_cast<std::uint8_t>(10 * i), 40, 255}});
    }
    table.rows.push_back({{"Total", "", "11 692.66", "100.00"}, std::nullopt, 0, true});
    table.note = "classes 11 692.66 ha − overlaps 0 ha + gaps 0 ha = boundary 11 692.66 ha; it closes";
    return table;
}

FigureTable chart() {
    FigureTable table;
    table.title = "Shares";
    table.columns = {{""}, {"", false, true}, {"", true}};
    table.rows = {{{"Residential", "", "50.0 %"}, Rgba{255, 0, 0, 255}, 1.0},
                  {{"Green", "", "25.0 %"}, Rgba{0, 255, 0, 255}, 0.5},
                  {{"Nothing", "", "0.0 %"}, Rgba{0, 0, 255, 255}, 0.0}};
    return table;
}

std::vector<PageBox> boxesOf(const FigureLayout& layout) {
    std::vector<PageBox> boxes;
    for (const auto& text : layout.texts) boxes.push_back(text.box());
    for (const auto& swatch : layout.swatches) boxes.push_back(swatch.box);
    return boxes;
}

void checkApart(const FigureLayout& layout, double maxWidth) {
    const auto boxes = boxesOf(layout);
    const PageBox whole{0, 0, maxWidth, layout.height};
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        INFO(i << (i < layout.texts.size() ? ": " + layout.texts[i].lines[0] : std::string()));
        CHECK(whole.contains(boxes[i], 0.01));
        const PageBox shrunk{boxes[i].x + 0.005, boxes[i].y + 0.005, boxes[i].width - 0.01, boxes[i].height - 0.01};
        for (std::size_t k = 0; k < i; ++k) {
            INFO(k << (k < layout.texts.size() ? ": " + layout.texts[k].lines[0] : std::string()));
            CHECK_FALSE(shrunk.intersects(boxes[k]));
        }
    }
}

} // namespace

TEST_CASE("a table keeps to its width and nothing in it overlaps", "[sheet][figures]") {
    FontBook fonts;
    const Letterer letterer(fonts);
    for (const double width : {48.0, 60.0, 90.0, 200.0}) {
        for (const double unit : {0.7, 1.0, 1.8}) {
            INFO(width << " " << unit);
            const auto layout = layoutFigures(balance(14), width * unit, 400 * unit, unit, letterer);
            REQUIRE(layout);
            CHECK(layout->width <= width * unit + 1e-6);
            checkApart(*layout, width * unit);
            // All of it: title, four headings, fifteen rows, the note.
            const auto has = [&](const std::string& text) {
                return std::any_of(layout->texts.begin(), layout->texts.end(), [&](const TextBlock& block) {
                    std::string all;
                    for (const auto& line : block.lines) all += line;
                    return all == text;
                });
            };
            CHECK(has("用地平衡表"));
            CHECK(has("11 692.66"));
            CHECK(has("13000.25"));
            CHECK(layout->swatches.size() == 14);
        }
    }
}

TEST_CASE("a table too tall gets smaller, then is not laid", "[sheet][figures]") {
    FontBook fonts;
    const Letterer letterer(fonts);
    const auto whole = layoutFigures(balance(20), 90, 1000, 1, letterer);
    REQUIRE(whole);
    CHECK(whole->scale == 1);
    const auto smaller = layoutFigures(balance(20), 90, 0.8 * whole->height, 1, letterer);
    REQUIRE(smaller);
    CHECK(smaller->scale < 1);
    CHECK(smaller->height <= 0.8 * whole->height);
    CHECK_FALSE(layoutFigures(balance(20), 90, 0.3 * whole->height, 1, letterer));
    CHECK_FALSE(layoutFigures(balance(20), 12, 1000, 1, letterer));
    CHECK_FALSE(layoutFigures({}, 90, 100, 1, letterer));
}

TEST_CASE("bars are as long as their shares", "[sheet][figures]") {
    FontBook fonts;
    const Letterer letterer(fonts);
    const auto layout = layoutFigures(chart(), 90, 100, 1, letterer);
    REQUIRE(layout);
    checkApart(*layout, 90);
    const auto barOf = [&](Rgba color) {
        double longest = 0;
        std::size_t count = 0;
        for (const auto& swatch : layout->swatches) {
            if (!(swatch.color == color)) continue;
            longest = std::max(longest, swatch.box.width);
            ++count;
        }
        return std::pair(longest, count);
    };
    const auto [red, reds] = barOf({255, 0, 0, 255});
    const auto [green, greens] = barOf({0, 255, 0, 255});
    CHECK(red > 15);
    CHECK(green == Approx(red / 2));
    CHECK(barOf({0, 0, 255, 255}).second + 1 == greens); // a share of nothing has no bar
    CHECK(reds == greens);
}

TEST_CASE("a note that warns is seen to warn", "[sheet][figures]") {
    FontBook fonts;
    const Letterer letterer(fonts);
    FigureTable table = balance(2);
    const auto calm = layoutFigures(table, 90, 100, 1, letterer);
    table.alarming = true;
    const auto alarming = layoutFigures(table, 90, 100, 1, letterer);
    REQUIRE(calm);
    REQUIRE(alarming);
    CHECK_FALSE(calm->texts.back().lettering.color == alarming->texts.back().lettering.color);
}
