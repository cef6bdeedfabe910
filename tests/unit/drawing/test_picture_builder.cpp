#include "drawing/patterns.hpp"
#include "drawing/row_classes.hpp"
#include "plans.hpp"
#include "support/catch.hpp"

#include <cmath>

using namespace geju;
using namespace geju::test;

namespace {

const Point kCenter{500000, 3470000};

std::shared_ptr<const FeatureTable> parcels() {
    PlanTable table;
    const char* codes[] = {"0701", "1401", "0701", "1701", "1401"};
    for (int i = 0; i < 5; ++i) {
        table.square(kCenter.x + 100 * i, kCenter.y, 100, {{"code", codes[i]}, {"rank", std::int64_t{i}}});
    }
    table.line({kCenter, {kCenter.x + 500, kCenter.y}}, {{"code", "1207"}, {"rank", std::int64_t{9}}});
    table.point({kCenter.x + 50, kCenter.y + 50}, {{"code", "0802"}});
    return table.build();
}

/// A view whose zoom in the document is `zoom`.
View viewAtZoom(const PictureBuilder& builder, double zoom) {
    View view = viewOf(kCenter, 1);
    view.unitsPerPixel = std::exp2(builder.zoomOf(view) - zoom);
    return view;
}

} // namespace

TEST_CASE("features are filtered by kind and filter, and symbols are kept once") {
    const auto table = parcels();
    PictureBuilder builder(documentOf(table, R"([
      {"id":"back","type":"background","paint":{"background-color":"#f0f0f0"}},
      {"id":"uses","type":"fill","source":"plan","filter":["!=",["get","code"],"1701"],
       "paint":{"fill-color":["match",["get","code"],"0701","#ffff00","1401","#00ff00","#888888"],
                "fill-opacity":0.5,"fill-outline-color":"#000000"},
       "metadata":{"geju:hatch":{"angle":30,"spacing":5,"width":1,"color":"#ff0000"}}},
      {"id":"edges","type":"line","source":"plan","paint":{"line-width":2,"line-dasharray":[3,1]}},
      {"id":"marks","type":"circle","source":"plan","paint":{"circle-radius":["get","rank"]}}])"));
    const auto picture = builder.build({}, viewAtZoom(builder, 12));
    CHECK(picture->background == Rgba{0xf0, 0xf0, 0xf0, 255});
    REQUIRE(picture->layers.size() == 3);

    const PictureLayer& uses = picture->layers[0];
    CHECK(uses.id == "uses");
    CHECK(*uses.rows == std::vector<std::uint32_t>{0, 1, 2, 4});
    REQUIRE(uses.symbolOf.size() == 4);
    CHECK(uses.fills.size() <= 4);
    CHECK(uses.symbolOf[0] == uses.symbolOf[2]);
    CHECK(uses.symbolOf[1] == uses.symbolOf[3]);
    CHECK(uses.fills[uses.symbolOf[0]].color.r == 255);
    CHECK(uses.fills[uses.symbolOf[0]].color.a == Approx(128).margin(1));
    CHECK(uses.fills[uses.symbolOf[1]].color.r == 0);
    CHECK(uses.fills[0].outline.a == Approx(128).margin(1));
    REQUIRE(uses.fills[0].hatch);
    CHECK(uses.fills[0].hatch->angleDegrees == 30);

    const PictureLayer& edges = picture->layers[1];
    CHECK(edges.rows->size() == 6); // polygons and the line, not the point
    REQUIRE(edges.lines.size() == 1);
    CHECK(edges.lines[0].width == 2);
    CHECK(edges.lines[0].dash == std::vector<double>{3, 1});

    const PictureLayer& marks = picture->layers[2];
    CHECK(marks.rows->size() == 7);
    CHECK(marks.circles[marks.symbolOf[5]].radius == 9);
    CHECK(marks.circles[marks.symbolOf[6]].radius == 5); // no rank: the default of the style
}

