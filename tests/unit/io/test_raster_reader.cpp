// Pictures on the map, made here by hand: kinds of pixels, places, sizes, and what is missing.
#include "core/files.hpp"
#include "io/raster_reader.hpp"
#include "io_support.hpp"
#include "support/catch.hpp"

#include <array>

using namespace geju;
using test::countOf;

namespace {

using Pixel = std::array<int, 4>;

Crs plane() {
    auto crs = Crs::from("EPSG:4549");
    REQUIRE(crs);
    return *crs;
}

std::string littleEndian(std::uint32_t value, int bytes) {
    std::string text;
    for (int i = 0; i < bytes; ++i) text += static_cast<char>(value >> (8 * i) & 255);
    return text;
}

/// A BMP of 8 bits with four colours: pixel (x, y) has colour (x + y) % 4.
std::string bitmap(int side) {
    const std::string palette("\x00\x00\xff\x00\x00\xff\x00\x00\xff\x00\x00\x00\xff\xff\xff\x00",
                              16); // red, green, blue, white
    const auto size = static_cast<std::uint32_t>(side);
    const std::uint32_t rowBytes = (size + 3) / 4 * 4;
    const std::uint32_t start = 14 + 40 + 16;
    std::string bytes = "BM" + littleEndian(start + rowBytes * size, 4) + littleEndian(0, 4) + littleEndian(start, 4);
    bytes +=
        littleEndian(40, 4) + littleEndian(size, 4) + littleEndian(size, 4) + littleEndian(1, 2) + littleEndian(8, 2);
    bytes += littleEndian(0, 4) + littleEndian(rowBytes * size, 4) + littleEndian(0, 8) + littleEndian(4, 4) +
             littleEndian(0, 4);
    bytes += palette;
    for (int y = side - 1; y >= 0; --y) { // the lowest row first
        for (std::uint32_t x = 0; x < rowBytes; ++x)
            bytes += static_cast<char>((x + static_cast<std::uint32_t>(y)) % 4);
    }
    return bytes;
}

/// Ten metres a pixel from (500000, 3470000) to the south-east.
constexpr const char* kWorldFile = "10\n0\n0\n-10\n500005\n3469995\n";

Pixel at(const Raster& raster, int x, int y) {
    const RasterLevel& level = raster.levelFor(0);
    const std::uint8_t* p =
        level.rgba.data() + (static_cast<std::size_t>(y) * level.width + static_cast<std::size_t>(x)) * 4;
    return {p[0], p[1], p[2], p[3]};
}

} // namespace

TEST_CASE("a palette gives its colours, pixel for pixel where nothing must be turned", "[raster]") {
    const test::TemporaryFolder folder;
    REQUIRE(writeFile(folder / "图.bmp", bitmap(6)).empty());
    REQUIRE(writeFile(folder / "图.wld", kWorldFile).empty());
    const auto raster = readRaster({folder / "图.bmp", "EPSG:4549", {}}, plane());
    INFO(test::allOf(raster.issues));
    REQUIRE(raster);
    CHECK(raster.issues.empty());
    CHECK(raster->extent() == Box{500000, 3469940, 500060, 3470000});
    CHECK(raster->width() == 6);
    CHECK(raster->height() == 6);
    CHECK(at(*raster, 0, 0) == Pixel{255, 0, 0, 255});
    CHECK(at(*raster, 1, 0) == Pixel{0, 255, 0, 255});
    CHECK(at(*raster, 0, 2) == Pixel{0, 0, 255, 255});
    CHECK(at(*raster, 5, 2) == Pixel{255, 255, 255, 255});

    const auto described = describeRaster({folder / "图.bmp", "EPSG:4549", {}});
    REQUIRE(described);
    CHECK(described->driver == "BMP");
    CHECK(described->bands == 1);
    CHECK(described->outline.extent() == raster->extent());
}

TEST_CASE("heights are stretched from black to white, what is no data is transparent", "[raster]") {
    const test::TemporaryFolder folder;
    REQUIRE(writeFile(folder / "a.asc", "ncols 4\nnrows 2\nxllcorner 500000\nyllcorner 3470000\ncellsize 10\n"
                                        "NODATA_value -9999\n100.5 150 200.5 -9999\n-9999 100.5 125.5 175.5\n")
                .empty());
    const auto raster = readRaster({folder / "a.asc", "EPSG:4549", {}}, plane());
    INFO(test::allOf(raster.issues));
    REQUIRE(raster);
    CHECK(countOf(raster.issues, "stretched-values") == 1);
    CHECK(raster->extent() == Box{500000, 3470000, 500040, 3470020});
    CHECK(at(*raster, 0, 0) == Pixel{1, 1, 1, 255});
    CHECK(at(*raster, 2, 0) == Pixel{255, 255, 255, 255});
    CHECK(at(*raster, 2, 1)[0] == Approx(1 + 0.25 * 254).margin(1));
    CHECK(at(*raster, 3, 0)[3] == 0);
    CHECK(at(*raster, 0, 1)[3] == 0);
}

