#include "core/files.hpp"
#include "project_texts.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>

using namespace geju;
using namespace geju::test;
namespace fs = std::filesystem;

namespace {

/// A folder of its own, removed at the end.
struct Folder {
    fs::path path;
    Folder() {
        std::string name = (fs::temp_directory_path() / "geju-plan-XXXXXX").string();
        REQUIRE(mkdtemp(name.data()));
        path = name;
    }
    ~Folder() { fs::remove_all(path); }
};

} // namespace

TEST_CASE("the plan that ships with the program loads without a word") {
    const fs::path path = fs::path(GEJU_SOURCE_DIR) / "geodata" / "kunshan.geju.json";
    const auto project = loadProject(path);
    for (const auto& issue : project.issues) UNSCOPED_INFO(describe(issue));
    REQUIRE(project);
    CHECK(project.issues.empty());
    CHECK(project->crs == "EPSG:4549");
    CHECK(project->schematic);
    CHECK_FALSE(project->title.zh.empty());
    CHECK_FALSE(project->title.en.empty());
    REQUIRE(project->landUse);
    CHECK(project->scene(project->homeScene));
    for (const auto& source : project->sources) {
        INFO(source.path);
        CHECK(fs::exists(source.path));
    }
    for (const auto& scene : project->scenes) CHECK_FALSE(scene.layers.empty());
}

TEST_CASE("a layer with all of Geju's extras") {
    const auto project = parsed(document(R"({
      "id":"axes","type":"line","source":"land","minzoom":3,"maxzoom":18.5,"filter":["==",["get","kind"],"axis"],
      "layout":{"line-cap":"round","visibility":"none"},
      "paint":{"line-color":"#123456","line-width":["interpolate",["linear"],["zoom"],10,1,16,8]},
      "metadata":{"geju:name":{"zh":"轴","en":"Axes"},"geju:group":"结构","geju:legend":{"property":"kind","order":["b","a"]},
        "geju:line-width-meters":120,"geju:arrow":{"end":"none","start":"arrow","length":4,"width":3,"taper":0.5},
        "geju:text-field-en":"{name_en} road","maputnik:note":1}})"));
    for (const auto& issue : project.issues) UNSCOPED_INFO(describe(issue));
    REQUIRE(project);
    CHECK(project.issues.empty());
    REQUIRE(project->layers.size() == 1);
    const StyleLayer& layer = project->layers[0];
    CHECK(layer.type == LayerType::Line);
    CHECK(layer.minZoom == 3);
    CHECK(layer.maxZoom == 18.5);
    CHECK_FALSE(layer.visible);
    CHECK(layer.name.zh == "轴");
    CHECK(layer.name.en == "Axes");
    CHECK(layer.group == "结构");
    CHECK(layer.legend.property == "kind");
    CHECK(layer.legend.order == std::vector<std::string>{"b", "a"});
    REQUIRE(layer.arrow);
    CHECK(layer.arrow->atStart);
    CHECK_FALSE(layer.arrow->atEnd);
    CHECK(layer.arrow->headLength == 4);
    CHECK(layer.arrow->tailWidth == 0.5);
    CHECK(layer.dependsOnZoom());
    EvaluationContext at13;
    at13.zoom = 13;
    CHECK(layer.number("line-width", at13, 0) == Approx(4.5));
    CHECK(layer.text("line-cap", at13, "butt") == "round");
    CHECK(layer.color("line-color", at13, {}) == Rgba{0x12, 0x34, 0x56, 255});
    CHECK(layer.number("line-blur", at13, 7) == 7);
    REQUIRE(layer.lineWidthMeters);
    CHECK(layer.lineWidthMeters->evaluate({}).number() == 120);
    REQUIRE(layer.textFieldEnglish);
    CHECK(layer.textFieldEnglish->evaluate({}).text() == " road");
    CHECK(layer.textFieldEnglish->properties() == std::vector<std::string>{"name_en"});
}

