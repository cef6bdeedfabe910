// Glyph bitmaps in one texture that grows with what is shown. When it can grow no more it begins anew: ask for all
// glyphs of a frame again when generation() changed between the first and the last of them.
#pragma once

#include "drawing/fonts.hpp"
#include "gl/texture.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <tuple>
#include <vector>

namespace geju {

struct AtlasGlyph {
    int x = 0; ///< texels
    int y = 0;
    int width = 0; ///< 0: nothing to draw
    int height = 0;
    int left = 0; ///< of the bitmap's top left corner from the pen; pixels, y down
    int top = 0;
};

class GlyphAtlas {
  public:
    explicit GlyphAtlas(FontBook& fonts)
      : fonts_(fonts) {}

    const AtlasGlyph& get(FaceId face, std::uint32_t glyph, double sizePixels, double haloPixels, double angleRadians);
    /// A row of a glyph's bitmap, until the next get(): coverage of each pixel.
    const std::uint8_t* coverage(const AtlasGlyph& glyph, int row) const {
        return pixels_.data() + std::ptrdiff_t{glyph.y + row} * size_ + glyph.x;
    }
    /// With everything asked for so far.
    const gl::Texture& texture();
    int generation() const { return generation_; }

  private:
    using Key = std::tuple<FaceId, std::uint32_t, int, int, int>;
    struct Place {
        int x = 0;
        int y = 0;
    };
    bool findPlace(int width, int height, Place& place);
    bool grow();

    FontBook& fonts_;
    std::map<Key, AtlasGlyph> glyphs_;
    std::vector<std::uint8_t> pixels_;
    int size_ = 0;
    int shelfX_ = 0;
    int shelfY_ = 0;
    int shelfHeight_ = 0;
    int dirtyTop_ = 0; ///< rows to upload
    int dirtyBottom_ = 0;
    int generation_ = 0;
    gl::Texture texture_;
};

} // namespace geju
