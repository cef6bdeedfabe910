// Sheets by the dozen, and scales that are exact.
#include "program.hpp"
#include "render/png_file.hpp"
#include "samples.hpp"
#include "support/catch.hpp"
#include "support/earth.hpp"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <thread>

using namespace geju::test;
using geju::Image;
using Json = nlohmann::json;
namespace fs = std::filesystem;

namespace {

Image pictureOf(const std::string& path) {
    auto image = geju::readPng(path);
    REQUIRE(image);
    return std::move(*image);
}

Json pictureText(const std::string& path) {
    return run({"info", path, "--json"}).json()["files"][0]["picture"];
}

/// A rectangle in lon/lat as a red area on white.
std::string redOn(const Folder& folder, const std::string& crs, const std::string& ring) {
    folder.write("a.geojson", R"json({"type":"Feature","properties":{"name":"红"},"geometry":
        {"type":"Polygon","coordinates":[)json" +
                                  ring + "]}}");
    return folder.write("p.geju.json", R"json({"version":8,"name":"red",
        "sources":{"a":{"type":"geojson","data":"a.geojson"}},
        "layers":[{"id":"a","type":"fill","source":"a","paint":{"fill-color":"#ff0000"}}],
        "metadata":{"geju:crs":")json" + crs +
                                           "\"}}");
}

/// Pixels of the longest run of red in a row.
int redInRow(const Image& image) {
    int most = 0;
    for (int y = 0; y < image.height; ++y) {
        int count = 0;
        for (int x = 0; x < image.width; ++x) {
            count = image.pixel(x, y)[0] > 200 && image.pixel(x, y)[1] < 128 ? count + 1 : 0;
            most = std::max(most, count);
        }
    }
    return most;
}

} // namespace

TEST_CASE("a scale asked for is exact on the ground, whatever the projection and the resolution", "[command][atlas]") {
    struct Case {
        const char* crs;
        std::vector<std::string> page;
        double dpi;
    };
    for (const Case& c :
         {Case{"EPSG:4549", {"--paper", "A4", "--dpi", "200"}, 200}, Case{"EPSG:4549", {"--size", "1500x900"}, 96},
          Case{"EPSG:4326", {"--size", "1500x900"}, 96}, Case{"EPSG:3857", {"--size", "1500x900"}, 96}}) {
        INFO(c.crs << " " << c.page[1]);
        const Folder folder;
        // Low, so that the meridians on its sides run straight down: 0.1 % of its width is 5 m.
        const std::string project =
            redOn(folder, c.crs, "[[121.00,31.385],[121.05,31.385],[121.05,31.386],[121.00,31.386],[121.00,31.385]]");
        std::vector<std::string> arguments{"snapshot", project, "-o", folder.path("a.png"), "--scale", "25000"};
        arguments.insert(arguments.end(), c.page.begin(), c.page.end());
        REQUIRE(run(arguments).status == 0);
        const double meters = geodesicMeters({121.00, 31.3855}, {121.05, 31.3855});
        const double expected = meters / 25000 / 0.0254 * c.dpi;
        CHECK(redInRow(pictureOf(folder.path("a.png"))) == Approx(expected).margin(0.001 * expected + 0.5));
        CHECK(pictureText(folder.path("a.png"))["scale"] == 25000.0);
        CHECK(pictureText(folder.path("a.png"))["center_lonlat"][0].get<double>() == Approx(121.025).margin(1e-5));
    }
}

TEST_CASE("what does not fit at the scale is said; what is no scale is wrong use", "[command][atlas]") {
    const Folder folder;
    const std::string data = folder.write("halves.geojson", kHalves);
    const Ended cut = run({"snapshot", data, "-o", folder.path("a.png"), "--scale", "1000", "--extent", "-1,-1,1,1"});
    CHECK(cut.status == 0);
    CHECK(cut.err.find("not all of the extent") != std::string::npos);
    for (const char* scale : {"0", "-5", "abc", "1:25000", "1e99", ""}) {
        INFO(scale);
        CHECK(run({"snapshot", data, "-o", folder.path("b.png"), "--scale", scale}).status == 2);
    }
    CHECK(run({"snapshot", data, "-o", folder.path("b"), "--atlas", "halves", "--scales", "10,x"}).status == 2);
    CHECK(run({"snapshot", data, "-o", folder.path("b.png"), "--scales", "10000"}).status == 2);
    CHECK(run({"snapshot", data, "-o", folder.path("b"), "--atlas", "halves", "--all-scenes"}).status == 2);
    CHECK(folder.files() == 2);
}

TEST_CASE("an atlas: a sheet for each district, titled by its name, at each scale", "[command][atlas]") {
    const Folder folder;
    const Ended ended = run({"snapshot", plan(), "--atlas", "districts", "--scales", "50000,100000", "-o",
                             folder.path("册"), "--size", "600x400", "--scene", "zone"});
    INFO(ended.err);
    CHECK(ended.status == 0);
    const Json info = run({"info", plan(), "--json"}).json();
    std::size_t districts = 0;
    for (const auto& layer : info["files"][0]["layers"]) {
        if (layer["name"] == "districts") districts = layer["features"];
    }
    REQUIRE(districts > 5);
    std::size_t files = 0;
    for (const auto& entry : fs::directory_iterator(folder.path("册"))) {
        ++files;
        const std::string stem = entry.path().stem().string();
        INFO(stem);
        const Json text = pictureText(entry.path().string());
        const std::string title = text["title"];
        CHECK(stem.find(title) == 3); // "07 title 1-50000"
        CHECK(text["scene"] == "zone");
        CHECK(text["scale"] == (stem.ends_with(" 1-50000") ? 50000.0 : 100000.0));
    }
    CHECK(files == 2 * districts);
    CHECK(ended.err.find("1 of " + std::to_string(files)) != std::string::npos);
}

TEST_CASE("a sheet's feature is marked, what lies outside is veiled, in image and vectors alike", "[command][atlas]") {
    const Folder folder;
    // Black all over; the subject is a square in it with a hole.
    folder.write("ground.geojson",
                 R"json({"type":"Polygon","coordinates":[[[120,31],[122,31],[122,32],[120,32],[120,31]]]})json");
    folder.write("a.geojson",
                 R"json({"type":"Feature","properties":{"name":"q"},"geometry":{"type":"Polygon","coordinates":
        [[[120.95,31.35],[121.05,31.35],[121.05,31.45],[120.95,31.45],[120.95,31.35]],
         [[120.98,31.38],[120.98,31.42],[121.02,31.42],[121.02,31.38],[120.98,31.38]]]}})json");
    const std::string project = folder.write("p.geju.json", R"json({"version":8,"name":"p",
        "sources":{"g":{"type":"geojson","data":"ground.geojson"},"a":{"type":"geojson","data":"a.geojson"}},
        "layers":[{"id":"g","type":"fill","source":"g","paint":{"fill-color":"#000000"}}],
        "metadata":{"geju:crs":"EPSG:4549","geju:sheet":{"north":false,"scale-bar":false}}})json");
    const auto looksRight = [](const Image& image) {
        // The frame fills most of the page; the feature's height fills most of the frame.
        const int x = image.width / 2;
        const int y = image.height / 2;
        const int unit = image.height / 10;
        CHECK(image.pixel(x, y)[0] == Approx(128).margin(3));            // in the hole
        CHECK(image.pixel(x, y + 3 * unit)[0] < 3);                      // in the feature
        CHECK(image.pixel(x + 6 * unit, y)[0] == Approx(128).margin(3)); // outside
        CHECK(image.pixel(x + 3 * unit, y)[0] < 3);
    };
    REQUIRE(run({"snapshot", project, "--atlas", "a", "-o", folder.path("png"), "--size", "900x600"}).status == 0);
    looksRight(pictureOf(folder.path("png/01 q.png")));
    if (std::system("command -v pdftoppm >/dev/null 2>&1") != 0) {
        std::puts("SKIPPED: needs pdftoppm (package poppler-utils)");
        return;
    }
    REQUIRE(run({"snapshot", project, "--atlas", "a", "-o", folder.path("pdf"), "--size", "900x600", "--format", "pdf"})
                .status == 0);
    REQUIRE(std::system(
                ("pdftoppm -r 96 -png -singlefile '" + folder.path("pdf/01 q.pdf") + "' '" + folder.path("pdf/q") + "'")
                    .c_str()) == 0);
    looksRight(pictureOf(folder.path("pdf/q.png")));
}

