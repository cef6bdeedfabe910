#include "render/painter_choice.hpp"

#include "gl/draw.hpp"
#include "render/gl_tile_painter.hpp"
#include "render/picture_passes.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <functional>
#include <numeric>

namespace geju {

namespace {

constexpr int kSide = 256;
constexpr int kLayers = 8;
/// Blended multisampled pixels per second from which triangles win. Mesa's llvmpipe on two cores reaches some 10^8
/// and paints tiles four to five times slower than the CPU painter; the slowest GPUs of the last ten years reach 10^9.
constexpr double kGpuPixelsPerSecond = 5e8;

/// A frame of 60 in a second has 16.7 ms, for the panels, the texts and the driver too.
constexpr double kDirectSeconds = 0.004;
/// A view of some forty tiles, painted within frames one or two at a time. What takes longer is left to threads, which
/// no frame waits for.
constexpr double kTilesSeconds = 0.04;

/// Meshes are of whole tables, wherever the view is: 48 bytes a corner and more, to be made and uploaded first.
constexpr double kMeshCorners = 8e6;

constexpr int kStars = 40; ///< along each side
constexpr int kStarCorners = 24;

double secondsOf(const std::function<void()>& body) {
    body(); // compiles shaders, makes meshes
    gl::finish();
    const auto start = std::chrono::steady_clock::now();
    body();
    gl::finish();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double pixelsPerSecond(PicturePasses& passes) {
    const gl::Texture texture = gl::Texture::create(kSide, kSide, gl::PixelFormat::Rgba8);
    const gl::Framebuffer target = gl::Framebuffer::createMultisampled(kSide, kSide, kSamples);
    gl::resetState();
    target.bind();
    gl::clearColor(0, 0, 0, 0);
    gl::setBlend(gl::Blend::Over);
    const Box whole{0, 0, kSide, kSide};
    const double seconds = secondsOf([&] {
        for (int i = 0; i < kLayers; ++i)
            passes.drawTexture(texture, kSide, kSide, true, whole, {0, 0, 1, 1}, gl::Sampling::Nearest, 0.5);
    });
    return double(kSide) * kSide * kLayers / seconds;
}

/// Outlined stars, side by side: what parcels are to a GPU.
std::shared_ptr<const Picture> starField() {
    const double side = double(kSide) / kStars;
    TableBuilder builder;
    for (int star = 0; star < kStars * kStars; ++star) {
        builder.beginPart(PartKind::Polygon);
        builder.beginRing();
        for (int corner = 0; corner <= kStarCorners; ++corner) {
            const double angle = 2 * M_PI * (corner % kStarCorners) / kStarCorners;
            const double radius = side * (corner % 2 == 0 ? 0.5 : 0.35);
            builder.addPoint({(star % kStars + 0.5) * side + radius * std::cos(angle),
                              (double(star / kStars) + 0.5) * side + radius * std::sin(angle)});
        }
        builder.endFeature();
    }
    PictureLayer layer;
    layer.kind = PictureKind::Fill;
    layer.table = std::make_shared<const FeatureTable>(builder.build("stars", Crs::wgs84()));
    auto rows = std::make_shared<std::vector<std::uint32_t>>(layer.table->size());
    std::iota(rows->begin(), rows->end(), 0U);
    layer.rows = std::move(rows);
    layer.symbolOf.assign(layer.table->size(), 0);
    layer.fills.push_back({{200, 220, 180, 255}, {90, 90, 90, 255}, {}});
    auto picture = std::make_shared<Picture>();
    picture->layers.push_back(std::move(layer));
    return picture;
}

double cornersPerSecond(ShaderSet& shaders, MeshStore& meshes) {
    GlTilePainter painter(shaders, meshes, 1, true);
    const auto stars = starField();
    const double seconds = secondsOf([&] { painter.paint(stars, {{0, kSide}, 1, kSide, kSide, 1}); });
    return double(kStars) * kStars * kStarCorners / seconds;
}

} // namespace

DrawingSpeed measureDrawing(ShaderSet& shaders) {
    MeshStore meshes;
    PicturePasses passes(shaders, meshes);
    DrawingSpeed speed;
    speed.pixelsPerSecond = pixelsPerSecond(passes);
    if (speed.pixelsPerSecond >= kGpuPixelsPerSecond) speed.cornersPerSecond = cornersPerSecond(shaders, meshes);
    return speed;
}

Corners cornersOf(const Picture& picture, const TileView& view) {
    Corners corners;
    for (const PictureLayer& layer : picture.layers) {
        if (layer.kind == PictureKind::Symbol || !layer.table || !layer.rows || layer.table->size() == 0) continue;
        const Box extent = layer.table->extent();
        const auto share = [](double shown, double all) { return all > shown ? shown / all : 1.0; };
        const double all =
            double(layer.table->coordinates().size()) * double(layer.rows->size()) / double(layer.table->size());
        corners.all += all;
        corners.shown += all * share(view.width * view.unitsPerPixel, extent.width()) *
                         share(view.height * view.unitsPerPixel, extent.height());
    }
    return corners;
}

Painter fasterPainter(const DrawingSpeed& speed, const Picture& picture, const TileView& view) {
    if (speed.pixelsPerSecond < kGpuPixelsPerSecond) return Painter::Cpu;
    const Corners corners = cornersOf(picture, view);
    const double seconds = corners.shown / speed.cornersPerSecond;
    if (seconds > kTilesSeconds || corners.all > kMeshCorners) return Painter::Cpu;
    // Rasters are sampled anew for each place of the view.
    const bool rasters = std::any_of(picture.layers.begin(), picture.layers.end(),
                                     [](const PictureLayer& layer) { return layer.kind == PictureKind::Raster; });
    return seconds > kDirectSeconds || rasters ? Painter::Gpu : Painter::Direct;
}

} // namespace geju
