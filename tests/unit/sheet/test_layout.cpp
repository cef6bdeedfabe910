#include "sheet/grid.hpp"
#include "sheet/legend_layout.hpp"
#include "sheet/sheet_layout.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <optional>

using namespace geju;

namespace {

std::vector<LegendRow> rowsOf(int groups, int entries, const std::string& label) {
    std::vector<LegendRow> rows;
    std::size_t entry = 0;
    for (int group = 0; group < groups; ++group) {
        rows.push_back({"Group " + std::to_string(group), true, 0});
        for (int i = 0; i < entries; ++i) rows.push_back({label + " " + std::to_string(i), false, entry++});
    }
    return rows;
}

PageBox boxOf(const LegendPlacement& placement) {
    const PageBox label = placement.label.box();
    if (placement.heading) return label;
    const PageBox& swatch = placement.swatch;
    const double x = std::min(label.x, swatch.x);
    const double y = std::min(label.y, swatch.y);
    return {x, y, std::max(label.right(), swatch.right()) - x, std::max(label.bottom(), swatch.bottom()) - y};
}

void checkApart(const std::vector<PageBox>& boxes) {
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        for (std::size_t k = i + 1; k < boxes.size(); ++k) {
            INFO(i << " and " << k);
            // Half a hundredth of a millimetre is rounding, not overlap.
            const PageBox a{boxes[i].x + 0.005, boxes[i].y + 0.005, boxes[i].width - 0.01, boxes[i].height - 0.01};
            CHECK_FALSE(a.intersects(boxes[k]));
        }
    }
}

SheetContent contentOf(std::size_t entries) {
    SheetContent content;
    content.title = "两轴三带、两核多园";
    content.subtitle = "A plan somewhere · 2021–2025";
    content.description = "以长江路、前进路为展示轴,以青阳港、夏驾河、瓦浦河为滨水景观带。以长江路、前进路为展示轴。";
    content.descriptionSource = "《规划纲要》第六章";
    content.note = "示意图:次序与相对位置依据规划文本,边界与面积不作依据";
    content.credits = "Drawn after the text of the plans; places from several sources, see the list that comes with it";
    content.facts = "CGCS2000 / 3-degree Gauss-Kruger CM 120E (EPSG:4549)  ·  Geju 0.1.0";
    content.legendTitle = "Legend";
    if (entries > 0) content.legend = rowsOf(3, static_cast<int>(entries / 3), "Entry of the legend");
    return content;
}

} // namespace

TEST_CASE("the legend begins with what the fewest scenes show", "[sheet][legend]") {
    const auto layer = [](const char* id, const char* group) {
        StyleLayer made;
        made.id = id;
        made.group = group;
        made.groupName = {"", group};
        return made;
    };
    Document document;
    Project& project = document.project;
    project.layers = {layer("water", "Base"),   layer("theme-1", "Theme"), layer("theme-2", "Theme"),
                      layer("roads", "Travel"), layer("border", "City"),   layer("place", "City")};
    const auto scene = [&](const char* id, std::vector<std::string> layers) {
        Scene made;
        made.id = id;
        made.layers = std::move(layers);
        project.scenes.push_back(std::move(made));
    };
    scene("one", {"water", "theme-1", "theme-2", "roads", "border"});
    scene("two", {"water", "place", "roads", "border"});
    scene("three", {"water", "border"});
    const auto labels = [&](const std::vector<std::string>& topFirst) {
        std::vector<LegendEntry> entries;
        for (const auto& id : topFirst) {
            LegendEntry entry;
            entry.label = entry.layer = id;
            entry.group = project.layer(id)->group;
            entries.push_back(std::move(entry));
        }
        std::vector<std::string> result;
        for (const auto& row : legendRows(document, entries)) result.push_back((row.heading ? "# " : "") + row.label);
        return result;
    };
    // City lies higher than Base, and both are in all scenes.
    CHECK(labels({"border", "roads", "theme-2", "theme-1", "water"}) ==
          std::vector<std::string>{"# Theme", "theme-2", "theme-1", "# Travel", "roads", "# City", "border", "# Base",
                                   "water"});
    // The member that the others lack leads its group, and its group leads.
    CHECK(labels({"border", "place", "roads", "water"}) ==
          std::vector<std::string>{"# City", "place", "border", "# Travel", "roads", "# Base", "water"});
    // What has no heading cannot stand below one.
    project.layers.push_back(layer("alone", ""));
    CHECK(labels({"border", "alone", "water"}) ==
          std::vector<std::string>{"alone", "# City", "border", "# Base", "water"});
    // Without scenes what lies on top comes first.
    project.scenes.clear();
    CHECK(labels({"border", "roads", "water"}) ==
          std::vector<std::string>{"# City", "border", "# Travel", "roads", "# Base", "water"});
}

