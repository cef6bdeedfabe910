#include "sheet/page.hpp"
#include "sheet/sheet.hpp"
#include "sheet/sheet_file.hpp"
#include "support/catch.hpp"

using namespace geju;

TEST_CASE("paper has the sizes of ISO 216", "[sheet][page]") {
    REQUIRE(paperSize("A3"));
    CHECK(paperSize("A3")->widthMillimeters == 420);
    CHECK(paperSize("A3")->heightMillimeters == 297);
    CHECK(paperSize("a4-portrait")->widthMillimeters == 210);
    CHECK(paperSize("a4-portrait")->heightMillimeters == 297);
    CHECK(paperSize("A0-landscape")->widthMillimeters == 1189);
    for (const char* wrong : {"", "A", "A6", "B4", "A33", "A3-sideways", "3A"}) CHECK_FALSE(paperSize(wrong));
}

TEST_CASE("a page has the pixels of its resolution", "[sheet][page]") {
    const Page print{420, 297, 300};
    CHECK(print.widthPixels() == 4961); // 420 / 25.4 · 300
    CHECK(print.heightPixels() == 3508);
    CHECK(print.pixelRatio() == 3.125);
    for (const double dpi : {72.0, 96.0, 192.0, 301.5}) {
        const Page picture = Page::ofPixels(1600, 1001, dpi);
        CHECK(picture.widthPixels() == 1600);
        CHECK(picture.heightPixels() == 1001);
    }
}

TEST_CASE("scales are rounded up to two digits", "[sheet][page]") {
    CHECK(roundedScale(57321) == Approx(58000));
    CHECK(roundedScale(58000) == Approx(58000));
    CHECK(roundedScale(58000.000001) == Approx(58000));
    CHECK(roundedScale(10.2) == Approx(11));
    CHECK(roundedScale(99.9e6) == Approx(100e6));
    CHECK(roundedScale(0.123) == Approx(0.13));
}

TEST_CASE("the name of a file says its format", "[sheet][page]") {
    CHECK(sheetFormat("a/图.PNG") == SheetFormat::Png);
    CHECK(sheetFormat("a.b.pdf") == SheetFormat::Pdf);
    CHECK(sheetFormat("a.svg") == SheetFormat::Svg);
    CHECK(sheetFormat("a.tiff") == SheetFormat::Tiff);
    CHECK_FALSE(sheetFormat("a.gif"));
    CHECK_FALSE(sheetFormat("png"));
}
