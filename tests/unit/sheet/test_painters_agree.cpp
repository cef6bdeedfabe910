// What cairo draws for PDF and SVG is what the pixel painters draw for the window and PNG, antialiasing apart.
#include "drawing/fill_gradient.hpp"
#include "drawing/patterns.hpp"
#include "render/software_painter.hpp"
#include "sheet/cairo_painter.hpp"
#include "support/blurred_difference.hpp"
#include "support/catch.hpp"
#include "support/synthetic_picture.hpp"

#include <cairo.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <functional>

using namespace geju;
using namespace geju::test;

namespace {

View view() {
    View view;
    view.centerWorld = {520'000, 3'470'000};
    view.unitsPerPixel = 2;
    view.widthPixels = 360;
    view.heightPixels = 120;
    return view;
}

Image drawnByCairo(const Picture& picture) {
    const View seen = view();
    cairo_surface_t* surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, seen.widthPixels, seen.heightPixels);
    cairo_t* cairo = cairo_create(surface);
    cairo_scale(cairo, 1 / kMillimetersPerStylePixel, 1 / kMillimetersPerStylePixel);
    drawPicture(cairo, picture, seen,
                {0, 0, seen.widthPixels * kMillimetersPerStylePixel, seen.heightPixels * kMillimetersPerStylePixel},
                nullptr);
    cairo_destroy(cairo);
    cairo_surface_flush(surface);
    Image image(seen.widthPixels, seen.heightPixels);
    for (int y = 0; y < image.height; ++y) {
        for (int x = 0; x < image.width; ++x) {
            std::uint32_t word = 0;
            std::memcpy(&word,
                        cairo_image_surface_get_data(surface) + y * cairo_image_surface_get_stride(surface) + 4 * x,
                        sizeof word);
            std::uint8_t* pixel = image.pixel(x, y);
            pixel[0] = static_cast<std::uint8_t>(word >> 16);
            pixel[1] = static_cast<std::uint8_t>(word >> 8);
            pixel[2] = static_cast<std::uint8_t>(word);
            pixel[3] = 255;
        }
    }
    cairo_surface_destroy(surface);
    return image;
}

Picture lineOf(const std::function<void(LineSymbol&)>& change) {
    Sketch sketch;
    Ring path;
    for (int i = 0; i <= 60; ++i) {
        path.push_back({520'000 - 300 + i * 10.0, 3'470'000 + 50 * std::sin(i * 0.13)});
    }
    sketch.line(path);
    LineSymbol symbol;
    symbol.color = {180, 60, 30, 255};
    symbol.width = 16;
    symbol.join = LineJoin::Round;
    change(symbol);
    Picture picture;
    picture.layers.push_back(lineLayer(sketch, {symbol}));
    return picture;
}

/// Blocks of 4 × 4 pixels: what differs in their mean is more than the antialiasing of an edge.
double differenceOf(const Picture& picture) {
    return blurredDifference(SoftwarePainter().paint(picture, view()), drawnByCairo(picture), 4);
}

const std::vector<ColorStop> kThree{{0, {215, 48, 39, 255}}, {0.5, {254, 224, 139, 255}}, {1, {26, 152, 80, 255}}};
const std::vector<ColorStop> kFading{{0, {0, 0, 0, 0}}, {1, {30, 150, 80, 255}}};

} // namespace

TEST_CASE("painters agree on lines", "[sheet][painters]") {
    // Of 255, over the whole picture. A plain line's edges give a quarter of that, and the ramp of a soft edge is a
    // pixel wider where pixels are painted.
    constexpr double kEdges = 0.6;
    CHECK(differenceOf(lineOf([](LineSymbol&) {})) < kEdges);
    SECTION("soft edges") {
        CHECK(differenceOf(lineOf([](LineSymbol& s) { s.blur = 6; })) < kEdges);
        CHECK(differenceOf(lineOf([](LineSymbol& s) {
                  s.blur = 8;
                  s.color.a = 150;
                  s.cap = LineCap::Round;
              })) < kEdges);
    }
    SECTION("colours along them") {
        CHECK(differenceOf(lineOf([](LineSymbol& s) { s.gradient = kThree; })) < kEdges);
        CHECK(differenceOf(lineOf([](LineSymbol& s) { s.gradient = kFading; })) < kEdges);
        CHECK(differenceOf(lineOf([](LineSymbol& s) {
                  s.gradient = kThree;
                  for (ColorStop& stop : s.gradient) stop.color.a = 128;
              })) < kEdges);
        CHECK(differenceOf(lineOf([](LineSymbol& s) {
                  s.gradient = kThree;
                  s.blur = 6;
              })) < kEdges);
    }
    SECTION("arrows") {
        CHECK(differenceOf(lineOf([](LineSymbol& s) { s.arrow = ArrowStyle{}; })) < kEdges);
        CHECK(differenceOf(lineOf([](LineSymbol& s) {
                  s.arrow = ArrowStyle{};
                  s.gradient = kFading;
              })) < kEdges);
        CHECK(differenceOf(lineOf([](LineSymbol& s) {
                  s.heads = HeadsAlong{60, false, 1.2, 0.8, {255, 255, 255, 255}};
              })) < kEdges);
    }
    SECTION("moved by pixels") {
        Picture picture = lineOf([](LineSymbol&) {});
        const Image before = drawnByCairo(picture);
        picture.layers[0].translate = {6, -10};
        CHECK(differenceOf(picture) < kEdges);
        const Image after = drawnByCairo(picture);
        int different = 0;
        for (int y = 0; y + 10 < after.height; ++y) {
            for (int x = 6; x < after.width; ++x) different += after.pixel(x, y)[1] != before.pixel(x - 6, y + 10)[1];
        }
        CHECK(different == 0);
    }
    SECTION("gaps and offsets in metres") {
        CHECK(differenceOf(lineOf([](LineSymbol& s) {
                  s.widthInMeters = true;
                  s.width = 12;
                  s.gapWidth = 24;
              })) < kEdges);
        CHECK(differenceOf(lineOf([](LineSymbol& s) {
                  s.widthInMeters = true;
                  s.width = 12;
                  s.offset = 30;
              })) < kEdges);
    }
}

TEST_CASE("painters agree on patterns", "[sheet][painters]") {
    // Where pixels are painted edges lie within a sixteenth of a pixel, and here are edges every few pixels.
    constexpr double kDenseEdges = 0.9;
    for (const char* name : {"dots", "brick", "cross-hatch", "trees", "hospital"}) {
        for (const double scale : {1.0, 2.3}) {
            INFO(name << " × " << scale);
            Sketch sketch;
            sketch.polygon({rectangle(520'000 - 310, 3'470'000 - 100, 520'000 + 290, 3'470'000 + 95),
                            rectangle(520'000 - 50, 3'470'000 - 40, 520'000 + 80, 3'470'000 + 50)});
            FillSymbol symbol{{230, 240, 210, 255}, {0, 0, 0, 0}, {}};
            symbol.pattern = PatternStyle{findPattern(name).value(), scale, {20, 90, 40, 200}};
            Picture picture;
            picture.layers.push_back(fillLayer(sketch, {symbol}));
            CHECK(differenceOf(picture) < kDenseEdges);
        }
    }
}

TEST_CASE("painters agree on patterns of the background", "[sheet][painters]") {
    constexpr double kDenseEdges = 0.9;
    Sketch sketch;
    sketch.polygon({rectangle(520'000 - 100, 3'470'000 - 60, 520'000 + 90, 3'470'000 + 55)});
    Picture picture;
    picture.background = {230, 240, 210, 255};
    picture.layers.push_back(fillLayer(sketch, {FillSymbol{{250, 220, 200, 255}, {0, 0, 0, 0}, {}}}));
    const Image bare = drawnByCairo(picture);
    picture.backgroundPatterns = {{findPattern("waves").value(), 2, {20, 90, 140, 200}},
                                  {findPattern("dots").value(), 1.3, {90, 40, 20, 255}}};
    CHECK(differenceOf(picture) < kDenseEdges);
    const Image patterned = drawnByCairo(picture);
    CHECK(blurredDifference(bare, patterned, 4) > 10);
    const auto at = [](const Image& image, int x, int y) {
        const std::uint8_t* pixel = image.pixel(x, y);
        return std::vector<int>(pixel, pixel + 3);
    };
    for (int x = 140; x < 220; ++x) CHECK(at(patterned, x, 60) == at(bare, x, 60)); // the polygon lies over them
}

TEST_CASE("painters agree on soft circles", "[sheet][painters]") {
    for (const double blur : {0.0, 0.4, 1.0, 2.0}) {
        INFO(blur);
        Sketch sketch;
        sketch.point({520'000 + 3.3, 3'470'000 - 2.7});
        CircleSymbol symbol;
        symbol.color = {40, 80, 160, 220};
        symbol.radius = 40;
        symbol.blur = blur;
        Picture picture;
        picture.layers.push_back(circleLayer(sketch, {symbol}));
        CHECK(differenceOf(picture) < 0.6);
    }
}

TEST_CASE("painters agree on gradients and soft edges of fills", "[sheet][painters]") {
    const Point middle{520'000, 3'470'000};
    const auto fillOf = [&](GradientCourse course, const std::function<void(FillSymbol&)>& change) {
        Sketch sketch;
        Ring belt;
        for (int i = 0; i <= 30; ++i)
            belt.push_back({middle.x - 300 + i * 20.0, middle.y + 40 * std::sin(i * 0.2) - 50});
        for (int i = 30; i >= 0; --i)
            belt.push_back({middle.x - 300 + i * 20.0, middle.y + 40 * std::sin(i * 0.2) + 50});
        belt.push_back(belt.front());
        sketch.polygon({belt, circleRing({middle.x + 80, middle.y + 15}, 25, 24)});
        sketch.polygon(
            {rectangle(middle.x - 330, middle.y - 100, middle.x - 200, middle.y + 20)}); // lies over the belt
        FillSymbol symbol;
        symbol.color = {180, 60, 30, 220};
        change(symbol);
        Picture picture;
        picture.layers.push_back(fillLayer(sketch, {symbol}));
        PictureLayer& layer = picture.layers[0];
        layer.gradientSpans =
            std::make_shared<const std::vector<GradientSpan>>(gradientSpans(*layer.table, *layer.rows, course, 25));
        return picture;
    };
    constexpr double kEdges = 0.6;
    const auto soft = [](FillSymbol& s) { s.softEdge = 14; };
    constexpr double kSteps = 0.8; // of a soft edge are half a pixel here
    CHECK(differenceOf(fillOf(GradientCourse::LongestAxis, soft)) < kSteps);
    CHECK(differenceOf(fillOf(GradientCourse::LongestAxis, [](FillSymbol& s) {
              s.softEdge = 40;
              s.softEdgeInMeters = true;
          })) < kSteps);
    for (const GradientCourse course :
         {GradientCourse::LongestAxis, GradientCourse::Direction, GradientCourse::Outward}) {
        INFO(static_cast<int>(course));
        CHECK(differenceOf(fillOf(course, [](FillSymbol& s) { s.gradient = kThree; })) < kEdges);
        CHECK(differenceOf(fillOf(course, [](FillSymbol& s) { s.gradient = kFading; })) < kEdges);
        CHECK(differenceOf(fillOf(course, [&](FillSymbol& s) {
                  s.gradient = kThree;
                  soft(s);
              })) < kEdges);
    }
}

TEST_CASE("no hairline where a line with a gradient bends", "[sheet][painters]") {
    // Sharp bends whose cuts lie askew to the pixels: of black on white every pixel well inside must be black.
    for (const std::uint8_t alpha : {std::uint8_t{255}, std::uint8_t{128}}) {
        Sketch sketch;
        const Ring path{{519'740, 3'469'940},
                        {519'870, 3'470'050},
                        {520'030, 3'469'930},
                        {520'150, 3'470'060},
                        {520'280, 3'469'960}};
        sketch.line(path);
        LineSymbol symbol;
        symbol.gradient = {{0, {0, 0, 0, alpha}}, {1, {0, 0, 0, alpha}}};
        symbol.color = symbol.gradient[0].color;
        symbol.width = 20;
        symbol.join = LineJoin::Round;
        Picture picture;
        picture.layers.push_back(lineLayer(sketch, {symbol}));
        const Image image = drawnByCairo(picture);
        const View seen = view();
        int lighter = 0;
        int inside = 0;
        for (int y = 0; y < image.height; ++y) {
            for (int x = 0; x < image.width; ++x) {
                double nearest = 1e9;
                for (std::size_t i = 0; i + 1 < path.size(); ++i) {
                    const Point a = seen.toScreen(path[i]);
                    const Point b = seen.toScreen(path[i + 1]);
                    const Point along{b.x - a.x, b.y - a.y};
                    const double t = ((x + 0.5 - a.x) * along.x + (y + 0.5 - a.y) * along.y) /
                                     (along.x * along.x + along.y * along.y);
                    if (t < 0.02 && i == 0) continue;
                    const double at = std::clamp(t, 0.0, 1.0);
                    nearest = std::min(nearest, std::hypot(x + 0.5 - a.x - at * along.x, y + 0.5 - a.y - at * along.y));
                }
                if (nearest > 8 || x > seen.toScreen(path.back()).x - 12) continue;
                ++inside;
                lighter += std::abs(image.pixel(x, y)[0] - (255 - alpha)) > 2;
            }
        }
        CHECK(inside > 3000);
        CHECK(lighter == 0);
    }
}
