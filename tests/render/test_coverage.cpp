// Pictures with a closed form: how much ink a shape must leave, and where. Drawn by both painters.
#include "drawing/patterns.hpp"
#include "drawing/pictograms.hpp"
#include "drawing_machine.hpp"
#include "support/synthetic_picture.hpp"

#include <cmath>
#include <functional>
#include <numbers>

using namespace geju;
using namespace geju::test;

namespace {

const Point kFar{40'520'000.125, 3'470'000.375}; // an easting with its zone's prefix

Ring at(Point origin, Ring ring) {
    for (Point& p : ring) p = {p.x + origin.x, p.y + origin.y};
    return ring;
}

/// Black on white as ink, 0…1.
double ink(const Image& image, int x, int y) {
    return 1 - image.pixel(x, y)[0] / 255.0;
}

double totalInk(const Image& image) {
    double sum = 0;
    for (int y = 0; y < image.height; ++y)
        for (int x = 0; x < image.width; ++x) sum += ink(image, x, y);
    return sum;
}

Picture of(PictureLayer layer) {
    Picture picture;
    picture.layers.push_back(std::move(layer));
    return picture;
}

const FillSymbol kBlackFill{{0, 0, 0, 255}, {0, 0, 0, 0}, {}};

LineSymbol blackLine(double width) {
    LineSymbol symbol;
    symbol.color = {0, 0, 0, 255};
    symbol.width = width;
    return symbol;
}

/// The test body once for each painter.
void forEachPainter(const std::function<void(const std::function<Image(const Picture&, const View&)>&)>& body) {
    auto& machine = DrawingMachine::get();
    SECTION("by OpenGL") {
        body([&](const Picture& picture, const View& view) { return machine.draw(picture, view); });
    }
    SECTION("by the CPU") {
        body([&](const Picture& picture, const View& view) {
            return machine.cpuRenderer->renderImage(picture, view, {});
        });
    }
}

} // namespace

TEST_CASE("the ink of a polygon is its area") {
    forEachPainter([](const auto& draw) {
        Sketch sketch;
        const double turn = 0.37;
        Ring ring;
        for (const Point& p : rectangle(-80, -45, 80, 45))
            ring.push_back({p.x * std::cos(turn) - p.y * std::sin(turn), p.x * std::sin(turn) + p.y * std::cos(turn)});
        sketch.polygon({at(kFar, ring), at(kFar, circleRing({0, 0}, 30, 360))});
        const Image image = draw(of(fillLayer(sketch, {kBlackFill})), viewAt(kFar, 1, 300, 200));
        // Sixteen samples a pixel: the edge's 690 pixels err by a few hundredths each, with either sign.
        CHECK(totalInk(image) == Approx(160 * 90 - std::numbers::pi * 900).epsilon(0.001));
    });
}

TEST_CASE("a raster's ink is its area, at its place, under what is drawn later") {
    forEachPainter([](const auto& draw) {
        // 60 × 40 black pixels of 2 m, a third of a metre off the view's pixels, the southern half transparent.
        const Box extent{kFar.x - 50.3, kFar.y - 40.3, kFar.x + 69.7, kFar.y + 39.7};
        std::vector<std::uint8_t> rgba(60 * 40 * 4, 0);
        for (std::size_t pixel = 0; pixel < 60 * 20; ++pixel) rgba[pixel * 4 + 3] = 255;
        Sketch sketch;
        sketch.polygon({rectangle(extent.minX, extent.minY, extent.maxX, extent.maxY)});
        PictureLayer layer = sketch.layer(PictureKind::Raster);
        layer.raster = std::make_shared<const Raster>(extent, 60, 40, std::move(rgba));
        layer.rasterSymbol.opacity = 0.5;
        layer.rasterSymbol.nearest = true;
        Picture picture = of(layer);
        const View view = viewAt(kFar, 1, 300, 200);
        Image image = draw(picture, view);
        double middleX = 0;
        double middleY = 0;
        for (int y = 0; y < image.height; ++y) {
            for (int x = 0; x < image.width; ++x) {
                middleX += ink(image, x, y) * (x + 0.5);
                middleY += ink(image, x, y) * (y + 0.5);
            }
        }
        const double total = totalInk(image);
        CHECK(total == Approx(0.5 * 120 * 40).epsilon(0.01));
        CHECK(middleX / total == Approx(150 + 9.7).margin(0.1));
        CHECK(middleY / total == Approx(100 - 19.7).margin(0.3)); // between rows of pixels the border is a pixel's
        CHECK(ink(image, 160, 80) == Approx(0.5).margin(0.005));

        layer.opacity = 0.5; // the user's, on top
        picture = of(layer);
        Sketch above;
        above.polygon({at(kFar, rectangle(5, 15, 15, 25))});
        picture.layers.push_back(fillLayer(above, {{{255, 255, 255, 255}, {0, 0, 0, 0}, {}}}));
        image = draw(picture, view);
        CHECK(ink(image, 180, 80) == Approx(0.25).margin(0.005));
        CHECK(ink(image, 160, 80) == 0);
    });
}

