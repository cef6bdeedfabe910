// What the window shows, drawn into a framebuffer of ours in its place.
#include "drawing_machine.hpp"
#include "gl/draw.hpp"
#include "gl/framebuffer.hpp"
#include "render/direct_frames.hpp"
#include "render/painter_choice.hpp"
#include "render/software_painter.hpp"
#include "render/tile_compositor.hpp"
#include "support/image_compare.hpp"
#include "synthetic_plan.hpp"

#include <algorithm>
#include <chrono>
#include <iostream>

using namespace geju;
using namespace geju::test;

namespace {

const Point kFar{520'000, 3'470'000};

/// Stands for the window.
struct Screen {
    gl::Texture texture;
    gl::Framebuffer framebuffer = gl::Framebuffer::create();

    Screen(int width, int height)
      : texture(gl::Texture::create(width, height, gl::PixelFormat::Rgba8)) {
        framebuffer.attach(texture);
    }
    void bind() const { framebuffer.bind(); }
    /// As the eye sees it: top row first.
    Image image() const {
        Image upsideDown(texture.width(), texture.height());
        framebuffer.read({0, 0, texture.width(), texture.height()}, upsideDown.rgba);
        Image image(texture.width(), texture.height());
        for (int y = 0; y < image.height; ++y)
            std::copy_n(upsideDown.pixel(0, image.height - 1 - y), image.width * 4, image.pixel(0, y));
        return image;
    }
};

double millisecondsOf(const std::function<void()>& body) {
    const auto start = std::chrono::steady_clock::now();
    body();
    gl::finish();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

void report(const char* name, std::vector<double> frames) {
    std::sort(frames.begin(), frames.end());
    const auto at = [&](double q) { return frames[static_cast<std::size_t>(q * double(frames.size() - 1))]; };
    std::cout << name << ": median " << at(0.5) << " ms, 95 % " << at(0.95) << " ms, worst " << frames.back() << " ms, "
              << frames.size() << " frames\n";
}

} // namespace

namespace {

/// Frames until the picture is complete.
int settle(MapRenderer& renderer, const Frame& frame, const Screen& screen) {
    const auto start = std::chrono::steady_clock::now();
    for (int frames = 1; std::chrono::steady_clock::now() - start < std::chrono::seconds(30); ++frames) {
        screen.bind();
        if (renderer.draw(frame)) return frames;
    }
    FAIL("the picture never became complete");
    return 0;
}

/// A view whose pixels are those of the tiles.
View onGrid(View view) {
    view.centerWorld.x = std::round(view.centerWorld.x / view.unitsPerPixel) * view.unitsPerPixel;
    view.centerWorld.y = std::round(view.centerWorld.y / view.unitsPerPixel) * view.unitsPerPixel;
    return view;
}

int pixelsOfColor(const Image& image, Rgba color) {
    int count = 0;
    for (int y = 0; y < image.height; ++y)
        for (int x = 0; x < image.width; ++x) {
            const auto* p = image.pixel(x, y);
            count += p[0] == color.r && p[1] == color.g && p[2] == color.b;
        }
    return count;
}

} // namespace

TEST_CASE("the window at rest shows what an export of the same view shows") {
    auto& machine = DrawingMachine::get();
    Frame frame;
    frame.picture = syntheticPlan(kFar, 30);
    frame.view = onGrid(viewAt({kFar.x + 100, kFar.y - 700}, 6.1, 700, 500));
    frame.labels.push_back(label(machine.fonts, "展示轴", {300, 200}, 18));
    frame.focusPixels = {350, 250};
    for (const Painter painter : {Painter::Direct, Painter::Gpu, Painter::Cpu}) {
        MapRenderer renderer(machine.fonts, painter);
        const Screen screen(700, 500);
        settle(renderer, frame, screen);
        CHECK(renderer.painter() == painter);
        const Image image = renderer.renderImage(*frame.picture, frame.view, frame.labels);
        // By OpenGL, exports take sixteen samples on a polygon's edge and windows four: half a pixel's coverage at most
        // between far colours. The CPU painter cuts paths where its part ends: single pixels by a tenth.
        const Tolerance samples{110, 1.2};
        const Tolerance same{32, 0.01};
        const char* name = painter == Painter::Direct ? "window-direct"
                           : painter == Painter::Gpu  ? "window-gpu"
                                                      : "window-cpu";
        checkSame(name, screen.image(), image, painter == Painter::Cpu ? same : samples);
        for (const Issue& issue : renderer.takeIssues()) FAIL_CHECK(describe(issue));
    }
}

TEST_CASE("labels that the window keeps as pictures look as glyph by glyph, also when there is no room for them") {
    auto& machine = DrawingMachine::get();
    Picture picture;
    picture.background = {200, 215, 100, 255};
    Frame frame;
    frame.picture = std::make_shared<const Picture>(std::move(picture));
    frame.view = onGrid(viewAt(kFar, 1, 1200, 900));
    const auto add = [&](const std::string& text, Point middle, double size) -> PlacedLabel& {
        return frame.labels.emplace_back(label(machine.fonts, text, middle, size));
    };
    SECTION("every kind") {
        add("格局 Geju, 12.5 ha", {150.3, 40.7}, 20);
        add("no halo", {150.8, 100.5}, 12).haloPixels = 0;
        add("translucent 半透明", {500.4, 60.2}, 31).color = {200, 30, 10, 128};
        add("translucent halo", {500.4, 120.2}, 19).haloColor = {10, 30, 200, 90};
        add("only its halo", {850, 60}, 24).color.a = 0;
        add("without halo's colour", {850, 120}, 24).haloColor.a = 0;
        add(" ", {850, 160}, 24);
        add("cut by the edge", {1190, 200}, 30);
        frame.labels.push_back(label(machine.fonts, "along", {300, 300}, 18, 0.4));
        add("over one another", {500, 300}, 40);
        add("over one another", {512, 309}, 40).color = {200, 30, 10, 255};
    }
    SECTION("more than there is room for at first") {
        for (int row = 0; row < 10; ++row)
            for (int column = 0; column < 4; ++column)
                add(std::string("大") + char('A' + row) + char('a' + column), {150.0 + column * 300, 45.0 + row * 90},
                    80);
    }
    MapRenderer renderer(machine.fonts);
    const Screen screen(1200, 900);
    const Image image = renderer.renderImage(*frame.picture, frame.view, frame.labels);
    for (int i = 0; i < 4; ++i) {
        settle(renderer, frame, screen);
        checkSame("label-sprites", screen.image(), image,
                  {3, 0.01}); // each glyph is rounded to eight bits, by drivers differently
    }
}

TEST_CASE("panning and zooming never show the bare background, and come to rest") {
    auto& machine = DrawingMachine::get();
    Picture picture = *syntheticPlan(kFar, 20);
    const Rgba bare{255, 0, 255, 255};
    picture.background = bare;
    Frame frame;
    frame.picture = std::make_shared<const Picture>(std::move(picture));
    frame.view = viewAt(kFar, 6, 500, 400);
    frame.focusPixels = {250, 200};
    frame.budgetMilliseconds = 2;
    for (const Painter painter : {Painter::Direct, Painter::Gpu, Painter::Cpu}) {
        MapRenderer renderer(machine.fonts, painter);
        const Screen screen(500, 400);
        Frame moving = frame;
        settle(renderer, moving, screen);
        int bad = 0;
        for (int i = 0; i < 60; ++i) {
            if (i < 20) moving.view.centerWorld.x += 6 * moving.view.unitsPerPixel;
            if (i >= 20 && i < 40) moving.view.unitsPerPixel *= 0.96;
            if (i >= 40) moving.view.unitsPerPixel *= 1.05;
            screen.bind();
            renderer.draw(moving);
            bad += pixelsOfColor(screen.image(), bare) > 0;
        }
        CHECK(bad == 0);
        CHECK(settle(renderer, moving, screen) > 0);
        CHECK(renderer.sharp());
        // At rest, a further frame has nothing to do.
        screen.bind();
        CHECK(renderer.draw(moving));
    }
}

TEST_CASE("another picture of the same plan replaces the tiles, another plan at once") {
    auto& machine = DrawingMachine::get();
    const auto plan = syntheticPlan(kFar, 10);
    Picture recoloured = *plan;
    recoloured.layers.resize(1);
    for (FillSymbol& symbol : recoloured.layers[0].fills) symbol = FillSymbol{{10, 200, 10, 255}, {0, 0, 0, 0}, {}};
    Sketch sketch;
    sketch.polygon({rectangle(kFar.x - 9'000, kFar.y - 9'000, kFar.x + 9'000, kFar.y + 9'000)});
    Picture other;
    other.layers.push_back(fillLayer(sketch, {FillSymbol{{10, 10, 200, 255}, {0, 0, 0, 0}, {}}}));
    for (const Painter painter : {Painter::Direct, Painter::Gpu, Painter::Cpu}) {
        MapRenderer renderer(machine.fonts, painter);
        const Screen screen(300, 200);
        Frame frame;
        frame.picture = plan;
        frame.view = viewAt(kFar, 5, 300, 200);
        settle(renderer, frame, screen);
        CHECK(pixelsOfColor(screen.image(), {10, 200, 10, 255}) == 0);
        frame.picture = std::make_shared<const Picture>(recoloured);
        settle(renderer, frame, screen);
        CHECK(pixelsOfColor(screen.image(), {10, 200, 10, 255}) == 300 * 200);
        frame.picture = std::make_shared<const Picture>(other);
        settle(renderer, frame, screen);
        CHECK(pixelsOfColor(screen.image(), {10, 10, 200, 255}) == 300 * 200);
    }
}

TEST_CASE("what takes the place of its preview does so without a bare moment") {
    auto& machine = DrawingMachine::get();
    const Rgba bare{255, 0, 255, 255};
    const auto square = [&](double half, Rgba color) {
        Sketch sketch;
        sketch.polygon({rectangle(kFar.x - half, kFar.y - half, kFar.x + half, kFar.y + half)});
        Picture picture;
        picture.background = bare;
        picture.layers.push_back(fillLayer(sketch, {FillSymbol{color, {0, 0, 0, 0}, {}}}));
        return std::make_shared<const Picture>(std::move(picture));
    };
    for (const Painter painter : {Painter::Gpu, Painter::Cpu}) {
        MapRenderer renderer(machine.fonts, painter);
        const Screen screen(1200, 900);
        Frame frame;
        frame.picture = square(9'000, {10, 200, 10, 255});
        frame.view = viewAt(kFar, 5, 1200, 900);
        frame.budgetMilliseconds = 0.01; // a tile a frame, or none
        settle(renderer, frame, screen);
        frame.picture = square(10'000, {10, 10, 200, 255}); // tables of its own
        frame.continues = true;
        frame.view.unitsPerPixel = 5.5; // and another extent to fit
        int shown = 0;
        for (bool complete = false; !complete; ++shown) {
            screen.bind();
            complete = renderer.draw(frame);
            REQUIRE(pixelsOfColor(screen.image(), bare) == 0);
            if (shown == 0) CHECK(pixelsOfColor(screen.image(), {10, 200, 10, 255}) > 0);
        }
        CHECK(pixelsOfColor(screen.image(), {10, 10, 200, 255}) == 1200 * 900);
    }
}

TEST_CASE("tiles outlive their picture: a new scale has something to show at once") {
    DrawingMachine::get(); // makes the context
    // Each scale has a picture of its own, and nobody keeps the one before.
    ShaderSet shaders;
    MeshStore meshes;
    PicturePasses passes(shaders, meshes);
    TileWorkers workers(1);
    TileCompositor tiles(passes, meshes, std::size_t{64} << 20);
    tiles.setPainter(nullptr, &workers);
    const Screen screen(700, 500);
    const PassTarget target{[&] { screen.bind(); }, false, false};
    auto picture = syntheticPlan(kFar, 10);
    View view = viewAt(kFar, 5, 700, 500);
    const auto draw = [&] { return tiles.draw(picture, TileCompositor::snapped(view), {350, 250}, 20, target); };
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (!draw()) REQUIRE(std::chrono::steady_clock::now() < end);
    const std::size_t before = tiles.cache().bytes();
    picture = std::make_shared<const Picture>(*picture);
    view.unitsPerPixel *= 0.9;
    draw();
    CHECK(tiles.cache().bytes() >= before);
}

TEST_CASE("tiles take over from frames drawn directly without a gap") {
    DrawingMachine::get(); // makes the context
    ShaderSet shaders;
    MeshStore meshes;
    PicturePasses passes(shaders, meshes);
    GlTilePainter painter(shaders, meshes, 1, false);
    TileCompositor tiles(passes, meshes, std::size_t{64} << 20);
    tiles.setPainter(&painter, nullptr);
    const Rgba bare{255, 0, 255, 255};
    Picture plan = *syntheticPlan(kFar, 20);
    plan.background = bare;
    const auto picture = std::make_shared<const Picture>(std::move(plan));
    View view = viewAt(kFar, 6, 500, 400);
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (!tiles.prepare(picture, TileCompositor::snapped(view), {250, 200}, 1))
        REQUIRE(std::chrono::steady_clock::now() < end);

    const Screen screen(500, 400);
    const PassTarget target{[&] { screen.bind(); }, false, false};
    view.unitsPerPixel *= 1.4;
    tiles.draw(picture, TileCompositor::snapped(view), {250, 200}, 0, target);
    CHECK(pixelsOfColor(screen.image(), bare) == 0);
}

TEST_CASE("while a picture's meshes are made the one before stays, and late frames are the last of their kind") {
    DrawingMachine::get();
    ShaderSet shaders;
    MeshStore meshes;
    PicturePasses passes(shaders, meshes);
    const Screen screen(300, 200);
    const PassTarget target{[&] { screen.bind(); }, false, false};
    const TileView view = TileCompositor::snapped(viewAt(kFar, 5, 300, 200));
    const auto until = [&](DirectFrames& frames, const std::shared_ptr<const Picture>& picture) {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
        do {
            meshes.collect();
            frames.draw(picture, view, target);
            REQUIRE(std::chrono::steady_clock::now() < end);
        } while (!frames.complete());
    };
    Sketch ground;
    ground.polygon({rectangle(kFar.x - 9'000, kFar.y - 9'000, kFar.x + 9'000, kFar.y + 9'000)});
    Picture before;
    before.layers.push_back(fillLayer(ground, {FillSymbol{{10, 200, 10, 255}, {0, 0, 0, 0}, {}}}));
    const auto plan = std::make_shared<const Picture>(before);
    // The same ground in another colour under so many houses that another thread makes their meshes.
    Picture after = before;
    after.layers[0].fills[0].color = {10, 10, 200, 255};
    Sketch houses;
    for (int i = 0; i < 60'000; ++i) houses.polygon({circleRing({kFar.x + i, kFar.y - 8'000}, 1, 24)});
    after.layers.push_back(fillLayer(houses, {FillSymbol{{200, 10, 10, 255}, {0, 0, 0, 0}, {}}}));
    const auto built = std::make_shared<const Picture>(after);
    Sketch elsewhere;
    elsewhere.polygon({rectangle(0, 0, 1, 1)});
    Picture other;
    other.layers.push_back(fillLayer(elsewhere, {FillSymbol{}}));

    DirectFrames patient(shaders, meshes, passes, 1e9);
    CHECK_FALSE((meshes.collect(), patient.draw(built, view, target))); // nothing to show yet
    until(patient, plan);
    CHECK(pixelsOfColor(screen.image(), {10, 200, 10, 255}) == 300 * 200);
    if (patient.draw(built, view, target) && !patient.complete())
        CHECK(pixelsOfColor(screen.image(), {10, 200, 10, 255}) == 300 * 200);
    until(patient, built);
    CHECK(pixelsOfColor(screen.image(), {10, 10, 200, 255}) == 300 * 200);
    CHECK(patient.inTime(*built));

    DirectFrames hasty(shaders, meshes, passes, 0);
    for (int i = 0; i < 5; ++i) until(hasty, built);
    CHECK_FALSE(hasty.inTime(*built));
    CHECK_FALSE(hasty.inTime(*plan)); // of the same plan
    CHECK(hasty.inTime(other));
}

TEST_CASE("the overlay lies over the labels and is never kept") {
    auto& machine = DrawingMachine::get();
    const auto plan = syntheticPlan(kFar, 10);
    Sketch sketch;
    sketch.polygon({rectangle(kFar.x - 200, kFar.y - 100, kFar.x + 200, kFar.y + 100)});
    Picture highlight;
    FillSymbol symbol{{255, 0, 255, 255}, {0, 0, 0, 0}, {}};
    highlight.layers.push_back(fillLayer(sketch, {symbol}));
    MapRenderer renderer(machine.fonts);
    const Screen screen(300, 200);
    Frame frame;
    frame.picture = plan;
    frame.view = onGrid(viewAt(kFar, 5, 300, 200));
    frame.labels.push_back(label(machine.fonts, "昆山", {150, 100}, 20));
    frame.overlay = std::make_shared<const Picture>(highlight);
    settle(renderer, frame, screen);
    // 400 m × 200 m at 5 m a pixel.
    CHECK(pixelsOfColor(screen.image(), {255, 0, 255, 255}) == Approx(80 * 40).margin(130));
    frame.overlay.reset();
    screen.bind();
    renderer.draw(frame);
    CHECK(pixelsOfColor(screen.image(), {255, 0, 255, 255}) == 0);
}

TEST_CASE("an overlay of very many features is drawn from tiles: over the map, once, and gone with it") {
    auto& machine = DrawingMachine::get();
    constexpr int kAcross = 90; // squares of four pixels, two apart: more than OpenGL draws in time without a GPU
    Sketch sketch;
    for (int i = 0; i < kAcross * kAcross; ++i) {
        const double west = kFar.x + 30 * (i % kAcross - kAcross / 2);
        const double south = kFar.y + 30 * (i / kAcross - kAcross / 2); // NOLINT: whole rows
        sketch.polygon({rectangle(west, south, west + 20, south + 20)});
    }
    Picture highlight;
    highlight.background = {0, 0, 0, 0};
    highlight.layers.push_back(fillLayer(sketch, {FillSymbol{{255, 0, 255, 128}, {0, 0, 0, 0}, {}}}));
    Sketch sheet;
    sheet.polygon({rectangle(kFar.x - 9'000, kFar.y - 9'000, kFar.x + 9'000, kFar.y + 9'000)});
    Picture ground;
    ground.layers.push_back(fillLayer(sheet, {FillSymbol{{255, 255, 0, 255}, {0, 0, 0, 0}, {}}}));
    MapRenderer renderer(machine.fonts, Painter::Cpu);
    const Screen screen(600, 600);
    Frame frame;
    frame.picture = std::make_shared<const Picture>(ground);
    frame.view = onGrid(viewAt(kFar, 5, 600, 600));
    frame.overlay = std::make_shared<const Picture>(highlight);
    settle(renderer, frame, screen);
    REQUIRE(cornersOf(highlight, TileView::of(frame.view)).shown > 20'000);
    const Rgba half{255, 127, 128, 255};
    constexpr double kPixels = kAcross * kAcross * 16;
    CHECK(pixelsOfColor(screen.image(), half) == Approx(kPixels).epsilon(0.02));
    CHECK(pixelsOfColor(screen.image(), {255, 255, 0, 255}) == Approx(600 * 600 - kPixels).epsilon(0.02));
    screen.bind(); // once more: what is translucent does not add up
    renderer.draw(frame);
    CHECK(pixelsOfColor(screen.image(), half) == Approx(kPixels).epsilon(0.02));
    frame.overlay.reset();
    screen.bind();
    renderer.draw(frame);
    CHECK(pixelsOfColor(screen.image(), {255, 255, 0, 255}) == 600 * 600);
}

TEST_CASE("frame times of a plan", "[.timing]") {
    auto& machine = DrawingMachine::get();
    std::cout << gl::rendererName() << "\n";
    const int across = std::getenv("GEJU_ACROSS") ? std::atoi(std::getenv("GEJU_ACROSS")) : 60;
    const auto picture = syntheticPlan(kFar, across);
    Screen screen(1600, 1000);
    Frame frame;
    frame.picture = picture;
    frame.view = viewAt(kFar, 7, 1600, 1000);
    frame.focusPixels = {800, 500};
    for (int i = 0; i < 150; ++i)
        frame.labels.push_back(
            label(machine.fonts, "昆山开发区" + std::to_string(i), {40.0 + (i % 15) * 105, 40.0 + (i / 15) * 95}, 14));
    const Painter painter = std::getenv("GEJU_GPU") ? Painter::Gpu : Painter::Measured;
    MapRenderer renderer(machine.fonts, painter);
    screen.bind();

    std::vector<double> first;
    double total = 0;
    double sharpAfter = 0;
    bool done = false;
    while (!done && first.size() < 500) {
        first.push_back(millisecondsOf([&] { done = renderer.draw(frame); }));
        total += first.back();
        if (sharpAfter == 0 && renderer.sharp()) sharpAfter = total;
    }
    std::cout << "sharp after " << sharpAfter << " ms\n";
    std::cout << "first frame " << first.front() << " ms; complete after " << total << " ms\n";
    report("refining", first);
    writePng(resultFolder() / "plan.png", screen.image());

    std::vector<double> pan;
    for (int i = 0; i < 200; ++i) {
        frame.view.centerWorld.x += 11 * frame.view.unitsPerPixel * (i < 100 ? 1 : -1);
        frame.view.centerWorld.y += 5 * frame.view.unitsPerPixel * (i % 100 < 50 ? 1 : -1);
        pan.push_back(millisecondsOf([&] { renderer.draw(frame); }));
    }
    report("pan", pan);
    std::vector<double> zoom;
    for (int i = 0; i < 120; ++i) {
        frame.view.unitsPerPixel *= i < 60 ? 0.97 : 1.03;
        zoom.push_back(millisecondsOf([&] { renderer.draw(frame); }));
        if (i == 59 || i == 30 || i == 118)
            writePng(resultFolder() / ("zoom" + std::to_string(i) + ".png"), screen.image());
    }
    report("zoom", zoom);
    std::vector<double> rest;
    for (int i = 0; i < 40; ++i) rest.push_back(millisecondsOf([&] { renderer.draw(frame); }));
    report("at rest", rest);
    const double image = millisecondsOf([&] { renderer.renderImage(*picture, frame.view, frame.labels); });
    std::cout << "renderImage 1600x1000 " << image << " ms\n";
    for (const Issue& issue : renderer.takeIssues()) FAIL_CHECK(describe(issue));
}

TEST_CASE("tile times by layer", "[.timing]") {
    auto& machine = DrawingMachine::get();
    (void)machine;
    const auto plan = syntheticPlan(kFar, 60);
    ShaderSet shaders;
    MeshStore meshes;
    for (const int side : {256, 512}) {
        for (std::size_t layer = 0; layer <= plan->layers.size() + 1; ++layer) {
            auto part = std::make_shared<Picture>(*plan);
            if (layer < plan->layers.size()) part->layers = {plan->layers[layer]};
            if (layer == plan->layers.size()) part->layers = {};
            GlTilePainter painter(shaders, meshes, 1, true);
            const TileView view{kFar, 7, side, side, 1};
            painter.paint(part, view);
            gl::finish();
            std::vector<double> times;
            for (int i = 0; i < 30; ++i) times.push_back(millisecondsOf([&] { painter.paint(part, view); }));
            std::cout << side << " layer " << layer << " ";
            report("", times);
            SoftwarePainter software;
            const View same = viewAt({kFar.x + side * 3.5, kFar.y - side * 3.5}, 7, side, side);
            times.clear();
            for (int i = 0; i < 30; ++i) times.push_back(millisecondsOf([&] { software.paint(*part, same); }));
            report("     software", times);
        }
    }
}
