#include "core/units.hpp"
#include "program.hpp"
#include "render/png_file.hpp"
#include "samples.hpp"
#include "support/blurred_difference.hpp"
#include "support/catch.hpp"
#include "support/earth.hpp"

#include <gdal.h>
#include <ogr_srs_api.h>
#include <sched.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <set>

using namespace geju::test;
using geju::Image;

namespace {

Image pictureOf(const std::string& path) {
    auto image = geju::readPng(path);
    REQUIRE(image);
    return std::move(*image);
}

std::size_t colours(const Image& image) {
    std::set<std::array<std::uint8_t, 3>> found;
    for (std::size_t i = 0; i < image.rgba.size(); i += 4) {
        found.insert({image.rgba[i], image.rgba[i + 1], image.rgba[i + 2]});
    }
    return found.size();
}

/// A picture as GDAL, and with it QGIS, reads it.
struct Raster {
    Image image;
    double transform[6] = {};
    std::string epsg;
    std::map<std::string, std::string> items;

    explicit Raster(const std::string& path) {
        GDALAllRegister();
        GDALDatasetH dataset = GDALOpen(path.c_str(), GA_ReadOnly);
        REQUIRE(dataset);
        image = Image(GDALGetRasterXSize(dataset), GDALGetRasterYSize(dataset));
        std::fill(image.rgba.begin(), image.rgba.end(), std::uint8_t{255});
        REQUIRE(GDALDatasetRasterIOEx(dataset, GF_Read, 0, 0, image.width, image.height, image.rgba.data(), image.width,
                                      image.height, GDT_Byte, 3, nullptr, 4, GSpacing{4} * image.width, 1,
                                      nullptr) == CE_None);
        GDALGetGeoTransform(dataset, transform);
        if (OGRSpatialReferenceH reference = GDALGetSpatialRef(dataset)) {
            const char* code = OSRGetAuthorityCode(reference, nullptr);
            epsg = code ? code : "";
        }
        for (char** item = GDALGetMetadata(dataset, nullptr); item && *item; ++item) {
            const std::string text = *item;
            items[text.substr(0, text.find('='))] = text.substr(text.find('=') + 1);
        }
        GDALClose(dataset);
    }
    std::string item(const std::string& name) const { return items.contains(name) ? items.at(name) : ""; }
};

/// While it lives, this process and the programs that it runs have one core.
class OneCore {
  public:
    OneCore() {
        REQUIRE(sched_getaffinity(0, sizeof all_, &all_) == 0);
        int first = 0;
        while (!CPU_ISSET(first, &all_)) ++first;
        cpu_set_t one;
        CPU_ZERO(&one);
        CPU_SET(first, &one);
        REQUIRE(sched_setaffinity(0, sizeof one, &one) == 0);
    }
    ~OneCore() { sched_setaffinity(0, sizeof all_, &all_); }
    OneCore(const OneCore&) = delete;
    OneCore& operator=(const OneCore&) = delete;