TEST_CASE("a half plane covers each pixel by its share") {
    forEachPainter([](const auto& draw) {
        // x + y / 4 < c, in pixels from the centre of the view
        Sketch sketch;
        sketch.polygon({at(kFar, {{-500, -400}, {110, -400}, {-90, 400}, {-500, 400}, {-500, -400}})});
        const Image image = draw(of(fillLayer(sketch, {kBlackFill})), viewAt(kFar, 1, 100, 80));
        for (int y = 0; y < image.height; ++y) {
            for (int x = 0; x < image.width; ++x) {
                // Where the edge crosses each of 64 strips of the pixel.
                double share = 0;
                for (int strip = 0; strip < 64; ++strip) {
                    const double up = 40 - (y + (strip + 0.5) / 64);
                    const double edge = 50 + 10 - up / 4;
                    share += std::clamp(edge - x, 0.0, 1.0) / 64;
                }
                // Sixteen samples in rotated places: one and a half of them may fall to the wrong side.
                CHECK(std::abs(ink(image, x, y) - share) <= 0.1);
            }
        }
    });
}

TEST_CASE("the ink of a circle is its area, small ones too") {
    forEachPainter([](const auto& draw) {
        for (const double radius : {2.0, 5.5, 20.0}) {
            Sketch sketch;
            sketch.point({kFar.x + 0.3, kFar.y - 0.2});
            CircleSymbol symbol;
            symbol.color = {0, 0, 0, 255};
            symbol.radius = radius;
            const Image image = draw(of(circleLayer(sketch, {symbol})), viewAt(kFar, 1, 60, 60));
            // A ramp of one pixel across the rim adds pi / 12 pixels, the pixel grid as much on the smallest.
            CHECK(totalInk(image) == Approx(std::numbers::pi * radius * radius).margin(0.53).epsilon(0.01));
        }
    });
}

TEST_CASE("the ink of a line is length times width") {
    forEachPainter([](const auto& draw) {
        for (const double width : {0.4, 1.0, 2.5, 9.0}) {
            Sketch sketch;
            sketch.line(at(kFar, {{-60, -33}, {71, 25}}));
            const Image image = draw(of(lineLayer(sketch, {blackLine(width)})), viewAt(kFar, 1, 200, 120));
            const double length = std::hypot(131, 58);
            // Distance stands for area in a slanted pixel: within 3 % for lines thinner than a pixel, else 1 %.
            CHECK(totalInk(image) == Approx(length * width).epsilon(width < 1 ? 0.03 : 0.01));
        }
    });
}

