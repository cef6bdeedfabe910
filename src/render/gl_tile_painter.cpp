#include "render/gl_tile_painter.hpp"

#include "render/palettes.hpp"

namespace geju {

GlTilePainter::GlTilePainter(ShaderSet& shaders, MeshStore& meshes, int supersampling, bool wait)
  : passes_(shaders, meshes)
  , supersampling_(supersampling)
  , wait_(wait) {}

PaintedTile GlTilePainter::paint(const std::shared_ptr<const Picture>& picture, const TileView& view) {
    const TileView fine = view.supersampled(supersampling_);
    if (sampled_.width() != fine.width || sampled_.height() != fine.height) {
        sampled_ = gl::Framebuffer::createMultisampled(fine.width, fine.height, kSamples);
        if (supersampling_ > 1) {
            large_ = gl::Texture::create(fine.width, fine.height, gl::PixelFormat::Rgba8);
            largeFlat_ = gl::Framebuffer::create();
            largeFlat_.attach(large_);
        }
    }
    gl::resetState();
    sampled_.bind();
    const Texel background = premultiplied(picture->background);
    gl::clearColor(background[0], background[1], background[2], background[3]);

    PaintedTile tile;
    tile.complete = passes_.draw(pictures_.get(picture), fine, {[this] { sampled_.bind(); }, true, true}, wait_);
    tile.texture = gl::Texture::create(view.width, view.height, gl::PixelFormat::Rgba8);
    if (flat_.empty()) flat_ = gl::Framebuffer::create();
    flat_.attach(tile.texture);
    const gl::PixelRect whole{0, 0, fine.width, fine.height};
    if (supersampling_ > 1) {
        sampled_.resolveTo(largeFlat_, whole, 0, 0);
        largeFlat_.shrinkTo(flat_, whole, {0, 0, view.width, view.height});
    } else {
        sampled_.resolveTo(flat_, whole, 0, 0);
    }
    return tile;
}

} // namespace geju