TEST_CASE("tokens of a text field stand for properties") {
    const auto project = parsed(document(
        R"json({"id":"l","type":"symbol","source":"land",
                "layout":{"text-field":"{name} ({code})","text-font":["Noto Sans CJK SC Bold"]}})json"));
    REQUIRE(project);
    CHECK(project.issues.empty());
    CHECK(project->layers[0].property("text-field")->properties() == std::vector<std::string>{"name", "code"});
    const auto font = project->layers[0].property("text-font")->evaluate({});
    REQUIRE(std::holds_alternative<StyleValue::List>(font.data));
    CHECK(std::get<StyleValue::List>(font.data)[0].text() == "Noto Sans CJK SC Bold");
    const auto braces =
        parsed(document(R"({"id":"l","type":"symbol","source":"land","layout":{"text-field":"a{ {}b"}})"));
    REQUIRE(braces);
    CHECK(braces->layers[0].text("text-field", {}, "") == "a{ {}b");
}

TEST_CASE("everything that is not drawn is a warning that names layer and property") {
    const auto warning = [](const std::string& layer) {
        const auto project = parsed(document(layer));
        REQUIRE(project);
        const Issue issue = only(project);
        CHECK(issue.severity == Severity::Warning);
        CHECK(issue.layer == "x");
        CHECK(issue.file == "/plans/test/plan.geju.json");
        return issue.code + ": " + issue.message;
    };
    CHECK(warning(R"({"id":"x","type":"line","source":"land","paint":{"line-pattern":"dots"}})") ==
          "unsupported-property: \"line-pattern\" is not supported");
    CHECK(contains(warning(R"({"id":"x","type":"line","source":"land","metadata":{"geju:pattern-scale":2}})"),
                   "fills and backgrounds"));
    CHECK(contains(warning(R"({"id":"x","type":"fill","source":"land","metadata":{"geju:pattern-scale":0}})"), "0.1"));
    CHECK(contains(warning(R"({"id":"x","type":"fill","source":"land","metadata":{"geju:pattern-color":"rde"}})"),
                   "geju:pattern-color"));
    CHECK(
        contains(warning(R"({"id":"x","type":"fill","source":"land","paint":{"fill-colour":"red"}})"), "fill-colour"));
    CHECK(contains(warning(R"({"id":"x","type":"line","source":"land","paint":{"line-cap":"round"}})"), "layout"));
    CHECK(
        contains(warning(R"({"id":"x","type":"line","source":"land","paint":{"line-width":"thick"}})"), "line-width"));
    CHECK(contains(warning(R"({"id":"x","type":"line","source":"land","paint":{"line-opacity":3}})"), "line-opacity"));
    CHECK(contains(warning(R"({"id":"x","type":"fill","source":"land","paint":{"fill-color":"rde"}})"), "fill-color"));
    CHECK(contains(warning(R"({"id":"x","type":"symbol","source":"land","layout":{"text-anchor":"middle"}})"),
                   "text-anchor"));
    const std::string bad =
        R"({"id":"x","type":"fill","source":"land","paint":{"fill-color":["case",["within",{}],"red","blue"]}})";
    CHECK(contains(warning(bad), "fill-color: the expression \"within\" is not supported"));
    CHECK(contains(warning(R"({"id":"x","type":"fill","source":"land","filter":["distance",{}]})"), "filter: "));
    CHECK(contains(warning(R"({"id":"x","type":"heatmap","source":"land"})"), "heatmap"));
    CHECK(contains(warning(R"({"id":"x","type":"fill","source":"land","metadata":{"geju:hatches":{}}})"),
                   "geju:hatches"));
    CHECK(contains(warning(R"({"id":"x","type":"fill","source":"land","source-layer":"a"})"), "source-layer"));
    CHECK(contains(warning(R"({"id":"x","type":"fill","source":"land","metadata":{"geju:hatch":{"spacing":0}}})"),
                   "spacing"));
    const std::string icons = R"("layout":{"icon-text-fit":"both","icon-image":"bus"})";
    CHECK(contains(warning(R"({"id":"x","type":"symbol","source":"land",)" + icons + "}"), "icon-text-fit"));
}

TEST_CASE("hatches are for fills and for plain lines") {
    const std::string hatch = R"("geju:hatch":{"angle":30,"spacing":5,"width":2,"color":"#ff000080","cross":true})";
    for (const std::string type : {"fill", "line"}) {
        const auto project =
            parsed(document(R"({"id":"x","type":")" + type + R"(","source":"land","metadata":{)" + hatch + "}}"));
        REQUIRE(project);
        CHECK(project.issues.empty());
        const StyleLayer& layer = project->layers.at(0);
        REQUIRE(layer.hatch);
        CHECK(layer.hatch->angleDegrees == 30);
        CHECK(layer.hatch->spacing == 5);
        CHECK(layer.hatch->width == 2);
        CHECK(layer.hatch->color == Rgba{255, 0, 0, 128});
        CHECK(layer.hatch->cross);
    }
    for (const std::string layer : {R"("type":"circle","metadata":{)", R"("type":"line","metadata":{"geju:arrow":{},)",
                                    R"("type":"line","paint":{"line-dasharray":[2,1]},"metadata":{)"}) {
        const auto project = parsed(document(R"({"id":"x","source":"land",)" + layer + hatch + "}}"));
        REQUIRE(project);
        REQUIRE(project.issues.size() == 1);
        CHECK(contains(project.issues[0].message, "geju:hatch"));
        CHECK_FALSE(project->layers.at(0).hatch);
    }
}

TEST_CASE("arrows along lines have one spacing, in pixels, millimetres or metres") {
    const auto arrows = [](const std::string& members) {
        const auto project = parsed(
            document(R"({"id":"x","type":"line","source":"land","metadata":{"geju:arrows-along":)" + members + "}}"));
        REQUIRE(project);
        CHECK(project.issues.empty());
        REQUIRE(project->layers.at(0).arrowsAlong);
        return *project->layers[0].arrowsAlong;
    };
    CHECK(arrows("{}").spacingUnit == LengthUnit::Pixels);
    CHECK_FALSE(arrows("{}").color);
    const auto inMeters =
        arrows(R"({"spacing":50,"spacing-meters":400,"spacing-mm":9,"length":2,"width":1.5,"color":"#fff"})");
    CHECK(inMeters.spacingUnit == LengthUnit::Meters);
    CHECK(inMeters.spacing == 400);
    CHECK(inMeters.headLength == 2);
    CHECK(inMeters.headWidth == 1.5);
    CHECK(inMeters.color == Rgba{255, 255, 255, 255});
    CHECK(arrows(R"({"spacing-mm":9,"spacing":50})").spacingUnit == LengthUnit::Millimeters);

    const auto fault = [](const std::string& layer) {
        const auto project = parsed(document(R"({"id":"x","source":"land",)" + layer + "}"));
        REQUIRE(project);
        CHECK_FALSE(project->layers.at(0).arrowsAlong);
        const Issue issue = only(project);
        CHECK(issue.layer == "x");
        return issue.message;
    };
    CHECK(contains(fault(R"("type":"fill","metadata":{"geju:arrows-along":{}})"), "is for lines"));
    CHECK(contains(fault(R"("type":"line","metadata":{"geju:arrows-along":{"spacing":0}})"), "above 0"));
    CHECK(contains(fault(R"("type":"line","metadata":{"geju:arrows-along":true})"), "object"));
}

TEST_CASE("a gradient takes the line's progress, there and nowhere else, and not with dashes or a hatch") {
    const std::string gradient = R"("line-gradient":["interpolate",["linear"],["line-progress"],0,"red",1,"blue"])";
    const auto project = parsed(document(R"({"id":"x","type":"line","source":"land","paint":{)" + gradient + "}}"));
    REQUIRE(project);
    CHECK(project.issues.empty());
    const Expression* property = project->layers.at(0).property("line-gradient");
    REQUIRE(property);
    CHECK_FALSE(property->isConstant());
    CHECK(property->dependsOnLineProgress());
    EvaluationContext middle;
    middle.lineProgress = 0.5;
    const Rgba color = property->evaluate(middle).color().value_or(Rgba{});
    CHECK(std::abs(color.r - 127.5) < 1);
    CHECK(std::abs(color.b - 127.5) < 1);

    const auto fault = [](const std::string& paint) {
        const auto faulty = parsed(document(R"({"id":"x","type":"line","source":"land",)" + paint + "}"));
        REQUIRE(faulty);
        CHECK_FALSE(faulty->layers.at(0).property("line-gradient"));
        return only(faulty).message;
    };
    CHECK(contains(fault(R"("paint":{"line-width":["line-progress"]})"), "line-progress"));
    CHECK(contains(fault(R"("paint":{"line-gradient":["get","color"]})"), "line-gradient"));
    CHECK(contains(fault(R"("paint":{"line-dasharray":[2,1],)" + gradient + "}"), "dashes"));
    CHECK(contains(fault(R"("metadata":{"geju:hatch":{}},"paint":{)" + gradient + "}"), "hatch"));
}

TEST_CASE("soft edges and gradients are for fills, and not with a hatch") {
    const auto layerOf = [](const std::string& type, const std::string& metadata) {
        return parsed(document(R"({"id":"x","type":")" + type + R"(","source":"land","metadata":{)" + metadata + "}}"));
    };
    const std::string colors = R"("colors":["interpolate",["linear"],["line-progress"],0,"red",1,["get","color"]])";
    const auto project = layerOf("fill", R"("geju:soft-edge":{"width-meters":["get","soft"]},"geju:fill-gradient":{)" +
                                             colors + R"(,"direction":30})");
    REQUIRE(project);
    CHECK(project.issues.empty());
    const StyleLayer& layer = project->layers.at(0);
    REQUIRE(layer.softEdge);
    CHECK(layer.softEdge->unit == LengthUnit::Meters);
    CHECK(layer.softEdge->width.dependsOnFeature());
    REQUIRE(layer.fillGradient);
    CHECK(layer.fillGradient->course == GradientCourse::Direction);
    CHECK(layer.fillGradient->angleDegrees == 30);

    const auto course = [&](const std::string& direction) {
        const auto found = layerOf("fill", R"("geju:fill-gradient":{"direction":)" + direction + "," + colors + "}");
        REQUIRE(found);
        CHECK(found.issues.empty());
        return found->layers.at(0).fillGradient->course;
    };
    CHECK(course(R"("longest")") == GradientCourse::LongestAxis);
    CHECK(course(R"("outward")") == GradientCourse::Outward);
    CHECK(layerOf("fill", R"("geju:soft-edge":{"width-mm":2})")->layers.at(0).softEdge->unit ==
          LengthUnit::Millimeters);

    const auto fault = [&](const std::string& type, const std::string& metadata) {
        const auto faulty = layerOf(type, metadata);
        REQUIRE(faulty);
        return only(faulty).message;
    };
    CHECK(contains(fault("line", R"("geju:soft-edge":{"width":2})"), "geju:soft-edge"));
    CHECK(contains(fault("fill", R"("geju:soft-edge":{"width":-2})"), "-2"));
    CHECK(contains(fault("fill", R"("geju:soft-edge":{"width":"broad"})"), "broad"));
    CHECK(contains(fault("fill", R"("geju:soft-edge":{})"), "width"));
    CHECK(contains(fault("fill", R"("geju:fill-gradient":{})"), "colors"));
    CHECK(contains(fault("fill", R"("geju:fill-gradient":{"colors":"red"})"), "line-progress"));
    CHECK(contains(fault("line", R"("geju:fill-gradient":{)" + colors + "}"), "geju:fill-gradient"));
    CHECK(contains(fault("fill", R"("geju:fill-gradient":{"direction":"up",)" + colors + "}"), "up"));
    const auto hatched = layerOf("fill", R"("geju:hatch":{},"geju:soft-edge":{"width":2})");
    CHECK(contains(only(hatched).message, "geju:hatch"));
    CHECK_FALSE(hatched->layers.at(0).hatch);
}

TEST_CASE("leader lines are for symbols and have a length") {
    const auto layerOf = [](const std::string& type, const std::string& leader) {
        return parsed(document(R"({"id":"x","type":")" + type + R"(","source":"land","metadata":{"geju:leader":)" +
                               leader + "}}"));
    };
    const auto project = layerOf("symbol", R"({"distance":30,"gap":5,"width":1.2,"color":"#ff0000"})");
    REQUIRE(project);
    CHECK(project.issues.empty());
    const auto& leader = project->layers.at(0).leader;
    REQUIRE(leader);
    CHECK(leader->distance == 30);
    CHECK(leader->gap == 5);
    CHECK(leader->width == 1.2);
    CHECK(leader->color == Rgba{255, 0, 0, 255});
    CHECK_FALSE(layerOf("symbol", "{}")->layers.at(0).leader->color);
    for (const auto& [type, wrong] :
         std::vector<std::pair<std::string, std::string>>{{"line", "{}"},
                                                          {"symbol", "true"},
                                                          {"symbol", R"({"distance":5,"gap":5})"},
                                                          {"symbol", R"({"width":0})"}}) {
        const auto refused = layerOf(type, wrong);
        CAPTURE(type, wrong);
        REQUIRE(refused);
        REQUIRE(refused.issues.size() == 1);
        CHECK(contains(refused.issues[0].message, "geju:leader"));
        CHECK_FALSE(refused->layers.at(0).leader);
    }
}

TEST_CASE("a property of a wrong value is left out, the rest of the layer stays") {
    const auto project = parsed(
        document(R"({"id":"x","type":"fill","source":"land","paint":{"fill-color":"red","fill-opacity":"half"}})"));
    REQUIRE(project);
    REQUIRE(project->layers.size() == 1);
    CHECK(project->layers[0].property("fill-color"));
    CHECK_FALSE(project->layers[0].property("fill-opacity"));
}

TEST_CASE("a missing source is an error") {
    const auto project = parsed(document(R"({"id":"x","type":"fill","source":"sea"})"));
    const Issue issue = only(project);
    CHECK(issue.severity == Severity::Error);
    CHECK(issue.code == "missing-source");
    CHECK(issue.layer == "x");
    CHECK(contains(issue.message, "sea"));
}

TEST_CASE("what is no project says why, and where") {
    const auto error = [](const std::string& text) {
        const auto project = parsed(text);
        CHECK_FALSE(project);
        return only(project);
    };
    const Issue syntax = error("{\n  \"version\": 8,\n  \"名\": }");
    CHECK(syntax.code == "json-syntax");
    CHECK(syntax.position == "line 3, column 8");
    CHECK(error("[]").code == "not-a-project");
    CHECK(error(R"({"version":7,"layers":[]})").code == "not-a-project");
    CHECK(error(R"({"version":8})").code == "not-a-project");
    CHECK(error("").code == "json-syntax");
    CHECK(error("{\"version\":8,\"layers\":[],\"zoom\":1e999}").code == "json-syntax");
    CHECK(looksLikeProject(document("")));
    CHECK_FALSE(looksLikeProject(R"({"type":"FeatureCollection","features":[]})"));
    CHECK_FALSE(looksLikeProject("no json"));
    CHECK_FALSE(looksLikeProject(""));
}

TEST_CASE("a project reads nothing outside its folder and nothing from the network") {
    Folder folder;
    fs::create_directories(folder.path / "plan" / "data");
    fs::create_directories(folder.path / "secret");
    std::ofstream(folder.path / "secret" / "land.geojson") << "{}";
    fs::create_directory_symlink(folder.path / "secret", folder.path / "plan" / "link");
    fs::create_symlink(folder.path / "secret" / "land.geojson", folder.path / "plan" / "file.geojson");
    const fs::path file = folder.path / "plan" / "p.geju.json";
    const auto load = [&](const std::string& data, bool allow = false) {
        LoadOptions options;
        options.allowOutsideFolder = allow;
        return parseProject(document("", "{}", R"({"land":{"type":"geojson","data":")" + data + "\"}}"), file, options);
    };
    for (const std::string& bad : {std::string("../secret/land.geojson"), std::string("data/../../secret/land.geojson"),
                                   std::string("link/land.geojson"), std::string("file.geojson"),
                                   (folder.path / "secret" / "land.geojson").string(),
                                   std::string("/vsicurl/http://example.com/a.geojson"), std::string("/etc/passwd")}) {
        const auto project = load(bad);
        INFO(bad);
        REQUIRE(project);
        CHECK(project->sources.empty());
        const Issue issue = only(project);
        CHECK(issue.severity == Severity::Error);
        CHECK(issue.code == "outside-folder");
        CHECK(contains(issue.message, bad));
    }
    for (const std::string bad : {"https://example.com/a.geojson", "HTTP://example.com/a", "//example.com/a.geojson",
                                  "file:///etc/passwd", "data:application/json,{}", "PG:host=example.com"}) {
        const auto project = load(bad);
        INFO(bad);
        REQUIRE(project);
        CHECK(project->sources.empty());
        CHECK(only(project).code == "network-source");
    }
    for (const std::string good : {"data/land.geojson", "./data/../data/land.geojson", "数据 1.geojson"}) {
        const auto project = load(good);
        INFO(good);
        REQUIRE(project);
        CHECK(project.issues.empty());
        REQUIRE(project->sources.size() == 1);
        CHECK(project->sources[0].path.is_absolute());
    }
    const auto allowed = load("../secret/land.geojson", true);
    REQUIRE(allowed);
    REQUIRE(allowed->sources.size() == 1);
    CHECK(fs::equivalent(allowed->sources[0].path, folder.path / "secret" / "land.geojson"));
    CHECK(load("http://example.com/a.geojson", true)->sources.empty());
}

TEST_CASE("sources are named where MapLibre looks over it") {
    const auto project = parseProject(R"json({"version": 8,
        "metadata": {"geju:sources": {"land": {"name": {"zh": "土地", "en": "Land"}, "layer": "parcels"}, "none": {}}},
        "sources": {"land": {"type": "geojson", "data": "land.gpkg"}}, "layers": []})json",
                                      "plan.geju.json");
    REQUIRE(project);
    CHECK(project->sources.at(0).name.zh == "土地");
    CHECK(project->sources.at(0).layer == "parcels");
    REQUIRE(project.issues.size() == 1);
    CHECK(project.issues[0].message.find("\"none\"") != std::string::npos);
}