TEST_CASE("a legend keeps to its space without overlaps", "[sheet][legend]") {
    FontBook fonts;
    const Letterer letterer(fonts);
    const bool wide = GENERATE(false, true);
    const int entries = GENERATE(1, 4, 9, 16);
    const auto rows = rowsOf(3, entries, "A fairly long label of an entry that wants to be broken");
    const LegendSpace space{10, 20, 190, 150, 1, 4, wide};
    const auto layout = layoutLegend(rows, space, letterer);
    INFO(wide << " " << entries);
    REQUIRE(layout.complete);
    REQUIRE(layout.placements.size() == rows.size());
    std::vector<PageBox> boxes;
    for (const auto& placement : layout.placements) {
        boxes.push_back(boxOf(placement));
        CHECK(PageBox{space.x, space.y, space.maxWidth, space.maxHeight}.contains(boxes.back(), 0.01));
    }
    checkApart(boxes);
}

TEST_CASE("no heading stands at the foot of a column", "[sheet][legend]") {
    FontBook fonts;
    const Letterer letterer(fonts);
    for (double height = 40; height < 120; height += 3) {
        const auto layout = layoutLegend(rowsOf(5, 3, "Entry"), {0, 0, 400, height, 1, 4, false}, letterer);
        for (std::size_t i = 0; i + 1 < layout.placements.size(); ++i) {
            if (!layout.placements[i].heading) continue;
            INFO(height << " " << i);
            CHECK(layout.placements[i + 1].label.box().y > layout.placements[i].label.box().y);
        }
    }
}

TEST_CASE("a legend that cannot fit says so", "[sheet][legend]") {
    FontBook fonts;
    const Letterer letterer(fonts);
    CHECK_FALSE(layoutLegend(rowsOf(10, 30, "Entry"), {0, 0, 60, 80, 1, 4, false}, letterer).complete);
    CHECK(layoutLegend({}, {0, 0, 60, 80, 1, 4, false}, letterer).complete);
}

TEST_CASE("everything stands on the page, apart from the map and from each other", "[sheet][layout]") {
    FontBook fonts;
    const Letterer letterer(fonts);
    const Page page = GENERATE(Page{420, 297, 300}, Page{297, 420, 96}, Page{297, 210, 150}, Page{210, 297, 300},
                               Page{1189, 841, 96}, Page::ofPixels(1600, 1000, 96), Page::ofPixels(1000, 800, 96));
    const std::size_t entries = GENERATE(0u, 9u, 27u);
    INFO(page.widthMillimeters << " × " << page.heightMillimeters << ", " << entries << " entries");
    const auto layout = layoutSheet(page, contentOf(entries), letterer);

    const PageBox whole{0, 0, page.widthMillimeters, page.heightMillimeters};
    CHECK(layout.legend.complete);
    CHECK(whole.contains(layout.border));
    CHECK(layout.border.contains(layout.frame, 25.4 / page.dpi));
    CHECK(layout.frame.width * layout.frame.height > 0.4 * page.widthMillimeters * page.heightMillimeters);

    std::vector<PageBox> boxes{layout.frame};
    for (const auto& text : layout.texts) boxes.push_back(text.box());
    for (const auto& placement : layout.legend.placements) boxes.push_back(boxOf(placement));
    REQUIRE(layout.northArrow);
    REQUIRE(layout.scaleBar);
    boxes.push_back(*layout.northArrow);
    boxes.push_back(*layout.scaleBar);
    for (const auto& box : boxes) CHECK(whole.contains(box));
    checkApart(boxes);
}