TEST_CASE("features are drawn in the order of their sort keys, and layers where they are moved to") {
    const auto table = parcels();
    PictureBuilder builder(documentOf(table, R"([
      {"id":"uses","type":"fill","source":"plan","layout":{"fill-sort-key":["-",["get","rank"]]},
       "paint":{"fill-color":"#ff0000","fill-opacity":0.5}},
      {"id":"shadow","type":"fill","source":"plan","paint":{"fill-translate":[3,-4]}},
      {"id":"marks","type":"circle","source":"plan","layout":{"circle-sort-key":["get","rank"]}}])"));
    const auto picture = builder.build({}, viewAtZoom(builder, 12));
    REQUIRE(picture->layers.size() == 3);
    CHECK(*picture->layers[0].rows == std::vector<std::uint32_t>{4, 3, 2, 1, 0});
    CHECK(picture->layers[0].fills.size() == 1); // the key is no matter of looks
    CHECK(picture->layers[1].translate == Point{3, -4});
    CHECK(*picture->layers[1].rows == std::vector<std::uint32_t>{0, 1, 2, 3, 4});
    // Rank 0 and no rank are equal; the line's 9 is the last.
    CHECK(*picture->layers[2].rows == std::vector<std::uint32_t>{0, 6, 1, 2, 3, 4, 5});
}

TEST_CASE("text-overlap and icon-overlap decide before their older kin; a text is moved by pixels") {
    PictureBuilder builder(documentOf(parcels(), R"([
      {"id":"names","type":"symbol","source":"plan",
       "layout":{"text-field":"x","text-size":10,"text-offset":[1,0],"text-overlap":"always","icon-image":"bus",
                 "icon-allow-overlap":true,"icon-overlap":"never"},
       "paint":{"text-translate":[5,-20],"icon-translate":[2,3]}}])"));
    const auto picture = builder.build({}, viewAtZoom(builder, 12));
    const TextSymbol& symbol = picture->layers.at(0).textSymbols.at(0);
    CHECK(symbol.allowOverlap);
    CHECK(symbol.offsetEms == Point{1.5, -2});
    REQUIRE(symbol.icon);
    CHECK_FALSE(symbol.icon->allowOverlap);
    CHECK(symbol.icon->offset == Point{2, 3});
}

TEST_CASE("arrows along a line and its colours come with the line's opacity") {
    PictureBuilder builder(documentOf(parcels(), R"([
      {"id":"flow","type":"line","source":"plan","paint":{"line-color":"#102030","line-opacity":0.5},
       "metadata":{"geju:arrows-along":{"spacing-mm":25.4}}},
      {"id":"belt","type":"line","source":"plan","paint":{"line-opacity":0.5,
        "line-gradient":["interpolate",["linear"],["line-progress"],0,"#ff000080",1,"#0000ff"]},
       "metadata":{"geju:arrows-along":{"spacing-meters":300,"color":"#ffffff"}}}])"));
    const auto picture = builder.build({}, viewAtZoom(builder, 12));
    const LineSymbol& flow = picture->layers.at(0).lines.at(0);
    REQUIRE(flow.heads);
    CHECK(flow.heads->spacing == Approx(96));
    CHECK_FALSE(flow.heads->spacingInMeters);
    CHECK(flow.heads->color == flow.color);
    const LineSymbol& belt = picture->layers.at(1).lines.at(0);
    REQUIRE(belt.gradient.size() == 2);
    CHECK(belt.gradient[0].color.a == Approx(64).margin(1));
    CHECK(belt.gradient[1].color.a == Approx(128).margin(1));
    CHECK(belt.join == LineJoin::Round);
    CHECK(belt.heads->spacing == 300);
    CHECK(belt.heads->spacingInMeters);
    CHECK(belt.heads->color.a == Approx(128).margin(1));
}

