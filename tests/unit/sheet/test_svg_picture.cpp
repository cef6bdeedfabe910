// Logos from SVG files: their shape, their ink on paper, and that they reach nothing outside themselves.
#include "core/files.hpp"
#include "render/png_file.hpp"
#include "sheet/sheet.hpp"
#include "sheet/sheet_file.hpp"
#include "sheet/sheet_painter.hpp"
#include "sheet/svg_picture.hpp"
#include "sheet_samples.hpp"
#include "support/catch.hpp"

using namespace geju;
using namespace geju::test;

namespace {

std::filesystem::path svgFile(const std::string& name, const std::string& body, const std::string& size) {
    const auto path = std::filesystem::temp_directory_path() / ("geju-svg-" + name + ".svg");
    const std::string text = R"(<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" )" +
                             size + ">" + body + "</svg>";
    REQUIRE(writeFile(path, text).empty());
    return path;
}

const std::string kWide = R"(width="60" height="20")";

/// The logo of a sheet with this file, in the middle of its left and right half: red, green, blue.
std::array<int, 6> halves(const std::filesystem::path& path, double dpi, std::vector<Issue>& issues) {
    FontBook fonts;
    auto document = std::make_shared<Document>(*makeDocument());
    document->project.sheet.logo = path;
    SheetRequest request;
    const int scale = static_cast<int>(dpi / 96);
    request.page = Page::ofPixels(1200 * scale, 800 * scale, dpi);
    const auto sheet = composeSheet(document, request, fonts);
    REQUIRE(sheet);
    issues = sheet.issues;
    REQUIRE(sheet->layout.logo);
    const PageBox& box = *sheet->layout.logo;
    Image image = blankPage(sheet->layout.page);
    paintFurniture(*sheet, image, fonts);
    std::array<int, 6> colors{};
    for (int half = 0; half < 2; ++half) {
        const double perMillimeter = request.page.pixelsPerMillimeter();
        const auto* pixel =
            image.pixel(static_cast<int>((box.x + box.width * (half == 0 ? 0.25 : 0.75)) * perMillimeter),
                        static_cast<int>((box.y + box.height / 2) * perMillimeter));
        for (int i = 0; i < 3; ++i) colors[static_cast<std::size_t>(half * 3 + i)] = pixel[i];
    }
    return colors;
}

} // namespace

TEST_CASE("an SVG has the shape that it says", "[sheet][svg]") {
    const std::string square = R"(<rect x="5" y="5" width="10" height="10"/>)";
    const auto shapeOf = [&](const std::string& size) {
        const auto read = SvgPicture::read(svgFile("shape", square, size));
        REQUIRE(read);
        CHECK(read.issues.empty());
        return (*read)->shape();
    };
    CHECK(shapeOf(kWide) == Approx(3));
    CHECK(shapeOf(R"(width="20mm" height="40mm" viewBox="0 0 10 20")") == Approx(0.5));
    CHECK(shapeOf(R"(viewBox="0 0 50 20")") == Approx(2.5));
    CHECK(shapeOf("") == Approx(1)); // of its ink
}

TEST_CASE("an SVG logo is painted at the page's resolution", "[sheet][svg]") {
    const auto path = svgFile("halves", R"(<rect width="30" height="20" fill="#ff0000"/>
        <rect x="30" width="30" height="20" fill="#0000ff"/>)",
                              kWide);
    for (const double dpi : {96.0, 288.0}) {
        std::vector<Issue> issues;
        CHECK(halves(path, dpi, issues) == std::array{255, 0, 0, 0, 0, 255});
        CHECK(issues.empty());
    }
}

