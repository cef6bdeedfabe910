// Editing a project in its text, and the history of edits.
#include "plan/layer_edits.hpp"
#include "plan/project.hpp"
#include "plan/project_editor.hpp"
#include "plan/project_text.hpp"
#include "support/catch.hpp"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

using namespace geju;
using Json = nlohmann::ordered_json;

namespace {

// Odd on purpose: unknown members, numbers in several spellings, a list on one line, escapes, a tab.
const std::string kProject = R"({
  "version": 8,
  "zeta": {"kept": 1.50, "e": 1e3},
  "sources": {"land": {"type": "geojson", "data": "land.geojson"}},
  "layers": [
    {"id": "a", "type": "fill", "source": "land", "paint": {"fill-color": "#ff0000"}},
    {
	  "id": "b",
      "type": "line", "source": "land",
      "paint": {
        "line-color": "#00ff00",
        "line-width": 2.0
      },
      "metadata": {"other:tool": [1,2,3], "geju:name": {"zh": "线"}}
    },
    {"id": "c\"\/d", "type": "fill", "source": "land"}
  ],
  "metadata": {"geju:scenes": [{"id": "s", "layers": ["a", "b"]}, {"id": "t", "layers": ["b"]}]}
}
)";

std::string edited(std::string text, const ProjectEdit& edit) {
    const auto change = changeFor(text, edit);
    REQUIRE(change);
    applyChange(text, *change);
    return text;
}

ProjectEdit set(const std::string& pointer, const std::string& value) {
    return {ProjectEdit::Kind::Set, pointer, value, 0};
}
ProjectEdit erase(const std::string& pointer) {
    return {ProjectEdit::Kind::Erase, pointer, {}, 0};
}

/// The lines in which two texts differ, as "-old" and "+new"; only for texts that differ in one place.
std::string difference(const std::string& before, const std::string& after) {
    std::size_t begin = 0;
    while (begin < before.size() && begin < after.size() && before[begin] == after[begin]) ++begin;
    std::size_t endBefore = before.size();
    std::size_t endAfter = after.size();
    while (endBefore > begin && endAfter > begin && before[endBefore - 1] == after[endAfter - 1]) {
        --endBefore;
        --endAfter;
    }
    return "-" + before.substr(begin, endBefore - begin) + "+" + after.substr(begin, endAfter - begin);
}

} // namespace

TEST_CASE("a value is replaced where it stands and nothing else changes") {
    CHECK(difference(kProject, edited(kProject, set("/layers/1/paint/line-width", "3.5"))) == "-2.0+3.5");
    CHECK(difference(kProject, edited(kProject, set("/layers/0/paint/fill-color", "\"#0000ff\""))) == "-ff0000+0000ff");
    CHECK(edited(kProject, set("/layers/0/paint/fill-color", "\"#ff0000\"")) == kProject);
    CHECK_FALSE(changeFor(kProject, set("/layers/9/paint/fill-color", "1")));
    CHECK_FALSE(changeFor(kProject, set("/version/deeper", "1")));
}

TEST_CASE("members are added in the way of their siblings") {
    CHECK(difference(kProject, edited(kProject, set("/layers/1/paint/line-opacity", "0.5"))) ==
          "-+,\n        \"line-opacity\": 0.5");
    CHECK(difference(kProject, edited(kProject, set("/layers/0/paint/fill-opacity", "0.5"))) ==
          "-+, \"fill-opacity\": 0.5");
    // objects on the way are made
    const std::string text = edited(kProject, set("/layers/2/metadata/geju:hatch/angle", "30"));
    CHECK(Json::parse(text)["layers"][2]["metadata"]["geju:hatch"]["angle"] == 30);
    CHECK(edited("{}", set("/a", "1")) == "{\"a\":1}");
    CHECK(edited("{\n  \"a\": {}\n}", set("/a/b", "1")) == "{\n  \"a\": {\n    \"b\": 1\n  }\n}");
    CHECK(edited("{\"a\":1}", set("/b", "[1, 2]")) == "{\"a\":1,\"b\":[1,2]}");
}

TEST_CASE("members and items are taken out with their comma") {
    CHECK(edited("{\"a\": 1, \"b\": 2, \"c\": 3}", erase("/a")) == "{\"b\": 2, \"c\": 3}");
    CHECK(edited("{\"a\": 1, \"b\": 2, \"c\": 3}", erase("/b")) == "{\"a\": 1, \"c\": 3}");
    CHECK(edited("{\"a\": 1, \"b\": 2, \"c\": 3}", erase("/c")) == "{\"a\": 1, \"b\": 2}");
    CHECK(edited("[1]", erase("/0")) == "[]");
    CHECK(edited("[1]", erase("/7")) == "[1]");
}

