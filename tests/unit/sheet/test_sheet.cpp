#include "core/files.hpp"
#include "render/png_file.hpp"
#include "sheet/sheet_file.hpp"
#include "sheet/sheet_painter.hpp"
#include "sheet_samples.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <map>

using namespace geju;
using namespace geju::test;

TEST_CASE_METHOD(English, "a sheet says what its scene says", "[sheet]") {
    FontBook fonts;
    SheetRequest request;
    request.program = "Geju test";
    const Sheet sheet = compose(request, fonts);
    CHECK(sheet.sceneId == "all"); // the home
    CHECK(sheet.content.title == "Everything");
    CHECK(sheet.content.subtitle == "Plan of A");
    CHECK(sheet.content.description == "What it says.");
    CHECK(sheet.content.descriptionSource == "Chapter 1");
    CHECK(sheet.content.note == "Not surveyed");
    CHECK(sheet.content.credits == "The maker");
    CHECK(sheet.content.facts.find("EPSG:4549") != std::string::npos);
    CHECK(sheet.content.facts.find("Geju test") != std::string::npos);

    setLanguage("zh");
    const Sheet chinese = compose(request, fonts);
    CHECK(chinese.content.title == "全部");
    CHECK(chinese.content.descriptionSource == "第一章");
}

TEST_CASE_METHOD(English, "what the project says of its sheets is done", "[sheet]") {
    FontBook fonts;
    CHECK(compose({}, fonts).content.legendTitle == "Legend");
    const auto withSheet = [&](const std::string& settings) {
        std::string json = kProject;
        json.insert(json.find("\"geju:home\""), "\"geju:sheet\": " + settings + ", ");
        auto sheet = composeSheet(makeDocument(json), {}, fonts);
        REQUIRE(sheet);
        return std::move(*sheet);
    };
    const Sheet bare =
        withSheet(R"({"legend-title": {"zh": "符号", "en": "Key"}, "north": false, "scale-bar": false})");
    CHECK(bare.content.legendTitle == "Key");
    CHECK_FALSE(bare.layout.northArrow);
    CHECK_FALSE(bare.layout.scaleBar);
    CHECK_FALSE(bare.scaleBar);
    const Sheet onlyBar = withSheet(R"({"north": false})");
    CHECK_FALSE(onlyBar.layout.northArrow);
    REQUIRE(onlyBar.layout.scaleBar);
    CHECK(onlyBar.layout.panel.contains(*onlyBar.layout.scaleBar));
    CHECK(onlyBar.scaleBar);
    const Sheet onlyNorth = withSheet(R"({"scale-bar": false})");
    REQUIRE(onlyNorth.layout.northArrow);
    CHECK_FALSE(onlyNorth.layout.scaleBar);
    setLanguage("zh");
    CHECK(withSheet(R"({"legend-title": {"zh": "符号", "en": "Key"}})").content.legendTitle == "符号");
}

TEST_CASE_METHOD(English, "the legend names what is visible and nothing else", "[sheet]") {
    FontBook fonts;
    SheetRequest request;
    const Sheet all = compose(request, fonts);
    std::vector<std::string> labels;
    for (const auto& row : all.content.legend) labels.push_back((row.heading ? "# " : "") + row.label);
    // The theme first; "far" lies outside; "Transport" has one entry of another name.
    CHECK(labels == std::vector<std::string>{"# Areas", "a", "b", "# Transport", "Roads"});
    // A road is drawn with its casing below.
    REQUIRE(all.swatches.size() == all.legend.size());
    for (std::size_t i = 0; i < all.legend.size(); ++i) {
        if (all.legend[i].label != "Roads") continue;
        REQUIRE(all.swatches[i].parts.size() == 2);
        CHECK(all.swatches[i].parts[0].layer == "road-casing");
        CHECK(all.swatches[i].parts[1].layer == "road");
    }
    request.scene = "few";
    const Sheet few = compose(request, fonts);
    REQUIRE(few.legend.size() == 1);
    CHECK(few.legend[0].label == "Roads");
}

TEST_CASE_METHOD(English, "what was asked for is inside the frame, at a rounded scale", "[sheet]") {
    FontBook fonts;
    SheetRequest request;
    request.extentLonLat = {120.95, 31.33, 121.05, 31.37};
    for (const Page& page : {Page{420, 297, 96}, Page{210, 297, 300}, Page::ofPixels(1600, 1000, 96)}) {
        request.page = page;
        const Sheet sheet = compose(request, fonts);
        CHECK(sheet.extentLonLat.contains(request.extentLonLat));
        const double digits = sheet.scaleDenominator / std::pow(10, std::floor(std::log10(sheet.scaleDenominator)) - 1);
        CHECK(digits == Approx(std::round(digits)).epsilon(1e-6));
        // 1 : N by hand: metres of the frame's width over its millimetres. EPSG:4549 is true to 1.2e-4 here.
        const double meters = sheet.view.extent().width();
        CHECK(meters / (sheet.layout.frame.width / 1000) == Approx(sheet.scaleDenominator).epsilon(2e-4));
    }
}

