// Styling in the window without a window: edits, history, classes, saving, leaving.
#include "core/files.hpp"
#include "desk.hpp"

#include <nlohmann/json.hpp>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <span>

using namespace geju;
using Json = nlohmann::ordered_json;

namespace {

constexpr Rgba kPurple{128, 0, 128, 255};

/// A folder with a copy of a small project, removed at the end.
struct Folder {
    std::filesystem::path path = std::filesystem::temp_directory_path() / ("geju-styling-" + std::to_string(getpid()));

    Folder() {
        std::filesystem::remove_all(path);
        std::filesystem::create_directories(path);
        const auto square = [](double x, const char* kind, const char* height) {
            return std::string(R"({"type": "Feature", "properties": {"kind": ")") + kind + "\", \"height\": " + height +
                   R"(}, "geometry": {"type": "Polygon", "coordinates": [[[)" + std::to_string(121 + x) + ", 31], [" +
                   std::to_string(121.008 + x) + ", 31], [" + std::to_string(121.008 + x) + ", 31.01], [" +
                   std::to_string(121 + x) + ", 31.01], [" + std::to_string(121 + x) + ", 31]]]}}";
        };
        std::ofstream(path / "land.geojson")
            << "{\"type\": \"FeatureCollection\", \"features\": [" << square(0, "0701", "3") << ","
            << square(0.01, "1401", "4") << "," << square(0.02, "1401", "50") << "," << square(0.03, "0701", "null")
            << "]}";
        std::ofstream(file()) << R"({
  "version": 8,
  "other": [1,  2],
  "sources": {"land": {"type": "geojson", "data": "land.geojson"}},
  "layers": [
    {"id": "land", "type": "fill", "source": "land", "paint": {"fill-color": "#ff0000"},
     "metadata": {"geju:name": {"en": "Land"}}},
    {"id": "edge", "type": "line", "source": "land", "paint": {"line-color": "#000000"}}
  ]
}
)";
    }
    ~Folder() {
        std::error_code error;
        std::filesystem::permissions(path, std::filesystem::perms::owner_all, error);
        std::filesystem::remove_all(path, error);
    }
    std::filesystem::path file() const { return path / "plan.geju.json"; }
    std::string text() const { return *readFile(file()).value; }
};

struct Desk : test::Desk {
    explicit Desk(const std::filesystem::path& file)
      : test::Desk(file, 600, 400) {
        REQUIRE(state().document);
    }
    void paint(const char* color, const std::string& gesture = {}) {
        ask(command::EditLayer{"land", "Colour", {{"paint/fill-color", "\"" + std::string(color) + "\""}}, gesture});
    }
    const PictureLayer& drawn(const std::string& id) {
        for (const PictureLayer& layer : application.frame()->picture->layers) {
            if (layer.id == id) return layer;
        }
        FAIL("not drawn: " << id);
        return application.frame()->picture->layers.front();
    }
    Rgba colorOf(std::size_t row) {
        const PictureLayer& layer = drawn("land");
        return layer.fills[layer.symbolOf[row]].color;
    }
};

} // namespace

TEST_CASE("an edit is seen at once, and neither data nor meshes are made again") {
    const Folder folder;
    Desk desk(folder.file());
    const auto table = desk.drawn("land").table;
    const auto rows = desk.drawn("land").rows;
    const auto edge = desk.drawn("edge").rows;
    CHECK(desk.colorOf(0) == Rgba{255, 0, 0, 255});
    CHECK_FALSE(desk.state().edit.unsaved);
    desk.paint("#800080");
    CHECK(desk.colorOf(0) == kPurple);
    CHECK(desk.drawn("land").table == table);
    CHECK(desk.drawn("land").rows == rows);
    CHECK(desk.drawn("edge").rows == edge);
    CHECK(desk.state().edit.unsaved);
    CHECK(desk.state().edit.undoName == "Colour");
    desk.ask(command::Undo{});
    CHECK(desk.colorOf(0) == Rgba{255, 0, 0, 255});
    CHECK_FALSE(desk.state().edit.unsaved);
    desk.ask(command::Redo{});
    CHECK(desk.colorOf(0) == kPurple);

    // a filter makes the rows anew
    desk.ask(command::EditLayer{"land", "Filter", {{"filter", R"(["==", ["get", "kind"], "1401"])"}}, {}});
    CHECK(desk.drawn("land").rows->size() == 2);
    CHECK(desk.drawn("edge").rows == edge);
}