  private:
    cpu_set_t all_;
};

/// Lines with every newer way of drawing them, and names that leader lines join to crowded places.
std::string planOfLines(const Folder& folder) {
    std::string features;
    const auto add = [&](const std::string& kind, const std::string& name, const std::string& geometry) {
        features += (features.empty() ? "" : ",") + std::string(R"({"type":"Feature","properties":{"kind":")") + kind +
                    R"(","name":")" + name + R"("},"geometry":)" + geometry + "}";
    };
    for (int i = 0; i < 5; ++i) {
        std::string path;
        for (int k = 0; k <= 40; ++k) {
            path += (k > 0 ? "," : "") + std::string("[") + std::to_string(120 + 0.002 * k) + "," +
                    std::to_string(31 + 0.012 * i + 0.002 * std::sin(0.3 * k)) + "]";
        }
        add("line" + std::to_string(i), "路", R"({"type":"LineString","coordinates":[)" + path + "]}");
    }
    for (int i = 0; i < 12; ++i) {
        add("place", "片区中心 " + std::to_string(i),
            R"({"type":"Point","coordinates":[)" + std::to_string(120.02 + 0.0008 * (i % 4)) + "," +
                std::to_string(31.02 + 0.0006 * (i / 4)) + "]}");
    }
    folder.write("lines.geojson", R"({"type":"FeatureCollection","features":[)" + features + "]}");
    const auto layer = [](int number, const std::string& paint, const std::string& metadata) {
        return R"({"id":"line)" + std::to_string(number) +
               R"(","type":"line","source":"lines","filter":["==",["get",)" + R"("kind"],"line)" +
               std::to_string(number) + R"("],"layout":{"line-cap":"round"},"paint":)" + paint + R"(,"metadata":)" +
               metadata + "},";
    };
    const std::string gradient =
        R"("line-gradient":["interpolate",["linear"],["line-progress"],0,"#d73027",0.5,"#fee08b",1,"#1a9850"])";
    return folder.write(
        "lines.geju.json",
        R"({"version":8,"name":"lines","metadata":{"geju:crs":"EPSG:4549"},"sources":{"lines":{"type":"geojson",)"
        R"("data":"lines.geojson"}},"layers":[{"id":"ground","type":"background","paint":{"background-color":)"
        R"("#fff6e0","background-pattern":"checker"},"metadata":{"geju:pattern-color":"#a0c0d0"}},)" +
            layer(0, R"({"line-width":7,"line-color":"#3a6fb0"})",
                  R"({"geju:name":"Arrows along","geju:arrows-along":{"spacing":40,"color":"#ffffff"}})") +
            layer(1, R"({"line-width":10,)" + gradient + "}", R"({"geju:name":"Gradient"})") +
            layer(2, R"({"line-width":12,"line-blur":5,"line-color":"#30a060"})", R"({"geju:name":"Soft"})") +
            layer(3, R"({"line-width":14,)" + gradient + "}",
                  R"({"geju:name":"Broad arrow","geju:arrow":{"head-width":2.2}})") +
            layer(4, R"({"line-width":9,"line-color":"#e0d0f0"})",
                  R"({"geju:name":"Hatched","geju:hatch":{"spacing":6,"width":1,"color":"#502080"}})") +
            R"({"id":"names","type":"symbol","source":"lines","filter":["==",["get","kind"],"place"],)"
            R"("layout":{"text-field":["get","name"],"text-size":12,"icon-image":"dot","icon-size":0.5},)"
            R"("paint":{"text-halo-color":"#fff","text-halo-width":1},"metadata":{"geju:leader":{"distance":90}}}]})");
}

/// The page of a PDF as pixels, and the PNG of the same sheet: how far they differ in the mean over blocks of 8 pixels.
double differenceOfSheets(const Folder& folder, const std::string& input, const std::vector<std::string>& more) {
    for (const char* name : {"a.png", "a.pdf"}) {
        std::vector<std::string> arguments{"snapshot", input, "-o", folder.path(name), "--dpi", "150"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        REQUIRE(run(arguments).status == 0);
    }
    const std::string command =
        "pdftoppm -r 150 -png -singlefile '" + folder.path("a.pdf") + "' '" + folder.path("pdf") + "'";
    REQUIRE(std::system(command.c_str()) == 0);
    const Image png = pictureOf(folder.path("a.png"));
    const Image pdf = pictureOf(folder.path("pdf.png"));
    REQUIRE(std::abs(png.width - pdf.width) <= 1);
    REQUIRE(std::abs(png.height - pdf.height) <= 1);
    // Both blank would agree as well.
    CHECK(colours(png) > 200);
    Image cut(std::min(png.width, pdf.width), std::min(png.height, pdf.height));
    Image other = cut;
    for (int y = 0; y < cut.height; ++y) {
        std::copy_n(png.pixel(0, y), cut.width * 4, cut.pixel(0, y));
        std::copy_n(pdf.pixel(0, y), cut.width * 4, other.pixel(0, y));
    }
    return blurredDifference(cut, other, 8);
}

bool hasPdfToPpm() {
    if (std::system("command -v pdftoppm >/dev/null 2>&1") == 0) return true;
    std::puts("SKIPPED: needs pdftoppm (package poppler-utils)");
    return false;
}

} // namespace

TEST_CASE("snapshot writes a picture of the size asked for, without a display", "[command][snapshot]") {
    const Folder folder;
    const std::string path = folder.path("图.png");
    const Ended ended = run({"snapshot", plan(), "-o", path, "--size", "1200x800"});
    CHECK(ended.status == 0);
    CHECK(ended.out.empty());
    const Image image = pictureOf(path);
    CHECK(image.width == 1200);
    CHECK(image.height == 800);
    CHECK(colours(image) > 200); // a map, not a blank
    CHECK(folder.files() == 1);  // and no temporary file left
    const std::string bytes = readAll(path);
    for (const char* keyword : {"geju:extent", "geju:crs", "EPSG:4549", "geju:scale", "geju:scene"}) {
        CHECK(bytes.find(keyword) != std::string::npos);
    }
}

TEST_CASE("the same input gives the same bytes, another scene others", "[command][snapshot]") {
    const Folder folder;
    const auto shot = [&](const std::string& name, std::vector<std::string> more) {
        std::vector<std::string> arguments{"snapshot", plan(), "-o", folder.path(name), "--size", "800x500"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        REQUIRE(run(arguments).status == 0);
        return readAll(folder.path(name));
    };
    for (const char* extension : {"png", "pdf", "svg"}) {
        const std::string name = std::string("a.") + extension;
        INFO(name);
        const std::string first = shot(name, {"--scene", "a1"});
        CHECK((first == shot(name, {"--scene", "a1"})));
        CHECK((first != shot(name, {"--scene", "a2"})));
        CHECK((first != shot(name, {"--scene", "a1", "--lang", "zh"})));
    }
    const Ended dated = run({"snapshot", plan(), "-o", folder.path("dated.png"), "--size", "800x500"},
                            {{"SOURCE_DATE_EPOCH", "1700000000"}});
    CHECK(dated.status == 0);
    CHECK(readAll(folder.path("dated.png")).find("2023-11-14T22:13:20Z") != std::string::npos);
}

TEST_CASE("one core gives the bytes that several give", "[command][snapshot]") {
    const Folder folder;
    const std::string lines = planOfLines(folder);
    for (const char* extension : {"png", "pdf", "svg", "tif", "jpg"}) {
        INFO(extension);
        const std::string path = folder.path(std::string("a.") + extension);
        const auto shot = [&](const std::string& input) {
            REQUIRE(run({"snapshot", input, "-o", path, "--paper", "A4", "--dpi", "150"}).status == 0);
            return readAll(path);
        };
        const std::string several = shot(plan()) + shot(lines);
        const OneCore one;
        CHECK((several == shot(plan()) + shot(lines)));
    }
}

TEST_CASE("an extent is shown wherever it lies", "[command][snapshot]") {
    const Folder folder;
    const std::string data = folder.write("halves.geojson", kHalves);
    const std::string near = folder.path("near.png");
    // A value that begins with a minus sign is a value.
    CHECK(run({"snapshot", data, "-o", near, "--extent", "-0.2,-0.2,0.2,0.2", "--size", "600x400"}).status == 0);
    const std::string far = folder.path("far.png");
    CHECK(run({"snapshot", data, "-o", far, "--size", "600x400"}).status == 0);
    CHECK((readAll(near) != readAll(far)));
}

TEST_CASE("paper has its pixels", "[command][snapshot]") {
    const Folder folder;
    CHECK(run({"snapshot", plan(), "-o", folder.path("a.png"), "--paper", "A4-portrait", "--dpi", "100"}).status == 0);
    const Image image = pictureOf(folder.path("a.png"));
    CHECK(image.width == 827); // 210 / 25.4 · 100
    CHECK(image.height == 1169);
}

TEST_CASE("a sheet has its template's paper, unless another is asked for", "[command][snapshot]") {
    const Folder folder;
    folder.write("halves.geojson", kHalves);
    const std::string project = folder.write("p.geju.json", R"json({"version":8,
        "sources":{"a":{"type":"geojson","data":"halves.geojson"}},
        "layers":[{"id":"a","type":"fill","source":"a","paint":{"fill-color":"#ff0000"}}],
        "metadata":{"geju:sheets":[{"id":"own","name":"Own","paper":"A5-portrait","dpi":100},{"id":"odd","paper":"B5"}]}})json");
    const auto sizeOf = [&](const std::vector<std::string>& more) {
        std::vector<std::string> arguments{"snapshot", project, "-o", folder.path("a.png")};
        arguments.insert(arguments.end(), more.begin(), more.end());
        const Ended ended = run(arguments);
        INFO(ended.err);
        REQUIRE(ended.status == 0);
        const Image image = pictureOf(folder.path("a.png"));
        return std::pair(image.width, image.height);
    };
    // 148 mm × 210 mm at 100 dots an inch of 25.4 mm.
    CHECK(sizeOf({"--sheet", "own"}) == std::pair(583, 827));
    CHECK(sizeOf({"--sheet", "own", "--dpi", "50"}) == std::pair(291, 413));
    CHECK(sizeOf({"--sheet", "own", "--size", "500x400"}) == std::pair(500, 400));
    CHECK(sizeOf({"--sheet", "own", "--paper", "A5", "--dpi", "50"}) == std::pair(413, 291));
    CHECK(sizeOf({"--sheet", "plain"}) == std::pair(1600, 1000));
    CHECK(sizeOf({"--sheet", "atlas-page", "--dpi", "48"}) == std::pair(794, 561)); // shipped, A3

    const Ended unknown = run({"snapshot", project, "-o", folder.path("b.png"), "--sheet", "nothing"});
    CHECK(unknown.status == 1);
    CHECK(unknown.err.find("own") != std::string::npos);
    CHECK(unknown.err.find("wall-map") != std::string::npos);
    const Ended odd = run({"snapshot", project, "-o", folder.path("b.png"), "--sheet", "odd"});
    CHECK(odd.status == 1);
    CHECK(odd.err.find("B5") != std::string::npos);
    CHECK(run({"snapshot", project, "-o", folder.path("b.png"), "--sheet", "wall-map", "--dpi", "2400"}).status == 1);
    CHECK(folder.files() == 3); // data, project, a.png

    const nlohmann::json sheets = run({"info", project, "--json"}).json()["sheets"];
    REQUIRE(sheets.size() >= 6);
    CHECK(sheets[0] == nlohmann::json{{"id", "own"}, {"name", "Own"}, {"paper", "A5-portrait"}});
}

TEST_CASE("the balance on a sheet is that of stats", "[command][snapshot]") {
    if (std::system("command -v pdftotext >/dev/null 2>&1") != 0) {
        std::puts("SKIPPED: needs pdftotext (package poppler-utils)");
        return;
    }
    const Folder folder;
    REQUIRE(run({"snapshot", plan(), "--sheet", "balance-page", "-o", folder.path("a.pdf")}).status == 0);
    const std::string command = "pdftotext -layout '" + folder.path("a.pdf") + "' '" + folder.path("a.txt") + "'";
    REQUIRE(std::system(command.c_str()) == 0);
    const std::string text = readAll(folder.path("a.txt"));
    std::map<std::string, double> hectares; // by first-level class
    const nlohmann::json stats = run({"stats", plan(), "--class", "code", "--format", "json"}).json();
    for (const auto& row : stats["rows"]) {
        if (row["class"].is_string())
            hectares[row["class"].get<std::string>().substr(0, 2)] += row["area_m2"].get<double>() / 1e4;
    }
    REQUIRE(hectares.size() > 5);
    double total = 0;
    for (const auto& [code, area] : hectares) {
        INFO(code);
        CHECK(text.find(geju::formatNumber(area, 2)) != std::string::npos);
        total += area;
    }
    CHECK(text.find(geju::formatNumber(total, 2)) != std::string::npos);
    CHECK(text.find("closes") != std::string::npos);
    CHECK(text.find("120°56′E") != std::string::npos); // figures of the graticule are text
}

TEST_CASE("GeoTIFF: the pixels of the PNG, where they lie on the Earth", "[command][snapshot]") {
    const Folder folder;
    // A red rectangle on white in the plan's CRS, with corners in lon/lat.
    folder.write("a.geojson", R"json({"type":"Polygon","coordinates":
        [[[120.95,31.35],[121.05,31.35],[121.05,31.42],[120.95,31.42],[120.95,31.35]]]})json");
    const std::string project = folder.write("p.geju.json", R"json({"version":8,"name":"红",
        "sources":{"a":{"type":"geojson","data":"a.geojson"}},
        "layers":[{"id":"a","type":"fill","source":"a","paint":{"fill-color":"#ff0000"}}],
        "metadata":{"geju:crs":"EPSG:4549"}})json");
    const std::vector<std::string> common{"--extent", "120.9,31.3,121.1,31.47", "--size", "900x700"};
    const auto write = [&](const std::string& name) {
        std::vector<std::string> arguments{"snapshot", project, "-o", folder.path(name)};
        arguments.insert(arguments.end(), common.begin(), common.end());
        const Ended ended = run(arguments, {{"SOURCE_DATE_EPOCH", "1700000000"}});
        INFO(ended.err);
        REQUIRE(ended.status == 0);
        return folder.path(name);
    };
    const Image png = pictureOf(write("a.png"));
    const std::string path = write("图.tif");
    const Raster tif(path);
    CHECK(readAll(path) == readAll(write("b.tif")));
    CHECK((tif.image.rgba == png.rgba));
    CHECK(tif.epsg == "4549");
    CHECK(tif.item("TIFFTAG_XRESOLUTION") == "96");
    CHECK(tif.item("TIFFTAG_DATETIME") == "2023:11:14 22:13:20");
    CHECK(tif.item("TIFFTAG_IMAGEDESCRIPTION") == "红");
    CHECK(tif.item("geju_crs") == "EPSG:4549");

    // The rectangle's corners, by another projection than the program's: within half a pixel.
    const auto red = [&](int x, int y) { return png.pixel(x, y)[0] == 255 && png.pixel(x, y)[1] < 128; };
    const auto world = [&](double x, double y) {
        return geju::Point{tif.transform[0] + x * tif.transform[1], tif.transform[3] + y * tif.transform[5]};
    };
    const geju::Point middle = worldOf({121.0, 31.385});
    const int row = static_cast<int>((middle.y - tif.transform[3]) / tif.transform[5]);
    const int column = static_cast<int>((middle.x - tif.transform[0]) / tif.transform[1]);
    REQUIRE(red(column, row));
    int left = column;
    while (red(left - 1, row)) --left;
    int top = row;
    while (red(column, top - 1)) --top;
    // A meridian bends away from the column of pixels: the corner's longitude in the row looked at.
    const double unit = tif.transform[1];
    CHECK(worldOf({120.95, lonLatOf(world(left, row)).y}).x == Approx(world(left, 0).x).margin(unit * 0.51));
    CHECK(worldOf({lonLatOf(world(column, top)).x, 31.42}).y == Approx(world(0, top).y).margin(unit * 0.51));
}

TEST_CASE("JPEG is the picture but for what JPEG loses", "[command][snapshot]") {
    const Folder folder;
    const std::string data = folder.write("halves.geojson", kHalves);
    for (const char* name : {"a.png", "a.jpg"}) {
        REQUIRE(run({"snapshot", data, "-o", folder.path(name), "--size", "600x400"}).status == 0);
    }
    const Image png = pictureOf(folder.path("a.png"));
    const Raster jpeg(folder.path("a.jpg"));
    CHECK(jpeg.image.width == 600);
    // Quality 92 moves a channel by a few steps; letters by more, but they are few.
    CHECK(blurredDifference(png, jpeg.image, 8) < 1.5);
    CHECK(folder.files() == 3); // data and two pictures, nothing beside them
}

TEST_CASE("an unknown scene and a folder that is not there are refused", "[command][snapshot]") {
    const Folder folder;
    const Ended scene = run({"snapshot", plan(), "-o", folder.path("a.png"), "--scene", "nowhere"});
    CHECK(scene.status == 1);
    CHECK(scene.err.find("zone") != std::string::npos); // the scenes there are
    CHECK(run({"snapshot", plan(), "-o", folder.path("no/such/folder/a.png"), "--size", "400x300"}).status == 1);
    CHECK(folder.files() == 0);
}

TEST_CASE("all scenes at once: a file each, no two alike", "[command][snapshot]") {
    const Folder folder;
    std::vector<std::string> ids;
    const nlohmann::json info = run({"info", plan(), "--json"}).json();
    for (const auto& scene : info["scenes"]) ids.push_back(scene["id"]);
    REQUIRE(ids.size() > 26);
    const Ended ended =
        run({"snapshot", plan(), "--all-scenes", "-o", folder.path("all/of/them"), "--size", "480x300"});
    INFO(ended.err);
    CHECK(ended.status == 0);
    CHECK(ended.out.empty());
    const std::string count = std::to_string(ids.size());
    CHECK(ended.err.find("1 of " + count) != std::string::npos);
    CHECK(ended.err.find(count + " of " + count) != std::string::npos);
    std::set<std::string> pictures;
    for (const auto& id : ids) {
        INFO(id);
        const Image image = pictureOf(folder.path("all/of/them/" + id + ".png"));
        CHECK(image.width == 480);
        CHECK(pictures.emplace(image.rgba.begin(), image.rgba.end()).second);
    }
    // What a scene looks like does not depend on what was drawn before it.
    const std::string last = folder.path("last.png");
    REQUIRE(run({"snapshot", plan(), "--scene", ids.back(), "-o", last, "--size", "480x300"}).status == 0);
    CHECK((pictureOf(last).rgba == pictureOf(folder.path("all/of/them/" + ids.back() + ".png")).rgba));
}

TEST_CASE("a scene whose id leads elsewhere is left out, the others are written", "[command][snapshot]") {
    const Folder folder;
    folder.write("halves.geojson", kHalves);
    const std::string project = folder.write("p.geju.json", R"json({"version":8,
        "sources":{"a":{"type":"geojson","data":"halves.geojson"}},
        "layers":[{"id":"a","type":"fill","source":"a","paint":{"fill-color":"#ff0000"}}],
        "metadata":{"geju:scenes":[{"id":"../out","layers":["a"]},{"id":"..","layers":["a"]},{"id":"乙","layers":["a"]}]}})json");
    const Ended ended =
        run({"snapshot", project, "--all-scenes", "-o", folder.path("scenes"), "--format", "svg", "--size", "300x200"});
    CHECK(ended.status == 1);
    CHECK(ended.err.find("../out") != std::string::npos);
    CHECK(readAll(folder.path("scenes/乙.svg")).find("<svg") != std::string::npos);
    CHECK(folder.files() == 3); // data, project, folder
}

