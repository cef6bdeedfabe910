// Fonts for map labels: found by fontconfig, shaped by HarfBuzz, drawn by FreeType. Pixels are device pixels.
// One FontBook is used by one thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace geju {

using FaceId = std::uint16_t;

struct ShapedGlyph {
    FaceId face = 0;
    std::uint32_t glyph = 0;   ///< index in the face
    double advance = 0;        ///< pixels
    double offsetX = 0;        ///< pixels, from the pen
    double offsetY = 0;        ///< pixels, up
    std::uint32_t cluster = 0; ///< byte of the text that it came from
};

/// Eight-bit coverage, top row first; (left, top) is the offset of its top left pixel from the pen, y down.
struct GlyphBitmap {
    int width = 0;
    int height = 0;
    int left = 0;
    int top = 0;
    std::vector<std::uint8_t> coverage;
};

class FontBook {
  public:
    FontBook();
    ~FontBook();
    FontBook(FontBook&&) noexcept;
    FontBook& operator=(FontBook&&) noexcept;

    /// One line of text in visual order. `font` is a fontconfig family with an optional trailing style
    /// ("Noto Sans CJK SC Bold"). Characters that the face lacks come from fallback faces; the last resort is the
    /// face's missing-glyph box, counted in missingGlyphs().
    std::vector<ShapedGlyph> shape(std::string_view text, std::string_view font, double sizePixels);
    double ascent(std::string_view font, double sizePixels);
    double descent(std::string_view font, double sizePixels); ///< positive, below the baseline

    /// Bitmap of a glyph turned counter-clockwise by `angleRadians`, or of its outline stroked by `haloPixels` on
    /// each side (then the glyph's own body is included). Of kPictogramFace: a pictogram (drawing/pictograms.hpp).
    GlyphBitmap rasterize(FaceId face, std::uint32_t glyph, double sizePixels, double haloPixels, double angleRadians);

    /// For painters that embed fonts (PDF): the file and the face index in it.
    struct FaceFile {
        std::string path;
        long index = 0;
        bool embolden = false; ///< the face stands in for a bold one: outlines are to be made bolder by 1/24 em
        std::string family;    ///< as the face names itself
    };
    FaceFile file(FaceId face) const;
    std::size_t missingGlyphs() const;

    struct Data;

  private:
    std::unique_ptr<Data> data_;
};

} // namespace geju
