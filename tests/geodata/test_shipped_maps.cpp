// The shipped plans as maps, in both languages, as a sheet and in a window: no label touches another or is cut, no
// character is missing, and every text of a sheet has its own place on the page. Read from the placed boxes and the
// ink of the glyphs, without drawing.
#include "core/translate.hpp"
#include "sheet/sheet.hpp"
#include "shipped_plan.hpp"

#include <algorithm>
#include <set>

using namespace geju;
using namespace geju::testing;

namespace {

/// No place of a page is nearer than this to what stands beside it by more than rounding.
constexpr double kRoundingMillimeters = 0.01;

struct Named {
    std::string name;
    PageBox box;
};

PageBox boxOf(const LegendPlacement& placement) {
    const PageBox label = placement.label.box();
    if (placement.heading) return label;
    const double x = std::min(label.x, placement.swatch.x);
    const double y = std::min(label.y, placement.swatch.y);
    return {x, y, std::max(label.right(), placement.swatch.right()) - x,
            std::max(label.bottom(), placement.swatch.bottom()) - y};
}

std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text += line;
    return text;
}

/// Texts have the room that they take, and none stands over another or over the map.
void checkPage(const Sheet& sheet, FontBook& fonts) {
    const SheetLayout& layout = sheet.layout;
    CHECK(layout.legend.complete);
    CHECK(layout.figuresComplete);
    std::vector<TextBlock> texts = layout.texts;
    for (const FigureLayout& figure : layout.figures)
        texts.insert(texts.end(), figure.texts.begin(), figure.texts.end());
    std::vector<Named> places{{"map", layout.frame}};
    for (const TextBlock& text : texts) places.push_back({joined(text.lines), text.box()});
    for (const LegendPlacement& placement : layout.legend.placements) {
        places.push_back({joined(placement.label.lines), boxOf(placement)});
        texts.push_back(placement.label);
    }
    if (layout.northArrow) places.push_back({"north arrow", *layout.northArrow});
    if (layout.scaleBar) places.push_back({"scale bar", *layout.scaleBar});
    if (layout.logo) places.push_back({"logo", *layout.logo});

    const Letterer letterer(fonts);
    for (const TextBlock& text : texts) {
        for (const std::string& line : text.lines) {
            CAPTURE(line);
            CHECK(letterer.width(line, text.lettering) <= text.box().width + kRoundingMillimeters);
        }
    }
    const PageBox page{0, 0, layout.page.widthMillimeters, layout.page.heightMillimeters};
    for (std::size_t i = 0; i < places.size(); ++i) {
        CAPTURE(places[i].name);
        CHECK(page.contains(places[i].box));
        PageBox inner = places[i].box;
        inner = {inner.x + kRoundingMillimeters, inner.y + kRoundingMillimeters, inner.width - 2 * kRoundingMillimeters,
                 inner.height - 2 * kRoundingMillimeters};
        for (std::size_t k = i + 1; k < places.size(); ++k) {
            if (inner.intersects(places[k].box)) FAIL_CHECK("over " << places[k].name);
        }
    }
}

/// An icon stands right before the text of its feature, and may touch it.
bool belongTogether(const PlacedLabel& a, const PlacedLabel& b) {
    return a.layer == b.layer && a.row == b.row && (a.text.empty() != b.text.empty());
}

Box inkOf(const PlacedLabel& label, FontBook& fonts) {
    Box ink;
    for (const PlacedGlyph& glyph : label.glyphs) {
        const GlyphBitmap bitmap =
            fonts.rasterize(glyph.face, glyph.glyph, label.sizePixels, label.haloPixels, glyph.angleRadians);
        if (bitmap.coverage.empty()) continue;
        ink.extend(Box{glyph.pen.x + bitmap.left, glyph.pen.y + bitmap.top, glyph.pen.x + bitmap.left + bitmap.width,
                       glyph.pen.y + bitmap.top + bitmap.height});
    }
    return ink;
}

