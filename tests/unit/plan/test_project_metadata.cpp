// What a project says in its metadata: classes, scenes, indicators, templates of sheets.
#include "plan/sheet_template.hpp"
#include "project_texts.hpp"

using namespace geju;
using namespace geju::test;

TEST_CASE("classes, scenes and indicators") {
    const auto project = parsed(document(R"({"id":"x","type":"fill","source":"land"})", R"({
      "geju:title":"昆","geju:precision":"surveyed","geju:home":"a",
      "geju:classes":{"name":{"zh":"分类"},"items":[{"code":"14","name":"绿地","color":"#0f0"},
                      {"code":"1401","name":{"en":"Park"},"color":"green"}]},
      "geju:landuse":{"source":"land","class":"code"},
      "geju:population":[{"within":"land","year":2015,"persons":10},{"within":"land","year":2020,"persons":200}],
      "geju:scenes":[{"id":"a","title":"Plain","extent":[120,31,121,32],"layers":["x"]}],
      "geju:sheet":{"legend-title":{"en":"Key"},"north":false},
      "geju:indicators":[
        {"id":"green","name":{"zh":"绿地率"},"unit":"%","nature":"binding","base":{"year":2020,"value":30},
         "target":{"year":2025,"value":35.5},
         "compute":{"kind":"class-share","source":"land","class":"code","codes":["14",17],"boundary":"land"}},
        {"id":"head","unit":"m²","compute":{"kind":"class-area-per-head","source":"land","class":"code","codes":["14"],"boundary":"land"}},
        {"id":"road","unit":"km","compute":{"kind":"length","source":"land","where":["==","kind","road"]}},
        {"id":"carried","unit":"亿元"},{"id":"both","unit":{"zh":"万人","en":"×10⁴ people"}}]})"));
    for (const auto& issue : project.issues) UNSCOPED_INFO(describe(issue));
    REQUIRE(project);
    CHECK(project.issues.empty());
    CHECK(project->title.zh == "昆");
    CHECK(project->title.en.empty());
    CHECK_FALSE(project->schematic);
    CHECK(project->homeScene == "a");
    CHECK(project->classes.find("1401")->name.en == "Park");
    CHECK(project->classes.firstLevel("1401")->code == "14");
    CHECK(project->classes.firstLevel("1402")->code == "14");
    CHECK_FALSE(project->classes.find("99"));
    CHECK(project->scene("a")->title.en == "Plain");
    CHECK(project->scene("a")->extentLonLat == Box{120, 31, 121, 32});
    CHECK(project->sheet.legendTitle.en == "Key");
    CHECK_FALSE(project->sheet.northArrow);
    CHECK(project->sheet.scaleBar);
    REQUIRE(project->indicators.size() == 5);
    const Indicator& green = project->indicators[0];
    CHECK(green.nature == Indicator::Nature::Binding);
    CHECK(green.target->value == 35.5);
    REQUIRE(green.computation);
    CHECK(green.computation->codes == std::vector<std::string>{"14", "17"});
    CHECK(project->indicators[1].computation->population == 200);
    REQUIRE(project->indicators[2].computation->where);
    CHECK_FALSE(project->indicators[3].computation);
    CHECK(project->indicators[3].unit.zh == "亿元");
    CHECK(project->indicators[3].unit.en.empty());
    CHECK(project->indicators[4].unit.zh == "万人");
    CHECK(project->indicators[4].unit.en == "×10⁴ people");
}

TEST_CASE("services name what they are near to") {
    const auto project = parsed(document(R"({"id":"x","type":"fill","source":"land"})", R"({"geju:indicators":[
        {"id":"park","unit":"%","compute":{"kind":"service-share","source":"land","class":"code","codes":["07"],
         "near":[{"source":"land","class":"code","codes":["1401"],"min-area":10000,"distance":500},
                 {"source":"land","distance":300,"where":["==","kind","stop"]}]}},
        {"id":"all","unit":"ha","compute":{"kind":"service-area","source":"land","near":{"source":"land","distance":1000}}},
        {"id":"zero","unit":"%","compute":{"kind":"service-share","source":"land","near":{"source":"land","distance":0}}},
        {"id":"half","unit":"%","compute":{"kind":"service-share","source":"land","near":{"source":"land","distance":9,"class":"code"}}},
        {"id":"none","unit":"%","compute":{"kind":"service-share","source":"land"}}]})"));
    REQUIRE(project);
    REQUIRE(project->indicators.size() == 5);
    REQUIRE(project->indicators[0].computation);
    const auto& near = project->indicators[0].computation->near;
    REQUIRE(near.size() == 2);
    CHECK(near[0].codes == std::vector<std::string>{"1401"});
    CHECK(near[0].leastSquareMeters == 10000);
    CHECK(near[0].distanceMeters == 500);
    CHECK(near[1].where);
    REQUIRE(project->indicators[1].computation);
    CHECK(project->indicators[1].computation->near.size() == 1);
    REQUIRE(project.issues.size() == 3);
    for (std::size_t i = 2; i < 5; ++i) {
        CHECK_FALSE(project->indicators[i].computation);
        CHECK(project.issues[i - 2].code == "invalid-value");
    }
}

