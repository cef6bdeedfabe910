#include "drawing/legend.hpp"
#include "drawing/pictograms.hpp"
#include "geometry/picking.hpp"
#include "plans.hpp"
#include "support/catch.hpp"

using namespace geju;
using namespace geju::test;

namespace {

std::vector<std::string> labelsOf(const std::vector<LegendEntry>& entries) {
    std::vector<std::string> labels;
    for (const LegendEntry& entry : entries) labels.push_back(entry.label);
    return labels;
}

const char* const kMetadata = R"({"geju:landuse":{"source":"plan","class":"code"},
  "geju:classes":{"name":{"zh":"分类"},"source":"test","items":[
    {"code":"07","name":{"zh":"居住用地","en":"Residential"},"color":"#ffff00"},
    {"code":"14","name":{"zh":"绿地","en":"Green"},"color":"#00ff00"}]}})";

const char* const kLayers = R"([
  {"id":"uses","type":"fill","source":"plan","filter":["==",["geometry-type"],"Polygon"],
   "paint":{"fill-color":["match",["get","code"],"07","#ffff00","14","#00ff00","#888888"]},
   "metadata":{"geju:name":{"zh":"用地","en":"Land use"},"geju:legend":{"property":"code","order":["99"]}}},
  {"id":"roads","type":"line","source":"plan","filter":["==",["geometry-type"],"LineString"],
   "paint":{"line-color":"#ff0000"},"metadata":{"geju:name":{"zh":"道路","en":"Roads"}}},
  {"id":"casing","type":"line","source":"plan"},
  {"id":"secret","type":"line","source":"plan","metadata":{"geju:name":{"zh":"无","en":"No"},"geju:legend":false}}])";

std::shared_ptr<const FeatureTable> plan() {
    return PlanTable()
        .square(0, 0, 100, {{"code", "14"}})
        .square(100, 0, 100, {{"code", "07"}})
        .square(200, 0, 100, {{"code", "99"}})
        .square(300, 0, 100, {{"code", "0703"}})
        .line({{0, 500}, {400, 900}})
        .build();
}

} // namespace

TEST_CASE("a legend has what is in the extent, named by the class table") {
    setLanguage("zh");
    const auto document = documentOf(plan(), kLayers, kMetadata);
    REQUIRE(document);
    PictureBuilder builder(document);
    const auto picture = builder.build({}, View::fit(document->extent(), 800, 600, 1));

    const auto all = legendEntries(*document, *picture, document->extent());
    CHECK(labelsOf(all) == std::vector<std::string>{"道路", "99", "居住用地", "0703 居住用地", "绿地"});
    CHECK(all[0].kind == PictureKind::Line);
    CHECK(std::get<LineSymbol>(all[0].symbol).color == Rgba{255, 0, 0, 255});
    CHECK(all[2].value == "07");
    CHECK(all[2].layer == "uses");
    CHECK(std::get<FillSymbol>(all[2].symbol).color == Rgba{255, 255, 0, 255});
    CHECK(std::get<FillSymbol>(all[4].symbol).color == Rgba{0, 255, 0, 255});

    CHECK(labelsOf(legendEntries(*document, *picture, Box{110, 10, 190, 20})) == std::vector<std::string>{"居住用地"});
    setLanguage("en");
    CHECK(labelsOf(legendEntries(*document, *picture, Box{10, 10, 190, 20})) ==
          std::vector<std::string>{"Residential", "Green"});
}

