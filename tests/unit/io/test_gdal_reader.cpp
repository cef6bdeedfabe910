// Other formats: files are written here by GDAL's C++ interface or by hand, so that what is in them is known.
#include "core/files.hpp"
#include "io_support.hpp"
#include "support/catch.hpp"

#include <ogrsf_frmts.h>
#include <sys/stat.h>

#include <cmath>
#include <functional>
#include <memory>
#include <numbers>
#include <thread>

using namespace geju;
using geju::test::TemporaryFolder;

namespace {

struct Close {
    void operator()(GDALDataset* dataset) const { GDALClose(dataset); }
};
using Dataset = std::unique_ptr<GDALDataset, Close>;

Dataset create(const char* driver, const std::filesystem::path& path) {
    GDALAllRegister();
    GDALDriver* found = GetGDALDriverManager()->GetDriverByName(driver);
    REQUIRE(found);
    return Dataset(found->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
}

OGRSpatialReference epsg(int code) {
    OGRSpatialReference reference;
    reference.importFromEPSG(code);
    reference.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    return reference;
}

void addFeature(OGRLayer& layer, const char* wkt, const std::function<void(OGRFeature&)>& fill = {}) {
    OGRFeature feature(layer.GetLayerDefn());
    if (wkt) {
        OGRGeometry* geometry = nullptr;
        REQUIRE(OGRGeometryFactory::createFromWkt(wkt, nullptr, &geometry) == OGRERR_NONE);
        feature.SetGeometryDirectly(geometry);
    }
    if (fill) fill(feature);
    REQUIRE(layer.CreateFeature(&feature) == OGRERR_NONE);
}

/// A shapefile of one point and one text field, with the bytes of `text` as they are.
void writeShapefile(const std::filesystem::path& path, const std::string& text, const char* cpg, int languageByte = 0) {
    {
        const Dataset dataset = create("ESRI Shapefile", path);
        OGRSpatialReference reference = epsg(4549);
        const char* const options[] = {"ENCODING=", nullptr};
        OGRLayer* layer = dataset->CreateLayer("points", &reference, wkbPoint, const_cast<char**>(options));
        OGRFieldDefn field("NAME", OFTString);
        field.SetWidth(60);
        layer->CreateField(&field);
        addFeature(*layer, "POINT (500000 3471000)",
                   [&](OGRFeature& feature) { feature.SetField("NAME", text.c_str()); });
    }
    auto beside = path;
    std::filesystem::remove(beside.replace_extension(".cpg"));
    if (cpg) writeFile(beside, cpg);
    const auto table = std::filesystem::path(path).replace_extension(".dbf");
    std::string bytes = *readFile(table);
    bytes[29] = static_cast<char>(languageByte);
    writeFile(table, bytes);
}

} // namespace

TEST_CASE("GeoPackage: layers, types, nulls, CRS", "[gdal]") {
    const TemporaryFolder folder;
    const auto path = folder / "计划.gpkg";
    {
        const Dataset dataset = create("GPKG", path);
        OGRSpatialReference reference = epsg(4549);
        OGRLayer* zones = dataset->CreateLayer("zones", &reference, wkbMultiPolygon, nullptr);
        for (const auto& [name, type] : {std::pair{"code", OFTString},
                                         {"count", OFTInteger},
                                         {"big", OFTInteger64},
                                         {"area", OFTReal},
                                         {"day", OFTDate},
                                         {"moment", OFTDateTime}}) {
            OGRFieldDefn field(name, type);
            zones->CreateField(&field);
        }
        OGRFieldDefn flag("flag", OFTInteger);
        flag.SetSubType(OFSTBoolean);
        zones->CreateField(&flag);
        addFeature(*zones, "MULTIPOLYGON (((0 0,10 0,10 10,0 10,0 0),(1 1,1 2,2 2,2 1,1 1)),((20 0,30 0,30 10,20 0)))",
                   [](OGRFeature& feature) {
                       feature.SetField("code", "0701");
                       feature.SetField("count", -5);
                       feature.SetField("big", static_cast<GIntBig>(9007199254740993));
                       feature.SetField("area", 0.1);
                       feature.SetField("day", 2023, 7, 4);
                       feature.SetField("moment", 2023, 7, 4, 12, 30, 15.5f, 100);
                       feature.SetField("flag", 1);
                   });
        addFeature(*zones, nullptr);
        OGRSpatialReference lonLat = epsg(4490);
        OGRLayer* lines = dataset->CreateLayer("lines", &lonLat, wkbLineString, nullptr);
        addFeature(*lines, "LINESTRING Z (120 31 5,121 32 6)");
    }
    const auto data = readVector(path);
    INFO(test::allOf(data.issues));
    REQUIRE(data);
    CHECK(data->driver == "GPKG");
    REQUIRE(data->layers.size() == 2);
    const FeatureTable& zones = data->layers[0];
    CHECK(zones.name() == "zones");
    CHECK(zones.crs().identifier() == "EPSG:4549");
    REQUIRE(zones.size() == 2);
    CHECK(zones.geometryType(0) == "MultiPolygon");
    CHECK(zones.rings(zones.parts(0).first).size() == 2);
    CHECK(zones.pointsOf(0).size() == 14);
    CHECK(zones.pointsOf(0)[1] == Point{10, 0});
    CHECK(zones.geometryType(1) == "None");
    CHECK(toText(zones.value(0, "code")) == "0701");
    CHECK(std::get<std::int64_t>(zones.value(0, "count")) == -5);
    CHECK(std::get<std::int64_t>(zones.value(0, "big")) == 9007199254740993);
    CHECK(std::get<double>(zones.value(0, "area")) == 0.1);
    CHECK(toText(zones.value(0, "day")) == "2023-07-04");
    CHECK(toText(zones.value(0, "moment")) == "2023-07-04T12:30:15.500Z");
    CHECK(std::get<bool>(zones.value(0, "flag")));
    for (const char* name : {"code", "count", "big", "area", "day", "flag"}) CHECK(isNull(zones.value(1, name)));
    CHECK(data->layers[1].crs().identifier() == "EPSG:4490");
    CHECK(data->layers[1].pointsOf(0)[0] == Point{120, 31});
    REQUIRE(test::issueOf(data.issues, "heights-dropped"));
    CHECK(test::issueOf(data.issues, "heights-dropped")->layer == "lines");

    ReadOptions options;
    options.layer = "lines";
    CHECK(readVector(path, options)->layers.size() == 1);
    options.layer = "nothing";
    const auto none = readVector(path, options);
    CHECK_FALSE(none);
    CHECK(test::issueOf(none.issues, "no-such-layer")->remedy.find("zones, lines") != std::string::npos);
}

TEST_CASE("curves become lines as close as the notice says", "[gdal]") {
    const TemporaryFolder folder;
    const auto path = folder / "curves.gpkg";
    {
        const Dataset dataset = create("GPKG", path);
        OGRSpatialReference reference = epsg(4549);
        OGRLayer* layer = dataset->CreateLayer("round", &reference, wkbCurvePolygon, nullptr);
        addFeature(*layer, "CURVEPOLYGON (CIRCULARSTRING (100 0,0 100,-100 0,0 -100,100 0))");
    }
    const auto data = readVector(path);
    REQUIRE(data);
    CHECK(test::countOf(data.issues, "curves-straightened") == 1);
    const auto points = data->layers[0].pointsOf(0);
    double doubleArea = 0;
    for (std::size_t i = 1; i < points.size(); ++i) {
        CHECK(std::hypot(points[i].x, points[i].y) == Approx(100).epsilon(1e-12));
        doubleArea += points[i - 1].x * points[i].y - points[i].x * points[i - 1].y;
    }
    CHECK(std::fabs(doubleArea / 2) == Approx(std::numbers::pi * 1e4).epsilon(2e-5));
}

TEST_CASE("FlatGeobuf, KML, GML and TopoJSON", "[gdal]") {
    const TemporaryFolder folder;
    for (const auto& [driver, file] :
         {std::pair{"FlatGeobuf", "a.fgb"}, {"KML", "a.kml"}, {"GML", "a.gml"}, {"GPX", "a.gpx"}}) {
        INFO(driver);
        const auto path = folder / file;
        const bool isGpx = std::string(driver) == "GPX";
        {
            const Dataset dataset = create(driver, path);
            OGRSpatialReference reference = epsg(4326);
            OGRLayer* layer = dataset->CreateLayer(isGpx ? "waypoints" : "places", &reference, wkbPoint, nullptr);
            OGRFieldDefn field(isGpx ? "name" : "Name", OFTString);
            if (!isGpx) layer->CreateField(&field);
            addFeature(*layer, "POINT (120.5 31.25)",
                       [&](OGRFeature& feature) { feature.SetField(isGpx ? "name" : "Name", "绿地"); });
        }
        const auto data = readVector(path);
        INFO(test::allOf(data.issues));
        REQUIRE(data);
        CHECK(data.issues.empty());
        const FeatureTable& table = data->layers[0];
        CHECK(table.crs() == Crs::wgs84());
        REQUIRE(table.size() == 1);
        CHECK(table.pointsOf(0)[0] == Point{120.5, 31.25});
        CHECK(toText(table.value(0, isGpx ? "name" : "Name")) == "绿地");
    }
}

TEST_CASE("CSV: geometry columns and text in any encoding", "[gdal][encoding]") {
    const TemporaryFolder folder;
    writeFile(folder / "wkt.csv", "code,WKT,count,share\n0701,\"POLYGON ((0 0,1 0,1 1,0 0))\",7,1\n14,,,0.25\n");
    const auto wkt = readVector(folder / "wkt.csv");
    INFO(test::allOf(wkt.issues));
    REQUIRE(wkt);
    CHECK(wkt->layers[0].size() == 2);
    CHECK(wkt->layers[0].geometryType(0) == "Polygon");
    CHECK(toText(wkt->layers[0].value(0, "code")) == "0701"); // a code is not a number
    CHECK(std::get<std::int64_t>(wkt->layers[0].value(0, "count")) == 7);
    CHECK(isNull(wkt->layers[0].value(1, "count")));
    CHECK(std::get<double>(wkt->layers[0].value(0, "share")) == 1);
    CHECK(std::get<double>(wkt->layers[0].value(1, "share")) == 0.25);
    CHECK(test::issueOf(wkt.issues, "assumed-wgs84"));

    writeFile(folder / "points.csv", "name,lon,lat\n\xb9\xab\xd4\xb0\xc2\xcc\xb5\xd8,120.5,31.25\n"); // 公园绿地 in GBK
    const auto points = readVector(folder / "points.csv");
    INFO(test::allOf(points.issues));
    REQUIRE(points);
    CHECK(points->layers[0].pointsOf(0)[0] == Point{120.5, 31.25});
    CHECK(toText(points->layers[0].value(0, "name")) == "公园绿地");
    CHECK(test::issueOf(points.issues, "encoding-assumed"));
}

TEST_CASE("Shapefile text: declared, undeclared, wrongly declared, named", "[gdal][encoding]") {
    const std::string gbk = "\xb9\xab\xd4\xb0\xc2\xcc\xb5\xd8";          // 公园绿地
    const std::string big5 = "\xa4\xbd\xb6\xe9\xba\xf1\xa6\x61\xb8\xf4"; // 公園綠地路
    struct Case {
        std::string bytes;
        const char* cpg;
        int languageByte;
        std::string encoding;
        std::string expected;
        bool isAssumed;
    };
    const std::vector<Case> cases{
        {gbk, "GBK", 0, "", "公园绿地", false},
        {gbk, nullptr, 0x4D, "", "公园绿地", false},
        {gbk, nullptr, 0, "", "公园绿地", true},
        {gbk, nullptr, 0x57, "", "公园绿地", true},
        {gbk, "UTF-8", 0, "", "公园绿地", true},
        {gbk, "ISO-8859-1", 0, "", "公园绿地", true},
        {"公园绿地", nullptr, 0, "", "公园绿地", false},
        {"公园绿地", "UTF-8", 0, "", "公园绿地", false},
        {"公园绿地", "ISO-8859-1", 0, "", "公园绿地", true},
        {big5, nullptr, 0, "", "公園綠地路", true},
        {"Stra\xdf"
         "e",
         nullptr, 0, "", "Straße", true},
        {"Stra\xdf"
         "e",
         "1252", 0, "", "Straße", false},
        {gbk, nullptr, 0, "gb2312", "公园绿地", false},
        {"plain", nullptr, 0, "", "plain", false},
    };
    for (const Case& each : cases) {
        const TemporaryFolder folder;
        const auto path = folder / "points.shp";
        writeShapefile(path, each.bytes, each.cpg, each.languageByte);
        ReadOptions options;
        options.encoding = each.encoding;
        const auto data = readVector(path, options);
        INFO(each.expected << " cpg " << (each.cpg ? each.cpg : "none") << "\n" << test::allOf(data.issues));
        REQUIRE(data);
        CHECK(toText(data->layers[0].value(0, "NAME")) == each.expected);
        CHECK((test::issueOf(data.issues, "encoding-assumed") != nullptr) == each.isAssumed);
        CHECK(data->layers[0].crs().identifier() == "EPSG:4549");
        CHECK(data->layers[0].pointsOf(0)[0] == Point{500000, 3471000});
    }
}

namespace {

/// Text of ASCII and the BMP in UTF-16.
std::string utf16(std::u16string_view text, bool isBigEndian) {
    std::string bytes;
    for (const char16_t unit : text) {
        const char high = static_cast<char>(unit >> 8);
        const char low = static_cast<char>(unit & 0xFF);
        bytes += isBigEndian ? high : low;
        bytes += isBigEndian ? low : high;
    }
    return bytes;
}

/// A table of one text field, 40 bytes wide and filled with spaces of the same encoding, and no shapes.
void writeUtf16Dbf(const std::filesystem::path& path, std::string name, const std::vector<std::u16string>& texts,
                   bool isBigEndian) {
    constexpr std::size_t kWidth = 40;
    name.resize(11, '\0');
    std::string file{3, 26, 1, 1, static_cast<char>(texts.size()), 0, 0, 0, 32 + 32 + 1, 0, kWidth + 1, 0};
    file.resize(32, '\0');
    file += name + 'C' + std::string(4, '\0') + static_cast<char>(kWidth) + std::string(15, '\0') + '\r';
    for (std::u16string text : texts) {
        text.resize(kWidth / 2, u' ');
        file += ' ' + utf16(text, isBigEndian);
    }
    writeFile(path, file + '\x1a');
}

} // namespace

TEST_CASE("DBF in UTF-16 is read, whether it says so or not, and named", "[gdal][encoding]") {
    for (const bool isBigEndian : {false, true}) {
        for (const char* cpg : {"UTF-16", isBigEndian ? "UTF-16BE" : "UTF-16LE", ""}) {
            const TemporaryFolder folder;
            writeUtf16Dbf(folder / "table.dbf", "NAME", {u"公园绿地 1", u"Kunshan", u"", u"一"}, isBigEndian);
            if (*cpg) writeFile(folder / "table.cpg", cpg);
            const auto data = readVector(folder / "table.dbf");
            INFO("cpg " << cpg << " big endian " << isBigEndian << "\n" << test::allOf(data.issues));
            REQUIRE(data);
            const FeatureTable& table = data->layers[0];
            REQUIRE(table.size() == 4);
            CHECK(toText(table.value(0, "NAME")) == "公园绿地 1");
            CHECK(toText(table.value(1, "NAME")) == "Kunshan");
            CHECK(isNull(table.value(2, "NAME")));
            CHECK(toText(table.value(3, "NAME")) == "一");
            REQUIRE(test::issueOf(data.issues, "utf16-text"));
            CHECK_FALSE(test::issueOf(data.issues, "utf16-text")->remedy.empty());
            CHECK(test::countOf(data.issues, "encoding-assumed") == 0);
        }
    }
    const TemporaryFolder folder;
    writeUtf16Dbf(folder / "marked.dbf", "\xff\xfe" + utf16(u"名称", false), {}, false);
    const auto marked = readVector(folder / "marked.dbf");
    INFO(test::allOf(marked.issues));
    REQUIRE(marked);
    CHECK(marked->layers[0].size() == 0);
    CHECK(test::issueOf(marked.issues, "utf16-text"));
}

TEST_CASE("text filled with zero bytes is not taken for UTF-16", "[gdal][encoding]") {
    const TemporaryFolder folder;
    writeUtf16Dbf(folder / "table.dbf", "NAME", {u"x"}, false);
    std::string file = *geju::readFile(folder / "table.dbf");
    file.replace(66, 40, std::string("plain\0\0\0", 8) + std::string(32, '\0'));
    writeFile(folder / "table.dbf", file);
    const auto data = readVector(folder / "table.dbf");
    INFO(test::allOf(data.issues));
    REQUIRE(data);
    CHECK(toText(data->layers[0].value(0, "NAME")) == "plain");
    CHECK(data.issues.empty());
}

TEST_CASE("a CSV in UTF-16 is refused with the remedy", "[gdal][encoding]") {
    const TemporaryFolder folder;
    for (const bool hasMark : {true, false}) {
        for (const bool isBigEndian : {true, false}) {
            writeFile(
                folder / "table.csv",
                utf16((hasMark ? u"\xFEFF" : u"") + std::u16string(u"name,lon,lat\nKunshan,121,31.3\n"), isBigEndian));
            const auto data = readVector(folder / "table.csv");
            INFO(test::allOf(data.issues));
            CHECK_FALSE(data);
            REQUIRE(test::issueOf(data.issues, "utf16-text"));
            CHECK_FALSE(test::issueOf(data.issues, "utf16-text")->remedy.empty());
            CHECK(data.issues.size() == 1);
        }
    }
}

TEST_CASE("Shapefile without .prj: a plane, with the likely CRS as remedy", "[gdal]") {
    const TemporaryFolder folder;
    writeShapefile(folder / "points.shp", "a", nullptr);
    std::filesystem::remove(folder / "points.prj");
    const auto data = readVector(folder / "points.shp");
    REQUIRE(data);
    REQUIRE(test::issueOf(data.issues, "unknown-crs"));
    CHECK_FALSE(data->layers[0].crs().isGeographic());
    CHECK(data->layers[0].crs().metersPerUnit() == 1);
}

TEST_CASE("encodings of others' DBF files", "[gdal][encoding][shared]") {
    const auto folder = test::sharedData("nasty/encodings/dbf");
    if (!folder) return;
    for (const auto& [file, expected] : {std::pair{"gbk.dbf", "简体国语"},
                                         {"gb2312.dbf", "简体国语"},
                                         {"big5.dbf", "繁體國語"},
                                         {"utf8.dbf", "国语國語"},
                                         {"eucjp.dbf", "ひたちなか市"},
                                         {"shiftjis.dbf", "ひたちなか市"},
                                         {"latin1.dbf", "Peçeña México"},
                                         {"ldid/chinese.shp", "简体"},
                                         {"cpg/big5.shp", "國語"},
                                         {"cpg/euckr.dbf", "한국말"},
                                         {"cpg/koi8r.dbf", "русский"},
                                         {"cpg/latin2.dbf", "čeština"},
                                         {"cpg/win1251.dbf", "РУССКИЙ"},
                                         {"cpg/win874.dbf", "ภาษาไทย"},
                                         {"cpg/shiftjis.dbf", "カタカナひらがな"}}) {
        const auto data = readVector(*folder / file);
        INFO(file << "\n" << test::allOf(data.issues));
        REQUIRE(data);
        CHECK(toText(data->layers[0].value(0, "NAME")) == expected);
    }
}

TEST_CASE("every nasty file ends with layers or an error", "[gdal][shared]") {
    const auto folder = test::sharedData("nasty");
    if (!folder) return;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(*folder)) {
        if (!entry.is_regular_file()) continue;
        const auto data = readVector(entry.path());
        INFO(entry.path().string());
        CHECK((data.value.has_value() || hasErrors(data.issues)));
    }
}