TEST_CASE("the picture stays the same object while nothing that is drawn differs") {
    PictureBuilder builder(documentOf(parcels(), R"([
      {"id":"uses","type":"fill","source":"plan","paint":{"fill-color":["match",["get","code"],"0701","#ff0","#888"]}},
      {"id":"edges","type":"line","source":"plan",
       "paint":{"line-width":["interpolate",["exponential",2],["zoom"],10,1,14,16]}}])"));
    const View view = viewAtZoom(builder, 12);
    const auto first = builder.build({}, view);
    View panned = view;
    panned.centerWorld.x += 500;
    CHECK(builder.build({}, panned) == first);
    View finer = view;
    finer.unitsPerPixel *= std::exp2(-1.0 / 64); // the same sixteenth
    CHECK(builder.build({}, finer) == first);
    CHECK(first->zoom == 12);
    CHECK(first->layers[1].lines[0].width == Approx(4)); // 2^(12−10)

    const auto closer = builder.build({}, viewAtZoom(builder, 13));
    CHECK(closer != first);
    CHECK(closer->revision != first->revision);
    CHECK(closer->layers[1].lines[0].width == Approx(8));
    CHECK(closer->layers[0].rows == first->layers[0].rows);
    CHECK(closer->layers[1].rows == first->layers[1].rows);

    const auto faint = builder.build({{"uses", {true, 0.5}}}, view);
    REQUIRE(faint->layers.size() == 2);
    CHECK(faint->layers[0].opacity == 0.5);
    CHECK(faint->revision != first->revision);
    CHECK(builder.build({{"uses", {false, 1}}}, view)->layers.size() == 1);
    CHECK(builder.build({{"uses", {true, 0}}}, view)->layers.size() == 1);
    CHECK(builder.build({}, view)->layers.size() == 2);
    // Another builder's pictures never have the same revision.
    PictureBuilder other(documentOf(parcels(), "[]"));
    CHECK(other.build({}, view)->revision != builder.build({}, view)->revision);
}

TEST_CASE("zoom ranges, visibility and filters by zoom") {
    PictureBuilder builder(documentOf(parcels(), R"([
      {"id":"far","type":"fill","source":"plan","maxzoom":11},
      {"id":"near","type":"fill","source":"plan","minzoom":11},
      {"id":"off","type":"fill","source":"plan","layout":{"visibility":"none"}},
      {"id":"some","type":"circle","source":"plan","filter":[">=",["zoom"],["get","rank"]]}])"));
    const auto idsAt = [&](double zoom, const LayerStates& states) {
        std::vector<std::string> ids;
        for (const PictureLayer& layer : builder.build(states, viewAtZoom(builder, zoom))->layers) {
            ids.push_back(layer.id);
        }
        return ids;
    };
    using Ids = std::vector<std::string>;
    CHECK(idsAt(10, {}) == Ids{"far", "some"});
    CHECK(idsAt(11, {}) == Ids{"near", "some"}); // the upper end is exclusive, the lower one inclusive
    CHECK(idsAt(11, {{"off", {true, 1}}, {"some", {false, 1}}}) == Ids{"near", "off"});
    CHECK(builder.build({}, viewAtZoom(builder, 2.9))->layers.back().rows->size() == 3); // ranks 0, 1, 2
    CHECK(builder.build({}, viewAtZoom(builder, 3))->layers.back().rows->size() == 4);
}

TEST_CASE("widths on the ground, arrows, texts in the interface's language") {
    PictureBuilder builder(documentOf(PlanTable()
                                          .line({kCenter, {kCenter.x + 500, kCenter.y}},
                                                {{"name", "长江路"}, {"name_en", "Changjiang Road"}, {"w", 40.0}})
                                          .build(),
                                      R"([
      {"id":"axis","type":"line","source":"plan","paint":{"line-width":3},
       "metadata":{"geju:line-width-meters":["get","w"],"geju:arrow":{"end":"arrow","start":"none","taper":0.4}}},
      {"id":"ring","type":"circle","source":"plan","metadata":{"geju:circle-radius-meters":250}},
      {"id":"name","type":"symbol","source":"plan",
       "layout":{"text-field":["get","name"],"text-font":["Noto Sans CJK SC Bold"],"text-offset":[0,-1],
                 "symbol-placement":"line","symbol-sort-key":["get","w"]},
       "paint":{"text-color":"#ff0000","text-halo-width":2},"metadata":{"geju:text-field-en":["get","name_en"]}}])"));
    setLanguage("zh");
    const View view = viewAtZoom(builder, 12);
    const auto chinese = builder.build({}, view);
    REQUIRE(chinese->layers.size() == 3);
    CHECK(chinese->layers[0].lines[0].width == 40);
    CHECK(chinese->layers[0].lines[0].widthInMeters);
    REQUIRE(chinese->layers[0].lines[0].arrow);
    CHECK(chinese->layers[0].lines[0].arrow->tailWidth == Approx(0.4));
    CHECK(chinese->layers[1].circles[0].radiusInMeters);
    CHECK(chinese->layers[1].circles[0].radius == 250);
    const PictureLayer& names = chinese->layers[2];
    CHECK(names.texts == std::vector<std::string>{"长江路"});
    CHECK(names.priorities == std::vector<double>{40});
    CHECK(names.textSymbols[0].font == "Noto Sans CJK SC Bold");
    CHECK(names.textSymbols[0].offsetEms == Point{0, -1});
    CHECK(names.textSymbols[0].placement == TextSymbol::Placement::Line);
    CHECK(names.textSymbols[0].haloWidth == 2);
    setLanguage("en");
    const auto english = builder.build({}, view);
    CHECK(english != chinese);
    CHECK(english->layers[2].texts == std::vector<std::string>{"Changjiang Road"});
}

