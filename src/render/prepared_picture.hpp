// What a picture needs on the GPU beside its meshes: which symbol each feature has, the symbols' palettes at the scales
// lately drawn, the polygons of its arrows. Made when first drawn, owned by whoever draws the picture.
#pragma once

#include "drawing/picture.hpp"
#include "gl/buffer.hpp"
#include "render/mesh_store.hpp"
#include "render/palettes.hpp"
#include "render/tile_view.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace geju {

/// A palette on the GPU and what the passes must know of it.
template <typename Palette>
struct GpuPalette {
    Palette palette;
    gl::BufferTexture texels = gl::BufferTexture::create(gl::TexelFormat::Float4);
    gl::BufferTexture dashLengths;
    gl::BufferTexture gradientStops;
    TileView view; ///< it was made for
};

/// Arrows of one line layer at one scale: an arrow's outline changes with its width in the world.
struct ArrowMesh {
    GpuFill fill;
    gl::BufferTexture symbolOf;
    FillPalette palette;
    gl::BufferTexture texels;
    gl::BufferTexture gradientStops;
    double unitsPerPixel = 0;
    double pixelRatio = 0;
};

/// Heads of arrows along the lines of one layer, as far as one view shows them.
struct HeadMesh {
    GpuFill fill;
    FillPalette palette;
    gl::BufferTexture texels;
    TileView view;
};

struct GpuShadePalette {
    ShadePalette palette;
    gl::BufferTexture gradientStops;
};

/// The patterns of one fill layer or of the background: the palette is of one view, the sums stay for as long as the
/// masks do.
struct GpuPatterns {
    PatternPalette palette;
    gl::BufferTexture texels = gl::BufferTexture::create(gl::TexelFormat::Float4);
    gl::BufferTexture sums = gl::BufferTexture::create(gl::TexelFormat::Float);
    TileView view;
};

struct PreparedLayer {
    gl::BufferTexture symbolOf;
    std::optional<GpuPatterns> patterns;
    std::optional<GpuPalette<FillPalette>> fill;
    std::optional<GpuShadePalette> shade;
    std::optional<GpuPalette<LinePalette>> line;
    std::optional<GpuPalette<CirclePalette>> circle;
    std::vector<ArrowMesh> arrows; ///< of the two scales last drawn
    std::optional<HeadMesh> heads;
};

class PreparedPicture {
  public:
    explicit PreparedPicture(std::shared_ptr<const Picture> picture);

    const Picture& picture() const { return *picture_; }
    const std::shared_ptr<const Picture>& shared() const { return picture_; }

    const gl::BufferTexture& symbolOf(std::size_t layer);
    const GpuPalette<FillPalette>& fillPalette(std::size_t layer, const TileView& view);
    const GpuShadePalette& shadePalette(std::size_t layer);
    /// Null when the layer has no patterns.
    const GpuPatterns* patterns(std::size_t layer, const TileView& view);
    /// Null when the background has none.
    const GpuPatterns* backgroundPatterns(const TileView& view);
    /// Of a line layer, or of the outlines of a fill layer.
    const GpuPalette<LinePalette>& linePalette(std::size_t layer, const TileView& view);
    const GpuPalette<CirclePalette>& circlePalette(std::size_t layer, const TileView& view);
    /// Null when the layer has no arrows.
    const ArrowMesh* arrows(std::size_t layer, const TileView& view);
    /// Null when none is seen.
    const HeadMesh* heads(std::size_t layer, const TileView& view);

  private:
    std::shared_ptr<const Picture> picture_;
    std::vector<PreparedLayer> layers_;
    std::optional<GpuPatterns> backgroundPatterns_;
};

} // namespace geju
