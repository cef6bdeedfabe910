// Sheets by template: grid, overview, logo, every shipped one.
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

namespace {

/// The project with templates of its own.
std::shared_ptr<const Document> withSheets(const std::string& sheets) {
    std::string json = kProject;
    json.insert(json.find("\"geju:home\""), "\"geju:sheets\": " + sheets + ", ");
    return makeDocument(json);
}

/// Rounding apart, the line has nothing inside the box.
bool passesBy(const PageLine& line, const PageBox& box) {
    const std::array shrunk{PageBox{box.x + 1e-6, box.y + 1e-6, box.width - 2e-6, box.height - 2e-6}};
    return outsideOf(line, shrunk) == std::vector<PageLine>{line};
}

PageBox onPage(const Box& screen, const Sheet& sheet) {
    const double perMillimeter = sheet.layout.page.pixelsPerMillimeter();
    return {sheet.layout.frame.x + screen.minX / perMillimeter, sheet.layout.frame.y + screen.minY / perMillimeter,
            screen.width() / perMillimeter, screen.height() / perMillimeter};
}

} // namespace

TEST_CASE_METHOD(English, "a sheet is composed by its template", "[sheet][templates]") {
    FontBook fonts;
    const auto document = withSheets(R"json([
        {"id": "bare", "heading": false, "scene-text": false, "legend": "none", "north": false, "scale-bar": false, "margin": 0},
        {"id": "told", "subtitle": {"en": "Draft"}, "text": {"en": "For discussion."}, "legend": "all", "panel": "below"}])json");
    SheetRequest request;
    request.sheet = "bare";
    const auto bare = composeSheet(document, request, fonts);
    REQUIRE(bare);
    CHECK(bare->content.title == "Everything"); // still in the file's metadata
    CHECK(bare->legend.empty());
    for (const TextBlock& text : bare->layout.texts) {
        INFO(text.lines[0]);
        CHECK(text.lines[0] != "Everything");
        CHECK(text.lines[0] != "What it says.");
    }
    CHECK(bare->layout.border.x == 0);
    CHECK(bare->layout.frame.width == Approx(request.page.widthMillimeters).margin(25.4 / 96));

    request.sheet = "told";
    const auto told = composeSheet(document, request, fonts);
    REQUIRE(told);
    CHECK(told->content.subtitle == "Draft");
    CHECK(told->layout.panel.y > told->layout.frame.y + told->layout.frame.height / 2); // below, on landscape paper
    std::vector<std::string> labels;
    for (const auto& entry : told->legend) labels.push_back(entry.label);
    CHECK(std::find(labels.begin(), labels.end(), "far") != labels.end()); // outside the frame, shown on request

    request.sheet = "nothing";
    const auto unknown = composeSheet(document, request, fonts);
    CHECK_FALSE(unknown);
    REQUIRE(unknown.issues.size() == 1);
    CHECK(unknown.issues[0].code == "no-such-sheet");
    CHECK(unknown.issues[0].message.find("told, plain") != std::string::npos);
}

TEST_CASE_METHOD(English, "every shipped template composes at every shape of paper", "[sheet][templates]") {
    FontBook fonts;
    REQUIRE(shippedSheets().size() >= 4);
    for (const SheetTemplate& shipped : shippedSheets()) {
        INFO(shipped.id);
        const auto page = pageOf(shipped);
        REQUIRE(page);
        CHECK(page->has_value() == !shipped.paper.empty());
        SheetRequest request;
        request.sheet = shipped.id;
        for (const Page& paper : {page->value_or(Page{}), Page{210, 297, 96}, Page{297, 210, 96}}) {
            request.page = paper;
            const auto sheet = composeSheet(makeDocument(), request, fonts);
            REQUIRE(sheet);
            CHECK(sheet.issues.empty());
            CHECK(sheet->layout.frame.width * sheet->layout.frame.height >
                  0.25 * paper.widthMillimeters * paper.heightMillimeters);
        }
    }
    SheetTemplate folio;
    folio.paper = "folio";
    const auto none = pageOf(folio);
    CHECK_FALSE(none);
    REQUIRE(none.issues.size() == 1);
    CHECK(none.issues[0].message.find("folio") != std::string::npos);
    SheetTemplate wall;
    wall.paper = "A1";
    wall.dpi = 200;
    CHECK((*pageOf(wall))->dpi == 200);
    CHECK((*pageOf(wall, 72))->dpi == 72);
    CHECK((*pageOf(wall))->widthMillimeters == 841);
}

