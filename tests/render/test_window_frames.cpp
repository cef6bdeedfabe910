// What the window shows, drawn into a framebuffer of ours in its place.
#include "drawing_machine.hpp"
#include "gl/draw.hpp"
#include "gl/framebuffer.hpp"
#include "render/gl_tile_painter.hpp"
#include "render/software_painter.hpp"
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
    bool done = false;
    while (!done && first.size() < 500) {
        first.push_back(millisecondsOf([&] { done = renderer.draw(frame); }));
        total += first.back();
    }
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