TEST_CASE("the ink of a leader line is length times width, whoever draws it") {
    auto& machine = DrawingMachine::get();
    for (const double width : {0.5, 1.0, 2.5}) {
        PlacedLabel label;
        label.sizePixels = 10;
        label.color = {0, 0, 0, 0};
        label.glyphs.push_back({kPictogramFace, 0, {40, 30}, 0});
        label.leader = LeaderLine{{40.25, 30.5}, {171.25, 88.5}, width, {0, 0, 0, 255}};
        const Picture picture;
        const View view = viewAt(kFar, 1, 200, 120);
        const double area = std::hypot(131, 58) * width;
        // Edges that fade over a pixel are sampled at the pixels' centres; 8 bits round the faint ones.
        CHECK(totalInk(machine.draw(picture, view, {label})) == Approx(area).epsilon(0.03));
        CHECK(totalInk(machine.cpuRenderer->renderImage(picture, view, {label})) == Approx(area).epsilon(0.03));
    }
}

TEST_CASE("dashes leave their share of the ink, and run on through corners") {
    forEachPainter([](const auto& draw) {
        Sketch sketch;
        sketch.line(at(kFar, {{-80, 0}, {-30, 0}, {20, 0}, {80, 0}}));
        LineSymbol symbol = blackLine(4);
        symbol.dash = {2, 3}; // 8 on, 12 off; 160 long: eight times
        const Image image = draw(of(lineLayer(sketch, {symbol})), viewAt(kFar, 1, 200, 40));
        CHECK(totalInk(image) == Approx(8 * 8 * 4).epsilon(0.01));
        // The dash that begins 40 along lies from 60 to 68 of the image's 20…180.
        CHECK(ink(image, 61, 19) > 0.98);
        CHECK(ink(image, 67, 20) > 0.98);
        CHECK(ink(image, 58, 20) < 0.02);
        CHECK(ink(image, 69, 20) < 0.02);
    });
}

TEST_CASE("a width in metres is that on the ground at every scale") {
    forEachPainter([](const auto& draw) {
        for (const double unitsPerPixel : {0.5, 2.0, 8.0}) {
            Sketch sketch;
            sketch.line({{kFar.x - 5000, kFar.y}, {kFar.x + 5000, kFar.y}});
            LineSymbol symbol = blackLine(20);
            symbol.widthInMeters = true;
            const Image image = draw(of(lineLayer(sketch, {symbol})), viewAt(kFar, unitsPerPixel, 40, 120, 1.5));
            double column = 0;
            for (int y = 0; y < image.height; ++y) column += ink(image, 20, y);
            CHECK(column == Approx(20 / unitsPerPixel).margin(0.02));
        }
    });
}

TEST_CASE("a hatch leaves width over spacing of its colour") {
    forEachPainter([](const auto& draw) {
        Sketch sketch;
        sketch.polygon({at(kFar, rectangle(-200, -200, 200, 200))});
        FillSymbol symbol{{255, 255, 255, 255}, {0, 0, 0, 0}, HatchStyle{30, 8, 2, {0, 0, 0, 255}, false}};
        const Image image = draw(of(fillLayer(sketch, {symbol})), viewAt(kFar, 1, 200, 200));
        CHECK(totalInk(image) / (200 * 200) == Approx(2.0 / 8.0).epsilon(0.02));
        // Anchored to the world: on a centre line, n · p is a whole number of spacings.
        const double angle = std::numbers::pi / 6;
        for (int y = 5; y < 200; y += 7) {
            for (int x = 5; x < 200; x += 7) {
                const Point world = viewAt(kFar, 1, 200, 200).toWorld({x + 0.5, y + 0.5});
                const double along = (-std::sin(angle) * world.x + std::cos(angle) * world.y) / 8;
                const double fromLine = std::abs(along - std::round(along)) * 8;
                if (fromLine < 0.25) CHECK(ink(image, x, y) > 0.9);
                if (fromLine > 1.8) CHECK(ink(image, x, y) < 0.1);
            }
        }
    });
}

