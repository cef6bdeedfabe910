#include "core/files.hpp"
#include "drawing/labels.hpp"
#include "drawing/pictograms.hpp"
#include "drawing/symbolizer.hpp"
#include "plans.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <numbers>
#include <numeric>

using namespace geju;
using namespace geju::test;

namespace {

double inkOf(const GlyphBitmap& bitmap) {
    return std::accumulate(bitmap.coverage.begin(), bitmap.coverage.end(), 0.0) / 255;
}

GlyphBitmap bitmapOf(std::string_view name, double size, double halo, double angle) {
    return rasterizePictogram(findPictogram(name).value(), size, halo, angle);
}

std::shared_ptr<const Document> iconsAt(const std::vector<Point>& places, const std::string& layout,
                                        const std::string& paint = "{}") {
    PlanTable table;
    for (std::size_t i = 0; i < places.size(); ++i) {
        table.point(places[i],
                    {{"name", "Long Name of a Place " + std::to_string(i)}, {"icon", i == 0 ? "park" : "bus"}});
    }
    return documentOf(table.build(), R"([{"id":"icons","type":"symbol","source":"plan","layout":{)" + layout +
                                         R"(},"paint":)" + paint + "}]");
}

/// About the origin at a metre a pixel.
std::vector<PlacedLabel> placed(const std::shared_ptr<const Document>& document, bool wholeOnly = true,
                                double pixelRatio = 1) {
    REQUIRE(document);
    FontBook fonts;
    LabelPlacer placer(fonts);
    const View view{
        {0, 0}, 1 / pixelRatio, static_cast<int>(400 * pixelRatio), static_cast<int>(300 * pixelRatio), pixelRatio};
    return placer.place(*PictureBuilder(document).build({}, view), view, wholeOnly);
}

bool isIcon(const PlacedLabel& label) {
    return label.glyphs.size() == 1 && label.glyphs.front().face == kPictogramFace;
}

const std::string kBoth = R"("icon-image":["get","icon"],"text-field":["get","name"],"text-max-width":50,
    "text-anchor":"top","text-offset":[0,1.3])";

} // namespace

TEST_CASE("pictograms are found by name and keep to their square") {
    const auto names = pictogramNames();
    CHECK(std::is_sorted(names.begin(), names.end()));
    CHECK(std::adjacent_find(names.begin(), names.end()) == names.end());
    for (std::uint32_t i = 0; i < names.size(); ++i) {
        INFO(names[i]);
        CHECK(findPictogram(names[i]) == i);
        Box bounds;
        for (const auto& ring : pictogramRings(i)) {
            CHECK(ring.size() >= 3);
            for (const Point& point : ring) bounds.extend(point);
        }
        const double edge = 10.0 / 24 + 1e-9;
        CHECK(Box{-edge, -edge, edge, edge}.contains(bounds));
        CHECK(std::max(bounds.width(), bounds.height()) > 15.0 / 24);
    }
    CHECK_FALSE(findPictogram("unicorn"));
    CHECK_FALSE(findPictogram(""));
}

TEST_CASE("the documentation shows every pictogram with its name") {
    const auto picture = readFile(std::filesystem::path(GEJU_SOURCE_DIR) / "docs/images/pictograms.svg");
    REQUIRE(picture);
    for (const std::string_view name : pictogramNames()) {
        INFO(name);
        CHECK(picture->find(">" + std::string(name) + "<") != std::string::npos);
    }
}

TEST_CASE("the ink of a pictogram is its area, turned or not") {
    constexpr double pi = std::numbers::pi;
    for (const double size : {12.0, 24.0, 61.5}) {
        const double scale = size / 24;
        for (const double angle : {0.0, 0.7, -2.0}) {
            INFO(size << " pixels, turned by " << angle);
            CHECK(inkOf(bitmapOf("dot", size, 0, angle)) == Approx(pi * 64 * scale * scale).epsilon(0.01));
            // Two bars of 6.4 by 19 that cross.
            const double cross = 2 * 6.4 * 19 - 6.4 * 6.4;
            CHECK(inkOf(bitmapOf("hospital", size, 0, angle)) == Approx(cross * scale * scale).epsilon(0.01));
            const double halo = 1.5;
            const double wide = 8 * scale + halo;
            CHECK(inkOf(bitmapOf("dot", size, halo, angle)) == Approx(pi * wide * wide).epsilon(0.01));
        }
    }
    CHECK(bitmapOf("dot", 0, 0, 0).coverage.empty());
}