TEST_CASE("widths in millimetres are those of paper: 25.4 are an inch of 96 pixels") {
    PictureBuilder builder(documentOf(parcels(), R"([
      {"id":"inch","type":"line","source":"plan","paint":{"line-width":3},"metadata":{"geju:line-width-mm":25.4}},
      {"id":"own","type":"line","source":"plan","metadata":{"geju:line-width-mm":["get","rank"]}},
      {"id":"ground","type":"line","source":"plan",
       "metadata":{"geju:line-width-mm":1,"geju:line-width-meters":30}}])"));
    const auto picture = builder.build({}, viewAtZoom(builder, 12));
    const auto widthOf = [&](std::size_t layer, std::size_t row) {
        return picture->layers[layer].lines[picture->layers[layer].symbolOf[row]].width;
    };
    CHECK(widthOf(0, 0) == Approx(96));
    CHECK_FALSE(picture->layers[0].lines[0].widthInMeters);
    CHECK(widthOf(1, 2) == Approx(2 * 96 / 25.4));
    CHECK(widthOf(1, 3) == Approx(3 * 96 / 25.4));
    CHECK(picture->layers[2].lines[0].widthInMeters);
    CHECK(picture->layers[2].lines[0].width == 30);
}

TEST_CASE("under an edited style untouched layers stay and rows too") {
    const auto table = parcels();
    const std::string line = R"({"id":"edges","type":"line","source":"plan","paint":{"line-width":2}})";
    const auto fill = [](const char* color, const char* code) {
        return std::string(R"({"id":"uses","type":"fill","source":"plan","filter":["!=",["get","code"],")") + code +
               R"("],"paint":{"fill-color":")" + color + "\"}}";
    };
    PictureBuilder builder(documentOf(table, "[" + fill("#ff0000", "1701") + "," + line + "]"));
    const View view = viewAtZoom(builder, 12);
    const auto before = builder.build({}, view);
    builder.restyle(documentOf(table, "[" + line + "," + fill("#0000ff", "1701") + "]"), {"uses"});
    const auto after = builder.build({}, view);
    CHECK(after->layers[0].id == "edges"); // in the new order
    CHECK(after->layers[0].rows == before->layers[1].rows);
    CHECK(after->layers[1].rows == before->layers[0].rows);
    CHECK(after->layers[1].fills[0].color == Rgba{0, 0, 255, 255});
    CHECK(after->revision != before->revision);
    builder.restyle(documentOf(table, "[" + fill("#0000ff", "0701") + "]"), {"uses"});
    const auto last = builder.build({}, view);
    REQUIRE(last->layers.size() == 1);
    CHECK(*last->layers[0].rows == std::vector<std::uint32_t>{1, 3, 4});
}

TEST_CASE("zoom of a projected document is that of its latitude") {
    PictureBuilder builder(documentOf(parcels(), "[]"));
    const View view = viewOf(kCenter, 10);
    // Northing 3 470 000 m is 31.35° N (meridian arc of GRS 80: 110 863 m a degree near there).
    CHECK(builder.zoomOf(view) == Approx(zoomLevel(10, 31.35)).margin(1e-3));
    CHECK(builder.zoomOf(viewOf(kCenter, 5, 800, 600, 2)) == Approx(builder.zoomOf(view)).margin(1e-12));
}