TEST_CASE("gradients and arrows along lines, soft edges and gradients of fills: undone and redone, as seen") {
    const Folder folder;
    const std::string before = folder.text();
    Desk desk(folder.file());
    const auto line = [&] { return desk.drawn("edge").lines.at(0); };
    const auto fill = [&] { return desk.drawn("land").fills.at(0); };
    const std::string colors = R"(["interpolate",["linear"],["line-progress"],0,"#00000000",1,"#204060"])";
    const auto step = [&](const char* layer, const char* place, const std::string& value, const auto& isSet) {
        INFO(place);
        CHECK_FALSE(isSet());
        desk.ask(command::EditLayer{layer, place, {{place, value}}, {}});
        CHECK(isSet());
        desk.ask(command::Undo{});
        CHECK_FALSE(isSet());
        CHECK(desk.state().edit.redoName == place);
        desk.ask(command::Redo{});
        CHECK(isSet());
    };
    step("edge", "paint/line-gradient", colors, [&] { return line().gradient.size() == 2; });
    step("edge", "metadata/geju:arrows-along", R"({"spacing":80})", [&] { return line().heads.has_value(); });
    step("edge", "metadata/geju:arrows-along/spacing", "44", [&] { return line().heads->spacing == 44; });
    step("edge", "metadata/geju:arrow/end", "\"arrow\"", [&] { return line().arrow.has_value(); });
    step("land", "metadata/geju:soft-edge", R"({"width":12})", [&] { return fill().softEdge == 12; });
    step("land", "metadata/geju:fill-gradient", "{\"colors\":" + colors + "}",
         [&] { return !fill().gradient.empty(); });
    const auto spans = desk.drawn("land").gradientSpans;
    step("land", "metadata/geju:fill-gradient/colors", R"(["step",["line-progress"],"#000000",0.5,"#ffffff"])",
         [&] { return fill().gradient.size() == 3; });
    CHECK(desk.drawn("land").gradientSpans == spans); // kept while only colours change
    step("land", "metadata/geju:fill-gradient/direction", "\"outward\"",
         [&] { return desk.drawn("land").gradientSpans->at(0).outward; });

    while (desk.state().edit.canUndo) desk.ask(command::Undo{});
    CHECK(line().gradient.empty());
    CHECK_FALSE(fill().isShaded());
    desk.ask(command::SaveProject{});
    CHECK(folder.text() == before);
}

TEST_CASE("a colour that is dragged is one step") {
    const Folder folder;
    Desk desk(folder.file());
    for (const char* color : {"#100000", "#200000", "#300000"}) desk.paint(color, "drag 1");
    desk.paint("#400000", "drag 2");
    desk.ask(command::Undo{});
    CHECK(desk.colorOf(0) == Rgba{0x30, 0, 0, 255});
    desk.ask(command::Undo{});
    CHECK(desk.colorOf(0) == Rgba{255, 0, 0, 255});
    CHECK_FALSE(desk.state().edit.canUndo);
}

TEST_CASE("what cannot be is refused by the reader's rules and can be taken back") {
    const Folder folder;
    Desk desk(folder.file());
    desk.ask(command::EditLayer{"land", "Opacity", {{"paint/fill-opacity", "7"}}, {}});
    CHECK(desk.colorOf(0) == Rgba{255, 0, 0, 255}); // the property is left out
    desk.ask(command::EditLayer{"nowhere", "Opacity", {{"paint/fill-opacity", "0.5"}}, {}});
    desk.ask(command::Undo{});
    CHECK_FALSE(desk.state().edit.unsaved);
}

TEST_CASE("warnings about the style follow it") {
    const Folder folder;
    Desk desk(folder.file());
    // What opening found in the data stays.
    const std::vector<Issue> ofData = desk.state().issues;
    const auto ofStyle = [&] { return std::span(desk.state().issues).subspan(ofData.size()); };
    desk.ask(command::EditLayer{"edge", "", {{"type", "\"symbol\""}, {"paint/line-color", std::nullopt}}, ""});
    desk.ask(command::EditLayer{"edge", "", {{"layout/icon-image", "\"no-such\""}}, ""});
    REQUIRE(ofStyle().size() == 1);
    CHECK(ofStyle()[0].code == "unknown-image");
    CHECK(ofStyle()[0].layer == "edge");
    desk.ask(command::EditLayer{"land", "", {{"paint/fill-opacity", "0.5"}}, ""});
    CHECK(ofStyle().size() == 1);
    desk.ask(command::EditLayer{"land", "", {{"paint/fill-opacity", "7"}}, ""});
    REQUIRE(ofStyle().size() == 2);
    CHECK(ofStyle()[1].code == "invalid-value");
    desk.ask(command::Undo{});
    CHECK(ofStyle().size() == 1);
    desk.ask(command::EditLayer{"edge", "", {{"layout/icon-image", "\"park\""}}, ""});
    CHECK(ofStyle().empty());
}