TEST_CASE_METHOD(English, "96 and 300 dpi show the same things at the same millimetres", "[sheet]") {
    FontBook fonts;
    SheetRequest request;
    request.page = {420, 297, 96};
    const Sheet coarse = compose(request, fonts);
    request.page.dpi = 300;
    const Sheet fine = compose(request, fonts);
    CHECK(coarse.scaleDenominator == Approx(fine.scaleDenominator).epsilon(1e-9));
    REQUIRE(coarse.labels.size() == fine.labels.size());
    const double ratio = 300.0 / 96;
    for (std::size_t i = 0; i < fine.labels.size(); ++i) {
        CHECK(coarse.labels[i].text == fine.labels[i].text);
        CHECK(coarse.labels[i].sizePixels * ratio == Approx(fine.labels[i].sizePixels).epsilon(1e-9));
        // The frame's edges are moved to pixels: its middle by at most half a coarse one, a label by another half.
        CHECK(coarse.labels[i].glyphs.at(0).pen.x * ratio == Approx(fine.labels[i].glyphs.at(0).pen.x).margin(3.2));
    }
    const double coarseBar = coarse.scaleBar->lengthUnits / coarse.view.unitsPerPixel / 96;
    const double fineBar = fine.scaleBar->lengthUnits / fine.view.unitsPerPixel / 300;
    CHECK(coarseBar == Approx(fineBar).epsilon(1e-9));
}

TEST_CASE_METHOD(English, "an unknown scene and a plan without places are refused", "[sheet]") {
    FontBook fonts;
    SheetRequest request;
    request.scene = "nowhere";
    const auto unknown = composeSheet(makeDocument(), request, fonts);
    CHECK_FALSE(unknown);
    REQUIRE(unknown.issues.size() == 1);
    CHECK(unknown.issues[0].code == "no-such-scene");
    CHECK(unknown.issues[0].message.find("few") != std::string::npos);
    CHECK_FALSE(composeSheet(std::make_shared<const Document>(), {}, fonts));
}

TEST_CASE_METHOD(English, "the map stands in its frame, the furniture round it", "[sheet]") {
    FontBook fonts;
    SheetRequest request;
    request.page = Page::ofPixels(1200, 800, 96);
    const Sheet sheet = compose(request, fonts);
    Image image = blankPage(request.page);
    const PixelOffset at = offsetOf(sheet.layout.frame, request.page);
    for (int y = 0; y < sheet.view.heightPixels; ++y) {
        for (int x = 0; x < sheet.view.widthPixels; ++x) {
            std::uint8_t* pixel = image.pixel(at.left + x, at.top + y);
            pixel[0] = pixel[1] = 0; // blue
        }
    }
    paintFurniture(sheet, image, fonts);
    REQUIRE(image.width == 1200);
    REQUIRE(image.height == 800);
    const double perMillimeter = request.page.pixelsPerMillimeter();
    const auto& frame = sheet.layout.frame;
    const int left = static_cast<int>(std::lround(frame.x * perMillimeter));
    const int right = static_cast<int>(std::lround(frame.right() * perMillimeter));
    const int middle = static_cast<int>((frame.y + frame.height / 2) * perMillimeter);
    const auto isBlue = [&](int x) { return image.pixel(x, middle)[2] == 255 && image.pixel(x, middle)[0] == 0; };
    CHECK(isBlue(left + 3));
    CHECK(isBlue(right - 3));
    CHECK_FALSE(isBlue(left - 3));
    CHECK_FALSE(isBlue(right + 3));
}

TEST_CASE_METHOD(English, "the same sheet gives the same bytes", "[sheet]") {
    FontBook fonts;
    SheetRequest request;
    request.program = "Geju test";
    const Sheet sheet = compose(request, fonts);
    const auto twice = [&](const char* name, const auto& write) {
        const auto path = temporaryFile(name);
        REQUIRE(write(path).empty());
        const auto first = readFile(path);
        REQUIRE(write(path).empty());
        const auto second = readFile(path);
        REQUIRE(first);
        REQUIRE(second);
        CHECK(first->size() > 1000);
        CHECK((*first == *second)); // without printing both
        std::filesystem::remove(path);
        return *first;
    };
    const auto painted = [&] {
        Image page = blankPage(sheet.layout.page);
        paintFurniture(sheet, page, fonts);
        return page.rgba;
    };
    CHECK((painted() == painted()));
    std::map<std::string, std::string> text;
    for (const auto& [keyword, value] : sheetText(sheet)) text[keyword] = value;
    CHECK(text.contains("geju:scene"));
    CHECK(text["Software"] == "Geju test");
    CHECK_FALSE(text.contains("Creation Time"));
    const auto pdf = twice("a.pdf", [&](const auto& path) { return writeSheetPdf(path, sheet, fonts); });
    CHECK(pdf.starts_with("%PDF-"));
    const auto svg = twice("a.svg", [&](const auto& path) { return writeSheetSvg(path, sheet, fonts); });
    CHECK(svg.find("<svg") != std::string::npos);
    CHECK(svg.find("<image") == std::string::npos); // vectors, no picture of the map
}

TEST_CASE_METHOD(English, "a file that cannot be written is an error and leaves nothing", "[sheet]") {
    FontBook fonts;
    const Sheet sheet = compose({}, fonts);
    const std::filesystem::path path = "/nonexistent-folder/sheet.pdf";
    CHECK(hasErrors(writeSheetPdf(path, sheet, fonts)));
    CHECK(hasErrors(writeSheetSvg("/nonexistent-folder/sheet.svg", sheet, fonts)));
    CHECK_FALSE(std::filesystem::exists(path));
}
