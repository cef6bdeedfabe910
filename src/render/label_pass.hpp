// Draws placed labels, halo below text, glyph by glyph from an atlas; in a window, where labels are drawn again and
// again, upright ones as whole pictures. Upright text stands on whole pixels: as a block, so that its letters keep
// their distances while the map moves. One context, one thread.
#pragma once

#include "drawing/labels.hpp"
#include "gl/draw.hpp"
#include "gl/vertex_array.hpp"
#include "render/glyph_atlas.hpp"
#include "render/label_sprites.hpp"
#include "render/shader_set.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace geju {

class LabelPass {
  public:
    LabelPass(ShaderSet& shaders, FontBook& fonts)
      : shaders_(shaders)
      , atlas_(fonts)
      , sprites_(atlas_) {}

    enum class Purpose : std::uint8_t {
        Export, ///< into an image whose first row is the top one; every glyph by itself
        Rest,   ///< a window; letters along a bent line are drawn at their angle, kept in the atlas
        Motion  ///< a window at a passing scale; such letters are upright ones turned as pictures, a little soft
    };
    /// Into the bound target of this size, `shift` added to the labels' pixels. Labels outside are skipped.
    void draw(std::span<const PlacedLabel> labels, Point shiftPixels, int width, int height, Purpose purpose);

  private:
    struct Corner {
        float x, y;
        float u, v;
        std::uint8_t r, g, b, a;
    };
    /// Of the sprites' texture or the glyphs'.
    struct Run {
        bool isSprites = false;
        gl::DrawRange corners;
    };
    void addLabel(const PlacedLabel& label, Point shift, Purpose purpose);
    void addLeader(const LeaderLine& line, Point shift);
    bool addSprite(const PlacedLabel& label, Point shift);
    void addGlyphs(const PlacedLabel& label, Point shift, bool halo, bool turnsPictures);
    void upload();

    ShaderSet& shaders_;
    GlyphAtlas atlas_;
    LabelSprites sprites_;
    std::vector<StandingGlyph> standing_; ///< of the label added last
    std::vector<Corner> corners_;
    std::vector<Run> runs_; ///< of the corners, one behind the other
    gl::Buffer buffer_;
    gl::VertexArray array_;
};

} // namespace geju