TEST_CASE("one colour a value: land-use codes get the national colours and names") {
    const Folder folder;
    Desk desk(folder.file());
    desk.ask(command::ShowStyle{"land"});
    CHECK(desk.state().section == Section::Style);
    REQUIRE(desk.state().style.parts.size() == 1); // the edge has no name: an item of its own
    CHECK(desk.state().style.fields.size() == 2);
    desk.ask(command::ColorByValue{"land", "kind", {}});
    CHECK(desk.colorOf(0) == Rgba{0xff, 0xff, 0x2d, 255}); // 居住用地 in the guide's annex B
    CHECK(desk.colorOf(1) == Rgba{0, 0xff, 0, 255});       // 公园绿地
    CHECK(desk.state().style.counts == std::vector<std::size_t>{2, 2, 0});
    std::vector<std::string> legend;
    for (const LegendItem& item : desk.state().map.legend) legend.push_back(item.text);
    CHECK(std::find(legend.begin(), legend.end(), "Park") != legend.end());
    desk.ask(command::ColorByValue{"land", "kind", ColorScheme::Strong});
    CHECK_FALSE(desk.colorOf(0) == desk.colorOf(1));
    desk.ask(command::ColorByValue{"land", "height", {}}); // 3, 4, 50 are no codes
    CHECK(desk.colorOf(3) == Rgba{204, 204, 204, 255});
    desk.ask(command::Undo{});
    desk.ask(command::Undo{});
    CHECK(desk.colorOf(1) == Rgba{0, 0xff, 0, 255});
}

TEST_CASE("classes of a number: colours, counts, features without one, legend with ranges") {
    const Folder folder;
    Desk desk(folder.file());
    desk.ask(command::ShowStyle{"land"});
    command::ColorByClass request{"land", "height", ClassMethod::NaturalBreaks, 2, Ramp::Blue, false};
    desk.ask(request);
    REQUIRE(desk.state().style.steps);
    CHECK(desk.state().style.steps->stops == std::vector<double>{50}); // 3, 4 | 50
    CHECK(desk.state().style.counts == std::vector<std::size_t>{2, 1, 1});
    CHECK(desk.colorOf(0) == desk.colorOf(1));
    CHECK(desk.colorOf(0) == rampColors(Ramp::Blue, 2)[0]);
    CHECK(desk.colorOf(2) == rampColors(Ramp::Blue, 2)[1]);
    CHECK(desk.colorOf(3) == Rgba{204, 204, 204, 255});
    REQUIRE(desk.state().style.fit);
    CHECK(*desk.state().style.fit == Approx(1 - 0.5 / 1442).epsilon(1e-3)); // 3, 4 | 50: 0.5 of 1442
    std::vector<std::string> legend;
    for (const LegendItem& item : desk.state().map.legend) {
        if (!item.heading) legend.push_back(item.text);
    }
    for (const char* range : {"< 50", "≥ 50", "no figure"})
        CHECK(std::find(legend.begin(), legend.end(), range) != legend.end());
    request.field = "kind";
    desk.ask(request);
    REQUIRE(desk.state().message);
    CHECK(desk.state().message->error);
}

TEST_CASE("saving writes what was changed and nothing else; reopened it looks the same") {
    const Folder folder;
    const std::string before = folder.text();
    {
        Desk desk(folder.file());
        desk.ask(command::SaveProject{});
        CHECK(folder.text() == before);
        desk.paint("#800080");
        desk.ask(command::SaveProject{});
        CHECK_FALSE(desk.state().edit.unsaved);
        desk.ask(command::Undo{});
        CHECK(desk.state().edit.unsaved);
        desk.ask(command::Redo{});
        CHECK_FALSE(desk.state().edit.unsaved);
    }
    std::string expected = before;
    expected.replace(expected.find("#ff0000"), 7, "#800080");
    CHECK(folder.text() == expected);
    Desk again(folder.file());
    CHECK(again.colorOf(0) == kPurple);

    // somebody else writes the file: their work is not overwritten
    std::ofstream(folder.file(), std::ios::app) << " \n";
    const std::string theirs = folder.text();
    again.paint("#010203");
    again.ask(command::SaveProject{});
    CHECK(folder.text() == theirs);
    CHECK(again.state().dialog.dialog == Dialog::SaveProject);
}

