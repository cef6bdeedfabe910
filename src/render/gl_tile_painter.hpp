// Paints tiles with the GPU's passes: multisampled polygons, analytic strokes, on request at twice the resolution.
#pragma once

#include "gl/framebuffer.hpp"
#include "render/picture_passes.hpp"
#include "render/prepared_pictures.hpp"
#include "render/tile_painter.hpp"

namespace geju {

class GlTilePainter : public TilePainter {
  public:
    /// `supersampling`: pixels painted along each side of a pixel (1, or 2 for pictures that will be looked at
    /// closely); `wait`: tiles are always complete.
    GlTilePainter(ShaderSet& shaders, MeshStore& meshes, int supersampling, bool wait);

    PaintedTile paint(const std::shared_ptr<const Picture>& picture, const TileView& view) override;
    void forgetPictures() override { pictures_.clear(); }

  private:
    PicturePasses passes_;
    PreparedPictures pictures_;
    int supersampling_;
    bool wait_;
    gl::Framebuffer sampled_; ///< of the largest tile so far
    gl::Framebuffer flat_;
    gl::Texture large_; ///< before shrinking
    gl::Framebuffer largeFlat_;
};

} // namespace geju
