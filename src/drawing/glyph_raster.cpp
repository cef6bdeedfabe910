#include "drawing/glyph_raster.hpp"

#include "drawing/font_face.hpp"

#include <ft2build.h>

#include <algorithm>
#include <cmath>
#include FT_FREETYPE_H
#include FT_GLYPH_H
#include FT_OUTLINE_H
#include FT_STROKER_H

namespace geju {

namespace {

/// Stroke added for a synthesised bold, as a part of the em: what FT_GlyphSlot_Embolden adds (FreeType ftsynth.c).
constexpr double kBoldEms = 1.0 / 24;

struct DoneGlyph {
    void operator()(FT_GlyphRec_* glyph) const { FT_Done_Glyph(glyph); }
};
using Glyph = std::unique_ptr<FT_GlyphRec_, DoneGlyph>;

FT_Pos toFixed26(double pixels) {
    return static_cast<FT_Pos>(std::lround(pixels * 64));
}

GlyphBitmap renderGlyph(const Glyph& glyph) {
    GlyphBitmap bitmap;
    FT_Glyph image = nullptr;
    if (FT_Glyph_Copy(glyph.get(), &image) != 0) return bitmap;
    FT_Glyph_To_Bitmap(&image, FT_RENDER_MODE_NORMAL, nullptr, 1);
    const Glyph owner(image);
    if (image->format != FT_GLYPH_FORMAT_BITMAP) return bitmap;
    const auto* rendered = reinterpret_cast<FT_BitmapGlyph>(image);
    bitmap.width = static_cast<int>(rendered->bitmap.width);
    bitmap.height = static_cast<int>(rendered->bitmap.rows);
    bitmap.left = rendered->left;
    bitmap.top = -rendered->top;
    bitmap.coverage.resize(static_cast<std::size_t>(bitmap.width) * bitmap.height);
    for (int y = 0; y < bitmap.height; ++y) {
        const unsigned char* row = rendered->bitmap.buffer + static_cast<std::ptrdiff_t>(y) * rendered->bitmap.pitch;
        std::copy_n(row, bitmap.width, bitmap.coverage.begin() + static_cast<std::ptrdiff_t>(y) * bitmap.width);
    }
    return bitmap;
}

/// The greater coverage of the two, where `body` is inside the stroke around it.
void addBody(GlyphBitmap& stroked, const GlyphBitmap& body) {
    for (int y = 0; y < body.height; ++y) {
        const int row = y + body.top - stroked.top;
        if (row < 0 || row >= stroked.height) continue;
        for (int x = 0; x < body.width; ++x) {
            const int column = x + body.left - stroked.left;
            if (column < 0 || column >= stroked.width) continue;
            auto& pixel = stroked.coverage[static_cast<std::size_t>(row) * stroked.width + column];
            pixel = std::max(pixel, body.coverage[static_cast<std::size_t>(y) * body.width + x]);
        }
    }
}

} // namespace

GlyphBitmap rasterizeGlyph(const FontFace& face, std::uint32_t glyphIndex, double sizePixels, double haloPixels,
                           double angleRadians) {
    FT_Face ft = face.freeType.get();
    if (sizePixels <= 0 || FT_Set_Char_Size(ft, 0, toFixed26(sizePixels), 72, 72) != 0) return {};
    if (FT_Load_Glyph(ft, glyphIndex, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP) != 0) return {};
    if (ft->glyph->format != FT_GLYPH_FORMAT_OUTLINE) return {};
    FT_Outline& outline = ft->glyph->outline;
    if (face.embolden) {
        const FT_Pos strength = toFixed26(sizePixels * kBoldEms);
        FT_Outline_Embolden(&outline, strength);
        FT_Outline_Translate(&outline, -strength / 2, -strength / 2);
    }
    if (angleRadians != 0) {
        const auto cosine = static_cast<FT_Fixed>(std::lround(std::cos(angleRadians) * 0x10000));
        const auto sine = static_cast<FT_Fixed>(std::lround(std::sin(angleRadians) * 0x10000));
        const FT_Matrix rotation{cosine, -sine, sine, cosine};
        FT_Outline_Transform(&outline, &rotation);
    }
    FT_Glyph loaded = nullptr;
    if (FT_Get_Glyph(ft->glyph, &loaded) != 0) return {};
    const Glyph body(loaded);
    if (haloPixels <= 0) return renderGlyph(body);

    FT_Stroker stroker = nullptr;
    if (FT_Stroker_New(ft->glyph->library, &stroker) != 0) return renderGlyph(body);
    FT_Stroker_Set(stroker, toFixed26(haloPixels), FT_STROKER_LINECAP_ROUND, FT_STROKER_LINEJOIN_ROUND, 0);
    FT_Glyph strokedGlyph = nullptr;
    FT_Glyph_Copy(body.get(), &strokedGlyph);
    FT_Glyph_Stroke(&strokedGlyph, stroker, 1);
    FT_Stroker_Done(stroker);
    const Glyph stroke(strokedGlyph);
    GlyphBitmap bitmap = renderGlyph(stroke);
    addBody(bitmap, renderGlyph(body));
    return bitmap;
}

} // namespace geju
