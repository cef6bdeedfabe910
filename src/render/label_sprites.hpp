// Upright labels as finished pictures, halo and text composed, in one texture: a label drawn again is a rectangle. When
// the texture is full, labels are refused until the next frame, which begins with a larger or an empty one.
// Premultiplied colours; pixels, y down. One context, one thread.
#pragma once

#include "drawing/labels.hpp"
#include "gl/texture.hpp"
#include "render/glyph_atlas.hpp"

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace geju {

struct LabelSprite {
    int x = 0; ///< texels
    int y = 0;
    int width = 0; ///< 0: nothing to draw
    int height = 0;
    int left = 0; ///< of the top left corner from the first glyph's pen
    int top = 0;
};

/// A glyph whose pen stands on a whole pixel.
struct StandingGlyph {
    FaceId face = 0;
    std::uint32_t glyph = 0;
    int x = 0; ///< pixels from the first glyph's pen
    int y = 0;
};

class LabelSprites {
  public:
    explicit LabelSprites(GlyphAtlas& glyphs)
      : glyphs_(glyphs) {}

    /// Makes room if there was none in the frame before.
    void beginFrame();
    /// The picture of a label's glyphs in its size and colours; null when there is no room for it now.
    const LabelSprite* get(const PlacedLabel& label, const std::vector<StandingGlyph>& glyphs);
    const gl::Texture& texture() const { return texture_; }

  private:
    const std::string& keyOf(const PlacedLabel& label, const std::vector<StandingGlyph>& glyphs);
    Box extentOf(const PlacedLabel& label, const std::vector<StandingGlyph>& glyphs);
    void compose(const PlacedLabel& label, const std::vector<StandingGlyph>& glyphs, double haloPixels, Rgba color,
                 const LabelSprite& sprite);
    bool findPlace(LabelSprite& sprite);
    void write(const LabelSprite& sprite);

    GlyphAtlas& glyphs_;
    gl::Texture texture_;
    std::unordered_map<std::string, LabelSprite> sprites_;
    std::string key_;           ///< of the label asked for last
    std::vector<float> layers_; ///< of the sprite being composed: premultiplied red, green, blue, alpha, 0…255
    std::vector<std::uint8_t> bytes_;
    bool isFull_ = false;
    int shelfX_ = 0;
    int shelfY_ = 0;
    int shelfHeight_ = 0;
};

} // namespace geju