TEST_CASE("items change places and what stands between them stays") {
    const std::string list = "[1,  {\"x\": [2]} ,\n3 , 4]";
    CHECK(edited(list, {ProjectEdit::Kind::Move, "/0", {}, 2}) == "[{\"x\": [2]},  3 ,\n1 , 4]");
    CHECK(edited(list, {ProjectEdit::Kind::Move, "/3", {}, 1}) == "[1,  4 ,\n{\"x\": [2]} , 3]");
    CHECK_FALSE(changeFor(list, {ProjectEdit::Kind::Move, "/0", {}, 4}));
    CHECK(edited("[1, 2]", {ProjectEdit::Kind::Insert, "", "9", 0}) == "[9, 1, 2]");
    CHECK(edited("[1, 2]", {ProjectEdit::Kind::Insert, "", "9", 2}) == "[1, 2, 9]");
}

TEST_CASE("layers are found by their id, escapes and all; of equal keys the last counts") {
    CHECK(layerPointer(kProject, "b") == "/layers/1");
    CHECK(layerPointer(kProject, "c\"/d") == "/layers/2");
    CHECK_FALSE(layerPointer(kProject, "z"));
    CHECK(layerPointer("{\"layers\": [{}, {\"id\": \"x\"}]}", "layer-0") == "/layers/0");
    const auto twice = findValue("{\"a\": 1, \"a\": 22}", "/a");
    REQUIRE(twice);
    CHECK(twice->end - twice->begin == 2);
    CHECK(changedLayers(kProject, edited(kProject, set("/layers/1/paint/line-width", "3"))) ==
          std::vector<std::string>{"b"});
}

TEST_CASE("edits agree with a DOM that is edited by JSON pointer") {
    // nlohmann's pointer as the second implementation: random sets and erasures on both.
    std::mt19937 random(7);
    std::string text = kProject;
    Json dom = Json::parse(kProject);
    const std::vector<std::string> pointers{"/layers/0/paint/fill-color",
                                            "/layers/1/paint/line-width",
                                            "/layers/1/metadata/geju:hatch",
                                            "/layers/1/metadata/geju:hatch/angle",
                                            "/zeta/e",
                                            "/metadata/geju:home",
                                            "/layers/2/paint/fill-opacity",
                                            "/layers/0/x~1y/z"};
    const std::vector<std::string> values{"1", "{\"angle\": 45, \"list\": [1, [2, {\"q\": null}]]}", "\"a,}]\\\"b\"",
                                          "[\"match\", [\"get\", \"code\"], \"01\", \"#fff\", \"#000\"]"};
    int made = 0;
    for (int i = 0; i < 3000; ++i) {
        const std::string& pointer = pointers[random() % pointers.size()];
        const Json::json_pointer place(pointer);
        if (random() % 3 == 0) {
            text = edited(text, erase(pointer));
            if (dom.contains(place)) dom.at(place.parent_pointer()).erase(place.back());
        } else {
            const std::string& value = values[random() % values.size()];
            const auto change = changeFor(text, set(pointer, value));
            if (!change) continue; // a plain value stands on the way
            applyChange(text, *change);
            dom[place] = Json::parse(value);
            ++made;
        }
        REQUIRE(Json::parse(text) == dom);
    }
    CHECK(made > 500);
}

TEST_CASE("undo and redo lead through the very same texts; a gesture is one step") {
    ProjectEditor editor(kProject);
    CHECK_FALSE(editor.canUndo());
    CHECK_FALSE(editor.unsaved());
    REQUIRE(editor.edit("width", {set("/layers/1/paint/line-width", "4")}));
    const std::string wide = editor.text();
    for (const char* color : {"\"#010101\"", "\"#020202\"", "\"#030303\""})
        REQUIRE(editor.edit("colour", {set("/layers/2/paint/fill-color", color)}, "drag-1"));
    const std::string colored = editor.text();
    CHECK(Json::parse(colored)["layers"][2]["paint"]["fill-color"] == "#030303");
    CHECK(editor.undoName() == "colour");
    CHECK(editor.undo());
    CHECK(editor.text() == wide);
    CHECK(editor.undo());
    CHECK(editor.text() == kProject);
    CHECK_FALSE(editor.undo());
    CHECK_FALSE(editor.unsaved());
    CHECK(editor.redo());
    CHECK(editor.redo());
    CHECK(editor.text() == colored);
    CHECK_FALSE(editor.redo());

    // another edit after undoing ends what could be done again
    editor.undo();
    REQUIRE(editor.edit("opacity", {set("/layers/0/paint/fill-opacity", "0.5")}));
    CHECK_FALSE(editor.canRedo());
    CHECK(editor.undoName() == "opacity");
    // edits that change nothing leave no step, those that cannot be done change nothing
    REQUIRE(editor.edit("opacity", {set("/layers/0/paint/fill-opacity", "0.5")}));
    CHECK_FALSE(editor.edit("x", {set("/layers/0/paint/fill-opacity", "0.7"), set("/version/a", "1")}));
    editor.undo();
    CHECK(editor.text() == wide);
    // a drag that comes back is none
    REQUIRE(editor.edit("w", {set("/layers/1/paint/line-width", "9")}, "drag-2"));
    REQUIRE(editor.edit("w", {set("/layers/1/paint/line-width", "4")}, "drag-2"));
    CHECK(editor.text() == wide);
    CHECK(editor.undoName() == "width");
    editor.saved(editor.text());
    CHECK_FALSE(editor.unsaved());
    CHECK(editor.canUndo());
}