TEST_CASE("an icon turns counter-clockwise about the centre of its square") {
    const auto centreOfInk = [](const GlyphBitmap& bitmap) {
        Point sum;
        for (int y = 0; y < bitmap.height; ++y) {
            for (int x = 0; x < bitmap.width; ++x) {
                const double ink = bitmap.coverage[static_cast<std::size_t>(y) * bitmap.width + x] / 255.0;
                sum.x += ink * (bitmap.left + x + 0.5);
                sum.y += ink * (bitmap.top + y + 0.5);
            }
        }
        return Point{sum.x / inkOf(bitmap), sum.y / inkOf(bitmap)};
    };
    // The flag hangs from the upper end of its pole.
    const Point upright = centreOfInk(bitmapOf("flag", 48, 0, 0));
    const Point turned = centreOfInk(bitmapOf("flag", 48, 0, std::numbers::pi / 2));
    CHECK(upright.y < -5);
    CHECK(turned.x == Approx(upright.y).margin(0.1));
    CHECK(turned.y == Approx(-upright.x).margin(0.1));
}

TEST_CASE("icon properties are evaluated for each feature") {
    const auto document = iconsAt({{0, 0}, {50, 50}}, R"("icon-image":["get","icon"],"icon-size":0.5,
        "icon-rotate":30,"icon-anchor":"bottom","icon-offset":[2,-4],"icon-padding":[1,3],"icon-optional":true,
        "icon-allow-overlap":true,"text-optional":true)",
                                  R"({"icon-color":"#ff0000","icon-opacity":0.5,"icon-halo-color":"#00ff00",
        "icon-halo-width":1.5})");
    REQUIRE(document);
    CHECK(document->project.layers.size() == 1);
    const StyleLayer& layer = document->project.layers.front();
    const EvaluationContext second{document->source("plan")->source.get(), 1, 12};
    const TextSymbol symbol = textSymbol(layer, second);
    REQUIRE(symbol.icon);
    CHECK(symbol.optional);
    CHECK(symbol.icon->pictogram == findPictogram("bus"));
    CHECK(symbol.icon->size == 12);
    CHECK(symbol.icon->rotateDegrees == 30);
    CHECK(symbol.icon->anchor == "bottom");
    CHECK(symbol.icon->offset == Point{1, -2});
    CHECK(symbol.icon->padding == 3);
    CHECK(symbol.icon->optional);
    CHECK(symbol.icon->allowOverlap);
    CHECK(symbol.icon->color == Rgba{255, 0, 0, 128});
    CHECK(symbol.icon->haloColor == Rgba{0, 255, 0, 128});
    CHECK(symbol.icon->haloWidth == 1.5);
    const TextSymbol first = textSymbol(layer, {second.table, 0, 12});
    CHECK(first.icon->pictogram == findPictogram("park"));
    CHECK(symbolKey(first) != symbolKey(symbol));
}

TEST_CASE("images that do not exist are named") {
    const auto document = iconsAt({{0, 0}, {50, 50}}, R"("icon-image":["concat",["get","icon"],"-x"])");
    REQUIRE(document);
    const FeatureTable& table = *document->source("plan")->source;
    CHECK(unknownImages(document->project.layers.front(), &table, 0) == std::vector<std::string>{"bus-x", "park-x"});
    const auto known = iconsAt({{0, 0}}, R"("icon-image":["get","icon"])");
    CHECK(unknownImages(known->project.layers.front(), &table, 0).empty());
    CHECK(placed(document).empty());
}

TEST_CASE("an icon is centred on its point, in millimetres whatever the resolution") {
    for (const double ratio : {1.0, 3.125}) {
        const auto labels =
            placed(iconsAt({{10, 20}}, R"("icon-image":"star","icon-size":0.75,"icon-padding":3)"), true, ratio);
        REQUIRE(labels.size() == 1);
        REQUIRE(isIcon(labels[0]));
        CHECK(labels[0].sizePixels == Approx(18 * ratio));
        const Point pen = labels[0].glyphs[0].pen;
        CHECK(pen.x == Approx(210 * ratio).margin(1));
        CHECK(pen.y == Approx(130 * ratio).margin(1));
        REQUIRE(labels[0].boxes.size() == 1);
        CHECK(labels[0].boxes[0].width() == Approx((18 + 2 * 3) * ratio));
        CHECK(labels[0].boxes[0].center().x == Approx(pen.x));
    }
}