TEST_CASE("what is too large is read coarser, and said", "[raster]") {
    const test::TemporaryFolder folder;
    REQUIRE(writeFile(folder / "a.bmp", bitmap(64)).empty());
    REQUIRE(writeFile(folder / "a.wld", kWorldFile).empty());
    RasterOptions options;
    options.mostPixels = 256;
    const auto raster = readRaster({folder / "a.bmp", "EPSG:4549", {}}, plane(), options);
    REQUIRE(raster);
    CHECK(countOf(raster.issues, "coarser-picture") == 1);
    CHECK(raster->width() == 16);
    CHECK(raster->extent() == Box{500000, 3469360, 500640, 3470000});
    // Red, green, blue and white in equal parts.
    CHECK(at(*raster, 8, 8)[0] == Approx(127.5).margin(1));
    CHECK(at(*raster, 8, 8)[1] == Approx(127.5).margin(1));
}

TEST_CASE("a picture that does not say where it lies is an error that says how to", "[raster]") {
    const test::TemporaryFolder folder;
    REQUIRE(writeFile(folder / "a.bmp", bitmap(8)).empty());
    CHECK(countOf(readRaster({folder / "a.bmp", {}, {}}, plane()).issues, "no-place") == 1);
    CHECK(countOf(describeRaster({folder / "a.bmp", {}, {}}).issues, "no-place") == 1);
    const std::array<Point, 4> corners{{{120.9, 31.4}, {121, 31.4}, {121, 31.3}, {120.9, 31.3}}};
    const auto placed = describeRaster({folder / "a.bmp", {}, corners});
    REQUIRE(placed);
    CHECK(placed->outline.extent().minX == Approx(120.9).epsilon(1e-12));
    CHECK(placed->outline.extent().maxY == Approx(31.4).epsilon(1e-12));
    const std::array<Point, 4> flat{{{120.9, 31.4}, {121, 31.4}, {121, 31.4}, {120.9, 31.4}}};
    CHECK_FALSE(readRaster({folder / "a.bmp", {}, flat}, plane()));

    REQUIRE(writeFile(folder / "a.wld", kWorldFile).empty());
    const auto without = readRaster({folder / "a.bmp", {}, {}}, plane());
    REQUIRE(countOf(without.issues, "no-crs") == 1);
    CHECK_FALSE(without.issues.front().remedy.empty());
    CHECK_FALSE(readRaster({folder / "a.bmp", "EPSG:nonsense", {}}, plane()));
    REQUIRE(writeFile(folder / "a.prj",
                      R"(PROJCS["CGCS2000_3_Degree_GK_CM_120E",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",
DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],
PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",120.0],
PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]])")
                .empty());
    const auto beside = readRaster({folder / "a.bmp", {}, {}}, plane());
    REQUIRE(beside);
    CHECK(beside->extent().minX == Approx(500000).margin(1e-3));
}

TEST_CASE("what is no picture, cut off, or cancelled gives no pixels", "[raster]") {
    const test::TemporaryFolder folder;
    REQUIRE(writeFile(folder / "a.bmp", bitmap(64)).empty());
    REQUIRE(writeFile(folder / "a.wld", kWorldFile).empty());
    REQUIRE(writeFile(folder / "b.geojson", R"({"type":"Point","coordinates":[1,2]})").empty());
    CHECK(isRasterFile(folder / "a.bmp"));
    CHECK_FALSE(isRasterFile(folder / "b.geojson"));
    CHECK_FALSE(isRasterFile(folder / "nowhere"));
    CHECK_FALSE(isRasterFile("/vsicurl/http://example.org/a.tif"));
    CHECK(hasErrors(describeRaster({folder / "b.geojson", {}, {}}).issues));
    CHECK(hasErrors(readRaster({"/vsicurl/http://example.org/a.tif", {}, {}}, plane()).issues));
    Progress progress;
    progress.cancel();
    RasterOptions options;
    options.progress = &progress;
    CHECK(countOf(readRaster({folder / "a.bmp", "EPSG:4549", {}}, plane(), options).issues, "cancelled") == 1);
    for (const std::size_t length : {std::size_t{20}, std::size_t{60}, std::size_t{500}}) {
        REQUIRE(writeFile(folder / "a.bmp", bitmap(64).substr(0, length)).empty());
        const auto cut = readRaster({folder / "a.bmp", "EPSG:4549", {}}, plane());
        if (!cut) CHECK(hasErrors(cut.issues));
    }
}
