#include "program.hpp"
#include "samples.hpp"
#include "support/catch.hpp"

#include <cpl_conv.h>
#include <gdal.h>

#include <cmath>
#include <fstream>
#include <map>
#include <sstream>

using namespace geju::test;

namespace {

std::string contentsOf(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

std::size_t occurrences(const std::string& text, const std::string& of) {
    std::size_t count = 0;
    for (std::size_t at = text.find(of); at != std::string::npos; at = text.find(of, at + of.size())) ++count;
    return count;
}

/// A sheet of a workbook as another program reads it: heading → cells.
using Sheet = std::map<std::string, std::vector<std::string>>;
std::vector<std::pair<std::string, Sheet>> sheetsOf(const std::string& path) {
    GDALAllRegister();
    CPLSetConfigOption("OGR_XLSX_HEADERS", "FORCE"); // a sheet of texts alone does not look like one with headings
    GDALDatasetH dataset = GDALOpenEx(path.c_str(), GDAL_OF_VECTOR, nullptr, nullptr, nullptr);
    REQUIRE(dataset);
    std::vector<std::pair<std::string, Sheet>> sheets;
    for (int i = 0; i < GDALDatasetGetLayerCount(dataset); ++i) {
        OGRLayerH layer = GDALDatasetGetLayer(dataset, i);
        Sheet sheet;
        OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer);
        while (OGRFeatureH feature = OGR_L_GetNextFeature(layer)) {
            for (int f = 0; f < OGR_FD_GetFieldCount(definition); ++f) {
                const char* heading = OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, f));
                sheet[heading].emplace_back(OGR_F_GetFieldAsString(feature, f));
            }
            OGR_F_Destroy(feature);
        }
        sheets.emplace_back(OGR_L_GetName(layer), std::move(sheet));
    }
    GDALClose(dataset);
    return sheets;
}

const Sheet& sheetNamed(const std::vector<std::pair<std::string, Sheet>>& sheets, const std::string& name) {
    for (const auto& [called, sheet] : sheets) {
        if (called == name) return sheet;
    }
    FAIL("no sheet " << name);
    return sheets.front().second;
}

/// Two squares of one class that overlap by half of each, and one of another class.
constexpr const char* kOverlapping = R"json({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"id":"one","class":"a"},
 "geometry":{"type":"Polygon","coordinates":[[[0,0],[0.02,0],[0.02,0.01],[0,0.01],[0,0]]]}},
{"type":"Feature","properties":{"id":"two","class":"a"},
 "geometry":{"type":"Polygon","coordinates":[[[0.01,0],[0.03,0],[0.03,0.01],[0.01,0.01],[0.01,0]]]}},
{"type":"Feature","properties":{"id":"three","class":"b"},
 "geometry":{"type":"Polygon","coordinates":[[[1,0],[1.01,0],[1.01,0.01],[1,0.01],[1,0]]]}}]})json";

} // namespace

TEST_CASE("the polygons of a figure add up to it and what overlaps", "[command][parts]") {
    const Folder folder;
    const std::string data = folder.write("data.geojson", kOverlapping);
    const nlohmann::json json = run({"stats", data, "--class", "class", "--parts", "--format", "json"}).json();
    REQUIRE(json["rows"].size() == 2);
    const auto& a = json["rows"][0];
    REQUIRE(a["parts"].size() == 2);
    double sum = 0;
    double shares = 0;
    for (const auto& part : a["parts"]) {
        sum += part["area_m2"].get<double>();
        shares += part["share"].get<double>();
    }
    const double area = a["area_m2"];
    const double overlap = a["overlap_m2"];
    CHECK(sum == Approx(area + overlap).epsilon(1e-12));
    // Three squares of 0.01° beside the equator cover what four are the sum of, but for the bend of their geodesics.
    CHECK(sum / area == Approx(4.0 / 3).epsilon(1e-7));
    CHECK(shares == Approx(sum / area).epsilon(1e-12));
    CHECK(json["rows"][1]["parts"][0]["id"] == "three");
    CHECK(json["rows"][1]["parts"][0]["feature"] == 2);

    const auto lines = run({"stats", data, "--class", "class", "--parts", "--format", "csv"}).lines();
    REQUIRE(lines.size() == 6); // heading, one, two, counted twice, three, the warning
    CHECK(lines[1].starts_with("a,0,one,"));
    CHECK(lines[3].starts_with("a,,,counted twice,-"));
    CHECK(lines[5].find("[overlap] ") != std::string::npos);
}

TEST_CASE("the ledger goes with the figures", "[command][ledger]") {
    const nlohmann::json json = run({"stats", plan(), "--parts", "--format", "json"}).json();
    REQUIRE(json["ledgers"].size() == 1);
    const auto& ledger = json["ledgers"][0];
    double sum = 0;
    for (const auto& row : json["rows"]) sum += row["area_m2"].get<double>();
    CHECK(ledger["classes_m2"].get<double>() == Approx(sum).epsilon(1e-12));
    CHECK(ledger["closes"] == true);
    CHECK(ledger["classes_m2"].get<double>() - ledger["overlaps_m2"].get<double>() + ledger["gaps_m2"].get<double>() ==
          Approx(ledger["boundary_m2"].get<double>()).epsilon(1e-7));
}

