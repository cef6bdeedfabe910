// Pictures under a plan: read by GDAL, taken to the plan's CRS, and where they should be in every format.
#include "program.hpp"
#include "render/png_file.hpp"
#include "samples.hpp"
#include "support/catch.hpp"
#include "support/earth.hpp"

#include <gdal.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

using namespace geju::test;
using geju::Image;
using geju::Point;

namespace {

constexpr double kWest = 120.9;
constexpr double kNorth = 31.45;
constexpr double kPixelDegrees = 0.0005;

/// 400 × 300 pixels of half a thousandth of a degree, grey with a red block of 20 × 20 at (x, y).
std::string pictureIn(const Folder& folder, int x, int y) {
    Image image(400, 300);
    for (int row = 0; row < image.height; ++row) {
        for (int column = 0; column < image.width; ++column) {
            const bool red = column >= x && column < x + 20 && row >= y && row < y + 20;
            std::uint8_t* p = image.pixel(column, row);
            p[0] = red ? 255 : 120;
            p[1] = p[2] = red ? 0 : 120;
            p[3] = 255;
        }
    }
    REQUIRE(geju::writePng(folder.path("scan.png"), image).empty());
    return folder.path("scan.png");
}

void placeIt(const Folder& folder) {
    // Six lines: pixel sizes and rotations, then the middle of the upper left pixel.
    folder.write("scan.pgw", "0.0005\n0\n0\n-0.0005\n120.90025\n31.44975\n");
    folder.write("scan.prj", "GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563]],"
                             "PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]]");
}

/// The middle of what is red.
Point redIn(const Image& image) {
    double x = 0;
    double y = 0;
    double count = 0;
    for (int row = 0; row < image.height; ++row) {
        for (int column = 0; column < image.width; ++column) {
            const std::uint8_t* p = image.pixel(column, row);
            const double weight = std::max(0, p[0] - std::max<int>(p[1], 110) - 60);
            x += weight * (column + 0.5);
            y += weight * (row + 0.5);
            count += weight;
        }
    }
    REQUIRE(count > 0);
    return {x / count, y / count};
}

Image pngOf(const std::string& path) {
    auto image = geju::readPng(path);
    REQUIRE(image);
    return std::move(*image);
}

} // namespace

TEST_CASE("a pixel of a picture lies where it lies on the Earth, in image and vectors", "[command][raster]") {
    const Folder folder;
    pictureIn(folder, 250, 80);
    placeIt(folder);
    const std::string project = folder.write("p.geju.json", R"json({"version":8,"name":"p",
        "sources":{"scan":{"type":"image","url":"scan.png"}},
        "layers":[{"id":"scan","type":"raster","source":"scan"}],
        "metadata":{"geju:crs":"EPSG:4549"}})json");
    const auto write = [&](const std::string& name) {
        const Ended ended = run({"snapshot", project, "-o", folder.path(name), "--extent", "120.95,31.33,121.08,31.43",
                                 "--size", "1200x900"});
        INFO(ended.err);
        REQUIRE(ended.status == 0);
        return folder.path(name);
    };
    const Image png = pngOf(write("a.png"));
    GDALAllRegister();
    GDALDatasetH tif = GDALOpen(write("a.tif").c_str(), GA_ReadOnly);
    REQUIRE(tif);
    double transform[6] = {};
    GDALGetGeoTransform(tif, transform);
    GDALClose(tif);
    const Point red = redIn(png);
    const Point expected = worldOf({kWest + 260 * kPixelDegrees, kNorth - 90 * kPixelDegrees});
    CHECK(transform[0] + red.x * transform[1] == Approx(expected.x).margin(0.5 * transform[1]));
    CHECK(transform[3] + red.y * transform[5] == Approx(expected.y).margin(0.5 * transform[1]));

    if (std::system("command -v pdftoppm >/dev/null 2>&1") != 0) {
        std::puts("SKIPPED: needs pdftoppm (package poppler-utils)");
        return;
    }
    // Poppler puts images on whole pixels of its own: four times finer than ours that is no matter.
    const std::string command =
        "pdftoppm -r 384 -png -singlefile '" + write("a.pdf") + "' '" + folder.path("pdf") + "'";
    REQUIRE(std::system(command.c_str()) == 0);
    const Point inPdf = redIn(pngOf(folder.path("pdf.png")));
    CHECK(inPdf.x / 4 == Approx(red.x).margin(0.5));
    CHECK(inPdf.y / 4 == Approx(red.y).margin(0.5));
    CHECK(readAll(write("a.svg")).find("<image") != std::string::npos);
}