TEST_CASE("Ctrl+C ends an atlas after a whole sheet", "[command][atlas]") {
    const Folder folder;
    std::string features;
    for (int i = 0; i < 400; ++i) {
        features +=
            (i ? "," : "") +
            std::string(R"({"type":"Feature","properties":{"name":"n"},"geometry":{"type":"Point","coordinates":[)") +
            std::to_string(120 + i * 0.001) + ",31]}}";
    }
    const std::string data = folder.write("d.geojson", R"({"type":"FeatureCollection","features":[)" + features + "]}");
    const std::string out = folder.path("out");
    const std::string command =
        std::string(GEJU_EXECUTABLE) + " snapshot '" + data + "' --atlas d -o '" + out + "' --size 300x200 2>'" +
        folder.path("err") + "' & pid=$!; n=0; while [ ! -e '" + out +
        "/001 n.png' ] && [ $n -lt 300 ]; do sleep 0.05; n=$((n+1)); done; kill -INT $pid; wait $pid";
    CHECK(std::system(command.c_str()) != 0);
    CHECK(readAll(folder.path("err")).find("Stopped") != std::string::npos);
    std::size_t written = 0;
    for (const auto& entry : fs::directory_iterator(out)) {
        INFO(entry.path());
        CHECK(geju::readPng(entry.path())); // whole, and no temporary file
        CHECK(entry.path().filename().string().front() != '.');
        ++written;
    }
    CHECK(written >= 1);
    CHECK(written < 400);
}
