#include "core/files.hpp"
#include "crs/transform.hpp"
#include "render/png_file.hpp"
#include "sheet/sheet.hpp"
#include "sheet/sheet_file.hpp"
#include "sheet/sheet_painter.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <map>

using namespace geju;

namespace {

constexpr const char* kProject = R"json({
  "version": 8, "name": "test",
  "metadata": {
    "geju:crs": "EPSG:4549",
    "geju:title": {"zh": "甲地规划", "en": "Plan of A"},
    "geju:credits": {"zh": "绘制者", "en": "The maker"},
    "geju:precision": "schematic",
    "geju:precision-note": {"zh": "示意图", "en": "Not surveyed"},
    "geju:home": "all",
    "geju:scenes": [
      {"id": "all", "title": {"zh": "全部", "en": "Everything"}, "text": {"zh": "", "en": "What it says."},
       "source": {"zh": "第一章", "en": "Chapter 1"}, "extent": [120.9, 31.3, 121.1, 31.4], "layers": ["paper", "areas", "road-casing", "road", "names"]},
      {"id": "few", "title": {"zh": "少", "en": "Few"}, "extent": [120.9, 31.3, 121.1, 31.4], "layers": ["paper", "road"]}
    ]
  },
  "sources": {
    "areas": {"type": "geojson", "data": "areas.geojson"},
    "roads": {"type": "geojson", "data": "roads.geojson"}
  },
  "layers": [
    {"id": "paper", "type": "background", "paint": {"background-color": "#fdfdf8"}},
    {"id": "areas", "type": "fill", "source": "areas", "paint": {"fill-color": ["match", ["get", "class"], "a", "#ff0000", "#00ff00"]},
     "metadata": {"geju:name": {"zh": "地块", "en": "Areas"}, "geju:group": {"zh": "用地", "en": "Land"}, "geju:legend": {"property": "class"}}},
    {"id": "road-casing", "type": "line", "source": "roads", "paint": {"line-color": "#777777", "line-width": 6},
     "metadata": {"geju:name": {"zh": "道路", "en": "Roads"}, "geju:group": {"zh": "交通", "en": "Transport"}, "geju:legend": false}},
    {"id": "road", "type": "line", "source": "roads", "paint": {"line-color": "#ffffff", "line-width": 4},
     "metadata": {"geju:name": {"zh": "道路", "en": "Roads"}, "geju:group": {"zh": "交通", "en": "Transport"}}},
    {"id": "names", "type": "symbol", "source": "areas", "layout": {"text-field": ["get", "class"], "text-size": 20},
     "paint": {"text-color": "#000000", "text-halo-color": "#ffffff", "text-halo-width": 2}}
  ]
})json";

LoadedSource loaded(TableBuilder& builder, const std::string& name, const Crs& world) {
    auto table = std::make_shared<FeatureTable>(builder.build(name, Crs::wgs84()));
    std::vector<Point> moved = table->coordinates();
    const auto transform = Transform::between(Crs::wgs84(), world);
    REQUIRE(transform);
    transform->forward(std::span(moved));
    return {table, std::make_shared<FeatureTable>(table->withCoordinates(world, std::move(moved)))};
}

void addSquare(TableBuilder& builder, double west, const char* name) {
    builder.beginPart(PartKind::Polygon);
    builder.beginRing();
    const double east = west + 0.05;
    for (const Point p : {Point{west, 31.32}, {east, 31.32}, {east, 31.38}, {west, 31.38}, {west, 31.32}}) {
        builder.addPoint(p);
    }
    builder.set("class", std::string_view(name));
    builder.endFeature();
}

std::shared_ptr<const Document> makeDocument(std::string_view json = kProject) {
    auto project = parseProject(json, "/nowhere/test.geju.json");
    REQUIRE(project);
    Document document;
    document.project = std::move(*project);
    document.crs = *Crs::from("EPSG:4549");
    TableBuilder areas;
    addSquare(areas, 120.92, "a");
    addSquare(areas, 121.0, "b");
    addSquare(areas, 122.5, "far"); // outside every scene
    document.sources["areas"] = loaded(areas, "areas", document.crs);
    TableBuilder roads;
    roads.beginPart(PartKind::Line);
    roads.beginRing();
    roads.addPoint({120.91, 31.35});
    roads.addPoint({121.09, 31.35});
    roads.endFeature();
    document.sources["roads"] = loaded(roads, "roads", document.crs);
    return std::make_shared<const Document>(std::move(document));
}

Sheet compose(const SheetRequest& request, FontBook& fonts) {
    auto sheet = composeSheet(makeDocument(), request, fonts);
    for (const auto& issue : sheet.issues) UNSCOPED_INFO(describe(issue));
    REQUIRE(sheet);
    return std::move(*sheet);
}

std::filesystem::path temporaryFile(const char* name) {
    const auto folder = std::filesystem::temp_directory_path() / "geju-test-sheet";
    std::filesystem::create_directories(folder);
    return folder / name;
}

struct English {
    English() { setLanguage("en"); }
};

} // namespace

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
    const Image image = paintSheet(*sheet, Image(sheet->view.widthPixels, sheet->view.heightPixels), fonts);
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
    Image map(sheet.view.widthPixels, sheet.view.heightPixels);
    for (std::size_t i = 0; i < map.rgba.size(); i += 4) {
        map.rgba[i + 2] = 255; // blue
        map.rgba[i + 3] = 255;
    }
    const Image image = paintSheet(sheet, map, fonts);
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
    const Image map(sheet.view.widthPixels, sheet.view.heightPixels);
    CHECK((paintSheet(sheet, map, fonts).rgba == paintSheet(sheet, map, fonts).rgba));
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