TEST_CASE("pictures are sources of their own, drawn by raster layers") {
    const std::string sources = R"({
      "scan":{"type":"image","url":"scan.tif","attribution":"archive",
              "coordinates":[[120.9,31.45],[121.1,31.45],[121.1,31.3],[120.9,31.3]]},
      "bent":{"type":"image","url":"b.png","coordinates":[[120.9,31.45],[121.1]]},
      "tiles":{"type":"raster","url":"a.mbtiles","tileSize":256},
      "web":{"type":"raster","url":"https://example.org/a.json"},
      "out":{"type":"image","url":"../a.png"}})";
    const auto project = parsed(document(R"({"id":"a","type":"raster","source":"scan",
        "paint":{"raster-opacity":0.5,"raster-saturation":-1,"raster-hue":90}},
        {"id":"b","type":"fill","source":"scan"})",
                                         R"({"geju:sources":{"scan":{"crs":"EPSG:4549"}}})", sources));
    REQUIRE(project);
    const SourceReference* scan = project->source("scan");
    REQUIRE(scan);
    CHECK(scan->raster);
    CHECK(scan->path == "/plans/test/scan.tif");
    CHECK(scan->crs == "EPSG:4549");
    REQUIRE(scan->corners);
    CHECK((*scan->corners)[2] == Point{121.1, 31.3});
    CHECK_FALSE(project->source("bent")->corners);
    CHECK(project->source("tiles")->raster);
    CHECK_FALSE(project->source("web"));
    CHECK_FALSE(project->source("out"));
    REQUIRE(project->layers.size() == 1);
    CHECK(project->layers.front().type == LayerType::Raster);
    CHECK(project->layers.front().number("raster-opacity", {}, 1) == 0.5);
    std::string codes;
    for (const auto& issue : project.issues) codes += issue.code + " ";
    CHECK(codes == "invalid-value outside-folder network-source unknown-property wrong-source ");
}