TEST_CASE("a report is one file that needs no other, in both languages", "[command][report]") {
    const Folder folder;
    const std::string path = folder.path("报告.html");
    const Ended ended = run({"report", plan(), "-o", path});
    INFO(ended.err);
    CHECK(ended.status == 0);
    CHECK(ended.out.empty());
    const std::string html = contentsOf(path);
    const nlohmann::json info = run({"info", plan(), "--json"}).json();
    CHECK(occurrences(html, "data:image/png;base64,iVBORw0KGgo") == info["scenes"].size());
    CHECK(occurrences(html, " src=\"") == info["scenes"].size());
    CHECK(html.find("http://") == std::string::npos);
    CHECK(html.find("https://") == std::string::npos);
    for (const auto& scene : info["scenes"]) {
        INFO(scene["title"]);
        CHECK(html.find(scene["title"].get<std::string>()) != std::string::npos);
    }
    // Its figures are those of the commands.
    const std::vector<std::string> rows = run({"stats", plan(), "--format", "table"}).lines();
    std::size_t found = 0;
    const nlohmann::json stats = run({"stats", plan(), "--format", "json"}).json();
    for (const auto& row : stats["rows"]) {
        std::ostringstream hectares;
        hectares.precision(2);
        hectares << std::fixed << row["area_m2"].get<double>() / 1e4;
        found += html.find("<td class=\"n\">" + hectares.str() + "</td>") != std::string::npos;
    }
    CHECK(found == stats["rows"].size());
    CHECK(html.find("it closes") != std::string::npos);

    const std::string again = folder.path("b.html");
    REQUIRE(run({"report", plan(), "-o", again}).status == 0);
    CHECK((html == contentsOf(again)));

    const std::string chinese = folder.path("zh.html");
    REQUIRE(run({"report", plan(), "-o", chinese, "--no-maps", "--lang", "zh"}).status == 0);
    const std::string zh = contentsOf(chinese);
    CHECK(zh.find("用地平衡表") != std::string::npos);
    CHECK(zh.find("Land-use balance") == std::string::npos);
    // Districts too: their English names stand beside the others in the data.
    CHECK(zh.find("蓬朗片区") != std::string::npos);
    CHECK(html.find("蓬朗片区") == std::string::npos);
    CHECK(html.find("Penglang District") != std::string::npos);
    CHECK(zh.find("data:image") == std::string::npos);
}

TEST_CASE("a workbook holds the figures as numbers", "[command][report]") {
    const Folder folder;
    const std::string path = folder.path("表.xlsx");
    REQUIRE(run({"report", plan(), "-o", path}).status == 0);
    const auto sheets = sheetsOf(path);
    const nlohmann::json stats = run({"stats", plan(), "--format", "json"}).json();
    const Sheet& balance = sheetNamed(sheets, "Land-use balance");
    const Sheet& polygons = sheetNamed(sheets, "Polygons");
    REQUIRE(balance.at("ha").size() == stats["rows"].size());
    for (std::size_t i = 0; i < stats["rows"].size(); ++i) {
        const auto& row = stats["rows"][i];
        const double area = row["area_m2"];
        CHECK(std::stod(balance.at("ha")[i]) * 1e4 == Approx(area).epsilon(1e-12));
        double sum = 0;
        for (std::size_t k = 0; k < polygons.at("class").size(); ++k) {
            if (polygons.at("class")[k] == row["class"]) sum += std::stod(polygons.at("m²")[k]);
        }
        CHECK(sum == Approx(area).epsilon(1e-9));
    }
    CHECK(sheetNamed(sheets, "Indicators").at("indicator").size() > 10);
    CHECK_FALSE(sheetNamed(sheets, "Notes").at("note").empty());
}

TEST_CASE("a workbook of any data", "[command][parts]") {
    const Folder folder;
    const std::string data = folder.write("data.geojson", kHalves);
    const std::string path = folder.path("a.xlsx");
    REQUIRE(run({"stats", data, "--class", "class", "-o", path}).status == 0);
    const auto sheets = sheetsOf(path);
    const Sheet& polygons = sheetNamed(sheets, "Polygons");
    CHECK(std::stod(polygons.at("m²")[0]) == Approx(kDiamondSquareMeters / 2).epsilon(1e-9));
    CHECK(run({"stats", data, "-o", folder.path("a.ods")}).status == 2);
}

TEST_CASE("what is no project has no report", "[command][report]") {
    const Folder folder;
    const std::string data = folder.write("data.geojson", kHalves);
    CHECK(run({"report", data, "-o", folder.path("a.html")}).status == 1);
    CHECK(run({"report", folder.path("none.geju.json"), "-o", folder.path("a.html")}).status == 1);
    CHECK(run({"report", plan(), "-o", folder.path("a.docx")}).status == 2);
    CHECK(run({"report", plan(), "-o", folder.path("no/folder/a.xlsx")}).status == 1);
    CHECK(folder.files() == 1);
}

TEST_CASE("Ctrl+C ends a report and leaves nothing behind, nor touches what was there", "[command][report]") {
    const Folder folder;
    const std::string path = folder.write("plan.html", "the report of last week");
    const Ended ended = runInterrupted({"report", plan(), "-o", path}, "Map 1 of");
    CHECK(ended.status == 1);
    CHECK(ended.err.find("the work was cancelled") != std::string::npos);
    CHECK(readAll(path) == "the report of last week");
    CHECK(folder.files() == 1);
}