void checkLabels(const std::vector<PlacedLabel>& labels, const Box& map, const std::vector<Box>& reserved,
                 FontBook& fonts) {
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const PlacedLabel& label = labels[i];
        CAPTURE(label.text);
        Box bounds;
        for (const Box& box : label.boxes) bounds.extend(box);
        CHECK(map.contains(bounds));
        const Box ink = inkOf(label, fonts);
        constexpr double kWholePixels = 1.5; // bitmaps are rounded out
        CHECK((ink.empty() || bounds.grown(kWholePixels).contains(ink)));
        for (const Box& box : label.boxes) {
            for (const Box& taken : reserved) CHECK_FALSE(box.intersects(taken));
            for (std::size_t k = i + 1; k < labels.size(); ++k) {
                if (belongTogether(label, labels[k])) continue;
                for (const Box& other : labels[k].boxes) {
                    if (box.intersects(other)) FAIL_CHECK("over " << labels[k].text);
                }
            }
        }
    }
}

/// The place of the sheet's overview on the map, in its pixels.
std::vector<Box> overviewOf(const Sheet& sheet) {
    if (!sheet.inset) return {};
    const double perMillimeter = sheet.layout.page.pixelsPerMillimeter();
    const PageBox& box = sheet.inset->box;
    const double left = (box.x - sheet.layout.frame.x) * perMillimeter;
    const double top = (box.y - sheet.layout.frame.y) * perMillimeter;
    return {{left, top, left + box.width * perMillimeter, top + box.height * perMillimeter}};
}

struct Language {
    explicit Language(const std::string& language) { setLanguage(language); }
    ~Language() { setLanguage("en"); }
};

} // namespace

TEST_CASE("on no sheet of a shipped scene do texts touch, miss characters or lack room", "[geodata][maps]") {
    FontBook fonts;
    for (const char* path : {"kunshan.geju.json", "example/example.geju.json"}) {
        const auto document = std::make_shared<const Document>(plan(path));
        for (const Scene& scene : document->project.scenes) {
            for (const char* language : {"zh", "en"}) {
                const Language spoken(language);
                for (const Page& page : {Page{420, 297, 96}, Page::ofPixels(1600, 1000, 96)}) {
                    CAPTURE(path, scene.id, language, page.widthMillimeters);
                    SheetRequest request;
                    request.page = page;
                    request.scene = scene.id;
                    const auto sheet = composeSheet(document, request, fonts);
                    INFO(describeAll(sheet.issues));
                    REQUIRE(sheet);
                    CHECK(sheet.issues.empty());
                    checkPage(*sheet, fonts);
                    const Box map{0, 0, double(sheet->view.widthPixels), double(sheet->view.heightPixels)};
                    checkLabels(sheet->labels, map, overviewOf(*sheet), fonts);
                    CHECK(fonts.missingGlyphs() == 0);
                }
            }
        }
    }
}

TEST_CASE("in the window no label of a shipped scene touches another or is cut, at any step into it", "[geodata][maps]") {
    FontBook fonts;
    const auto document = std::make_shared<const Document>(kunshan());
    PictureBuilder pictures(document);
    for (const Scene& scene : document->project.scenes) {
        for (const char* language : {"zh", "en"}) {
            const Language spoken(language);
            LabelPlacer placer(fonts);
            SheetRequest request;
            request.page = Page::ofPixels(1600, 1000, 96);
            request.scene = scene.id;
            const auto sheet = composeSheet(document, request, fonts);
            REQUIRE(sheet);
            View view = sheet->view;
            for (int step = 0; step < 6; ++step) {
                CAPTURE(scene.id, language, step);
                const auto picture = pictures.build(statesOfScene(document->project, scene), view);
                const auto labels = placer.place(*picture, view, false);
                checkLabels(labels, {0, 0, double(view.widthPixels), double(view.heightPixels)}, {}, fonts);
                view.unitsPerPixel /= 1.5;
                view.centerWorld.x += 40 * view.unitsPerPixel;
            }
        }
    }
    CHECK(fonts.missingGlyphs() == 0);
}
