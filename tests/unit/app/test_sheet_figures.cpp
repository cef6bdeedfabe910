#include "app/open_document.hpp"
#include "app/sheet_figures.hpp"
#include "core/translate.hpp"
#include "support/catch.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>

using namespace geju;

namespace {

class Folder {
  public:
    Folder() {
        path_ = std::filesystem::temp_directory_path() / ("geju-figures-" + std::to_string(getpid()));
        std::filesystem::create_directories(path_);
        setLanguage("en");
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    std::filesystem::path write(const std::string& name, const std::string& text) const {
        std::ofstream(path_ / name) << text;
        return path_ / name;
    }

  private:
    std::filesystem::path path_;
};

std::string square(double west, double east, const std::string& code) {
    const std::string w = std::to_string(west);
    const std::string e = std::to_string(east);
    return R"({"type":"Feature","properties":{"code":")" + code +
           R"("},"geometry":{"type":"Polygon","coordinates":[[[)" + w + ",31],[" + e + ",31],[" + e + ",31.02],[" + w +
           ",31.02],[" + w + ",31]]]}}";
}

std::string collection(const std::vector<std::string>& features) {
    std::string text = R"({"type":"FeatureCollection","features":[)";
    for (const auto& feature : features) text += (text.back() == '[' ? "" : ",") + feature;
    return text + "]}";
}

constexpr const char* kProject = R"json({"version":8,"metadata":{"geju:crs":"EPSG:4549",
  "geju:classes":{"items":[{"code":"07","name":{"zh":"居住用地","en":"Residential"},"color":"#ffff00"},
                           {"code":"14","name":{"zh":"绿地","en":"Green"},"color":"#00ff00"}]},
  "geju:landuse":{"source":"land","class":"code","boundary":"border"},
  "geju:indicators":[
    {"id":"green","name":{"zh":"绿地率","en":"Green share"},"unit":"%","base":{"year":2020,"value":20},"target":{"year":2035,"value":35.5},
     "compute":{"kind":"class-share","source":"land","class":"code","codes":["14"],"boundary":"border"}},
    {"id":"gdp","name":{"zh":"产值","en":"Output"},"unit":"亿元","base":{"year":2021,"value":5000}}]},
  "sources":{"land":{"type":"geojson","data":"land.geojson"},"border":{"type":"geojson","data":"border.geojson"}},
  "layers":[{"id":"land","type":"fill","source":"land"}]})json";

/// Squares of the same height: shares are those of their widths, on any ellipsoid.
Document documentOf(const Folder& folder, const std::vector<std::string>& land) {
    folder.write("land.geojson", collection(land));
    folder.write("border.geojson", collection({square(121.00, 121.10, "")}));
    const auto path = folder.write("p.geju.json", kProject);
    auto document = openDocument(std::span(&path, 1));
    REQUIRE(document);
    return std::move(*document);
}

const std::vector<std::string> kLand{square(121.00, 121.03, "0701"), square(121.03, 121.05, "0702"),
                                     square(121.05, 121.09, "1401")};

} // namespace

TEST_CASE("the balance on a sheet has a row a first-level class, a total and its ledger", "[app][sheet]") {
    const Folder folder;
    const Document document = documentOf(folder, kLand);
    SheetTemplate sheet;
    sheet.table = SheetTemplate::Table::Balance;
    const auto figures = sheetFigures(document, sheet);
    REQUIRE(figures);
    REQUIRE(figures->size() == 1);
    const FigureTable& table = figures->front();
    REQUIRE(table.rows.size() == 3);
    CHECK(table.rows[0].cells[0] == "07");
    CHECK(table.rows[0].cells[1] == "Residential");
    CHECK(table.rows[0].cells[3] == "55.56"); // five of the nine parts that are covered
    CHECK(table.rows[0].color == Rgba{255, 255, 0, 255});
    CHECK(table.rows[1].cells[3] == "44.44");
    CHECK(table.rows[2].strong);
    CHECK(table.rows[2].cells[3] == "100.00");
    CHECK(table.note.find("gaps") != std::string::npos);
    CHECK(table.note.find("it closes") != std::string::npos);
    CHECK_FALSE(table.alarming);
    setLanguage("zh");
    CHECK((*sheetFigures(document, sheet))[0].rows[0].cells[1] == "居住用地");
}

