#include "drawing/font_face.hpp"

#include <fontconfig/fontconfig.h>
#include <ft2build.h>
#include <hb-ot.h>
#include <hb.h>

#include <array>
#include FT_FREETYPE_H

namespace geju {

namespace {

struct StyleWord {
    std::string_view word;
    int weight; ///< -1: the word says nothing about it
    int slant;
};
constexpr std::array kStyleWords{
    StyleWord{"Thin", FC_WEIGHT_THIN, -1},           StyleWord{"ExtraLight", FC_WEIGHT_EXTRALIGHT, -1},
    StyleWord{"Light", FC_WEIGHT_LIGHT, -1},         StyleWord{"DemiLight", FC_WEIGHT_DEMILIGHT, -1},
    StyleWord{"Regular", FC_WEIGHT_REGULAR, -1},     StyleWord{"Book", FC_WEIGHT_REGULAR, -1},
    StyleWord{"Medium", FC_WEIGHT_MEDIUM, -1},       StyleWord{"SemiBold", FC_WEIGHT_DEMIBOLD, -1},
    StyleWord{"Semibold", FC_WEIGHT_DEMIBOLD, -1},   StyleWord{"Bold", FC_WEIGHT_BOLD, -1},
    StyleWord{"ExtraBold", FC_WEIGHT_EXTRABOLD, -1}, StyleWord{"Black", FC_WEIGHT_BLACK, -1},
    StyleWord{"Italic", -1, FC_SLANT_ITALIC},        StyleWord{"Oblique", -1, FC_SLANT_OBLIQUE},
};

template <auto Destroy>
struct Release {
    template <typename T>
    void operator()(T* object) const {
        Destroy(object);
    }
};

} // namespace

void FontFace::CloseFreeType::operator()(FT_FaceRec_* face) const {
    FT_Done_Face(face);
}

void FontFace::CloseHarfBuzz::operator()(hb_font_t* font) const {
    hb_font_destroy(font);
}

FontRequest FontRequest::parse(std::string_view name) {
    FontRequest request;
    request.weight = FC_WEIGHT_REGULAR;
    request.slant = FC_SLANT_ROMAN;
    for (bool found = true; found;) {
        found = false;
        const std::size_t space = name.rfind(' ');
        if (space == std::string_view::npos) break;
        for (const StyleWord& style : kStyleWords) {
            if (name.substr(space + 1) != style.word) continue;
            if (style.weight >= 0) request.weight = style.weight;
            if (style.slant >= 0) request.slant = style.slant;
            name = name.substr(0, space);
            found = true;
            break;
        }
    }
    request.family = name;
    return request;
}

std::unique_ptr<FontFace> FontFace::open(FT_LibraryRec_* library, const std::string& path, long index) {
    auto face = std::make_unique<FontFace>();
    face->path = path;
    face->index = index;
    FT_Face ft = nullptr;
    if (FT_New_Face(library, path.c_str(), index, &ft) != 0) return nullptr;
    face->freeType.reset(ft);
    if (!FT_IS_SCALABLE(ft)) return nullptr;
    FT_Select_Charmap(ft, FT_ENCODING_UNICODE);

    using HbBlob = std::unique_ptr<hb_blob_t, Release<hb_blob_destroy>>;
    using HbFace = std::unique_ptr<hb_face_t, Release<hb_face_destroy>>;
    const HbBlob blob(hb_blob_create_from_file_or_fail(path.c_str()));
    if (!blob) return nullptr;
    const HbFace hbFace(hb_face_create(blob.get(), static_cast<unsigned>(index & 0xffff)));
    face->harfBuzz.reset(hb_font_create(hbFace.get()));
    const unsigned unitsPerEm = hb_face_get_upem(hbFace.get());
    hb_font_set_scale(face->harfBuzz.get(), static_cast<int>(unitsPerEm), static_cast<int>(unitsPerEm));
    hb_ot_font_set_funcs(face->harfBuzz.get());
    face->unitsPerEm = unitsPerEm;
    face->ascentEms = ft->ascender / static_cast<double>(ft->units_per_EM);
    face->descentEms = -ft->descender / static_cast<double>(ft->units_per_EM);
    if (ft->family_name) face->family = ft->family_name;
    return face;
}

std::uint32_t FontFace::glyphFor(std::uint32_t codepoint) const {
    hb_codepoint_t glyph = 0;
    return hb_font_get_nominal_glyph(harfBuzz.get(), codepoint, &glyph) ? glyph : 0;
}

} // namespace geju
