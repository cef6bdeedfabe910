// One opened font face: HarfBuzz for shaping in font units, FreeType for outlines. A detail of FontBook, which owns it
// and uses it on its own thread. Lengths in ems, y up, unless said otherwise.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct FT_FaceRec_;
struct FT_LibraryRec_;
struct hb_font_t;

namespace geju {

struct FontFace {
    struct CloseFreeType {
        void operator()(FT_FaceRec_* face) const;
    };
    struct CloseHarfBuzz {
        void operator()(hb_font_t* font) const;
    };

    std::string path;
    long index = 0;
    bool embolden = false;
    std::string family;
    std::unique_ptr<FT_FaceRec_, CloseFreeType> freeType;
    std::unique_ptr<hb_font_t, CloseHarfBuzz> harfBuzz; ///< scaled so that one em is unitsPerEm
    double unitsPerEm = 1000;
    double ascentEms = 0.88;
    double descentEms = 0.12; ///< positive

    /// Null when the file cannot be opened as a scalable font.
    static std::unique_ptr<FontFace> open(FT_LibraryRec_* library, const std::string& path, long index);
    std::uint32_t glyphFor(std::uint32_t codepoint) const; ///< 0 when the face lacks it
};

/// What a style's font name asks for: "Noto Sans CJK SC Bold" → family, weight and slant in fontconfig's scales.
struct FontRequest {
    std::string family;
    int weight = 0;
    int slant = 0;

    static FontRequest parse(std::string_view name);
};

} // namespace geju