TEST_CASE("a layer is removed from its scenes too, and a copy shown in them") {
    ProjectEditor editor(kProject);
    REQUIRE(editor.edit("copy", duplicatingLayer(editor.text(), "b", "b-copy")));
    Json dom = Json::parse(editor.text());
    CHECK(dom["layers"][2]["id"] == "b-copy");
    CHECK(dom["layers"][2]["metadata"]["geju:name"]["zh"] == "线副本");
    CHECK(dom["layers"][2]["metadata"]["other:tool"] == Json::parse("[1,2,3]"));
    CHECK(dom["metadata"]["geju:scenes"][0]["layers"] == Json::parse("[\"a\",\"b\",\"b-copy\"]"));
    CHECK(dom["metadata"]["geju:scenes"][1]["layers"] == Json::parse("[\"b\",\"b-copy\"]"));
    REQUIRE(editor.edit("remove", removingLayer(editor.text(), "b")));
    dom = Json::parse(editor.text());
    CHECK(dom["layers"].size() == 3);
    CHECK(dom["metadata"]["geju:scenes"][0]["layers"] == Json::parse("[\"a\",\"b-copy\"]"));
    editor.undo();
    editor.undo();
    CHECK(editor.text() == kProject);
}

TEST_CASE("the shipped plan comes back byte for byte, and edits stay in their layer") {
    std::ifstream stream(std::string(GEJU_SOURCE_DIR) + "/geodata/kunshan.geju.json");
    std::stringstream bytes;
    bytes << stream.rdbuf();
    const std::string plan = bytes.str();
    REQUIRE(plan.size() > 1000);
    ProjectEditor editor(plan);
    CHECK(editor.text() == plan);
    const auto texts = layerTexts(plan);
    const auto project = parseProject(plan, "/plan/kunshan.geju.json");
    REQUIRE(project);
    REQUIRE(texts.size() == project->layers.size());
    for (const StyleLayer& layer : project->layers) CHECK(texts.count(layer.id) == 1);
    const std::string& some = project->layers.back().id;
    REQUIRE(editor.edit("x", {set(*layerPointer(plan, some) + "/paint/text-color", "\"#123456\"")}));
    CHECK(changedLayers(plan, editor.text()) == std::vector<std::string>{some});
}

TEST_CASE("a project that moves names its data from there, or says why it cannot") {
    const auto folder = std::filesystem::temp_directory_path() / "geju-test-moved";
    std::filesystem::create_directories(folder / "data");
    std::ofstream(folder / "data" / "land.geojson") << "{}";
    const std::string project =
        R"({"version": 8, "sources": {"a/b": {"type": "geojson", "data": "data/land.geojson"}}})";
    const auto dataOf = [](const std::string& text) { return Json::parse(text)["sources"]["a/b"]["data"]; };
    const auto same = projectMovedTo(project, folder, folder / "new.geju.json");
    REQUIRE(same);
    CHECK(*same == project);
    const auto below = projectMovedTo(project, folder, folder / "data" / "new.geju.json");
    REQUIRE(below);
    CHECK(dataOf(*below) == "land.geojson");
    const auto above = projectMovedTo(project, folder, folder.parent_path() / "new.geju.json");
    REQUIRE(above);
    CHECK(dataOf(*above) == "geju-test-moved/data/land.geojson");
    const std::string absolute =
        edited(project, set("/sources/a~1b/data", jsonText((folder / "data" / "land.geojson").string())));
    CHECK(dataOf(*projectMovedTo(absolute, "/", folder / "new.geju.json")) == "data/land.geojson");
    const auto beside = projectMovedTo(project, folder, folder / "other" / "new.geju.json");
    CHECK_FALSE(beside);
    REQUIRE(beside.issues.size() == 1);
    CHECK(beside.issues[0].code == "outside-folder");
    std::filesystem::remove_all(folder);
}
