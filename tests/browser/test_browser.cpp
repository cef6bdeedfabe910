// A plan exported for MapLibre, opened by MapLibre GL JS in a real browser: it loads without a fault, draws what the
// scene shows, and its colours are those of our own picture of the same place.
#include "app/open_document.hpp"
#include "app/sheet_writer.hpp"
#include "crs/transform.hpp"
#include "render/png_file.hpp"
#include "support/catch.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>

using namespace geju;
using nlohmann::json;

namespace {

constexpr int kSkipped = 77;

std::string quoted(const std::string& word) {
    return "'" + word + "'";
}

int statusOf(const std::string& command) {
    const int status = std::system(command.c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/// A folder of one test, kept when GEJU_KEEP_BROWSER_PICTURES is set, for people to look at.
class Exported {
  public:
    Exported()
      : folder_(std::filesystem::temp_directory_path() / fmt::format("geju-browser-{}", getpid())) {
        std::filesystem::create_directories(folder_);
    }
    ~Exported() {
        if (std::getenv("GEJU_KEEP_BROWSER_PICTURES")) {
            std::cout << "pictures in " << folder_ << "\n";
        } else {
            std::filesystem::remove_all(folder_);
        }
    }
    std::string path(const std::string& name) const { return (folder_ / name).string(); }

  private:
    std::filesystem::path folder_;
};

struct Seen {
    json report;
    Image picture;
};

/// What the browser showed of a scene; nothing where it or MapLibre is missing.
std::optional<Seen> inBrowser(const Exported& exported, const std::string& project, const std::string& scene) {
    const std::string folder = exported.path("map-" + scene);
    REQUIRE(statusOf(fmt::format("{} --lang zh export {} --scene {} -o {} 2>&1", quoted(GEJU_PROGRAM), quoted(project),
                                 quoted(scene), quoted(folder))) == 0);
    const std::string report = exported.path(scene + ".json");
    const std::string picture = exported.path(scene + "-browser.png");
    const std::string script = std::string(GEJU_SOURCE_DIR) + "/tests/browser/browser.py";
    const std::string python = GEJU_PYTHON;
    const int status = python.empty() ? kSkipped
                                      : statusOf(fmt::format("{} {} {} 1024x900 {} {}", quoted(python), quoted(script),
                                                             quoted(folder), quoted(report), quoted(picture)));
    if (status == kSkipped) return std::nullopt;
    REQUIRE(status == 0);
    std::ifstream stream(report);
    auto image = readPng(picture);
    REQUIRE(image);
    return Seen{json::parse(stream), std::move(*image)};
}

/// Our own picture of the same place at the same scale.
Image ourOwn(const Exported& exported, const std::shared_ptr<const Document>& document, const std::string& scene,
             const View& view) {
    const std::string path = exported.path(scene + "-own.png");
    SheetWriter writer(document);
    const auto issues = writer.writeMap(path, SheetFormat::Png,
                                        statesOfScene(document->project, *document->project.scene(scene)), view, scene);
    CHECK_FALSE(hasErrors(issues));
    auto image = readPng(path);
    REQUIRE(image);
    return std::move(*image);
}

/// The colour about a pixel where it is the same over a few pixels: away from edges, letters and hatches.
std::optional<Rgba> evenColor(const Image& image, Point at) {
    constexpr int kReach = 2;
    constexpr int kSame = 4;
    const int x = static_cast<int>(at.x);
    const int y = static_cast<int>(at.y);
    if (x < kReach || y < kReach || x + kReach >= image.width || y + kReach >= image.height) return std::nullopt;
    const std::uint8_t* middle = image.pixel(x, y);
    for (int dy = -kReach; dy <= kReach; ++dy) {
        for (int dx = -kReach; dx <= kReach; ++dx) {
            for (int c = 0; c < 3; ++c) {
                if (std::abs(image.pixel(x + dx, y + dy)[c] - middle[c]) > kSame) return std::nullopt;
            }
        }
    }
    return Rgba{middle[0], middle[1], middle[2], 255};
}

bool near(Rgba a, Rgba b) {
    constexpr int kSteps = 6; // of 255: each blends its layers in eight bits, in another order
    return std::abs(a.r - b.r) <= kSteps && std::abs(a.g - b.g) <= kSteps && std::abs(a.b - b.b) <= kSteps;
}

/// What stands beside the map, and what choosing another scene does.
void checkPage(const json& report, const Project& project, const Scene& scene) {
    const json& page = report["page"];
    CHECK(page["title"] == scene.title.zh);
    CHECK(page["credits"] == project.credits.zh);
    CHECK(page["labels"].size() > 3);
    CHECK(page["samples"].get<int>() > 3);
    CHECK(page["loaded"] == true);
    CHECK(page["scale"] != "");
    CHECK(page["scenes"] == project.scenes.size());
    CHECK(page["wide"] == false);
    const Scene& last = project.scenes.back();
    CHECK(report["turned"]["page"]["title"] == last.title.zh);
    CHECK(report["turned"]["page"]["labels"] != page["labels"]);
    CHECK(last.extentLonLat.contains(Point{report["turned"]["center"][0], report["turned"]["center"][1]}));
    for (const std::string& layer : last.layers) {
        INFO(layer);
        const json& visible = report["turned"]["visible"];
        CHECK(std::find(visible.begin(), visible.end(), layer) != visible.end());
    }
}

/// The browser's view of the map, in the plan's frame.
View viewOf(const Seen& seen, const Document& document) {
    const auto toWorld = Transform::between(Crs::wgs84(), document.crs);
    REQUIRE(toWorld);
    const Point center{seen.report["center"][0], seen.report["center"][1]};
    View view;
    view.centerWorld = *toWorld->forward(center);
    view.unitsPerPixel = metersPerStylePixel(seen.report["zoom"], center.y);
    view.widthPixels = seen.picture.width;
    view.heightPixels = seen.picture.height;
    return view;
}

void checkScene(const std::string& project, const std::string& scene) {
    const Exported exported;
    const auto seen = inBrowser(exported, project, scene);
    if (!seen) return;
    INFO(project << ", scene " << scene);
    const json& report = seen->report;
    CHECK(report["errors"] == json::array());
    CHECK(report["missing"] == json::array());
    CHECK(report["loaded"] == true);
    CHECK(report["tiles"] == true);

    const std::vector<std::filesystem::path> paths{project};
    auto opened = openDocument(paths);
    REQUIRE(opened);
    const auto document = std::make_shared<const Document>(std::move(*opened));
    for (const std::string& layer : document->project.scene(scene)->layers) {
        INFO(layer);
        CHECK(std::find(report["visible"].begin(), report["visible"].end(), layer) != report["visible"].end());
    }
    checkPage(report, document->project, *document->project.scene(scene));
    std::size_t found = 0;
    for (const auto& [layer, count] : report["counts"].items()) found += count.get<std::size_t>();
    CHECK(found > 20);

    const View view = viewOf(*seen, *document);
    const Image own = ourOwn(exported, document, scene, view);
    int compared = 0;
    int agree = 0;
    for (int y = 8; y < own.height; y += 16) {
        for (int x = 8; x < own.width; x += 16) {
            // Both pictures show the same place at their middle; away from it they differ by less than a pixel.
            const Point at{static_cast<double>(x), static_cast<double>(y)};
            const auto ours = evenColor(own, at);
            const auto theirs = evenColor(seen->picture, at);
            if (!ours || !theirs) continue;
            ++compared;
            agree += near(*ours, *theirs);
        }
    }
    INFO(agree << " of " << compared);
    CHECK(compared > 400);
    CHECK(agree > 0.97 * compared);
}

} // namespace

TEST_CASE("MapLibre letters what runs along lines", "[browser]") {
    const Exported exported;
    const std::string plan = std::string(GEJU_SOURCE_DIR) + "/geodata/kunshan.geju.json";
    const auto belts = inBrowser(exported, plan, "a2");
    if (!belts) return;
    CHECK(belts->report["counts"].value("label-belts", 0) == 3);
    CHECK(belts->report["counts"].value("label-other-rivers", 0) > 0);
    const auto axes = inBrowser(exported, plan, "a1");
    REQUIRE(axes);
    CHECK(axes->report["counts"].value("label-axes", 0) >= 2);
}

/// A row of squares of 0.02° with these patterns, and a road with signs below them, on patterned ground.
std::string patternedProject(const Exported& exported, const std::vector<std::string>& patterns) {
    json features = json::array();
    for (std::size_t i = 0; i < patterns.size(); ++i) {
        const double west = 120.9 + 0.022 * static_cast<double>(i);
        const double east = west + 0.02;
        const json ring = {{west, 31.30}, {east, 31.30}, {east, 31.32}, {west, 31.32}, {west, 31.30}};
        features.push_back({{"type", "Feature"},
                            {"properties", {{"pattern", patterns[i]}, {"odd", i % 2 == 1}}},
                            {"geometry", {{"type", "Polygon"}, {"coordinates", {ring}}}}});
    }
    features.push_back({{"type", "Feature"},
                        {"properties", {{"pattern", ""}}},
                        {"geometry", {{"type", "LineString"}, {"coordinates", {{120.9, 31.29}, {121.0, 31.285}}}}}});
    std::ofstream(exported.path("land.geojson")) << json{{"type", "FeatureCollection"}, {"features", features}};
    const json squares = {"==", {"geometry-type"}, "Polygon"};
    const json ink = {"case", {"get", "odd"}, "#1b5e20", "#b71c1c"};
    json layers = json::array();
    layers.push_back({{"id", "paper"},
                      {"type", "background"},
                      {"paint", {{"background-color", "#ffffff"}, {"background-pattern", "waves"}}},
                      {"metadata", {{"geju:pattern-color", "#1e88e5"}}}});
    layers.push_back({{"id", "land"},
                      {"type", "fill"},
                      {"source", "land"},
                      {"filter", squares},
                      {"paint", {{"fill-color", ink}, {"fill-pattern", {"get", "pattern"}}}}});
    layers.push_back({{"id", "signs"},
                      {"type", "symbol"},
                      {"source", "land"},
                      {"filter", {"==", {"geometry-type"}, "LineString"}},
                      {"layout",
                       {{"icon-image", "bus"},
                        {"symbol-placement", "line"},
                        {"symbol-spacing", 100},
                        {"icon-rotation-alignment", "viewport"},
                        {"icon-ignore-placement", true}}}});
    const json scene = {{"id", "all"},
                        {"title", "all"},
                        {"extent", {120.9, 31.28, 121.01, 31.33}},
                        {"layers", {"paper", "land", "signs"}}};
    const json project = {{"version", 8},
                          {"name", "patterns"},
                          {"metadata", {{"geju:crs", "EPSG:3857"}, {"geju:scenes", json::array({scene})}}},
                          {"sources", {{"land", {{"type", "geojson"}, {"data", "land.geojson"}}}}},
                          {"layers", layers}};
    const std::string path = exported.path("patterns.geju.json");
    std::ofstream(path) << project;
    return path;
}

TEST_CASE("patterns and signs along lines are those of MapLibre GL JS", "[browser]") {
    const Exported exported;
    const std::vector<std::string> patterns{"checker", "dots", "trees", "park", ""};
    const std::string project = patternedProject(exported, patterns);
    const auto seen = inBrowser(exported, project, "all");
    if (!seen) return;
    CHECK(seen->report["errors"] == json::array());
    CHECK(seen->report["missing"] == json::array());
    const std::vector<std::filesystem::path> paths{project};
    auto opened = openDocument(paths);
    REQUIRE(opened);
    const auto document = std::make_shared<const Document>(std::move(*opened));
    View view = viewOf(*seen, *document);
    view.unitsPerPixel /= std::cos(31.3 * 3.14159265358979 / 180); // EPSG:3857 is larger than the ground
    const Image own = ourOwn(exported, document, "all", view);
    const auto toWorld = Transform::between(Crs::wgs84(), document->crs);
    const auto expectAlike = [&](Point northWest, Point southEast) {
        const Point from = view.toScreen(*toWorld->forward(northWest));
        const Point to = view.toScreen(*toWorld->forward(southEast));
        REQUIRE(to.x - from.x > 40);
        const auto mean = [&](const Image& image, int channel) {
            double sum = 0;
            double count = 0;
            for (int y = static_cast<int>(from.y); y < static_cast<int>(to.y); ++y) {
                for (int x = static_cast<int>(from.x); x < static_cast<int>(to.x); ++x, ++count)
                    sum += image.pixel(x, y)[channel];
            }
            return sum / count;
        };
        // Neither picture has whole cells there, and a sprite's cells are whole pixels.
        for (int channel = 0; channel < 3; ++channel)
            CHECK(mean(own, channel) == Approx(mean(seen->picture, channel)).margin(10));
    };
    for (std::size_t i = 0; i < patterns.size(); ++i) {
        INFO(patterns[i]);
        const double west = 120.9 + 0.022 * static_cast<double>(i);
        expectAlike({west + 0.001, 31.319}, {west + 0.019, 31.301});
    }
    INFO("the background");
    expectAlike({120.902, 31.329}, {121.006, 31.322});
}

TEST_CASE("the shipped plan opens in MapLibre GL JS", "[browser]") {
    const std::string plan = std::string(GEJU_SOURCE_DIR) + "/geodata/kunshan.geju.json";
    for (const char* scene : {"zone", "landuse", "b1", "a11"}) checkScene(plan, scene);
}
