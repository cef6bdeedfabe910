// What a frame of the map costs while it is panned and zoomed, from picture and labels to the last pixel, at 1600 ×
// 1000 without a display; beside one full-screen copy, the least that any frame costs, measured in the same run.
//
//   frames_bench PROJECT|DATA [SCENE|"" [first|direct]]     first: no more than the first picture; direct: at the end,
//                                                           all layers at once by OpenGL, as on a machine with a GPU
//
// Panning: 300 frames of 12 pixels each way round a square. Zooming: 240 frames that go in eightfold and back. Rest:
// how long after the last movement the view is sharp, labels included. Clicks: what lies under 400 places. Boxes: what
// one over the whole view selects. The window
// adds its panels to this (bench/window_bench).
#include "app/feature_picker.hpp"
#include "app/open_document.hpp"
#include "app/overlay_picture.hpp"
#include "crs/transform.hpp"
#include "drawing/labels.hpp"
#include "gl/draw.hpp"
#include "gl/framebuffer.hpp"
#include "gl/headless_context.hpp"
#include "render/gl_tile_painter.hpp"
#include "render/map_renderer.hpp"
#include "stopwatch.hpp"

#include <cmath>
#include <utility>

using namespace geju;

namespace {

constexpr int kWidth = 1600;
constexpr int kHeight = 1000;

double now() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

class Map {
  public:
    Map(std::shared_ptr<const Document> document, LayerStates states)
      : pictures_(std::move(document))
      , states_(std::move(states))
      , placer_(fonts_)
      , renderer_(fonts_)
      , texture_(gl::Texture::create(kWidth, kHeight, gl::PixelFormat::Rgba8)) {
        screen_.attach(texture_);
    }
    /// Milliseconds; `sharp` says whether the whole view is as it stays. Time is given as the window gives it.
    double frame(const View& view, bool& sharp, bool moving = true) {
        const double start = now();
        Frame frame;
        frame.view = view;
        frame.picture = pictures_.build(states_, view);
        const double placing = now();
        frame.labels = placer_.follow(frame.picture, view, {}, moving ? 2.5 : 12);
        frame.budgetMilliseconds = moving ? 4 : 8;
        labelMilliseconds_.push_back((now() - placing) * 1000);
        frame.focusPixels = {kWidth / 2.0, kHeight / 2.0};
        screen_.bind();
        renderer_.draw(frame);
        sharp = renderer_.sharp() && placer_.upToDate();
        gl::finish();
        return (now() - start) * 1000;
    }
    /// Of every frame since the last call: the part that went into placing labels.
    std::vector<double> takeLabelMilliseconds() { return std::exchange(labelMilliseconds_, {}); }
    double settle(const View& view) {
        const double start = now();
        bool sharp = false;
        while (!sharp && now() - start < 60) frame(view, sharp, false);
        return now() - start;
    }
    /// The view as an export without texts.
    double imageSeconds(const View& view) {
        const auto picture = pictures_.build(states_, view);
        return bench::medianSeconds(5, [&] { renderer_.renderImage(*picture, view, {}); });
    }
    /// All layers by OpenGL at once, four samples a pixel, without tiles and texts.
    double directMilliseconds(const View& view) {
        ShaderSet shaders;
        MeshStore meshes;
        GlTilePainter painter(shaders, meshes, 1, true);
        const auto picture = pictures_.build(states_, view);
        const TileView whole = TileView::of(view);
        return bench::medianSeconds(15,
                                    [&] {
                                        painter.paint(picture, whole);
                                        gl::finish();
                                    }) *
               1000;
    }
    const char* painterName() const {
        switch (renderer_.painter()) {
        case Painter::Direct:
            return "drawn by OpenGL in each frame";
        case Painter::Gpu:
            return "tiles painted by OpenGL";
        default:
            return "tiles painted by the CPU";
        }
    }
    /// Of clicks spread evenly over the view, in milliseconds; the first prepares what the others use.
    std::vector<double> clickMilliseconds(const View& view, std::size_t& found) {
        const auto picture = pictures_.build(states_, view);
        const auto labels = placer_.place(*picture, view, false);
        std::vector<double> times;
        for (int i = 0; i < 400; ++i) {
            // The sequence of the golden ratio in two dimensions (M. Roberts 2018).
            const Point screen{kWidth * std::fmod(i * 0.7548776662, 1.0), kHeight * std::fmod(i * 0.5698402910, 1.0)};
            const double start = now();
            found += picker_.pick(*picture, view, labels, screen).size();
            times.push_back((now() - start) * 1000);
        }
        return times;
    }
    /// A box over the whole view: to know what it selects, and the frame that lights that.
    struct BoxSelection {
        std::size_t features = 0;
        double pickMilliseconds = 0;
        double overlayMilliseconds = 0;
        double frameMilliseconds = 0;
    };
    BoxSelection boxSelection(const View& view) {
        Frame frame;
        frame.view = view;
        frame.picture = pictures_.build(states_, view);
        BoxSelection box;
        PickedPolygons found;
        box.pickMilliseconds =
            bench::medianSeconds(5, [&] { found = picker_.pickInBox(*frame.picture, view.extent(), false, nullptr); }) *
            1000;
        box.features = found.rows.size();
        const std::vector<Highlight> highlights{{found.table, found.rows}};
        double start = now();
        frame.overlay = overlayPicture(highlights, {}, found.table->crs(), frame.picture->metersPerUnit);
        box.overlayMilliseconds = (now() - start) * 1000;
        start = now();
        screen_.bind();
        renderer_.draw(frame);
        gl::finish();
        box.frameMilliseconds = (now() - start) * 1000;
        return box;
    }
    double copyMilliseconds() {
        const gl::Texture other = gl::Texture::create(kWidth, kHeight, gl::PixelFormat::Rgba8);
        gl::Framebuffer target = gl::Framebuffer::create();
        target.attach(other);
        return bench::medianSeconds(15,
                                    [&] {
                                        screen_.shrinkTo(target, {0, 0, kWidth, kHeight}, {0, 0, kWidth, kHeight});
                                        gl::finish();
                                    }) *
               1000;
    }