TEST_CASE_METHOD(English, "a grid stands between frame and border and crosses no label", "[sheet][templates]") {
    FontBook fonts;
    const std::string grid = GENERATE("graticule", "projected");
    const auto document = withSheets(R"([{"id": "g", "grid": ")" + grid + R"("}])");
    SheetRequest request;
    request.sheet = "g";
    const auto sheet = composeSheet(document, request, fonts);
    REQUIRE(sheet);
    CHECK(sheet.issues.empty());
    REQUIRE(sheet->grid.lines.size() >= 6);
    REQUIRE(sheet->labels.size() >= 2);
    for (const GridLine& line : sheet->grid.lines) {
        for (const PageLine& path : line.paths) {
            for (const PlacedLabel& label : sheet->labels) {
                for (const Box& box : label.boxes) CHECK(passesBy(path, onPage(box, *sheet)));
            }
        }
    }
    std::vector<PageBox> boxes{sheet->layout.frame};
    for (const GridLabel& label : sheet->grid.labels) {
        boxes.push_back(label.box(sheet->grid.lettering.sizeMillimeters * 1.2));
        CHECK(sheet->layout.border.contains(boxes.back()));
        CHECK_FALSE(boxes.back().intersects(sheet->layout.panel));
    }
    CHECK(boxes.size() > 8);

    request.page.dpi = 300;
    const auto fine = composeSheet(document, request, fonts);
    REQUIRE(fine);
    REQUIRE(fine->grid.labels.size() == sheet->grid.labels.size());
    REQUIRE(fine->grid.lines.size() == sheet->grid.lines.size());
    for (std::size_t i = 0; i < fine->grid.labels.size(); ++i) {
        CHECK(fine->grid.labels[i].text == sheet->grid.labels[i].text);
        CHECK(fine->grid.labels[i].center.x == Approx(sheet->grid.labels[i].center.x).margin(25.4 / 96));
        CHECK(fine->grid.labels[i].center.y == Approx(sheet->grid.labels[i].center.y).margin(25.4 / 96));
    }
}

TEST_CASE_METHOD(English, "the overview shows where the map lies, and hides no label", "[sheet][templates]") {
    FontBook fonts;
    const auto document =
        withSheets(R"([{"id": "i", "inset": true, "grid": "graticule"}, {"id": "f", "inset": "few"}])");
    SheetRequest request;
    request.sheet = "i";
    request.extentLonLat = {120.93, 31.33, 120.99, 31.37};
    const auto sheet = composeSheet(document, request, fonts);
    REQUIRE(sheet);
    REQUIRE(sheet->inset);
    const SheetInset& inset = *sheet->inset;
    CHECK(sheet->layout.frame.contains(inset.box));
    CHECK(inset.box.contains(inset.mark));
    // A corner, and on whole pixels.
    CHECK((inset.box.x == Approx(sheet->layout.frame.x) || inset.box.right() == Approx(sheet->layout.frame.right())));
    CHECK((inset.box.y == Approx(sheet->layout.frame.y) || inset.box.bottom() == Approx(sheet->layout.frame.bottom())));
    const double pixels = inset.box.width * request.page.pixelsPerMillimeter();
    CHECK(pixels == Approx(inset.view.widthPixels).margin(1e-6));
    // The home scene's extent is in it; the mark is the sheet's extent at the overview's scale.
    const auto toWorld = Transform::between(Crs::wgs84(), document->crs);
    REQUIRE(toWorld);
    CHECK(inset.view.extent().contains(toWorld->forward(document->project.scene("all")->extentLonLat)));
    CHECK(inset.mark.width / inset.box.width ==
          Approx(sheet->view.extent().width() / inset.view.extent().width()).epsilon(1e-6));
    const Point center =
        inset.view.toWorld({(inset.mark.x + inset.mark.width / 2 - inset.box.x) * request.page.pixelsPerMillimeter(),
                            (inset.mark.y + inset.mark.height / 2 - inset.box.y) * request.page.pixelsPerMillimeter()});
    CHECK(center.x == Approx(sheet->view.centerWorld.x).epsilon(1e-9));
    CHECK(center.y == Approx(sheet->view.centerWorld.y).epsilon(1e-9));
    for (const PlacedLabel& label : sheet->labels) {
        for (const Box& box : label.boxes) CHECK_FALSE(onPage(box, *sheet).intersects(inset.box));
    }
    for (const GridLine& line : sheet->grid.lines) {
        for (const PageLine& path : line.paths) CHECK(passesBy(path, inset.box));
    }
    request.sheet = "f";
    const auto named = composeSheet(document, request, fonts);
    REQUIRE(named);
    REQUIRE(named->inset);
    CHECK(named->inset->picture->layers.size() < inset.picture->layers.size()); // what that scene shows

    // A map of everything needs no overview.
    request.extentLonLat = {120.9, 31.3, 122.6, 31.4};
    const auto whole = composeSheet(document, request, fonts);
    REQUIRE(whole);
    CHECK_FALSE(whole->inset);
}