TEST_CASE("all scenes need scenes and a folder", "[command][snapshot]") {
    const Folder folder;
    const std::string data = folder.write("halves.geojson", kHalves);
    CHECK(run({"snapshot", data, "--all-scenes", "-o", folder.path("scenes")}).status == 1);
    CHECK(run({"snapshot", plan(), "--all-scenes", "-o", data}).status == 1); // a file
    CHECK(run({"snapshot", plan(), "--all-scenes", "--scene", "a1", "-o", folder.path("scenes")}).status == 2);
    CHECK(run({"snapshot", plan(), "--all-scenes", "--format", "gif", "-o", folder.path("scenes")}).status == 2);
    CHECK(run({"snapshot", plan(), "--format", "pdf", "-o", folder.path("a.png")}).status == 2);
    CHECK(folder.files() == 1);
}

TEST_CASE("raster and vector are the same sheet", "[command][snapshot]") {
    if (!hasPdfToPpm()) return;
    const Folder folder;
    using Arguments = std::vector<std::string>;
    // Hatched fills, arrows and soft bands; hatched bands; pictograms; grid, overview, table and chart.
    const Arguments more =
        GENERATE(Arguments{"--paper", "A4", "--scene", "zone"}, Arguments{"--paper", "A4", "--scene", "b6"},
                 Arguments{"--paper", "A4", "--scene", "a6"},
                 Arguments{"--paper", "A3", "--scene", "a7", "--sheet", "wall-map"});
    // Of 255: edges are sampled differently, things stand where they stand.
    CHECK(differenceOfSheets(folder, plan(), more) < 1.5);
}

