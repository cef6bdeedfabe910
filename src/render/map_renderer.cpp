#include "render/map_renderer.hpp"

#include "render/gl_tile_painter.hpp"
#include "render/label_pass.hpp"
#include "render/tile_compositor.hpp"

#include <algorithm>
#include <cmath>

namespace geju {

namespace {

/// Pixels along each side of a block of an export: with supersampling, 16 MiB of samples.
constexpr int kBlock = 512;
/// Tiles of the window that are kept: some twenty screens of 1600 × 1000.
constexpr std::size_t kTileBytes = std::size_t{256} << 20;
/// Above this many pixels per style pixel (190 dpi) four samples a pixel are finer than the eye sees on paper.
constexpr double kSupersampleBelow = 2;

void unpremultiply(Image& image) {
    for (std::size_t i = 0; i < image.rgba.size(); i += 4) {
        const unsigned alpha = image.rgba[i + 3];
        if (alpha == 0 || alpha == 255) continue;
        for (std::size_t c = i; c < i + 3; ++c)
            image.rgba[c] = static_cast<std::uint8_t>(std::min(255U, (image.rgba[c] * 255U + alpha / 2) / alpha));
    }
}

} // namespace

struct MapRenderer::Data {
    explicit Data(FontBook& fonts)
      : passes(shaders, meshes)
      , labels(shaders, fonts)
      , painter(shaders, meshes, 1, false)
      , tiles(passes, meshes, painter, kTileBytes) {}

    ShaderSet shaders;
    MeshStore meshes;
    PicturePasses passes;
    PreparedPictures overlays;
    LabelPass labels;
    GlTilePainter painter;
    TileCompositor tiles;
};

MapRenderer::MapRenderer(FontBook& fonts)
  : data_(std::make_unique<Data>(fonts)) {}
MapRenderer::~MapRenderer() = default;

bool MapRenderer::draw(const Frame& frame) {
    const View& view = frame.view;
    if (!frame.picture || view.widthPixels <= 0 || view.heightPixels <= 0) return true;
    const auto outer = gl::OuterFramebuffer::current();
    const PassTarget window{[&] { outer.bind(view.widthPixels, view.heightPixels); }, false, false};
    const TileView snapped = TileCompositor::snapped(view);
    bool complete = data_->tiles.draw(frame.picture, snapped, frame.focusPixels, frame.budgetMilliseconds, window);
    const Point shift = snapped.toPixels(view.toWorld({0, 0}));
    window.bind();
    data_->labels.draw(frame.labels, shift, view.widthPixels, view.heightPixels, false);
    if (frame.overlay) complete &= data_->passes.draw(data_->overlays.get(frame.overlay), snapped, window, false);
    return complete;
}

Image MapRenderer::renderImage(const Picture& picture, const View& view, const std::vector<PlacedLabel>& labels) {
    Image image(view.widthPixels, view.heightPixels);
    // The picture outlives the painter, which lives in this function.
    const std::shared_ptr<const Picture> borrowed(std::shared_ptr<const Picture>{}, &picture);
    GlTilePainter painter(data_->shaders, data_->meshes, view.pixelRatio < kSupersampleBelow ? 2 : 1, true);
    const TileView whole = TileView::of(view);
    gl::Framebuffer framebuffer = gl::Framebuffer::create();
    std::vector<std::uint8_t> pixels;
    for (int top = 0; top < view.heightPixels; top += kBlock) {
        for (int left = 0; left < view.widthPixels; left += kBlock) {
            TileView block = whole;
            block.topLeftWorld = {whole.topLeftWorld.x + left * view.unitsPerPixel,
                                  whole.topLeftWorld.y - top * view.unitsPerPixel};
            block.width = block.height = kBlock;
            const PaintedTile tile = painter.paint(borrowed, block);
            framebuffer.attach(tile.texture);
            framebuffer.bind();
            data_->labels.draw(labels, {-double(left), -double(top)}, kBlock, kBlock, true);

            const int width = std::min(kBlock, view.widthPixels - left);
            const int height = std::min(kBlock, view.heightPixels - top);
            pixels.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4);
            framebuffer.read({0, 0, width, height}, pixels);
            for (int y = 0; y < height; ++y)
                std::copy_n(pixels.begin() + std::ptrdiff_t{y} * width * 4, std::ptrdiff_t{width} * 4,
                            image.pixel(left, top + y));
        }
    }
    unpremultiply(image);
    return image;
}

std::vector<Issue> MapRenderer::takeIssues() {
    return data_->shaders.takeIssues();
}

void MapRenderer::trim() {
    data_->painter.forgetPictures();
    data_->overlays.clear();
    data_->meshes.dropUnused();
}

} // namespace geju