TEST_CASE("a pattern covers its share, at the same millimetres whatever the resolution, and hides those below") {
    forEachPainter([](const auto& draw) {
        Sketch sketch;
        sketch.polygon({at(kFar, rectangle(-200, -200, 200, 200))});
        sketch.polygon({at(kFar, rectangle(0, -200, 200, 200))});
        FillSymbol patterned{{255, 255, 255, 255}, {0, 0, 0, 0}, {}};
        patterned.pattern = PatternStyle{findPattern("checker").value(), 2, {0, 0, 0, 255}}; // squares of 8 by 8
        Picture picture = of(fillLayer(sketch, {patterned, FillSymbol{{255, 255, 255, 255}, {0, 0, 0, 0}, {}}}));
        picture.layers[0].symbolOf = {0, 1};
        for (const double ratio : {1.0, 3.125}) {
            const int side = static_cast<int>(200 * ratio);
            const View view = viewAt(kFar, 1 / ratio, side, side, ratio);
            const Image image = draw(picture, view);
            CHECK(totalInk(image) / (side * side) == Approx(0.25).epsilon(0.02)); // half of the left half
            for (int y = 2; y < side; y += 5) {
                for (int x = 2; x < side; x += 5) {
                    // Cells of 16 metres about the world's origin, covered where the halves are alike.
                    const Point world = view.toWorld({x + 0.5, y + 0.5});
                    const double across = world.x / 8;
                    const double down = -world.y / 8;
                    const double edge =
                        std::min(std::abs(across - std::round(across)), std::abs(down - std::round(down)));
                    if (edge * 8 < 1.2 || std::abs(world.x - kFar.x) < 2) continue;
                    const auto half = [](double cells) { return static_cast<long>(std::floor(cells)) % 2; };
                    const bool covered = world.x < kFar.x && std::abs(half(across)) == std::abs(half(down));
                    CAPTURE(x, y, world.x, world.y);
                    CHECK(ink(image, x, y) == Approx(covered ? 1 : 0).margin(0.02));
                }
            }
        }
    });
}

TEST_CASE("the background's pattern covers the view, on the grid of the fills' patterns, under what is drawn") {
    forEachPainter([](const auto& draw) {
        const PatternStyle checker{findPattern("checker").value(), 2, {0, 0, 0, 255}}; // squares of 8 by 8
        Sketch sketch;
        sketch.polygon({at(kFar, rectangle(-200, -200, 0, 200))});
        Picture ground = of(fillLayer(sketch, {FillSymbol{{255, 255, 255, 255}, {0, 0, 0, 0}, {}}}));
        ground.backgroundPatterns = {checker};
        Sketch whole;
        whole.polygon({at(kFar, rectangle(-200, -200, 200, 200))});
        FillSymbol patterned{{255, 255, 255, 255}, {0, 0, 0, 0}, {}};
        patterned.pattern = checker;
        const Picture filled = of(fillLayer(whole, {patterned}));
        for (const double ratio : {1.0, 3.125}) {
            const int side = static_cast<int>(200 * ratio);
            const View view = viewAt(kFar, 1 / ratio, side, side, ratio);
            const Image image = draw(ground, view);
            const Image expected = draw(filled, view);
            CHECK(totalInk(image) / (side * side) == Approx(0.25).epsilon(0.02)); // half of the right half
            for (int y = 2; y < side; y += 5) {
                for (int x = side / 2 + 2; x < side; x += 5) {
                    CAPTURE(x, y);
                    CHECK(ink(image, x, y) == Approx(ink(expected, x, y)).margin(0.01));
                }
                for (int x = 2; x < side / 2 - 2; x += 5) CHECK(ink(image, x, y) == 0);
            }
        }
    });
}