TEST_CASE("what is no local file is refused in words", "[gdal]") {
    const TemporaryFolder folder;
    const auto codeOf = [](const std::filesystem::path& path) {
        const auto data = readVector(path);
        CHECK_FALSE(data);
        REQUIRE(data.issues.size() >= 1);
        CHECK(data.issues[0].file == path.string());
        return data.issues[0].code;
    };
    for (const char* name : {"https://example.org/a.geojson", "/vsicurl/http://example.org/a.shp", "/vsizip/a.zip",
                             "PG:dbname=plans", "WFS:http://example.org", "MYSQL:plans"}) {
        CHECK(codeOf(name) == "not-a-local-file");
    }
    CHECK(codeOf(folder / "missing.gpkg") == "cannot-read");
    CHECK(codeOf(folder / "") == "cannot-read");
    REQUIRE(mkfifo((folder / "pipe").c_str(), 0600) == 0);
    CHECK(codeOf(folder / "pipe") == "cannot-read");
    writeFile(folder / "empty.shp", "");
    CHECK(codeOf(folder / "empty.shp") == "empty-file");
    writeFile(folder / "noise.bin", std::string("\x01\x02\x7f\x00\xff\xfe noise", 12));
    CHECK(codeOf(folder / "noise.bin") == "unknown-format");
    writeFile(folder / "noise.gpkg", "SQLite format 3 but not really");
    CHECK(test::countOf(readVector(folder / "noise.gpkg").issues, "cannot-read") +
              test::countOf(readVector(folder / "noise.gpkg").issues, "unknown-format") ==
          1);
    writeFile(folder / "a.vrt", "<OGRVRTDataSource><OGRVRTLayer name=\"a\"><SrcDataSource>/etc/hosts</SrcDataSource>"
                                "</OGRVRTLayer></OGRVRTDataSource>");
    CHECK(codeOf(folder / "a.vrt") == "unknown-format"); // a file that names other files
    writeFile(folder / "locked.geojson", "{}");
    std::filesystem::permissions(folder / "locked.geojson", std::filesystem::perms::none);
    if (geteuid() != 0) CHECK(codeOf(folder / "locked.geojson") == "cannot-read");
}