TEST_CASE("anchor, offset and turn move an icon as MapLibre does") {
    const auto penOf = [](const std::string& layout) {
        const auto labels = placed(iconsAt({{0, 0}}, R"("icon-image":"star",)" + layout));
        REQUIRE(labels.size() == 1);
        const Point pen = labels[0].glyphs[0].pen;
        return Point{pen.x - 200, pen.y - 150};
    };
    const auto isAt = [](Point found, Point wanted) {
        return std::abs(found.x - wanted.x) < 1e-9 && std::abs(found.y - wanted.y) < 1e-9;
    };
    CHECK(isAt(penOf(R"("icon-anchor":"bottom")"), {0, -12}));
    CHECK(isAt(penOf(R"("icon-anchor":"top-left","icon-size":2)"), {24, 24}));
    CHECK(isAt(penOf(R"("icon-offset":[10,-5],"icon-size":2)"), {20, -10}));
    CHECK(isAt(penOf(R"("icon-anchor":"bottom","icon-rotate":90)"), {12, 0})); // clockwise
}

TEST_CASE("icon and text of a feature find their places together") {
    const auto both = placed(iconsAt({{0, 0}}, kBoth));
    REQUIRE(both.size() == 2);
    CHECK(isIcon(both[0]));
    CHECK(both[0].text.empty());
    CHECK(both[1].text == "Long Name of a Place 0");
    CHECK(both[0].row == both[1].row);

    // Neighbours whose names would touch, but not their icons.
    const std::vector<Point> neighbours{{0, 0}, {40, 0}};
    CHECK(placed(iconsAt(neighbours, kBoth)).size() == 2);
    const auto optional = placed(iconsAt(neighbours, kBoth + R"(,"text-optional":true)"));
    REQUIRE(optional.size() == 3);
    CHECK(std::count_if(optional.begin(), optional.end(), isIcon) == 2);

    // Icons that touch, and names that do not.
    const std::string apart = R"("icon-image":"bus","icon-size":2,"text-field":["get","icon"],"text-size":8)";
    const std::vector<Point> near{{0, 0}, {30, 0}};
    CHECK(placed(iconsAt(near, apart)).size() == 2);
    CHECK(placed(iconsAt(near, apart + R"(,"icon-allow-overlap":true,"text-allow-overlap":true)")).size() == 4);
}

TEST_CASE("a name that would be cut leaves its icon where it may") {
    const std::vector<Point> edge{{190, 0}};
    CHECK(placed(iconsAt({{180, 0}}, kBoth)).empty());
    const auto alone = placed(iconsAt({{180, 0}}, kBoth + R"(,"text-optional":true)"));
    REQUIRE(alone.size() == 1);
    CHECK(isIcon(alone[0]));
    CHECK(placed(iconsAt(edge, kBoth + R"(,"text-optional":true,"icon-padding":20)")).empty());
}

TEST_CASE("what is shown of icons and names stays while panning") {
    const auto document = iconsAt({{0, 0}, {40, 0}}, kBoth + R"(,"text-optional":true)");
    REQUIRE(document);
    FontBook fonts;
    LabelPlacer placer(fonts);
    PictureBuilder builder(document);
    View view{{0, 0}, 1, 400, 300, 1};
    const auto before = placer.place(*builder.build({}, view), view, false);
    view.centerWorld = {25, 10};
    const auto after = placer.place(*builder.build({}, view), view, false);
    REQUIRE(before.size() == 3);
    REQUIRE(after.size() == before.size());
    for (std::size_t i = 0; i < before.size(); ++i) {
        CHECK(after[i].text == before[i].text);
        CHECK(after[i].glyphs[0].pen.x == Approx(before[i].glyphs[0].pen.x - 25));
        CHECK(after[i].glyphs[0].pen.y == Approx(before[i].glyphs[0].pen.y + 10));
    }
}