TEST_CASE("what lies outside the boundary stands in the ledger", "[app][sheet]") {
    const Folder folder;
    auto land = kLand;
    land.push_back(square(121.09, 121.12, "1402")); // two thirds of it outside: a fifth of the boundary's ground
    const Document document = documentOf(folder, land);
    SheetTemplate sheet;
    sheet.table = SheetTemplate::Table::Balance;
    const auto figures = sheetFigures(document, sheet);
    REQUIRE(figures);
    const std::string& note = figures->front().note;
    INFO(note);
    const auto after = [&](const char* word) {
        std::string number = note.substr(note.find(word) + std::string(word).size() + 1);
        return std::stod(number);
    };
    REQUIRE(note.find("outside ") != std::string::npos);
    CHECK(after("outside") == Approx(after("boundary") / 5).epsilon(1e-4));
    CHECK(after("classes") - after("outside") == Approx(after("boundary")).epsilon(1e-4));
    CHECK_FALSE(figures->front().alarming);
}

TEST_CASE("a balance that does not close says so on the sheet", "[app][sheet]") {
    setLanguage("en");
    LandUseBalance balance;
    BalanceRow row;
    row.code = "07";
    row.squareMeters = 20000;
    row.share = 1;
    balance.rows = {row};
    Ledger ledger;
    ledger.classesSquareMeters = 20000;
    ledger.boundarySquareMeters = 30000;
    ledger.gapsSquareMeters = 9000;
    ledger.differenceSquareMeters = -1000;
    balance.ledgers = {ledger};
    const FigureTable open = balanceFigures(balance, {});
    CHECK(open.alarming);
    CHECK(open.note.find("does not close: difference -0.10 ha") != std::string::npos);
    balance.ledgers[0].gapsSquareMeters = 10000;
    balance.ledgers[0].differenceSquareMeters = 0;
    CHECK_FALSE(balanceFigures(balance, {}).alarming);
    balance.ledgers[0].unmeasured = 1;
    CHECK(balanceFigures(balance, {}).alarming);
}

TEST_CASE("a chart has a bar a class, the longest first", "[app][sheet]") {
    const Folder folder;
    SheetTemplate sheet;
    sheet.chart = true;
    const auto figures = sheetFigures(documentOf(folder, kLand), sheet);
    REQUIRE(figures);
    REQUIRE(figures->size() == 1);
    const auto& rows = figures->front().rows;
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].cells == std::vector<std::string>{"Residential", "", "55.6 %"});
    CHECK(rows[0].share == 1);
    CHECK(rows[1].share == Approx(0.8).epsilon(1e-6));
    CHECK(rows[1].color == Rgba{0, 255, 0, 255});

    // More classes than a chart can show: the rest is one bar, and the shares still add up.
    std::vector<std::string> many;
    for (int i = 0; i < 20; ++i) {
        many.push_back(square(121.0 + 0.005 * i, 121.0 + 0.005 * (i + 1), std::to_string(30 + i)));
    }
    const auto crowded = sheetFigures(documentOf(folder, many), sheet);
    REQUIRE(crowded);
    const auto& bars = crowded->front().rows;
    REQUIRE(bars.size() == 12);
    CHECK(bars.back().cells[0] == "other");
    CHECK(bars.back().cells[2] == "45.0 %"); // nine of twenty
    CHECK(bars.back().share == 1);
}

TEST_CASE("indicators on a sheet are those the map computes, or those asked for", "[app][sheet]") {
    const Folder folder;
    const Document document = documentOf(folder, kLand);
    SheetTemplate sheet;
    sheet.table = SheetTemplate::Table::Indicators;
    const auto computed = sheetFigures(document, sheet);
    REQUIRE(computed);
    REQUIRE(computed->size() == 1);
    REQUIRE(computed->front().rows.size() == 1);
    CHECK(computed->front().columns[2].heading == "base 2020");
    CHECK(computed->front().rows[0].cells == std::vector<std::string>{"Green share", "%", "20", "35.5", "40.00"});
    sheet.indicators = {"gdp", "green"};
    const auto asked = sheetFigures(document, sheet);
    REQUIRE(asked);
    const FigureTable& table = asked->front();
    REQUIRE(table.rows.size() == 2);
    CHECK(table.columns[2].heading == "base"); // of two years, which stand in the cells
    CHECK(table.rows[0].cells == std::vector<std::string>{"Green share", "%", "20 (2020)", "35.5", "40.00"});
    CHECK(table.rows[1].cells == std::vector<std::string>{"Output", "亿元", "5000 (2021)", "–", "–"});
}

TEST_CASE("figures that a plan does not have are missed, not made up", "[app][sheet]") {
    SheetTemplate sheet;
    sheet.table = SheetTemplate::Table::Balance;
    const auto balance = sheetFigures(Document(), sheet);
    REQUIRE(balance);
    CHECK(balance->empty());
    REQUIRE(balance.issues.size() == 1);
    CHECK(balance.issues[0].code == "no-figures");
    sheet.table = SheetTemplate::Table::Indicators;
    const auto indicators = sheetFigures(Document(), sheet);
    CHECK(indicators->empty());
    CHECK(indicators.issues.size() == 1);
}