TEST_CASE("figures, text, logo and a grid keep apart from everything else", "[sheet][layout]") {
    FontBook fonts;
    const Letterer letterer(fonts);
    const Page page = GENERATE(Page{420, 297, 300}, Page{297, 420, 96}, Page{210, 297, 300}, Page{1189, 841, 96});
    const std::size_t entries = GENERATE(0u, 9u, 27u);
    const std::optional<bool> below = GENERATE(std::optional<bool>(), std::optional(true), std::optional(false));
    INFO(page.widthMillimeters << " × " << page.heightMillimeters << ", " << entries << " entries");
    SheetContent content = contentOf(entries);
    content.text = "Free text, which may take up more than one line where the panel is narrow.";
    content.grid = true;
    content.logoShape = 2.5;
    content.panelBelow = below;
    FigureTable table;
    table.title = "Balance";
    table.columns = {{"Land use"}, {"ha", true}, {"%", true}};
    for (int i = 0; i < 9; ++i)
        table.rows.push_back({{"Class " + std::to_string(i), "123.45", "11.11"}, Rgba{9, 9, 9, 255}});
    content.figures = {table, table};
    const auto layout = layoutSheet(page, content, letterer);
    CHECK(layout.legend.complete);
    CHECK(layout.figuresComplete);
    REQUIRE(layout.figures.size() == 2);
    REQUIRE(layout.logo);

    const PageBox whole{0, 0, page.widthMillimeters, page.heightMillimeters};
    const double band = kGridBand * layout.unit;
    std::vector<PageBox> boxes{
        {layout.frame.x - band, layout.frame.y - band, layout.frame.width + 2 * band, layout.frame.height + 2 * band}};
    CHECK(layout.border.contains(boxes[0], 25.4 / page.dpi));
    boxes[0] = layout.frame; // it moved by a part of a pixel
    for (const auto& text : layout.texts) boxes.push_back(text.box());
    for (const auto& placement : layout.legend.placements) boxes.push_back(boxOf(placement));
    for (const auto& figure : layout.figures) {
        PageBox box = figure.texts.front().box();
        box.width = std::max(box.width, figure.width);
        box.height = figure.height;
        CHECK(layout.panel.contains(box, 0.01));
        boxes.push_back(box);
    }
    boxes.push_back(*layout.logo);
    boxes.push_back(*layout.northArrow);
    boxes.push_back(*layout.scaleBar);
    for (const auto& box : boxes) CHECK(whole.contains(box));
    checkApart(boxes);
}

TEST_CASE("figures that do not fit are said to be left out", "[sheet][layout]") {
    FontBook fonts;
    const Letterer letterer(fonts);
    SheetContent content = contentOf(9);
    FigureTable table;
    table.columns = {{"Land use"}};
    for (int i = 0; i < 200; ++i) table.rows.push_back({{"Class"}, std::nullopt});
    content.figures = {table};
    const auto layout = layoutSheet({297, 210, 96}, content, letterer);
    CHECK_FALSE(layout.figuresComplete);
    CHECK(layout.figures.empty());
    CHECK(layout.legend.complete);
}

TEST_CASE("the map's frame lies on whole pixels", "[sheet][layout]") {
    FontBook fonts;
    const Letterer letterer(fonts);
    for (const double dpi : {72.0, 96.0, 150.0, 300.0}) {
        const Page page{420, 297, dpi};
        const auto layout = layoutSheet(page, contentOf(9), letterer);
        for (const double edge : {layout.frame.x, layout.frame.y, layout.frame.right(), layout.frame.bottom()}) {
            const double pixels = edge * page.pixelsPerMillimeter();
            CHECK(pixels == Approx(std::round(pixels)).margin(1e-6));
        }
    }
}

TEST_CASE("resolution changes nothing but the resolution", "[sheet][layout]") {
    FontBook fonts;
    const Letterer letterer(fonts);
    const auto coarse = layoutSheet({420, 297, 96}, contentOf(27), letterer);
    const auto fine = layoutSheet({420, 297, 300}, contentOf(27), letterer);
    REQUIRE(coarse.texts.size() == fine.texts.size());
    for (std::size_t i = 0; i < fine.texts.size(); ++i) {
        CHECK(coarse.texts[i].lines == fine.texts[i].lines);
        CHECK(coarse.texts[i].box() == fine.texts[i].box());
    }
    REQUIRE(coarse.legend.placements.size() == fine.legend.placements.size());
    for (std::size_t i = 0; i < fine.legend.placements.size(); ++i) {
        CHECK(coarse.legend.placements[i].swatch == fine.legend.placements[i].swatch);
    }
    // The frame moves to the nearest pixel: at most half of one.
    CHECK(coarse.frame.x == Approx(fine.frame.x).margin(25.4 / 96));
    CHECK(coarse.frame.right() == Approx(fine.frame.right()).margin(25.4 / 96));
}
