// Operators by the PDF specification (ISO 32000-1, table 51), and the forms that they go into.
#include "core/files.hpp"
#include "sheet/pdf_canvas.hpp"
#include "sheet/pdf_forms.hpp"
#include "sheet/sheet_file.hpp"
#include "sheet_samples.hpp"

#include <array>
#include <cstdio>

using namespace geju;
using namespace geju::test;

namespace {

const std::array<Point, 4> kTriangle{{{11, 22}, {12.5, 22}, {11, 23.0004}, {11, 22}}};

} // namespace

TEST_CASE("paths are steps from the origin, with what they are painted with before them", "[sheet][pdf]") {
    PdfCanvas canvas({10, 20});
    traceRing(canvas, kTriangle);
    canvas.fill({255, 0, 51, 255}, 1, FillRule::EvenOdd);
    traceRing(canvas, kTriangle);
    canvas.fill({255, 0, 51, 255}, 1, FillRule::Winding); // nothing to set anew
    canvas.moveTo({10, 20});
    canvas.lineTo({9.5, 20.123});
    canvas.stroke({0, 0, 0, 255}, 0.5, {0.25, LineCap::Round, LineJoin::Bevel, 4});
    const PdfContent content = canvas.take();
    CHECK(content.operators == "/a1000 gs\n1 0 0.2 rg\n"
                               "100 200 m\n250 200 l\n100 300 l\nh\nf*\n"
                               "100 200 m\n250 200 l\n100 300 l\nh\nf\n"
                               "/a500 gs\n0 0 0 RG\n25 w 1 J 2 j 4 M [] 0 d\n"
                               "0 0 m\n-50 12.3 l\nS\n");
    CHECK(content.opacities == std::set<int>{500, 1000});
}

TEST_CASE("edges are painted with their inside at once only where nothing shows through", "[sheet][pdf]") {
    PdfCanvas canvas({10, 20});
    traceRing(canvas, kTriangle);
    canvas.fillAndStroke({0, 255, 0, 255}, {0, 0, 0, 255}, 1, {1, LineCap::Butt, LineJoin::Round});
    CHECK(canvas.take().operators.ends_with("h\nB*\n"));
    PdfCanvas pale({10, 20});
    traceRing(pale, kTriangle);
    pale.fillAndStroke({0, 255, 0, 255}, {0, 0, 0, 255}, 0.4, {});
    const std::string text = pale.take().operators;
    CHECK(text.find("h\nf*\n") < text.find("h\nS\n"));
    CHECK(text.find('B') == std::string::npos);
}

TEST_CASE("what cannot be seen is not written", "[sheet][pdf]") {
    PdfCanvas canvas({0, 0});
    traceRing(canvas, kTriangle);
    canvas.fill({255, 0, 0, 0}, 1, FillRule::EvenOdd);
    traceRing(canvas, kTriangle);
    canvas.stroke({255, 0, 0, 255}, 1, {0});
    CHECK(canvas.take().operators.empty());
}

TEST_CASE("after a clip all is set as before it", "[sheet][pdf]") {
    PdfCanvas canvas({10, 20});
    const std::array<double, 2> dashes{1, 0.5};
    canvas.save();
    traceRing(canvas, kTriangle);
    canvas.clip(FillRule::Winding);
    canvas.moveTo({10, 20});
    canvas.lineTo({11, 20});
    canvas.stroke({0, 0, 0, 255}, 1, {1, LineCap::Butt, LineJoin::Miter, 10, dashes});
    canvas.restore();
    canvas.moveTo({10, 20});
    canvas.lineTo({11, 20});
    canvas.stroke({0, 0, 0, 255}, 1, {1});
    const std::string text = canvas.take().operators;
    CHECK(text.starts_with("q\n100 200 m\n250 200 l\n100 300 l\nh\nW n\n"));
    CHECK(text.find("[100 50] 0 d") < text.find("Q\n"));
    // "Q" forgets what was set since "q": colour, opacity and pen are said again.
    CHECK(text.substr(text.find("Q\n")) == "Q\n/a1000 gs\n0 0 0 RG\n100 w 0 J 0 j 10 M [] 0 d\n0 0 m\n100 0 l\nS\n");
}

TEST_CASE_METHOD(English, "the map is a form of the page, in an update of cairo's file", "[sheet][pdf]") {
    FontBook fonts;
    const Sheet sheet = compose({}, fonts);
    const auto path = temporaryFile("form.pdf");
    REQUIRE(writeSheetPdf(path, sheet, fonts).empty());
    const auto pdf = readFile(path);
    REQUIRE(pdf);
    std::filesystem::remove(path);
    const std::size_t image = pdf->find("/Subtype /Image");
    const std::size_t form = pdf->find("/Subtype /Form /BBox [0 0 ");
    REQUIRE(image != std::string::npos);
    REQUIRE(form != std::string::npos);
    CHECK(image < form);
    // The newer object has the number of the older, and the last table leads to it.
    const auto numberAt = [&](std::size_t inside) {
        const std::size_t end = pdf->rfind(" 0 obj", inside);
        const std::size_t begin = pdf->rfind('\n', end) + 1;
        return std::pair(begin, pdf->substr(begin, end - begin));
    };
    const auto [place, number] = numberAt(form);
    CHECK(number == numberAt(image).second);
    const std::string table = pdf->substr(std::stoul(pdf->substr(pdf->rfind("startxref\n") + 10)));
    char entry[32];
    std::snprintf(entry, sizeof entry, "%010zu 00000 n \n", place);
    CHECK(table.starts_with("xref\n" + number + " 1\n" + entry + "trailer\n<<"));
    CHECK(table.find("/Prev ") != std::string::npos);
    CHECK(table.find("/Root ") != std::string::npos);
}

TEST_CASE("forms need a file with places for them", "[sheet][pdf]") {
    CHECK(PdfForms().complete("whatever") == "whatever");
}
