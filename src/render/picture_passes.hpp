// Draws a picture's layers, texts excepted, into the bound framebuffer: the same passes for tiles, exports and the
// overlay of the window. Overlaps within one translucent layer are painted once: such a layer is drawn apart, as a
// group, and then laid over the rest. One context, one thread.
#pragma once

#include "gl/draw.hpp"
#include "gl/framebuffer.hpp"
#include "render/mesh_store.hpp"
#include "render/prepared_picture.hpp"
#include "render/shader_set.hpp"
#include "render/tile_view.hpp"

#include <functional>
#include <span>

namespace geju {

/// Where passes draw, and how to come back to it after drawing a group elsewhere.
struct PassTarget {
    std::function<void()> bind; ///< binds the framebuffer, the viewport being that of the view
    bool topDown = true;        ///< row 0 is the top one (our textures), or the bottom one (the window)
    bool multisampled = true;   ///< edges of polygons come out smooth; else polygons are drawn by way of a group
};

/// Samples a pixel of polygons.
inline constexpr int kSamples = 4;

class PicturePasses {
  public:
    PicturePasses(ShaderSet& shaders, MeshStore& meshes)
      : shaders_(shaders)
      , meshes_(meshes) {}

    /// Draws the background's patterns and all layers over what the target holds. `wait` for meshes that are still
    /// being built; without, false comes back when a layer was left out for the lack of one.
    bool draw(PreparedPicture& picture, const TileView& view, const PassTarget& target, bool wait);

    /// A texture over the bound target of the given size; rectangles in pixels and in 0…1, y down in both.
    void drawTexture(const gl::Texture& texture, int targetWidth, int targetHeight, bool topDown,
                     const Box& targetPixels, const Box& sourceTexels, gl::Sampling sampling, double opacity);

  private:
    struct Drawing; ///< one picture into one target
    struct FillDraw {
        const GpuFill& mesh;
        const gl::BufferTexture& symbolOf;
        const gl::BufferTexture& texels;
        const FillPalette& palette;
        const gl::BufferTexture* gradientStops = nullptr;
    };
    enum class GroupKind : unsigned char { Polygons, Strokes };

    void drawBackgroundPatterns(const Drawing& drawing);
    bool drawLayer(const Drawing& drawing, std::size_t layer);
    /// Of a fill layer; false while their mesh is being built.
    bool drawOutlines(const Drawing& drawing, std::size_t layer);
    void drawFills(const Drawing& drawing, const FillDraw& fill, double opacity);
    /// Polygon by polygon.
    void drawShaded(const Drawing& drawing, std::size_t layer, const GpuShades& shades);
    /// Over the fills of the layer.
    void drawPatterns(const Drawing& drawing, std::size_t layer, const GpuFill& mesh);
    /// False when the lengths of a gradient's paths are not there yet.
    bool drawStrokes(const Drawing& drawing, std::size_t layer, const GpuTexels& paths);
    void drawCircles(const Drawing& drawing, std::size_t layer, const GpuTexels& points);
    void drawRaster(const Drawing& drawing, const PictureLayer& layer);
    /// Runs `body` with a transparent target of the view's size, then lays `rect` of it over the drawing's target.
    void drawGroup(const Drawing& drawing, GroupKind kind, gl::PixelRect rect, double opacity,
                   const std::function<void()>& body);
    void provideGroup(GroupKind kind, int width, int height);

    ShaderSet& shaders_;
    MeshStore& meshes_;
    gl::Texture groupTexture_;
    gl::Framebuffer groupFlat_;
    gl::Framebuffer groupSampled_;
    gl::VertexArray noAttributes_;
};

} // namespace geju