TEST_CASE("states of a scene show its layers and no others") {
    const auto document = documentOf(parcels(), R"([
      {"id":"back","type":"background"},{"id":"a","type":"fill","source":"plan","layout":{"visibility":"none"}},
      {"id":"b","type":"fill","source":"plan"}])");
    Scene scene;
    scene.layers = {"a"};
    PictureBuilder builder(document);
    const auto picture = builder.build(statesOfScene(document->project, scene), viewAtZoom(builder, 12));
    REQUIRE(picture->layers.size() == 1);
    CHECK(picture->layers[0].id == "a");
    CHECK(picture->background == Rgba{0, 0, 0, 255}); // MapLibre's default of background-color
}

TEST_CASE("patterns of backgrounds lie over each other as far as colours above let them show") {
    const auto built = [](const std::string& layers) {
        PictureBuilder builder(documentOf(parcels(), "[" + layers + "]"));
        return builder.build({{"faint", {true, 0.5}}}, viewAtZoom(builder, 12));
    };
    const std::string below = R"({"id":"below","type":"background",
        "paint":{"background-color":"#0000ff","background-opacity":0.8,"background-pattern":"dots"}})";
    const auto bare = built(below);
    CHECK(bare->background == Rgba{255, 255, 255, 255}); // the ink is the colour, the ground is left
    REQUIRE(bare->backgroundPatterns.size() == 1);
    CHECK(bare->backgroundPatterns[0] == PatternStyle{findPattern("dots").value(), 1, {0, 0, 255, 204}});

    const auto both = built(below + R"(,{"id":"faint","type":"background",
        "paint":{"background-color":"#ff0000","background-pattern":"waves"},
        "metadata":{"geju:pattern-color":"#00ff00","geju:pattern-scale":2}})");
    REQUIRE(both->backgroundPatterns.size() == 2);
    CHECK(both->backgroundPatterns[1] == PatternStyle{findPattern("waves").value(), 2, {0, 255, 0, 128}});
    // Over white: where the dots are, blue of 0.8 and then red of a half.
    const Rgba dot = both->backgroundPatterns[0].color;
    CHECK(both->background.r == 255);
    CHECK(both->background.g == Approx(127.5).margin(1));
    const auto seen = [&](std::uint8_t ink, std::uint8_t ground) { return ground + (ink - ground) * dot.a / 255.0; };
    CHECK(seen(dot.r, both->background.r) == Approx(0.5 * 255 + 0.5 * 0.2 * 255).margin(1.5));
    CHECK(seen(dot.g, both->background.g) == Approx(0.5 * 0.2 * 255).margin(1.5));
    CHECK(seen(dot.b, both->background.b) == Approx(0.5 * 255).margin(1.5));

    const auto hidden = built(below + R"(,{"id":"above","type":"background","paint":{"background-color":"#ff0000"}})");
    CHECK(hidden->backgroundPatterns.empty());
    const auto unknown = built(R"({"id":"x","type":"background",
        "paint":{"background-color":"#0000ff","background-pattern":"nonsense"}})");
    CHECK(unknown->background == Rgba{0, 0, 255, 255});
    CHECK(unknown->backgroundPatterns.empty());
}

TEST_CASE("a picture is made anew when only the background's pattern differs") {
    PictureBuilder builder(documentOf(parcels(), R"([{"id":"x","type":"background",
        "paint":{"background-pattern":["step",["zoom"],"dots",13,"waves"]}}])"));
    const auto first = builder.build({}, viewAtZoom(builder, 12));
    CHECK(builder.build({}, viewAtZoom(builder, 12.5)) == first);
    CHECK(builder.build({}, viewAtZoom(builder, 14)) != first);
}

TEST_CASE("rows share a class exactly when their properties and kinds of geometry are equal") {
    const auto table = parcels();
    const std::vector<std::string> code{"code"};
    const RowClasses byCode = classifyRows(*table, code);
    REQUIRE(byCode.classOf.size() == 7);
    CHECK(byCode.size() == 5);
    CHECK(byCode.of(0) == byCode.of(2));
    CHECK(byCode.of(1) == byCode.of(4));
    const std::vector<std::string> both{"code", "rank", "absent"};
    CHECK(classifyRows(*table, both).size() == 7);
    CHECK(classifyRows(*table, {}).size() == 3); // polygon, line, point
    for (std::size_t i = 0; i < byCode.size(); ++i) CHECK(byCode.of(byCode.representative[i]) == i);
}
