#include "render/map_renderer.hpp"

#include "core/parallel.hpp"
#include "render/direct_frames.hpp"
#include "render/gl_tile_painter.hpp"
#include "render/label_pass.hpp"
#include "render/painter_choice.hpp"
#include "render/software_painter.hpp"
#include "render/tile_compositor.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <thread>

namespace geju {

namespace {

/// Pixels along each side of a block of an export: with supersampling, 16 MiB of samples.
constexpr int kBlock = 512;
/// Tiles of the window that are kept: some twenty screens of 1600 × 1000.
constexpr std::size_t kTileBytes = std::size_t{256} << 20;
/// Of a frame that is drawn directly, for tiles that later ones may need.
constexpr double kPreparingMilliseconds = 1;
/// Of an overlay, in view: what OpenGL done by a CPU draws in a frame.
constexpr double kOverlayCorners = 20'000;
constexpr std::size_t kOverlayTileBytes = std::size_t{64} << 20;
/// Above this many pixels per style pixel (190 dpi) four samples a pixel are finer than the eye sees on paper.
constexpr double kSupersampleBelow = 2;

void unpremultiply(Image& image, std::size_t firstPixel, std::size_t lastPixel) {
    for (std::size_t i = firstPixel * 4; i < lastPixel * 4; i += 4) {
        const unsigned alpha = image.rgba[i + 3];
        if (alpha == 0 || alpha == 255) continue;
        for (std::size_t c = i; c < i + 3; ++c)
            image.rgba[c] = static_cast<std::uint8_t>(std::min(255U, (image.rgba[c] * 255U + alpha / 2) / alpha));
    }
}

void unpremultiply(Image& image) {
    constexpr std::size_t kPixelsAtOnce = std::size_t{1} << 16;
    parallelFor(image.rgba.size() / 4, kPixelsAtOnce,
                [&](std::size_t begin, std::size_t end) { unpremultiply(image, begin, end); });
}

/// Part of an export.
struct Block {
    int left = 0;
    int top = 0;
    TileView view;
};

/// Of a view whose first pixel is at `offset` of the image.
std::vector<Block> blocksOf(const View& view, PixelOffset offset = {}) {
    const TileView whole = TileView::of(view);
    std::vector<Block> blocks;
    for (int top = 0; top < view.heightPixels; top += kBlock) {
        for (int left = 0; left < view.widthPixels; left += kBlock) {
            Block block{offset.left + left, offset.top + top, whole};
            block.view.topLeftWorld = {whole.topLeftWorld.x + left * view.unitsPerPixel,
                                       whole.topLeftWorld.y - top * view.unitsPerPixel};
            block.view.width = std::min(kBlock, view.widthPixels - left);
            block.view.height = std::min(kBlock, view.heightPixels - top);
            blocks.push_back(block);
        }
    }
    return blocks;
}

void copyRows(const std::uint8_t* from, const Block& block, Image& image) {
    const std::ptrdiff_t rowBytes = std::ptrdiff_t{block.view.width} * 4;
    const int columns = std::min(block.view.width, image.width - block.left);
    const int rows = std::min(block.view.height, image.height - block.top);
    for (int y = 0; y < rows; ++y)
        std::copy_n(from + y * rowBytes, std::ptrdiff_t{std::max(0, columns)} * 4,
                    image.pixel(block.left, block.top + y));
}

enum class Alpha { Straight, Premultiplied };

void paintBlocksOnCpu(const Picture& picture, const View& view, Alpha alpha, Image& image, PixelOffset offset = {}) {
    const auto blocks = blocksOf(view, offset);
    parallelFor(blocks.size(), 1, [&](std::size_t begin, std::size_t end) {
        SoftwarePainter spans;
        for (std::size_t i = begin; i < end; ++i) {
            Image painted = spans.paint(picture, blocks[i].view.asView());
            if (alpha == Alpha::Straight) unpremultiply(painted, 0, painted.rgba.size() / 4);
            copyRows(painted.rgba.data(), blocks[i], image);
        }
    });
}

} // namespace

struct MapRenderer::Data {
    Data(FontBook& fonts, Painter asked)
      : passes(shaders, meshes)
      , labels(shaders, fonts)
      , tiles(passes, meshes, kTileBytes)
      , direct(shaders, meshes, passes)
      , wanted(asked) {}