TEST_CASE_METHOD(English, "a grid that the plan's CRS lacks is replaced and said", "[sheet][templates]") {
    FontBook fonts;
    auto document = std::make_shared<Document>(*withSheets(R"([{"id": "p", "grid": "projected"}])"));
    document->crs = Crs::wgs84();
    for (auto& [id, loaded] : document->sources) loaded.world = loaded.source;
    SheetRequest request;
    request.sheet = "p";
    const auto sheet = composeSheet(document, request, fonts);
    REQUIRE(sheet);
    REQUIRE(sheet.issues.size() == 1);
    CHECK(sheet.issues[0].code == "no-grid");
    CHECK(sheet->grid.lines.size() >= 6);
}

TEST_CASE_METHOD(English, "a logo stands in the header, a bad one is said", "[sheet][templates]") {
    FontBook fonts;
    Image logo(40, 20);
    for (std::size_t i = 0; i < logo.rgba.size(); i += 4) {
        logo.rgba[i] = 255;
        logo.rgba[i + 3] = 255;
    }
    const auto path = temporaryFile("logo.png");
    REQUIRE(writePng(path, logo).empty());
    auto document = std::make_shared<Document>(*makeDocument());
    document->project.sheet.logo = path;
    SheetRequest request;
    request.page = Page::ofPixels(1200, 800, 96);
    const auto sheet = composeSheet(document, request, fonts);
    REQUIRE(sheet);
    CHECK(sheet.issues.empty());
    REQUIRE(sheet->layout.logo);
    const PageBox& box = *sheet->layout.logo;
    CHECK(box.width == Approx(2 * box.height));
    CHECK(box.bottom() <= sheet->layout.border.y);
    for (const TextBlock& text : sheet->layout.texts) CHECK_FALSE(text.box().intersects(box));
    Image image = blankPage(request.page);
    paintFurniture(*sheet, image, fonts);
    const double perMillimeter = request.page.pixelsPerMillimeter();
    const auto* pixel = image.pixel(static_cast<int>((box.x + box.width / 2) * perMillimeter),
                                    static_cast<int>((box.y + box.height / 2) * perMillimeter));
    CHECK(pixel[0] == 255);
    CHECK(pixel[1] == 0);
    // The shipped templates carry it too.
    request.sheet = "plain";
    CHECK(composeSheet(document, request, fonts)->layout.logo);

    REQUIRE(writeFile(path, "no picture").empty());
    const auto bad = composeSheet(document, request, fonts);
    REQUIRE(bad);
    CHECK_FALSE(bad->layout.logo);
    REQUIRE(bad.issues.size() == 1);
    CHECK(bad.issues[0].severity == Severity::Warning);
    CHECK(bad.issues[0].file == path.string());
    std::filesystem::remove(path);
}