  private:
    FontBook fonts_;
    PictureBuilder pictures_;
    LayerStates states_;
    LabelPlacer placer_;
    FeaturePicker picker_;
    MapRenderer renderer_;
    std::vector<double> labelMilliseconds_;
    gl::Texture texture_;
    gl::Framebuffer screen_ = gl::Framebuffer::create();
};

double quantile(std::vector<double> values, double share) {
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(share * double(values.size() - 1))];
}

void report(const char* what, const std::vector<double>& frames, const std::vector<double>& labels, double copy) {
    const auto at = [&](double share) { return quantile(frames, share); };
    std::size_t over16 = 0;
    std::size_t over33 = 0;
    for (const double ms : frames) {
        over16 += ms > 16.7;
        over33 += ms > 33.3;
    }
    std::printf("%-28s p50 %6.1f  p95 %6.1f  p99 %6.1f  worst %6.1f ms; placing labels p50 %5.1f p95 %5.1f; %4.1f %% "
                "over 16.7, %4.1f %% over 33.3; p50 is %.1f "
                "copies of the screen\n",
                what, at(0.5), at(0.95), at(0.99), at(1), quantile(labels, 0.5), quantile(labels, 0.95),
                100.0 * double(over16) / double(frames.size()), 100.0 * double(over33) / double(frames.size()),
                at(0.5) / copy);
}

void pick(Map& map, const View& view, const char* name) {
    std::size_t found = 0;
    std::vector<double> times = map.clickMilliseconds(view, found);
    const double first = times.front();
    times.erase(times.begin());
    std::printf("%-28s p50 %6.3f  p95 %6.3f  worst %6.3f ms; the first %.3f ms; %zu features under 400 clicks\n",
                (std::string(name) + ", click").c_str(), quantile(times, 0.5), quantile(times, 0.95),
                quantile(times, 1), first, found);
}

void selectBox(Map& map, const View& view, const char* name) {
    const Map::BoxSelection box = map.boxSelection(view);
    std::printf("%-28s %zu features in %.1f ms; the picture of their lights %.1f ms, its first frame %.1f ms\n",
                (std::string(name) + ", box").c_str(), box.features, box.pickMilliseconds, box.overlayMilliseconds,
                box.frameMilliseconds);
}

