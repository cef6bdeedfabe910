// Draws placed labels, halo below text, from a glyph atlas. Upright text stands on whole pixels: as a block, so that
// its letters keep their distances while the map moves. One context, one thread.
#pragma once

#include "drawing/labels.hpp"
#include "gl/vertex_array.hpp"
#include "render/glyph_atlas.hpp"
#include "render/shader_set.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace geju {

class LabelPass {
  public:
    LabelPass(ShaderSet& shaders, FontBook& fonts)
      : shaders_(shaders)
      , atlas_(fonts) {}

    /// How letters along a bent line are turned.
    enum class Turning : std::uint8_t {
        Exact, ///< drawn at their angle, kept in the atlas
        Quick  ///< upright ones turned as pictures, a little soft: for frames whose angles will not come again
    };
    /// Into the bound target of this size, `shift` added to the labels' pixels. Labels outside are skipped.
    void draw(std::span<const PlacedLabel> labels, Point shiftPixels, int width, int height, bool topDown,
              Turning turning = Turning::Exact);

  private:
    struct Corner {
        float x, y;
        float u, v;
        std::uint8_t r, g, b, a;
    };
    void addLabel(const PlacedLabel& label, Point shift, bool halo, Turning turning);

    ShaderSet& shaders_;
    GlyphAtlas atlas_;
    std::vector<Corner> corners_;
    gl::Buffer buffer_;
    gl::VertexArray array_;
};

} // namespace geju
