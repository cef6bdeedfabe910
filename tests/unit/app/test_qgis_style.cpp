// Styles of QGIS beside data: colours, millimetres and classes as QGIS draws them.
#include "app/open_document.hpp"
#include "app/qgis_style.hpp"
#include "support/catch.hpp"

#include <filesystem>
#include <fstream>

using namespace geju;

namespace {

const std::string kFixtures = std::string(GEJU_SOURCE_DIR) + "/tests/fixtures/qml/";

FeatureTable table() {
    TableBuilder builder;
    for (const auto& [code, persons] :
         std::vector<std::pair<std::string_view, double>>{{"07", 50}, {"14", 100}, {"9", 300}}) {
        builder.beginPart(PartKind::Polygon);
        builder.beginRing();
        for (const Point p : {Point{0, 0}, Point{1, 0}, Point{1, 1}, Point{0, 0}}) builder.addPoint(p);
        builder.set("code", code);
        builder.set("persons", persons);
        builder.endFeature();
    }
    return builder.build("land", Crs::wgs84());
}

std::vector<StyleLayer> layersOf(const std::string& fixture, std::string* issues = nullptr) {
    const auto style = readQml(kFixtures + fixture);
    for (const auto& issue : style.issues) UNSCOPED_INFO(issue.message);
    REQUIRE(style);
    auto made = qgisLayers(*style, "land", table(), fixture);
    REQUIRE(made);
    if (issues) {
        for (const auto& issue : made.issues) *issues += issue.message + "\n";
    }
    auto project = parseProject(
        R"({"version":8,"sources":{"land":{"type":"geojson","data":"land.geojson"}},"layers":)" + *made + "}", {});
    for (const auto& issue : project.issues) UNSCOPED_INFO(issue.message);
    REQUIRE(project);
    CHECK(project.issues.empty());
    return std::move(project->layers);
}

bool shows(const StyleLayer& layer, const FeatureTable& data, std::size_t row) {
    return !layer.filter || layer.filter->matches({&data, row, 10});
}

class TemporaryFolder {
  public:
    TemporaryFolder()
      : path(std::filesystem::temp_directory_path() / "geju-test-qml") {
        std::filesystem::create_directories(path);
    }
    ~TemporaryFolder() { std::filesystem::remove_all(path); }
    std::filesystem::path path;
};

} // namespace

TEST_CASE("categories of a field are colours by its value", "[app][qml]") {
    std::string issues;
    const auto layers = layersOf("categorized.qml", &issues);
    const FeatureTable data = table();
    REQUIRE(layers.size() == 3); // fills, outlines of one category, the hatch of another
    const auto fill = std::find_if(layers.begin(), layers.end(), [](const StyleLayer& layer) {
        return layer.type == LayerType::Fill && !layer.hatch;
    });
    REQUIRE(fill != layers.end());
    const auto colorOf = [&](std::size_t row) { return fill->color("fill-color", {&data, row, 10}, {}); };
    CHECK(colorOf(0) == Rgba{255, 255, 45, 255});
    CHECK(colorOf(1) == Rgba{0, 255, 0, 128}); // half of the symbol's opacity
    CHECK(colorOf(2) == Rgba{200, 200, 200, 255});
    CHECK(fill->legend.property == "code");
    CHECK(issues.find("CentroidFill") != std::string::npos);
    CHECK(issues.find("labels of the categories") != std::string::npos);
}

TEST_CASE("millimetres of QGIS become pixels of 1/96 inch", "[app][qml]") {
    const FeatureTable data = table();
    for (const StyleLayer& layer : layersOf("categorized.qml")) {
        if (layer.type == LayerType::Line) {
            CHECK(layer.number("line-width", {&data, 0, 10}, 0) == Approx(0.96)); // 0.254 mm: a hundredth of an inch
            CHECK(layer.numbers("line-dasharray", {&data, 0, 10}, {}) == std::vector<double>{4, 2});
            CHECK(shows(layer, data, 0));
            CHECK_FALSE(shows(layer, data, 1));
        }
        if (layer.hatch) {
            CHECK(layer.hatch->spacing == Approx(9.6));
            CHECK(layer.hatch->width == Approx(1));
            CHECK(layer.hatch->angleDegrees == 30);
            CHECK(layer.hatch->color == Rgba{0, 100, 0, 128});
            CHECK(shows(layer, data, 1));
            CHECK_FALSE(shows(layer, data, 2));
        }
    }
}