TEST_CASE("templates of sheets are read, and those that ship are there beside them") {
    const auto project = parsed(document(R"({"id":"x","type":"fill","source":"land"})", R"({
      "geju:scenes":[{"id":"wide","layers":["x"]}],
      "geju:indicators":[{"id":"green","unit":"%"}],
      "geju:sheet":{"legend-title":{"en":"Key"},"logo":"logo.png"},
      "geju:sheets":[
        {"id":"page","name":{"zh":"页","en":"Page"},"paper":"A4-portrait","dpi":150,"margin":12.5,"heading":false,
         "subtitle":"Draft","scene-text":false,"text":{"en":"Free"},"legend":"all","legend-title":"Symbols",
         "panel":"right","north":false,"scale-bar":false,"grid":"projected","inset":"wide","table":"indicators",
         "indicators":["green"],"chart":true},
        {"id":"plain","paper":"A2"}]})"));
    for (const auto& issue : project.issues) UNSCOPED_INFO(describe(issue));
    REQUIRE(project);
    CHECK(project.issues.empty());
    const auto page = sheetTemplate(*project, "page");
    REQUIRE(page);
    CHECK(page->name.en == "Page");
    CHECK(page->paper == "A4-portrait");
    CHECK(page->dpi == 150);
    CHECK(page->marginMillimeters == 12.5);
    CHECK_FALSE(page->heading);
    CHECK(page->subtitle.en == "Draft");
    CHECK_FALSE(page->sceneText);
    CHECK(page->text.en == "Free");
    CHECK(page->legend == SheetTemplate::Legend::All);
    CHECK(page->legendTitle.en == "Symbols");
    CHECK(page->panel == SheetTemplate::Panel::Right);
    CHECK_FALSE(page->northArrow);
    CHECK_FALSE(page->scaleBar);
    CHECK(page->grid == SheetTemplate::Grid::Projected);
    CHECK(page->inset);
    CHECK(page->insetScene == "wide");
    CHECK(page->table == SheetTemplate::Table::Indicators);
    CHECK(page->indicators == std::vector<std::string>{"green"});
    CHECK(page->chart);
    // What a template leaves open is the default's.
    CHECK(page->logo.filename() == "logo.png");
    CHECK(sheetTemplate(*project, "wall-map")->legendTitle.en == "Key");
    CHECK(sheetTemplate(*project, "")->legendTitle.en == "Key");
    CHECK(sheetTemplate(*project, "plain")->paper == "A2"); // its own, instead of the shipped one
    CHECK_FALSE(sheetTemplate(*project, "nothing"));
    std::size_t plain = 0;
    for (const auto& sheet : sheetTemplates(*project)) plain += sheet.id == "plain";
    CHECK(plain == 1);
    CHECK(sheetTemplates(*project).size() == shippedSheets().size() + 1);
    for (const auto& shipped : shippedSheets()) {
        INFO(shipped.id);
        CHECK_FALSE(shipped.name.zh.empty());
        CHECK_FALSE(shipped.name.en.empty());
    }
}