TEST_CASE("at 1 : 100 edges lie where the plan's doubles say, at any place of the screen") {
    forEachPainter([](const auto& draw) {
        // 26.5 mm a pixel; a boundary of many corners whose neighbours are kilometres away.
        const double unitsPerPixel = 100 * 0.0254 / 96;
        for (int step = 0; step < 8; ++step) {
            const double edge = kFar.x + 0.37 * step + 1234.567;
            Sketch sketch;
            sketch.polygon({{{edge - 20'000, kFar.y - 20'000},
                             {edge, kFar.y - 20'000},
                             {edge, kFar.y},
                             {edge, kFar.y + 20'000},
                             {edge - 20'000, kFar.y + 20'000},
                             {edge - 20'000, kFar.y - 20'000}}});
            const PictureLayer fill = fillLayer(sketch, {kBlackFill});
            Sketch axis;
            axis.line({{edge, kFar.y - 300}, {edge, kFar.y + 300}});
            axis.line({{edge - 20'000, kFar.y}, {edge - 19'000, kFar.y}}); // so that the frame is kilometres wide
            const PictureLayer line = lineLayer(axis, {blackLine(3)});
            // Moved by a fraction of a pixel each time.
            const View view = viewAt({edge + 0.0071 * step, kFar.y + 1.3 * step}, unitsPerPixel, 80, 40);
            const double expected = view.toScreen({edge, 0}).x;
            const Image filled = draw(of(fill), view);
            const Image stroked = draw(of(line), view);
            for (const int y : {0, 13, 39}) {
                double row = 0;
                double weighted = 0;
                double mass = 0;
                for (int x = 0; x < 80; ++x) {
                    row += ink(filled, x, y);
                    mass += ink(stroked, x, y);
                    weighted += ink(stroked, x, y) * (x + 0.5);
                }
                // Sixteen samples in four columns at least: an eighth of a pixel. The CPU painter rounds to an eighth
                // of a pixel, on a grid fixed to the world: a sixteenth more, for strokes too.
                CHECK(row == Approx(expected).margin(0.19));
                CHECK(mass == Approx(3).margin(0.05));
                CHECK(weighted / mass == Approx(expected).margin(0.07));
            }
        }
    });
}

TEST_CASE("neighbours that share winding edges leave no gap and no overlap") {
    forEachPainter([](const auto& draw) {
        // Equal fills side by side must look like one, opaque and translucent.
        Sketch sketch;
        const auto corner = [](int i, int j) {
            return Point{kFar.x - 150 + 10 * i + 3 * std::sin(i * 1.3 + j * 2.1),
                         kFar.y - 100 + 10 * j + 3 * std::cos(i * 2.7 - j * 1.1)};
        };
        for (int j = 0; j < 20; ++j)
            for (int i = 0; i < 30; ++i)
                sketch.polygon(
                    {{corner(i, j), corner(i + 1, j), corner(i + 1, j + 1), corner(i, j + 1), corner(i, j)}});
        PictureLayer layer = fillLayer(sketch, {kBlackFill, FillSymbol{{0, 0, 0, 102}, {0, 0, 0, 0}, {}}});
        for (const std::uint32_t symbol : {0U, 1U}) {
            layer.symbolOf.assign(layer.rows->size(), symbol);
            const Image image = draw(of(layer), viewAt(kFar, 0.83, 200, 120));
            const int expected = symbol == 0 ? 0 : 153;
            int wrong = 0;
            for (int y = 0; y < image.height; ++y)
                for (int x = 0; x < image.width; ++x) wrong += std::abs(image.pixel(x, y)[0] - expected) > 1;
            CHECK(wrong == 0);
        }
    });
}

TEST_CASE("an export larger than a block has no seams") {
    forEachPainter([](const auto& draw) {
        Sketch sketch;
        sketch.line(at(kFar, {{-700, -300}, {650, 290}}));
        sketch.line(at(kFar, {{-700, 200}, {0, -310}, {700, 250}}));
        PictureLayer layer = lineLayer(sketch, {blackLine(7)});
        const View whole = viewAt(kFar, 1, 1300, 600);
        const Image large = draw(of(layer), whole);
        // The same pixels by views that begin elsewhere, whole pixels away.
        for (const Point shift : {Point{212, 80}, Point{700, 300}}) {
            const View part = viewAt({kFar.x - 650 + shift.x + 100, kFar.y + 300 - shift.y - 75}, 1, 200, 150);
            const Image small = draw(of(layer), part);
            int worst = 0;
            for (int y = 0; y < 150; ++y)
                for (int x = 0; x < 200; ++x)
                    worst = std::max(
                        worst, std::abs(small.pixel(x, y)[0] - large.pixel(x + int(shift.x), y + int(shift.y))[0]));
            // Rounding of floats, at most a step or two of 255.
            CHECK(worst <= 2);
        }
    });
}
