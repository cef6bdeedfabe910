// Workbooks: read back by GDAL, and looked into for what GDAL does not tell.
#include "core/translate.hpp"
#include "io/table_writer.hpp"
#include "io/xlsx_parts.hpp"
#include "support/catch.hpp"

#include <cpl_conv.h>
#include <cpl_vsi.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>
#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <string>

using namespace geju;

namespace {

struct Book {
    std::filesystem::path path =
        std::filesystem::temp_directory_path() / ("geju-表-" + std::to_string(getpid()) + ".xlsx");
    ~Book() { std::filesystem::remove(path); }

    std::string part(const std::string& name) const {
        VSILFILE* file = VSIFOpenL(("/vsizip/{" + path.string() + "}/" + name).c_str(), "rb");
        REQUIRE(file);
        std::string text;
        char block[4096];
        while (const std::size_t count = VSIFReadL(block, 1, sizeof block, file)) text.append(block, count);
        VSIFCloseL(file);
        return text;
    }
};

DataTable balance() {
    DataTable table;
    table.name = "用地平衡表";
    table.columns = {{"地类"}, {"面积 ha", true, 2}, {"year", true, 0}, {"<share> & %", true, 4}};
    table.rows = {{std::string("昆山经济技术开发区"), 11692.123456789, 2035.0, 0.1},
                  {std::string("0701"), std::nan(""), {}, -3e-7},
                  {std::string("a < b & \"c\"\x01"), 1.0, 2020.0, 1234567.0}};
    table.notes = {"Areas: geodesic polygons."};
    return table;
}

std::size_t occurrences(const std::string& text, const std::string& part) {
    std::size_t count = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
    return count;
}

} // namespace

TEST_CASE("a workbook keeps numbers as they are and texts as texts") {
    setLanguage("en");
    const Book book;
    const DataTable table = balance();
    REQUIRE(writeXlsx(book.path, {&table, 1}).empty());
    GDALAllRegister();
    CPLSetConfigOption("OGR_XLSX_HEADERS", "FORCE"); // a sheet of texts alone does not look like one with headings
    const std::unique_ptr<GDALDataset, void (*)(GDALDataset*)> dataset(
        GDALDataset::Open(book.path.c_str(), GDAL_OF_VECTOR), [](GDALDataset* d) { GDALClose(d); });
    REQUIRE(dataset);
    REQUIRE(dataset->GetLayerCount() == 2);
    OGRLayer* layer = dataset->GetLayerByName("用地平衡表");
    REQUIRE(layer);
    REQUIRE(layer->GetFeatureCount() == 3);
    OGRFeatureDefn& fields = *layer->GetLayerDefn();
    REQUIRE(fields.GetFieldCount() == 4);
    CHECK(fields.GetFieldDefn(0)->GetNameRef() == std::string("地类"));
    CHECK(fields.GetFieldDefn(3)->GetNameRef() == std::string("<share> & %"));
    CHECK(fields.GetFieldDefn(0)->GetType() == OFTString);
    std::vector<OGRFeatureUniquePtr> rows;
    while (OGRFeature* feature = layer->GetNextFeature()) rows.emplace_back(feature);
    CHECK(rows[0]->GetFieldAsString(0) == std::string("昆山经济技术开发区"));
    CHECK(rows[0]->GetFieldAsDouble(1) == 11692.123456789);
    CHECK(rows[0]->GetFieldAsInteger(2) == 2035);
    CHECK(rows[1]->GetFieldAsString(0) == std::string("0701")); // not 701
    CHECK_FALSE(rows[1]->IsFieldSetAndNotNull(1));
    CHECK(rows[1]->GetFieldAsDouble(3) == -3e-7);
    CHECK(rows[2]->GetFieldAsString(0) == std::string("a < b & \"c\""));
    OGRLayer* notes = dataset->GetLayer(1);
    REQUIRE(notes->GetFeatureCount() == 1);
    const OGRFeatureUniquePtr note(notes->GetNextFeature());
    CHECK(note->GetFieldAsString(1) == std::string("Areas: geodesic polygons."));
}

TEST_CASE("the heading stays in place, columns fit what they hold, and numbers have their decimals") {
    const Book book;
    const DataTable table = balance();
    REQUIRE(writeXlsx(book.path, {&table, 1}).empty());
    const std::string sheet = book.part("xl/worksheets/sheet1.xml");
    CHECK(sheet.find("<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>") !=
          std::string::npos);
    // Nine characters of two cells each; "11 692.12"; "2035"; "1 234 567.0000".
    CHECK(xlsx::columnWidth(table, 0) == 9 * 2 + 2);
    CHECK(xlsx::columnWidth(table, 1) == 9 + 2);
    CHECK(xlsx::columnWidth(table, 2) == 4 + 2);
    CHECK(xlsx::columnWidth(table, 3) == 14 + 2);
    CHECK(sheet.find("<col min=\"1\" max=\"1\" width=\"20\" customWidth=\"1\"/>") != std::string::npos);
    CHECK(occurrences(sheet, "<col ") == 4);

    // The format of a cell, by the lists of the styles.
    const std::string styles = book.part("xl/styles.xml");
    const auto after = [](const std::string& text, std::size_t from, const std::string& key) {
        const auto at = text.find(key, from) + key.size();
        return text.substr(at, text.find('"', at) - at);
    };
    const auto formatOf = [&](const std::string& place) {
        const std::string wanted = after(sheet, sheet.find("<c r=\"" + place + "\""), " s=\"");
        std::size_t xf = styles.find("<xf ", styles.find("<cellXfs"));
        for (int i = std::stoi(wanted); i > 0; --i) xf = styles.find("<xf ", xf + 1);
        const std::string id = after(styles, xf, "numFmtId=\"");
        return after(styles, styles.find("<numFmt numFmtId=\"" + id + "\""), "formatCode=\"");
    };
    CHECK(formatOf("B2") == "#,##0.00");
    CHECK(formatOf("C2") == "0"); // a year is not grouped
    CHECK(formatOf("D4") == "#,##0.0000");
}

TEST_CASE("columns go on after Z") {
    CHECK(xlsx::columnName(0) == "A");
    CHECK(xlsx::columnName(25) == "Z");
    CHECK(xlsx::columnName(26) == "AA");
    CHECK(xlsx::columnName(27) == "AB");
    CHECK(xlsx::columnName(701) == "ZZ");
    CHECK(xlsx::columnName(702) == "AAA");
}

TEST_CASE("a table longer than a sheet is refused, and nothing is written") {
    const Book book;
    DataTable table;
    table.name = "long";
    table.columns = {{"n", true, 0}};
    table.rows.assign(xlsx::kMostRows, {1.0});
    const auto issues = writeXlsx(book.path, {&table, 1});
    REQUIRE(issues.size() == 1);
    CHECK(issues[0].code == "cannot-write");
    CHECK_FALSE(std::filesystem::exists(book.path));
}