TEST_CASE("data that were opened without a project are saved as one beside them, not elsewhere") {
    const Folder folder;
    Desk desk(folder.path / "land.geojson");
    const std::string layer = desk.state().document->project.layers.front().id;
    desk.ask(command::EditLayer{layer, "Colour", {{"paint/fill-color", "\"#800080\""}}, {}});
    desk.ask(command::SaveProject{});
    REQUIRE(desk.state().dialog.dialog == Dialog::SaveProject);
    std::filesystem::create_directories(folder.path / "elsewhere");
    desk.ask(command::SaveProjectAs{folder.path / "elsewhere" / "new"});
    CHECK(desk.state().dialog.error.find("land.geojson") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(folder.path / "elsewhere" / "new.geju.json"));
    desk.ask(command::SaveProjectAs{folder.path / "new"});
    CHECK(desk.state().dialog.dialog == Dialog::None);
    CHECK_FALSE(desk.state().edit.unsaved);
    const auto written = readFile(folder.path / "new.geju.json");
    REQUIRE(written);
    const Json project = Json::parse(*written.value);
    CHECK(project["sources"].front()["data"] == "land.geojson");
    Desk again(folder.path / "new.geju.json");
    CHECK(again.state().issues.empty());
    const PictureLayer& drawn = again.drawn(layer);
    CHECK(drawn.fills.front().color.r == 128);
    // with its data it goes anywhere, and opens there
    again.ask(command::SaveProjectAs{folder.path / "elsewhere" / "new", true});
    CHECK(std::filesystem::exists(folder.path / "elsewhere" / "land.geojson"));
    Desk far(folder.path / "elsewhere" / "new.geju.json");
    CHECK(far.state().issues.empty());
    CHECK(far.drawn(layer).fills.front().color.r == 128);
    // but what is there already is not replaced
    std::ofstream(folder.path / "elsewhere" / "land.geojson") << "{}";
    desk.ask(command::SaveProjectAs{folder.path / "elsewhere" / "other", true});
    CHECK(desk.state().dialog.error.find("land.geojson") != std::string::npos);
    CHECK(*readFile(folder.path / "elsewhere" / "land.geojson").value == "{}");
    // a file that is there already is replaced only when asked twice
    again.ask(command::SaveProjectAs{folder.file()});
    CHECK_FALSE(again.state().dialog.error.empty());
    again.ask(command::SaveProjectAs{folder.file()});
    CHECK(again.state().document->project.path == folder.file());
}

TEST_CASE("leaving with unsaved changes asks") {
    const Folder folder;
    using Answer = command::UnsavedAnswer;
    Desk desk(folder.file());
    desk.paint("#800080");
    desk.ask(command::Quit{});
    CHECK_FALSE(desk.application.wantsToQuit());
    CHECK(desk.state().dialog.dialog == Dialog::Unsaved);
    desk.ask(command::AnswerUnsaved{Answer::Cancel});
    CHECK_FALSE(desk.application.wantsToQuit());
    CHECK(desk.state().dialog.dialog == Dialog::None);
    desk.ask(command::OpenPaths{{folder.path / "land.geojson"}});
    CHECK(desk.state().dialog.dialog == Dialog::Unsaved);
    desk.ask(command::AnswerUnsaved{Answer::Discard});
    CHECK(desk.state().document->project.path.empty());
    CHECK(folder.text().find("#ff0000") != std::string::npos);

    Desk other(folder.file());
    other.paint("#800080");
    other.ask(command::Quit{});
    other.ask(command::AnswerUnsaved{Answer::Save});
    CHECK(other.application.wantsToQuit());
    CHECK(folder.text().find("#800080") != std::string::npos);

    Desk quiet(folder.file());
    quiet.ask(command::Quit{});
    CHECK(quiet.application.wantsToQuit());
}

TEST_CASE("layers are moved, copied and removed, and come back") {
    const Folder folder;
    Desk desk(folder.file());
    const std::string before = desk.state().document->text;
    const auto order = [&] {
        std::vector<std::string> ids;
        for (const PictureLayer& layer : desk.application.frame()->picture->layers) ids.push_back(layer.id);
        return ids;
    };
    CHECK(order() == std::vector<std::string>{"land", "edge"});
    desk.ask(command::MoveLayer{"land", true});
    CHECK(order() == std::vector<std::string>{"edge", "land"});
    desk.ask(command::DuplicateLayers{{"land", "edge"}});
    CHECK(order() == std::vector<std::string>{"edge", "edge-copy", "land", "land-copy"});
    REQUIRE(desk.state().layers.size() == 4); // an item of its own, by its name
    CHECK(desk.state().layers[0].name == "Land copy");
    desk.ask(command::RemoveLayers{{"edge", "land"}});
    CHECK(order() == std::vector<std::string>{"edge-copy", "land-copy"});
    desk.ask(command::RenameLayer{"land-copy", "Ground"});
    CHECK(desk.state().layers[0].name == "Ground");
    for (int i = 0; i < 4; ++i) desk.ask(command::Undo{});
    CHECK(order() == std::vector<std::string>{"land", "edge"});
    CHECK(desk.state().document->text == before);
}