TEST_CASE("the older way of writing options is read", "[app][qml]") {
    const auto layers = layersOf("single_old.qml");
    REQUIRE(layers.size() == 1);
    const StyleLayer& line = layers[0];
    CHECK(line.color("line-color", {}, {}) == Rgba{215, 48, 31, 255});
    CHECK(line.number("line-width", {}, 0) == Approx(9.6));
    CHECK(line.text("line-cap", {}, "") == "round");
    const auto dash = line.numbers("line-dasharray", {}, {}); // 5.08 and 2.54 mm in widths of 2.54 mm
    REQUIRE(dash.size() == 2);
    CHECK(dash[0] == Approx(2));
    CHECK(dash[1] == Approx(1));
}

TEST_CASE("ranges of a number; a limit belongs to the lower one", "[app][qml]") {
    std::string issues;
    const auto layers = layersOf("graduated.qml", &issues);
    const FeatureTable data = table();
    REQUIRE(layers.size() == 1);
    const auto colorOf = [&](std::size_t row) { return layers[0].color("circle-color", {&data, row, 10}, {}); };
    CHECK(colorOf(0) == Rgba{255, 0, 0, 255});
    CHECK(colorOf(1) == Rgba{255, 0, 0, 255});
    CHECK(colorOf(2) == Rgba{0, 0, 255, 255});
    CHECK(layers[0].number("circle-radius", {&data, 0, 10}, 0) == Approx(10 * 96.0 / 72 / 2));
    CHECK(layers[0].number("circle-radius", {&data, 2, 10}, 0) == Approx(10));
    CHECK(issues.find("square") != std::string::npos);
}

TEST_CASE("data without a project take the style that lies beside them", "[app][qml]") {
    const TemporaryFolder folder;
    std::ofstream(folder.path / "land.geojson")
        << R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"07","name":"a"},)"
        << R"("geometry":{"type":"Polygon","coordinates":[[[120,30],[120.1,30],[120.1,30.1],[120,30]]]}}]})";
    std::filesystem::copy_file(kFixtures + "categorized.qml", folder.path / "land.qml",
                               std::filesystem::copy_options::overwrite_existing);
    const std::vector<std::filesystem::path> paths{folder.path / "land.geojson"};
    const auto opened = openDocument(paths);
    REQUIRE(opened);
    REQUIRE_FALSE(opened->project.layers.empty());
    CHECK(opened->project.layers.front().id == "land-qml-1");
    CHECK(opened->project.layers.back().labelsOnly); // names are still lettered
    const auto said = std::find_if(opened.issues.begin(), opened.issues.end(),
                                   [](const Issue& issue) { return issue.code == "qgis-style"; });
    REQUIRE(said != opened.issues.end());
    CHECK(said->severity == Severity::Notice);

    // A file that is no style is a warning or an error of its own, and the data are shown all the same.
    std::ofstream(folder.path / "land.qml") << "<qgis><broken";
    const auto again = openDocument(paths);
    REQUIRE(again);
    CHECK_FALSE(again->project.layers.empty());
    CHECK(again.issues.size() > 0);
}

TEST_CASE("a renderer or a field that is not known is named", "[app][qml]") {
    QmlStyle style;
    style.renderer = "RuleRenderer";
    const auto rules = qgisLayers(style, "land", table(), "x.qml");
    CHECK_FALSE(rules);
    CHECK(rules.issues.at(0).message.find("RuleRenderer") != std::string::npos);
    style.renderer = "categorizedSymbol";
    style.attribute = "nowhere";
    const auto field = qgisLayers(style, "land", table(), "x.qml");
    CHECK_FALSE(field);
    CHECK(field.issues.at(0).message.find("nowhere") != std::string::npos);
}
