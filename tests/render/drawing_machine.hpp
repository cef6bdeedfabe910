// One context and one renderer for all tests of this program.
#pragma once

#include "drawing/fonts.hpp"
#include "gl/debug.hpp"
#include "gl/headless_context.hpp"
#include "render/map_renderer.hpp"
#include "support/catch.hpp"

#include <memory>

namespace geju::test {

struct DrawingMachine {
    gl::HeadlessContext context;
    gl::DebugListener listener;
    FontBook fonts;
    // Tests of the passes: by OpenGL also where the CPU painter is faster.
    std::unique_ptr<MapRenderer> renderer = std::make_unique<MapRenderer>(fonts, Painter::Gpu);
    std::unique_ptr<MapRenderer> cpuRenderer = std::make_unique<MapRenderer>(fonts, Painter::Cpu);

    explicit DrawingMachine(gl::HeadlessContext made)
      : context(std::move(made)) {}
    ~DrawingMachine() {
        renderer.reset();
        cpuRenderer.reset();
    }

    static DrawingMachine& get() {
        static DrawingMachine machine = [] {
            auto made = gl::HeadlessContext::create();
            for (const Issue& issue : made.issues) FAIL(describe(issue));
            return DrawingMachine(std::move(*made));
        }();
        return machine;
    }

    /// Draws, and fails the test when the driver complained.
    Image draw(const Picture& picture, const View& view, const std::vector<PlacedLabel>& labels = {}) {
        Image image = renderer->renderImage(picture, view, labels);
        for (const Issue& issue : renderer->takeIssues()) FAIL_CHECK(describe(issue));
        for (const Issue& issue : listener.take()) FAIL_CHECK(describe(issue));
        return image;
    }
};

/// A view of `width` × `height` pixels, `unitsPerPixel`, about a centre.
inline View viewAt(Point center, double unitsPerPixel, int width, int height, double pixelRatio = 1) {
    View view;
    view.centerWorld = center;
    view.unitsPerPixel = unitsPerPixel;
    view.widthPixels = width;
    view.heightPixels = height;
    view.pixelRatio = pixelRatio;
    return view;
}

} // namespace geju::test