TEST_CASE("an SVG reaches nothing outside itself", "[sheet][svg]") {
    const auto folder = std::filesystem::temp_directory_path();
    const auto secret = folder / "geju-svg-secret.png";
    Image red(60, 20);
    for (std::size_t i = 0; i < red.rgba.size(); i += 4) {
        red.rgba[i] = 255;
        red.rgba[i + 3] = 255;
    }
    REQUIRE(writePng(secret, red).empty());
    const std::string green = R"(<rect width="60" height="20" fill="#00ff00"/>)";
    for (const std::string& reference : {std::string("geju-svg-secret.png"), secret.string(),
                                         "file://" + secret.string(), std::string("https://example.org/logo.png")}) {
        CAPTURE(reference);
        for (const char* attribute : {"href", "xlink:href"}) {
            const auto path =
                svgFile("outside",
                        green + "<image width=\"60\" height=\"20\" " + attribute + "=\"" + reference + "\"/>", kWide);
            std::vector<Issue> issues;
            CHECK(halves(path, 96, issues) == std::array{0, 255, 0, 0, 255, 0});
            REQUIRE(issues.size() == 1);
            CHECK(issues[0].code == "outside-reference");
            CHECK(issues[0].severity == Severity::Warning);
            CHECK(issues[0].file == path.string());
            CHECK(issues[0].message.find(reference) != std::string::npos);
        }
    }
    std::filesystem::remove(secret);
}

TEST_CASE("references to elsewhere are found wherever they stand", "[sheet][svg]") {
    using Found = std::vector<std::string>;
    const std::string links = R"x(<image href = 'a.png'/><use xlink:href="b.svg#x"/><use href="#own"/>)x";
    CHECK(outsideReferences(links) == Found{"a.png", "b.svg#x"});
    const std::string harmless = R"x(<image href="data:image/png;base64,AAAA"/><a href="https://example.org">x</a>)x";
    CHECK(outsideReferences(harmless).empty());
    const std::string styles = R"x(<rect fill="url(#g)" style="mask:url('m.svg#m')"/><style>@import "s.css";</style>)x";
    CHECK(outsideReferences(styles) == Found{"m.svg#m", "s.css"});
    const std::string entities =
        R"x(<!DOCTYPE svg [<!ENTITY e SYSTEM "file:///etc/hostname">]><?xml-stylesheet href="t.css"?>)x";
    CHECK(outsideReferences(entities) == Found{"t.css", "file:///etc/hostname"});
    CHECK(outsideReferences("<image href=").empty());
}

TEST_CASE("what is no SVG is said, and the sheet goes without", "[sheet][svg]") {
    FontBook fonts;
    auto document = std::make_shared<Document>(*makeDocument());
    const auto path = std::filesystem::temp_directory_path() / "geju-svg-bad.svg";
    for (const char* text : {"no picture", "", "<svg xmlns=\"http://www.w3.org/2000/svg\"><rect", "<html/>",
                             "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"}) {
        CAPTURE(text);
        REQUIRE(writeFile(path, text).empty());
        document->project.sheet.logo = path;
        SheetRequest request;
        request.page = Page::ofPixels(1200, 800, 96);
        const auto sheet = composeSheet(document, request, fonts);
        REQUIRE(sheet);
        CHECK_FALSE(sheet->layout.logo);
        REQUIRE(sheet.issues.size() == 1);
        CHECK(sheet.issues[0].code == "bad-svg");
        CHECK(sheet.issues[0].severity == Severity::Warning);
        CHECK(sheet.issues[0].file == path.string());
    }
    std::filesystem::remove(path);
}

TEST_CASE("in PDF and SVG an SVG logo is made of paths", "[sheet][svg]") {
    FontBook fonts;
    auto document = std::make_shared<Document>(*makeDocument());
    document->project.sheet.logo = svgFile("vector", R"(<circle cx="30" cy="10" r="8" fill="#12ab34"/>)", kWide);
    SheetRequest request;
    request.page = Page::ofPixels(800, 560, 96);
    const auto sheet = composeSheet(document, request, fonts);
    REQUIRE(sheet);
    const auto out = std::filesystem::temp_directory_path() / "geju-svg-out.svg";
    REQUIRE(writeSheetSvg(out, *sheet, fonts).empty());
    const auto text = readFile(out);
    REQUIRE(text);
    CHECK(text->find("<image") == std::string::npos);
    CHECK(text->find("7.058") != std::string::npos); // green: 0x12 of 255 in per cent
    std::filesystem::remove(out);
}