TEST_CASE("content decides, not the name", "[gdal]") {
    const TemporaryFolder folder;
    std::filesystem::copy(test::fixture("geojson/all-types.geojson"), folder / "plan.shp");
    const auto geojson = readVector(folder / "plan.shp");
    REQUIRE(geojson);
    CHECK(geojson->driver == "GeoJSON");
    {
        const Dataset dataset = create("GPKG", folder / "b.gpkg");
        OGRSpatialReference reference = epsg(4326);
        addFeature(*dataset->CreateLayer("points", &reference, wkbPoint, nullptr), "POINT (1 2)");
    }
    std::filesystem::rename(folder / "b.gpkg", folder / "b.geojson");
    const auto package = readVector(folder / "b.geojson");
    INFO(test::allOf(package.issues));
    REQUIRE(package);
    CHECK(package->driver == "GPKG");
}

TEST_CASE("files are read by several threads at once", "[gdal]") {
    const TemporaryFolder folder;
    const auto path = folder / "points.shp";
    writeShapefile(path, "\xb9\xab\xd4\xb0", "GBK");
    std::vector<std::thread> threads;
    std::vector<int> good(4, 0);
    for (std::size_t i = 0; i < good.size(); ++i) {
        threads.emplace_back([&, i] {
            for (int round = 0; round < 10; ++round) {
                const auto data = readVector(path);
                good[i] += data && data.issues.empty() && toText(data->layers[0].value(0, "NAME")) == "公园";
            }
        });
    }
    for (auto& thread : threads) thread.join();
    for (const int count : good) CHECK(count == 10);
}