TEST_CASE("icons are in the legend, label layers are not") {
    setLanguage("en");
    const auto document =
        documentOf(PlanTable().point({0, 0}, {{"name", "Zoo"}}).point({9, 9}, {{"name", "Port"}}).build(), R"json([
        {"id":"names","type":"symbol","source":"plan","layout":{"text-field":["get","name"]},
         "metadata":{"geju:name":{"en":"Names"}}},
        {"id":"places","type":"symbol","source":"plan","filter":["==",["get","name"],"Port"],
         "layout":{"icon-image":"harbor"},"paint":{"icon-color":"#123456"},"metadata":{"geju:name":{"en":"Places"}}}])json");
    REQUIRE(document);
    PictureBuilder builder(document);
    const auto picture = builder.build({}, View::fit(document->extent(), 800, 600, 1));
    const auto entries = legendEntries(*document, *picture, document->extent());
    REQUIRE(labelsOf(entries) == std::vector<std::string>{"Places"});
    const auto& icon = std::get<IconSymbol>(entries[0].symbol);
    CHECK(icon.pictogram == findPictogram("harbor"));
    CHECK(icon.color == Rgba{0x12, 0x34, 0x56, 255});
    CHECK(commonIcon(picture->layers[1]).has_value());
    CHECK_FALSE(commonIcon(picture->layers[0]).has_value());
}

TEST_CASE("classes of a number are in the legend with their ranges, values with the names they are given") {
    setLanguage("en");
    PlanTable tables;
    for (int i = 0; i < 4; ++i) {
        tables.square(100.0 * i, 0, 100, {{"floors", std::int64_t{10 * i}}, {"kind", i % 2 ? "a" : "b"}});
    }
    tables.square(400, 0, 100, {{"kind", "b"}});
    const auto document = documentOf(tables.build(), R"([
      {"id":"floors","type":"fill","source":"plan",
       "paint":{"fill-color":["case",["==",["typeof",["get","floors"]],"number"],
                ["step",["get","floors"],"#eeeeee",10,"#888888",25,"#222222"],"#ff0000"]},
       "metadata":{"geju:name":{"en":"Floors"},"geju:legend":{"property":"floors"}}},
      {"id":"kinds","type":"line","source":"plan","paint":{"line-color":"#000000"},
       "metadata":{"geju:name":{"en":"Kinds"},
                   "geju:legend":{"property":"kind","labels":{"a":{"zh":"甲","en":"First"}}}}}])");
    PictureBuilder builder(document);
    const auto picture = builder.build({}, View::fit(document->extent(), 800, 600, 1));
    CHECK(labelsOf(legendEntries(*document, *picture, document->extent())) ==
          std::vector<std::string>{"First", "b", "< 10", "10 – 25", "≥ 25", "no figure"});
    CHECK(labelsOf(legendEntries(*document, *picture, Box{110, 10, 190, 20})) ==
          std::vector<std::string>{"First", "10 – 25"});
}

TEST_CASE("what only its envelope has in the extent is absent, and so are hidden layers") {
    setLanguage("en");
    const auto document = documentOf(plan(), kLayers, kMetadata);
    PictureBuilder builder(document);
    const View view = View::fit(document->extent(), 800, 600, 1);
    const auto picture = builder.build({}, view);
    // Inside the envelope of the diagonal road, far from the road itself.
    CHECK(legendEntries(*document, *picture, Box{300, 510, 390, 600}).empty());
    CHECK(labelsOf(legendEntries(*document, *picture, Box{190, 690, 210, 710})) == std::vector<std::string>{"Roads"});
    const auto hidden = builder.build({{"uses", {false, 1}}}, view);
    CHECK(labelsOf(legendEntries(*document, *hidden, document->extent())) == std::vector<std::string>{"Roads"});
}

TEST_CASE("touching is exact: through a box, round it, in a hole") {
    PlanTable tables;
    tables.line({{-10, 5}, {20, 5}}).square(-100, -100, 200);
    tables.polygon({{{0, 0}, {90, 0}, {90, 90}, {0, 90}, {0, 0}}, {{10, 10}, {10, 80}, {80, 80}, {80, 10}, {10, 10}}});
    const auto table = tables.build();
    CHECK(touches(*table, 0, Box{0, 0, 10, 10}));
    CHECK_FALSE(touches(*table, 0, Box{0, 6, 10, 10}));
    CHECK(touches(*table, 1, Box{0, 0, 10, 10}));
    CHECK_FALSE(touches(*table, 2, Box{20, 20, 70, 70}));
    CHECK(touches(*table, 2, Box{20, 20, 85, 70}));
}