TEST_CASE("a picture is shown below data without a project, and described", "[command][raster]") {
    const Folder folder;
    const std::string scan = pictureIn(folder, 250, 80);
    placeIt(folder);
    const std::string data =
        folder.write("a.geojson", R"json({"type":"Feature","properties":{"fill":"#0000ff","fill-opacity":1},
        "geometry":{"type":"Polygon","coordinates":[[[120.92,31.32],[120.94,31.32],[120.94,31.34],[120.92,31.34],[120.92,31.32]]]}})json");
    REQUIRE(run({"snapshot", data, scan, "-o", folder.path("a.png"), "--size", "900x700"}).status == 0);
    const Image image = pngOf(folder.path("a.png"));
    std::size_t blue = 0;
    std::size_t grey = 0;
    for (std::size_t i = 0; i < image.rgba.size(); i += 4) {
        blue += image.rgba[i + 2] > 200 && image.rgba[i] < 60;
        grey += image.rgba[i] == 120 && image.rgba[i + 2] == 120;
    }
    CHECK(blue > 1000);
    CHECK(grey > 50000);
    CHECK_NOTHROW(redIn(image));
    const nlohmann::json raster = run({"info", scan, "--json"}).json()["files"][0];
    CHECK(raster["driver"] == "PNG");
    CHECK(raster["raster"]["width"] == 400);
    CHECK(raster["raster"]["extent_lonlat"][0].get<double>() == Approx(kWest).margin(1e-9));
    CHECK(raster["raster"]["extent_lonlat"][3].get<double>() == Approx(kNorth).margin(1e-9));
    CHECK(run({"info", scan}).out.find("400 × 300") != std::string::npos);
}

TEST_CASE("corners place a picture as MapLibre does; without any place it is said how to give one",
          "[command][raster]") {
    const Folder folder;
    const std::string scan = pictureIn(folder, 250, 80);
    const Ended alone = run({"snapshot", scan, "-o", folder.path("a.png")});
    CHECK(alone.status == 1);
    CHECK(alone.err.find("world file") != std::string::npos);

    const std::string project = folder.write("p.geju.json", R"json({"version":8,"name":"p",
        "sources":{"scan":{"type":"image","url":"scan.png","coordinates":[[120.9,31.45],[121.1,31.45],[121.1,31.3],[120.9,31.3]]}},
        "layers":[{"id":"scan","type":"raster","source":"scan","paint":{"raster-opacity":0.5}}],
        "metadata":{"geju:crs":"EPSG:4326"}})json");
    const Ended placed = run({"snapshot", project, "-o", folder.path("a.png"), "--size", "900x700"});
    INFO(placed.err);
    CHECK(placed.status == 0);
    const Image image = pngOf(folder.path("a.png"));
    std::size_t pale = 0;
    for (std::size_t i = 0; i < image.rgba.size(); i += 4) pale += std::abs(image.rgba[i] - 188) < 2;
    CHECK(pale > 50000); // half of 120 on white
    const auto extent = run({"info", project, "--json"}).json()["files"][0]["layers"][0]["extent_lonlat"];
    CHECK(extent[0].get<double>() == Approx(120.9).margin(1e-9));
    CHECK(extent[1].get<double>() == Approx(31.3).margin(1e-9));

    // A place without a coordinate system.
    folder.write("scan.pgw", "10\n0\n0\n-10\n500000\n3400000\n");
    const Ended without = run({"snapshot", scan, "-o", folder.path("b.png")});
    CHECK(without.status == 1);
    CHECK(without.err.find("geju:sources") != std::string::npos);
}

TEST_CASE("no picture of the web, and no layer of features from a picture", "[command][raster]") {
    const Folder folder;
    pictureIn(folder, 0, 0);
    placeIt(folder);
    const std::string web = folder.write("w.geju.json", R"json({"version":8,"sources":{
        "a":{"type":"raster","tiles":["https://example.org/{z}/{x}/{y}.png"]},
        "b":{"type":"raster","url":"https://example.org/t.json"}},"layers":[]})json");
    const auto problems = run({"info", web, "--json"}).json()["problems"];
    CHECK(problems[0]["code"] == "invalid-value");
    CHECK(problems[1]["code"] == "network-source");
    const std::string wrong = folder.write("p.geju.json", R"json({"version":8,
        "sources":{"scan":{"type":"image","url":"scan.png"}},
        "layers":[{"id":"a","type":"fill","source":"scan"}]})json");
    CHECK(run({"info", wrong, "--json"}).json()["problems"][0]["code"] == "wrong-source");
    const std::string good = folder.write("g.geju.json", R"json({"version":8,
        "sources":{"scan":{"type":"image","url":"scan.png"}},
        "layers":[{"id":"a","type":"raster","source":"scan"}]})json");
    CHECK(run({"check", good}).status == 0); // its outline is no feature
}