TEST_CASE("raster and vector show arrows along lines, gradients, soft edges and leader lines alike",
          "[command][snapshot]") {
    if (!hasPdfToPpm()) return;
    const Folder folder;
    CHECK(differenceOfSheets(folder, planOfLines(folder), {"--paper", "A4"}) < 1.5);
}

TEST_CASE("300 dpi show at the places of 96 what 96 show, but finer", "[command][snapshot]") {
    const Folder folder;
    const std::string input = GENERATE(0, 1) == 0 ? plan() : planOfLines(folder);
    const auto shot = [&](const char* name, const char* dpi) {
        REQUIRE(run({"snapshot", input, "-o", folder.path(name), "--paper", "A4", "--dpi", dpi}).status == 0);
        return pictureOf(folder.path(name));
    };
    const Image coarse = shot("96.png", "96");
    const Image fine = shot("288.png", "288"); // three times as fine: pixels of 300 dpi do not end where those of 96 do
    CHECK(std::abs(fine.width - 3 * coarse.width) <= 3);
    CHECK(std::abs(fine.height - 3 * coarse.height) <= 3);
    Image shrunk(std::min(coarse.width, fine.width / 3), std::min(coarse.height, fine.height / 3));
    Image same = shrunk;
    for (int y = 0; y < shrunk.height; ++y) {
        std::copy_n(coarse.pixel(0, y), shrunk.width * 4, same.pixel(0, y));
        for (int x = 0; x < shrunk.width; ++x) {
            for (int channel = 0; channel < 4; ++channel) {
                int sum = 0;
                for (int i = 0; i < 9; ++i) sum += fine.pixel(3 * x + i % 3, 3 * y + i / 3)[channel];
                shrunk.pixel(x, y)[channel] = static_cast<std::uint8_t>(sum / 9);
            }
        }
    }
    // Of 255, over blocks of 8 pixels (2.1 mm).
    CHECK(blurredDifference(same, shrunk, 8) < 2);
}
