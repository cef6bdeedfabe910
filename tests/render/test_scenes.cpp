// Scenes against baselines. Tolerances: a driver may place samples and round blends differently from the llvmpipe that
// made the baselines: single pixels on edges by a quarter of coverage (64 steps), the whole by almost nothing.
#include "drawing/fill_gradient.hpp"
#include "drawing/pictograms.hpp"
#include "drawing_machine.hpp"
#include "support/image_compare.hpp"
#include "support/synthetic_picture.hpp"
#include "synthetic_plan.hpp"

using namespace geju;
using namespace geju::test;

namespace {

constexpr Tolerance kDriver{64, 0.5};
/// The CPU painter rounds corners to an eighth of a pixel and takes other samples: single pixels on edges differ by
/// half their coverage, and wholly where a dash ends in a corner, whose few pixels belong to either side.
constexpr Tolerance kPainters{230, 1.0};

void checkScene(const std::string& name, const Picture& picture, const View& view) {
    auto& machine = DrawingMachine::get();
    const Image drawn = machine.draw(picture, view);
    checkBaseline(name, drawn, kDriver);
    checkSame(name + "-cpu", machine.cpuRenderer->renderImage(picture, view, {}), drawn, kPainters);
}

const Point kFar{520'000, 3'470'000}; // eastings and northings of a plan

Ring at(Point origin, Ring ring) {
    for (Point& p : ring) p = {p.x + origin.x, p.y + origin.y};
    return ring;
}

} // namespace

TEST_CASE("polygons with holes, outlines and hatches") {
    Sketch sketch;
    sketch.polygon({at(kFar, rectangle(-140, -90, -10, 90)), at(kFar, circleRing({-75, 0}, 45, 60))});
    sketch.polygon({at(kFar, circleRing({70, 20}, 65, 90)), at(kFar, rectangle(40, 0, 100, 40))});
    sketch.polygon({at(kFar, {{10, -95}, {140, -95}, {120, -50}, {75, -70}, {30, -50}, {10, -95}})});
    FillSymbol plain{{90, 160, 90, 255}, {30, 60, 30, 255}, {}};
    FillSymbol hatched{{250, 220, 160, 255}, {0, 0, 0, 0}, HatchStyle{45, 8, 1.5, {180, 60, 20, 255}, false}};
    FillSymbol crossed{{0, 0, 0, 0}, {20, 20, 120, 255}, HatchStyle{30, 10, 1, {20, 20, 160, 255}, true}};
    Picture picture;
    picture.layers.push_back(fillLayer(sketch, {plain, hatched, crossed}));
    picture.layers[0].symbolOf = {0, 1, 2};
    checkScene("fills", picture, viewAt(kFar, 1, 300, 200));
}

TEST_CASE("joins and caps") {
    Picture picture;
    int column = 0;
    for (const LineJoin join : {LineJoin::Miter, LineJoin::Round, LineJoin::Bevel}) {
        int row = 0;
        for (const LineCap cap : {LineCap::Butt, LineCap::Round, LineCap::Square}) {
            Sketch sketch;
            const Point o{kFar.x - 120 + 120 * column, kFar.y + 80 - 80 * row};
            sketch.line(at(o, {{-45, -20}, {-25, 20}, {-5, -20}, {15, 15}, {45, 15}, {45, -20}}));
            LineSymbol symbol;
            symbol.color = {40, 80, 160, 255};
            symbol.width = 12;
            symbol.join = join;
            symbol.cap = cap;
            symbol.miterLimit = 3;
            picture.layers.push_back(lineLayer(sketch, {symbol}));
            LineSymbol thin;
            thin.color = {255, 255, 255, 255};
            picture.layers.push_back(lineLayer(
                sketch.line(at(o, {{-45, -20}, {-25, 20}, {-5, -20}, {15, 15}, {45, 15}, {45, -20}})), {thin}));
            ++row;
        }
        ++column;
    }
    checkScene("joins", picture, viewAt(kFar, 1, 380, 260));
}

TEST_CASE("dashes, gaps, offsets, blur") {
    Picture picture;
    int row = 0;
    const auto add = [&](LineSymbol symbol) {
        Sketch sketch;
        const Point o{kFar.x, kFar.y + 105 - 30 * row++};
        sketch.line(at(o, {{-180, -8}, {-100, 8}, {-60, -8}, {-20, 8}, {0, 0}, {60, 0}, {70, 8}, {90, -8}, {180, 0}}));
        symbol.color = {150, 30, 60, 255};
        picture.layers.push_back(lineLayer(sketch, {symbol}));
    };
    LineSymbol base;
    base.width = 5;
    LineSymbol butt = base;
    butt.dash = {3, 2};
    add(butt);
    LineSymbol round = base;
    round.dash = {0, 2};
    round.cap = LineCap::Round;
    round.join = LineJoin::Round;
    add(round);
    LineSymbol rail = base;
    rail.dash = {4, 1, 1, 1};
    add(rail);
    LineSymbol gap = base;
    gap.gapWidth = 6;
    gap.width = 2;
    add(gap);
    LineSymbol offset = base;
    offset.offset = 8;
    offset.width = 2;
    add(offset);
    add([&] {
        LineSymbol thin = base;
        thin.width = 0.5;
        return thin;
    }());
    LineSymbol blur = base;
    blur.width = 14;
    blur.blur = 6;
    add(blur);
    LineSymbol meters = base;
    meters.width = 10;
    meters.widthInMeters = true;
    add(meters);
    checkScene("strokes", picture, viewAt(kFar, 1, 390, 260));
}

TEST_CASE("circles") {
    Sketch sketch;
    for (int i = 0; i < 8; ++i) sketch.point({kFar.x - 130 + 37.3 * i, kFar.y + 5.7 * i - 20});
    std::vector<CircleSymbol> symbols;
    for (int i = 0; i < 8; ++i) {
        CircleSymbol symbol;
        symbol.color = {static_cast<std::uint8_t>(30 * i), 120, 200, static_cast<std::uint8_t>(i % 3 == 2 ? 120 : 255)};
        symbol.radius = 1 + 3 * i;
        symbol.strokeColor = {0, 0, 0, 255};
        symbol.strokeWidth = i % 2 == 0 ? 2 : 0;
        symbol.blur = i == 7 ? 0.5 : 0;
        symbols.push_back(symbol);
    }
    Picture picture;
    picture.layers.push_back(circleLayer(sketch, symbols));
    for (std::uint32_t i = 0; i < 8; ++i) picture.layers[0].symbolOf[i] = i;
    checkScene("circles", picture, viewAt(kFar, 1, 320, 120));
}

TEST_CASE("hatched lines") {
    Picture picture;
    Sketch sketch;
    sketch.line(at(kFar, {{-150, -60}, {-60, 20}, {10, -50}, {30, -45}, {50, -60}, {150, 40}}));
    sketch.line(at(kFar, {{-150, 60}, {120, 75}}));
    sketch.line(at(kFar, {{-150, 0}, {-120, 30}, {-150, 35}, {-150, 0}}));
    LineSymbol band;
    band.color = {120, 190, 130, 160};
    band.width = 26;
    band.cap = LineCap::Round;
    band.join = LineJoin::Round;
    band.hatch = HatchStyle{45, 6, 1.5, {20, 90, 40, 255}, false};
    LineSymbol bare = band; // strokes alone
    bare.color.a = 0;
    bare.cap = LineCap::Butt;
    LineSymbol square = band;
    square.color = {240, 220, 160, 255};
    square.width = 8;
    square.cap = LineCap::Square;
    picture.layers.push_back(lineLayer(sketch, {band, bare, square}));
    picture.layers[0].symbolOf = {0, 1, 2};
    checkScene("hatched-lines", picture, viewAt(kFar, 1, 340, 220));
}

TEST_CASE("arrows") {
    Picture picture;
    Sketch sketch;
    sketch.line(at(kFar, {{-150, -40}, {-60, 30}, {40, -30}, {140, 40}}));
    sketch.line(at(kFar, {{-150, 60}, {120, 75}}));
    LineSymbol symbol;
    symbol.color = {220, 80, 30, 200};
    symbol.width = 14;
    symbol.arrow = ArrowStyle{};
    LineSymbol both = symbol;
    both.arrow->atStart = true;
    both.color = {30, 110, 60, 255};
    LineSymbol tapered = symbol;
    tapered.arrow->tailWidth = 0.3;
    sketch.line(at(kFar, {{-150, -80}, {150, -60}}));
    picture.layers.push_back(lineLayer(sketch, {symbol, both, tapered}));
    picture.layers[0].symbolOf = {0, 1, 2};
    checkScene("arrows", picture, viewAt(kFar, 1, 340, 220));
}

TEST_CASE("arrows along lines") {
    Picture picture;
    Sketch sketch;
    const auto wave = [](double y, double phase) {
        Ring path;
        for (int i = 0; i <= 80; ++i) path.push_back({-150 + i * 3.75, y + 16 * std::sin(i * 0.16 + phase)});
        return path;
    };
    sketch.line(at(kFar, wave(75, 0))).line(at(kFar, wave(25, 1))).line(at(kFar, wave(-25, 2)));
    sketch.line(at(kFar, {{-150, -90}, {-60, -70}, {-20, -95}, {150, -75}}));
    LineSymbol thin;
    thin.color = {40, 90, 170, 255};
    thin.width = 3;
    thin.heads = HeadsAlong{45, false, 4, 3, thin.color};
    LineSymbol broad = thin;
    broad.color = {190, 90, 30, 255};
    broad.width = 14;
    broad.heads = HeadsAlong{40, true, 1, 0.6, {255, 255, 255, 255}};
    LineSymbol both = thin;
    both.color = {180, 50, 120, 160};
    both.width = 8;
    both.arrow = ArrowStyle{};
    both.heads->color = {20, 20, 20, 200};
    both.heads->length = 1.5;
    both.heads->width = 1;
    LineSymbol aside = thin;
    aside.dash = {4, 2};
    aside.offset = 6;
    picture.layers.push_back(lineLayer(sketch, {thin, broad, both, aside}));
    picture.layers[0].symbolOf = {0, 1, 2, 3};
    checkScene("arrows-along", picture, viewAt(kFar, 1, 340, 240));
}

TEST_CASE("colours along lines and arrows") {
    Picture picture;
    const std::vector<ColorStop> fading{{0, {30, 150, 80, 0}}, {1, {30, 150, 80, 255}}};
    const std::vector<ColorStop> three{{0, {215, 48, 39, 255}}, {0.5, {254, 224, 139, 255}}, {1, {26, 152, 80, 255}}};
    const std::vector<ColorStop> steps{
        {0, {90, 60, 160, 255}}, {0.3, {90, 60, 160, 255}}, {0.3, {240, 180, 60, 255}}, {1, {240, 180, 60, 120}}};
    int row = 0;
    const auto add = [&](const std::vector<ColorStop>& gradient, double width, const auto& change) {
        Sketch sketch;
        const Point o{kFar.x, kFar.y + 110 - 44 * row++};
        sketch.line(at(o, {{-160, -8}, {-90, 10}, {-30, -10}, {-5, 12}, {70, 4}, {160, -6}}));
        LineSymbol symbol;
        symbol.color = colorAt(gradient, 0.5);
        symbol.gradient = gradient;
        symbol.width = width;
        symbol.join = LineJoin::Round;
        change(symbol);
        picture.layers.push_back(lineLayer(sketch, {symbol}));
    };
    add(three, 18, [](LineSymbol& s) { s.cap = LineCap::Round; });
    add(fading, 14, [](LineSymbol& s) {
        s.arrow = ArrowStyle{};
        s.arrow->tailWidth = 0.4;
    });
    add(steps, 10, [](LineSymbol&) {});
    add(three, 4, [](LineSymbol& s) { s.gapWidth = 8; });
    add(fading, 22, [](LineSymbol& s) { s.blur = 8; });
    add(three, 1.5, [](LineSymbol&) {});
    checkScene("gradients", picture, viewAt(kFar, 1, 380, 270));
}

TEST_CASE("gradients and soft edges of polygons") {
    Picture picture;
    const std::vector<ColorStop> fading{{0, {30, 150, 80, 0}}, {1, {30, 150, 80, 255}}};
    const std::vector<ColorStop> three{{0, {215, 48, 39, 255}}, {0.5, {254, 224, 139, 255}}, {1, {26, 152, 80, 200}}};
    const auto add = [&](Sketch sketch, FillSymbol symbol, GradientCourse course, double angle) {
        picture.layers.push_back(fillLayer(sketch, {std::move(symbol)}));
        PictureLayer& layer = picture.layers.back();
        layer.gradientSpans =
            std::make_shared<const std::vector<GradientSpan>>(gradientSpans(*layer.table, *layer.rows, course, angle));
    };
    const auto gradientOf = [](const std::vector<ColorStop>& stops, double soft) {
        FillSymbol symbol;
        symbol.gradient = stops;
        symbol.color = colorAt(stops, 0.5);
        symbol.softEdge = soft;
        return symbol;
    };
    // A bent belt that fades along itself, with a hole and a soft edge; two that lie over each other.
    const Ring belt =
        at(kFar, {{-180, 60}, {-90, 110}, {0, 80}, {170, 110}, {170, 60}, {0, 30}, {-90, 60}, {-160, 20}, {-180, 60}});
    add(Sketch().polygon({belt, at(kFar, circleRing({20, 60}, 12, 20))}), gradientOf(fading, 14),
        GradientCourse::LongestAxis, 0);
    FillSymbol soft{{90, 60, 160, 200}, {60, 30, 120, 255}, {}};
    soft.softEdge = 24;
    soft.softEdgeInMeters = true;
    add(Sketch().polygon({at(kFar, rectangle(-180, -110, -70, 0))}).polygon({at(kFar, circleRing({-50, -60}, 55, 50))}),
        soft, GradientCourse::LongestAxis, 0);
    add(Sketch().polygon({at(kFar, circleRing({75, -55}, 60, 60))}), gradientOf(three, 0), GradientCourse::Outward, 0);
    add(Sketch().polygon({at(kFar, {{120, -110}, {185, -100}, {150, 10}, {135, -40}, {120, -110}})}),
        gradientOf(three, 6), GradientCourse::Direction, 60);
    picture.layers.back().opacity = 0.8;
    checkScene("shaded-fills", picture, viewAt(kFar, 1, 390, 250));
}

TEST_CASE("layers moved by pixels") {
    auto& machine = DrawingMachine::get();
    Picture picture;
    Sketch sketch;
    sketch.polygon({at(kFar, rectangle(-60, -40, 60, 40))});
    picture.layers.push_back(fillLayer(sketch, {FillSymbol{{60, 60, 60, 255}, {0, 0, 0, 0}, {}}}));
    const View view = viewAt(kFar, 1, 200, 160);
    const auto drawers = {machine.renderer.get(), machine.cpuRenderer.get()};
    for (MapRenderer* renderer : drawers) {
        picture.layers[0].translate = {};
        ++picture.revision;
        const Image before = renderer->renderImage(picture, view, {});
        picture.layers[0].translate = {12, 7}; // right, down
        ++picture.revision;
        const Image after = renderer->renderImage(picture, view, {});
        int different = 0;
        for (int y = 7; y < after.height; ++y) {
            for (int x = 12; x < after.width; ++x) different += after.pixel(x, y)[0] != before.pixel(x - 12, y - 7)[0];
        }
        CHECK(different == 0);
    }
}

TEST_CASE("round joins do not reach beyond a flat end") {
    // Corners closer than the line is wide: discs about them would stand out behind the first and the last.
    Picture picture;
    Sketch sketch;
    Ring path;
    for (int i = 0; i <= 40; ++i) path.push_back({-100 + i * 5.0, 20 * std::sin(i * 0.16)});
    sketch.line(at(kFar, path));
    LineSymbol symbol;
    symbol.color = {30, 110, 140, 255};
    symbol.width = 60;
    symbol.join = LineJoin::Round;
    picture.layers.push_back(lineLayer(sketch, {symbol}));
    auto& machine = DrawingMachine::get();
    const View view = viewAt(kFar, 1, 300, 160);
    const Image images[] = {machine.draw(picture, view), machine.cpuRenderer->renderImage(picture, view, {})};
    for (const Image& image : images) {
        int behind = 0; // pixels wholly beyond the flat start
        const Point start{150 - 100, 80};
        const double angle = std::atan2(-20 * std::sin(0.16), 5.0); // y down
        for (int y = 0; y < image.height; ++y) {
            for (int x = 0; x < 150; ++x) {
                const double along = (x + 0.5 - start.x) * std::cos(angle) + (y + 0.5 - start.y) * std::sin(angle);
                if (along < -1.5) behind += image.pixel(x, y)[0] != 255;
            }
        }
        CHECK(behind == 0);
    }
}

TEST_CASE("translucent layers do not show their own overlaps") {
    Picture picture;
    Sketch ground;
    ground.polygon({at(kFar, rectangle(-150, -20, 150, 20))});
    picture.layers.push_back(fillLayer(ground, {FillSymbol{{60, 60, 60, 255}, {0, 0, 0, 0}, {}}}));
    Sketch fills;
    fills.polygon({at(kFar, rectangle(-140, -60, -60, 20))}).polygon({at(kFar, rectangle(-100, -20, -20, 60))});
    picture.layers.push_back(fillLayer(fills, {FillSymbol{{255, 0, 0, 128}, {0, 0, 0, 0}, {}}}));
    Sketch lines;
    lines.line(at(kFar, {{10, -60}, {60, 60}, {80, -60}, {140, 60}, {20, 0}, {150, -30}}));
    LineSymbol symbol;
    symbol.color = {0, 90, 255, 255};
    symbol.width = 16;
    symbol.join = LineJoin::Round;
    symbol.cap = LineCap::Round;
    picture.layers.push_back(lineLayer(lines, {symbol}));
    picture.layers.back().opacity = 0.5;
    checkScene("opacity", picture, viewAt(kFar, 1, 320, 160));
}

TEST_CASE("pictograms with halo, plain, small and turned") {
    auto& machine = DrawingMachine::get();
    Picture picture;
    picture.background = {200, 215, 200, 255};
    std::vector<PlacedLabel> labels;
    const auto names = pictogramNames();
    for (std::uint32_t i = 0; i < names.size(); ++i) {
        PlacedLabel placed;
        placed.sizePixels = i % 3 == 0 ? 14 : 36;
        placed.haloPixels = i % 3 == 1 ? 2.5 : 0;
        placed.color = {30, 70, 130, 255};
        placed.haloColor = {255, 255, 255, 255};
        placed.glyphs.push_back({kPictogramFace, i, {24.0 + 44 * (i % 8), 24.0 + 44 * (i / 8)}, i % 5 == 4 ? 0.4 : 0});
        labels.push_back(placed);
    }
    checkBaseline("pictograms", machine.draw(picture, viewAt(kFar, 1, 352, 180), labels), kDriver);
}

TEST_CASE("text with halo, upright and along a path") {
    auto& machine = DrawingMachine::get();
    Picture picture;
    picture.background = {200, 215, 200, 255};
    Sketch sketch;
    sketch.polygon({at(kFar, rectangle(-60, -80, 60, 80))});
    picture.layers.push_back(fillLayer(sketch, {FillSymbol{{120, 60, 50, 255}, {0, 0, 0, 0}, {}}}));
    std::vector<PlacedLabel> labels;
    labels.push_back(label(machine.fonts, "格局 Geju 开发区", {150.3, 30.7}, 20));
    labels.push_back(label(machine.fonts, "slanted 前进路", {150, 100}, 16, 0.5));
    labels.push_back(label(machine.fonts, "12 px 综合保税区", {150, 170}, 12));
    labels[0].color = {20, 60, 120, 255};
    labels[2].haloPixels = 0;
    // FreeType's versions differ in the antialiasing of thin strokes: more than drivers do.
    checkBaseline("text", machine.draw(picture, viewAt(kFar, 1, 300, 200), labels), {110, 1.0});
}