    Painter painterOf(const Picture& picture, const TileView& view) {
        if (wanted != Painter::Measured) return wanted;
        if (!speed) speed = measureDrawing(shaders);
        const Painter painter = fasterPainter(*speed, picture, view);
        return painter == Painter::Direct && !direct.inTime(picture) ? Painter::Gpu : painter;
    }
    void provideTilePainter() {
        if (used == Painter::Cpu) {
            if (!workers) workers.emplace(std::thread::hardware_concurrency());
            tiles.setPainter(nullptr, &*workers);
        } else {
            if (!gpuTiles) gpuTiles.emplace(shaders, meshes, 1, false);
            tiles.setPainter(&*gpuTiles, nullptr);
        }
    }
    bool drawLayers(const Frame& frame, const TileView& view, const PassTarget& target);
    bool drawOverlay(const Frame& frame, const TileView& view, const PassTarget& target);
    void paintBlocksOnGpu(const Picture& picture, const View& view, std::span<const PlacedLabel> placed, Image& image);
    void drawLabelsOver(Image& image, const View& view, std::span<const PlacedLabel> placed);

    ShaderSet shaders;
    MeshStore meshes;
    PicturePasses passes;
    PreparedPictures overlays;
    LabelPass labels;
    TileCompositor tiles;
    DirectFrames direct;
    Painter wanted;
    Painter used = Painter::Measured; ///< for the last frame
    bool drewDirectly = false;        ///< the last frame
    std::optional<DrawingSpeed> speed;
    std::optional<GlTilePainter> gpuTiles;
    std::optional<TileWorkers> workers;
    /// Of an overlay with more than OpenGL would draw in a frame.
    struct OverlayTiles {
        OverlayTiles(PicturePasses& passes, MeshStore& meshes)
          : workers(std::thread::hardware_concurrency())
          , tiles(passes, meshes, kOverlayTileBytes, TileCompositor::Ground::Kept) {
            tiles.setPainter(nullptr, &workers);
        }
        TileWorkers workers;
        TileCompositor tiles;
    };
    std::optional<OverlayTiles> overlayTiles;
};

MapRenderer::MapRenderer(FontBook& fonts, Painter painter)
  : data_(std::make_unique<Data>(fonts, painter)) {}
MapRenderer::~MapRenderer() = default;

Painter MapRenderer::painter() const {
    return data_->used;
}

bool MapRenderer::Data::drawLayers(const Frame& frame, const TileView& view, const PassTarget& target) {
    used = painterOf(*frame.picture, view);
    provideTilePainter();
    drewDirectly = used == Painter::Direct && direct.draw(frame.picture, view, target);
    if (!drewDirectly) return tiles.draw(frame.picture, view, frame.focusPixels, frame.budgetMilliseconds, target);
    const bool prepared = tiles.prepare(frame.picture, view, frame.focusPixels, kPreparingMilliseconds);
    return direct.complete() && prepared;
}

bool MapRenderer::Data::drawOverlay(const Frame& frame, const TileView& view, const PassTarget& target) {
    const bool tiled = frame.overlay && cornersOf(*frame.overlay, view).shown > kOverlayCorners &&
                       painterOf(*frame.overlay, view) == Painter::Cpu;
    if (!tiled) overlayTiles.reset();
    if (!frame.overlay) return true;
    if (!tiled) return passes.draw(overlays.get(frame.overlay), view, target, false);
    if (!overlayTiles) overlayTiles.emplace(passes, meshes);
    return overlayTiles->tiles.draw(frame.overlay, view, frame.focusPixels, frame.budgetMilliseconds, target);
}

bool MapRenderer::draw(const Frame& frame) {
    const View& view = frame.view;
    if (!frame.picture || view.widthPixels <= 0 || view.heightPixels <= 0) return true;
    const auto outer = gl::OuterFramebuffer::current();
    const PassTarget window{[&] { outer.bind(view.widthPixels, view.heightPixels); }, false, false};
    const TileView snapped = TileCompositor::snapped(view);
    if (frame.continues) data_->tiles.keepFor(frame.picture);
    const bool complete = data_->drawLayers(frame, snapped, window);
    window.bind();
    const Point shift = snapped.toPixels(view.toWorld({0, 0}));
    data_->labels.draw(frame.labels, shift, view.widthPixels, view.heightPixels,
                       data_->tiles.scaling() ? LabelPass::Purpose::Motion : LabelPass::Purpose::Rest);
    return data_->drawOverlay(frame, snapped, window) && complete;
}

bool MapRenderer::sharp() const {
    return data_->drewDirectly ? data_->direct.complete() : data_->tiles.sharp();
}

void MapRenderer::Data::paintBlocksOnGpu(const Picture& picture, const View& view, std::span<const PlacedLabel> placed,
                                         Image& image) {
    // The picture outlives the painter, which lives in this function.
    const std::shared_ptr<const Picture> borrowed(std::shared_ptr<const Picture>{}, &picture);
    GlTilePainter tilePainter(shaders, meshes, view.pixelRatio < kSupersampleBelow ? 2 : 1, true);
    gl::Framebuffer framebuffer = gl::Framebuffer::create();
    std::vector<std::uint8_t> pixels;
    for (const Block& block : blocksOf(view)) {
        TileView square = block.view; // of one size, so that the painter keeps its memory
        square.width = square.height = kBlock;
        const PaintedTile tile = tilePainter.paint(borrowed, square);
        framebuffer.attach(tile.texture);
        framebuffer.bind();
        labels.draw(placed, {-double(block.left), -double(block.top)}, kBlock, kBlock, LabelPass::Purpose::Export);
        pixels.resize(static_cast<std::size_t>(block.view.width) * static_cast<std::size_t>(block.view.height) * 4);
        framebuffer.read({0, 0, block.view.width, block.view.height}, pixels);
        copyRows(pixels.data(), block, image);
    }
}

void MapRenderer::Data::drawLabelsOver(Image& image, const View& view, std::span<const PlacedLabel> placed) {
    gl::Framebuffer framebuffer = gl::Framebuffer::create();
    std::vector<std::uint8_t> pixels;
    for (const Block& block : blocksOf(view)) {
        const int width = block.view.width;
        const int height = block.view.height;
        pixels.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4);
        for (int y = 0; y < height; ++y)
            std::copy_n(image.pixel(block.left, block.top + y), std::ptrdiff_t{width} * 4,
                        pixels.data() + std::ptrdiff_t{y} * width * 4);
        gl::Texture texture = gl::Texture::create(width, height, gl::PixelFormat::Rgba8);
        texture.write(0, 0, width, height, pixels);
        framebuffer.attach(texture);
        framebuffer.bind();
        labels.draw(placed, {-double(block.left), -double(block.top)}, width, height, LabelPass::Purpose::Export);
        framebuffer.read({0, 0, width, height}, pixels);
        copyRows(pixels.data(), block, image);
    }
}

void paintLayers(const Picture& picture, const View& view, Image& image, PixelOffset offset) {
    paintBlocksOnCpu(picture, view, Alpha::Straight, image, offset);
}

Image MapRenderer::renderImage(const Picture& picture, const View& view, const std::vector<PlacedLabel>& labels) {
    Image image(view.widthPixels, view.heightPixels);
    if (data_->wanted == Painter::Gpu) {
        data_->paintBlocksOnGpu(picture, view, labels, image);
    } else {
        paintBlocksOnCpu(picture, view, Alpha::Premultiplied, image);
        if (!labels.empty()) data_->drawLabelsOver(image, view, labels);
    }
    unpremultiply(image);
    return image;
}

std::vector<Issue> MapRenderer::takeIssues() {
    return data_->shaders.takeIssues();
}

void MapRenderer::trim() {
    if (data_->gpuTiles) data_->gpuTiles->forgetPictures();
    data_->direct.forgetPictures();
    data_->overlays.clear();
    data_->meshes.dropUnused();
}

} // namespace geju