TEST_CASE("faults of templates are named") {
    const auto project = parsed(document(R"({"id":"x","type":"fill","source":"land"})", R"({
      "geju:sheets":[
        {"id":"a","dpi":5,"margin":-1,"legend":"some","panel":3,"grid":"radial","inset":"nowhere","table":"all",
         "indicators":["none"],"frame":true,"logo":"../logo.png","heading":"yes"},
        {"id":"a"}, {"paper":"A3"}, 7]})"));
    REQUIRE(project);
    REQUIRE(project->sheets.size() == 1);
    CHECK(project->sheets[0].dpi == 0);
    CHECK_FALSE(project->sheets[0].marginMillimeters);
    CHECK(project->sheets[0].logo.empty());
    CHECK(project->sheets[0].heading);
    std::string all;
    for (const auto& issue : project.issues) all += issue.message + "\n";
    INFO(all);
    for (const char* part : {"\"dpi\"", "\"margin\"", "some", "\"panel\"", "radial", "nowhere", "\"table\"", "none",
                             "\"frame\"", "../logo.png", "\"heading\"", "sheet 1", "sheet 2", "sheet 3"}) {
        CHECK(contains(all, part));
    }
}

TEST_CASE("sources of scenes and indicators may be in both languages") {
    const auto project = parsed(document(R"({"id":"x","type":"fill","source":"land"})", R"({
      "geju:scenes":[{"id":"both","source":{"zh":"第六章","en":"Chapter 6"},"layers":["x"]},
                     {"id":"plain","source":"规划 §3","layers":["x"]},
                     {"id":"none","layers":["x"]},
                     {"id":"wrong","source":[6],"layers":["x"]}],
      "geju:indicators":[{"id":"i","source":{"zh":"表2","en":"Table 2"}},{"id":"k","source":"Table 3"}]})"));
    REQUIRE(project);
    REQUIRE(project.issues.size() == 1);
    CHECK(project.issues[0].code == "invalid-value");
    setLanguage("en");
    CHECK(project->scene("both")->source.get() == "Chapter 6");
    CHECK(std::string_view(project->indicators[0].source) == "Table 2");
    CHECK(std::string("See ") + project->scene("both")->source == "See Chapter 6");
    CHECK(project->scene("plain")->source.get() == "规划 §3");
    setLanguage("zh");
    CHECK(project->scene("both")->source.get() == "第六章");
    CHECK(project->indicators[0].source.get() == "表2");
    CHECK(project->indicators[1].source.get() == "Table 3");
    setLanguage("en");
    CHECK(project->scene("none")->source.empty());
    CHECK(project->scene("wrong")->source.empty());
}

TEST_CASE("faults of the metadata are warnings and what is good stays") {
    const auto project = parsed(document(R"({"id":"x","type":"fill","source":"land"})", R"({
      "geju:precison":"schematic","geju:home":"nowhere",
      "geju:scenes":[{"id":"a","layers":["x","y"],"extent":[1,2,3]},{"id":"a","layers":[]}],
      "geju:indicators":[{"id":"i","unit":"%","nature":"strict","compute":{"kind":"magic","source":"land"}}]})"));
    REQUIRE(project);
    std::string all;
    for (const auto& issue : project.issues) {
        CHECK(issue.severity == Severity::Warning);
        all += issue.message + "\n";
    }
    INFO(all);
    CHECK(project.issues.size() == 7);
    for (const char* part : {"geju:precison", "nowhere", "\"y\"", "extent", "stands twice", "strict", "magic"}) {
        CHECK(contains(all, part));
    }
    CHECK(project->scenes.size() == 1);
    CHECK(project->indicators.size() == 1);
}

TEST_CASE("fields and their values have names; without one they stand as in the data") {
    const auto project = parsed(document(R"({"id":"x","type":"fill","source":"land"})", R"({"geju:fields":{
        "kind":{"name":{"zh":"类型","en":"Kind"},"values":{"axis":{"zh":"轴线","en":"Axis"},"belt":"带"}},
        "width_m":{"name":"Width"},"rank":7,"level":{"values":[1]}}})"));
    REQUIRE(project);
    CHECK(project.issues.size() == 2); // rank and level
    setLanguage("zh");
    CHECK(project->fieldName("kind") == "类型");
    CHECK(project->valueName("kind", "axis") == "轴线");
    setLanguage("en");
    CHECK(project->fieldName("kind") == "Kind");
    CHECK(project->valueName("kind", "axis") == "Axis");
    CHECK(project->valueName("kind", "belt") == "带"); // the only one there is
    CHECK(project->valueName("kind", "core") == "core");
    CHECK(project->fieldName("width_m") == "Width");
    CHECK(project->fieldName("height_m") == "height_m");
    CHECK(project->valueName("height_m", "5") == "5");
}