void panAndZoom(Map& map, const View& start, double copy, const char* name) {
    std::vector<double> pan;
    std::vector<double> zoom;
    bool sharp = false;
    View view = start;
    map.takeLabelMilliseconds();
    for (int i = 0; i < 300; ++i) {
        const int side = i / 75;
        const double dx = side == 0 ? 12 : side == 2 ? -12 : 0;
        const double dy = side == 1 ? 12 : side == 3 ? -12 : 0;
        view.centerWorld.x += dx * view.unitsPerPixel;
        view.centerWorld.y += dy * view.unitsPerPixel;
        pan.push_back(map.frame(view, sharp));
    }
    const std::vector<double> panLabels = map.takeLabelMilliseconds();
    const double sharpAfterPan = map.settle(view);
    map.takeLabelMilliseconds();
    for (int i = 0; i < 240; ++i) {
        view.unitsPerPixel = start.unitsPerPixel * std::exp2(-3 * std::sin(M_PI * i / 240.0));
        zoom.push_back(map.frame(view, sharp));
    }
    const std::vector<double> zoomLabels = map.takeLabelMilliseconds();
    const double sharpAfterZoom = map.settle(view);
    report((std::string(name) + ", pan").c_str(), pan, panLabels, copy);
    report((std::string(name) + ", zoom").c_str(), zoom, zoomLabels, copy);
    std::printf("%-28s sharp %.3f s after the pan, %.3f s after the zoom; %s\n", name, sharpAfterPan, sharpAfterZoom,
                map.painterName());
}

} // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fprintf(stderr, "usage: frames_bench PROJECT|DATA [SCENE [first|direct]]\n");
        return 2;
    }
    auto context = gl::HeadlessContext::create();
    if (!context) {
        for (const auto& issue : context.issues) std::fprintf(stderr, "%s\n", describe(issue).c_str());
        return 1;
    }
    std::printf("%s\n", gl::rendererName().c_str());
    const double begin = now();
    const std::filesystem::path path = argv[1];
    auto opened = openDocument({&path, 1});
    if (!opened) {
        for (const auto& issue : opened.issues) std::fprintf(stderr, "%s\n", describe(issue).c_str());
        return 1;
    }
    const auto document = std::make_shared<const Document>(std::move(*opened));
    const double loaded = now();
    LayerStates states;
    Box box = document->extent();
    const std::string sceneId = argc > 2 ? argv[2] : document->project.homeScene;
    if (const Scene* scene = document->project.scene(sceneId)) {
        states = statesOfScene(document->project, *scene);
        if (const auto toWorld = Transform::between(Crs::wgs84(), document->crs))
            box = toWorld->forward(scene->extentLonLat);
    }
    const View whole = View::fit(box, kWidth, kHeight, 1, 20);
    Map map(document, states);
    bool sharp = false;
    const double first = map.frame(whole, sharp);
    const double settled = map.settle(whole);
    std::printf("open %.3f s, first frame %.3f s later, sharp %.3f s after that\n", loaded - begin, first / 1000,
                settled);
    const std::string_view part = argc > 3 ? argv[3] : "";
    if (part == "first") {
        std::printf("the same view as an image, without texts: %.3f s\n", map.imageSeconds(whole));
        return 0;
    }

    const double copy = map.copyMilliseconds();
    std::printf("one full-screen copy: %.2f ms\n", copy);
    panAndZoom(map, whole, copy, "whole extent");
    View close = whole;
    close.unitsPerPixel *= std::sqrt(0.05); // a twentieth of the area
    map.settle(close);
    panAndZoom(map, close, copy, "5 % of the area");
    if (part == "direct") pick(map, whole, "whole extent");
    pick(map, close, "5 % of the area");
    selectBox(map, whole, "whole extent");
    selectBox(map, close, "5 % of the area");
    if (argc > 3 && std::string_view(argv[3]) == "direct")
        for (const auto& [view, name] : {std::pair{whole, "whole extent"}, std::pair{close, "5 % of the area"}})
            std::printf("%s, all at once by OpenGL: %.2f ms\n", name, map.directMilliseconds(view));
    return 0;
}
