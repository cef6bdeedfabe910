#include "drawing/fonts.hpp"

#include "drawing/font_face.hpp"
#include "drawing/glyph_raster.hpp"
#include "drawing/pictograms.hpp"
#include "drawing/utf8.hpp"

#include <fontconfig/fontconfig.h>
#include <ft2build.h>
#include <hb.h>

#include <algorithm>
#include <cassert>
#include <map>
#include <optional>
#include <unordered_map>
#include FT_FREETYPE_H

namespace geju {

namespace {

template <auto Destroy>
struct Release {
    template <typename T>
    void operator()(T* object) const {
        Destroy(object);
    }
};
using Pattern = std::unique_ptr<FcPattern, Release<FcPatternDestroy>>;
using FontSet = std::unique_ptr<FcFontSet, Release<FcFontSetDestroy>>;
using Buffer = std::unique_ptr<hb_buffer_t, Release<hb_buffer_destroy>>;
using Library = std::unique_ptr<FT_LibraryRec_, Release<FT_Done_FreeType>>;

/// Characters of the Unicode set written in simplified Chinese take that face's shapes; Latin is the same in all.
constexpr const char* kFontLanguage = "zh-cn";
constexpr const char* kShapingLanguage = "zh-Hans";

Pattern patternFor(const FontRequest& request) {
    Pattern pattern(FcPatternCreate());
    FcPatternAddString(pattern.get(), FC_FAMILY, reinterpret_cast<const FcChar8*>(request.family.c_str()));
    FcPatternAddInteger(pattern.get(), FC_WEIGHT, request.weight);
    FcPatternAddInteger(pattern.get(), FC_SLANT, request.slant);
    FcPatternAddString(pattern.get(), FC_LANG, reinterpret_cast<const FcChar8*>(kFontLanguage));
    FcPatternAddBool(pattern.get(), FC_SCALABLE, FcTrue);
    FcConfigSubstitute(nullptr, pattern.get(), FcMatchPattern);
    FcDefaultSubstitute(pattern.get());
    return pattern;
}

bool isDefaultIgnorable(std::uint32_t c) {
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xad || (c >= 0x200b && c <= 0x200f) ||
           (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x2064) || (c >= 0xfe00 && c <= 0xfe0f) || c == 0xfeff;
}

} // namespace

struct FontBook::Data {
    /// A font name as styles write it, resolved: the face that leads and the set that helps out.
    struct Font {
        FontRequest request;
        FaceId face = 0;
        FontSet fallbacks; ///< in fontconfig's order; filled on the first missing character
        std::unordered_map<std::uint32_t, FaceId> faceOf;                 ///< of characters that the leading face lacks
        std::unordered_map<std::string, std::vector<ShapedGlyph>> shaped; ///< in ems
    };

    Library library;
    std::vector<std::unique_ptr<FontFace>> faces;
    std::map<std::string, Font, std::less<>> fonts;
    Buffer buffer{hb_buffer_create()};
    std::size_t missing = 0;

    Data() {
        FT_Library made = nullptr;
        if (FT_Init_FreeType(&made) == 0) library.reset(made);
        FcInit();
    }

    std::optional<FaceId> openFace(FcPattern* found, int wantedWeight) {
        FcChar8* file = nullptr;
        int index = 0;
        int weight = FC_WEIGHT_REGULAR;
        if (!found || FcPatternGetString(found, FC_FILE, 0, &file) != FcResultMatch) return std::nullopt;
        FcPatternGetInteger(found, FC_INDEX, 0, &index);
        FcPatternGetInteger(found, FC_WEIGHT, 0, &weight);
        const bool embolden = wantedWeight >= FC_WEIGHT_DEMIBOLD && weight <= FC_WEIGHT_MEDIUM;
        const std::string path = reinterpret_cast<const char*>(file);
        for (std::size_t i = 0; i < faces.size(); ++i) {
            if (faces[i]->path == path && faces[i]->index == index && faces[i]->embolden == embolden) {
                return static_cast<FaceId>(i);
            }
        }
        auto opened = FontFace::open(library.get(), path, index);
        if (!opened) return std::nullopt;
        opened->embolden = embolden;
        faces.push_back(std::move(opened));
        return static_cast<FaceId>(faces.size() - 1);
    }

    Font* font(std::string_view name) {
        const auto known = fonts.find(name);
        if (known != fonts.end()) return &known->second;
        Font font;
        font.request = FontRequest::parse(name);
        const Pattern pattern = patternFor(font.request);
        FcResult result = FcResultNoMatch;
        const Pattern match(FcFontMatch(nullptr, pattern.get(), &result));
        const auto face = openFace(match.get(), font.request.weight);
        if (!face) return nullptr;
        font.face = *face;
        return &fonts.emplace(std::string(name), std::move(font)).first->second;
    }

    FaceId faceFor(Font& font, std::uint32_t character) {
        if (isDefaultIgnorable(character) || faces[font.face]->glyphFor(character) != 0) return font.face;
        const auto known = font.faceOf.find(character);
        if (known != font.faceOf.end()) return known->second;
        if (!font.fallbacks) {
            const Pattern pattern = patternFor(font.request);
            FcResult result = FcResultNoMatch;
            font.fallbacks.reset(FcFontSort(nullptr, pattern.get(), FcTrue, nullptr, &result));
        }
        FaceId chosen = font.face;
        for (int i = 0; font.fallbacks && i < font.fallbacks->nfont; ++i) {
            FcPattern* candidate = font.fallbacks->fonts[i];
            FcCharSet* characters = nullptr;
            if (FcPatternGetCharSet(candidate, FC_CHARSET, 0, &characters) != FcResultMatch) continue;
            if (!FcCharSetHasChar(characters, character)) continue;
            const auto face = openFace(candidate, font.request.weight);
            if (face && faces[*face]->glyphFor(character) != 0) {
                chosen = *face;
                break;
            }
        }
        font.faceOf.emplace(character, chosen);
        return chosen;
    }

    void shapeRun(std::string_view text, std::size_t begin, std::size_t end, FaceId faceId,
                  std::vector<ShapedGlyph>& glyphs) {
        const FontFace& face = *faces[faceId];
        hb_buffer_t* run = buffer.get();
        hb_buffer_clear_contents(run);
        hb_buffer_set_language(run, hb_language_from_string(kShapingLanguage, -1));
        hb_buffer_add_utf8(run, text.data(), static_cast<int>(text.size()), static_cast<unsigned>(begin),
                           static_cast<int>(end - begin));
        hb_buffer_guess_segment_properties(run);
        hb_shape(face.harfBuzz.get(), run, nullptr, 0);
        unsigned count = 0;
        const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(run, &count);
        const hb_glyph_position_t* positions = hb_buffer_get_glyph_positions(run, &count);
        for (unsigned i = 0; i < count; ++i) {
            ShapedGlyph glyph;
            glyph.face = faceId;
            glyph.glyph = infos[i].codepoint;
            glyph.advance = positions[i].x_advance / face.unitsPerEm;
            glyph.offsetX = positions[i].x_offset / face.unitsPerEm;
            glyph.offsetY = positions[i].y_offset / face.unitsPerEm;
            glyph.cluster = infos[i].cluster;
            glyphs.push_back(glyph);
        }
    }

    std::vector<ShapedGlyph> shapeInEms(std::string_view text, Font& font) {
        std::vector<ShapedGlyph> glyphs;
        hb_unicode_funcs_t* unicode = hb_unicode_funcs_get_default();
        std::size_t runBegin = 0;
        std::optional<FaceId> runFace;
        hb_script_t runScript = HB_SCRIPT_COMMON;
        for (std::size_t at = 0; at < text.size();) {
            const Utf8Character next = readUtf8(text, at);
            const FaceId face = isCombining(next.codepoint) && runFace ? *runFace : faceFor(font, next.codepoint);
            const hb_script_t script = hb_unicode_script(unicode, next.codepoint);
            const bool neutral = script == HB_SCRIPT_COMMON || script == HB_SCRIPT_INHERITED;
            const bool otherScript = !neutral && runScript != HB_SCRIPT_COMMON && script != runScript;
            if (runFace && (face != *runFace || otherScript)) {
                shapeRun(text, runBegin, at, *runFace, glyphs);
                runBegin = at;
                runScript = HB_SCRIPT_COMMON;
            }
            runFace = face;
            if (!neutral) runScript = script;
            if (!isDefaultIgnorable(next.codepoint) && faces[face]->glyphFor(next.codepoint) == 0) ++missing;
            at += next.bytes;
        }
        if (runFace) shapeRun(text, runBegin, text.size(), *runFace, glyphs);
        return glyphs;
    }
};

FontBook::FontBook()
  : data_(std::make_unique<Data>()) {}
FontBook::~FontBook() = default;
FontBook::FontBook(FontBook&&) noexcept = default;
FontBook& FontBook::operator=(FontBook&&) noexcept = default;

std::vector<ShapedGlyph> FontBook::shape(std::string_view text, std::string_view font, double sizePixels) {
    Data::Font* found = data_->font(font);
    if (!found) {
        data_->missing += text.size();
        return {};
    }
    std::string key(text);
    std::replace_if(
        key.begin(), key.end(), [](char c) { return c == '\n' || c == '\t' || c == '\r'; }, ' ');
    auto cached = found->shaped.find(key);
    if (cached == found->shaped.end()) {
        auto glyphs = data_->shapeInEms(key, *found);
        cached = found->shaped.emplace(std::move(key), std::move(glyphs)).first;
    }
    std::vector<ShapedGlyph> glyphs = cached->second;
    for (ShapedGlyph& glyph : glyphs) {
        glyph.advance *= sizePixels;
        glyph.offsetX *= sizePixels;
        glyph.offsetY *= sizePixels;
    }
    return glyphs;
}

double FontBook::ascent(std::string_view font, double sizePixels) {
    const Data::Font* found = data_->font(font);
    return found ? data_->faces[found->face]->ascentEms * sizePixels : sizePixels;
}

double FontBook::descent(std::string_view font, double sizePixels) {
    const Data::Font* found = data_->font(font);
    return found ? data_->faces[found->face]->descentEms * sizePixels : 0;
}

GlyphBitmap FontBook::rasterize(FaceId face, std::uint32_t glyph, double sizePixels, double haloPixels,
                                double angleRadians) {
    if (face == kPictogramFace) return rasterizePictogram(glyph, sizePixels, haloPixels, angleRadians);
    assert(face < data_->faces.size());
    return rasterizeGlyph(*data_->faces[face], glyph, sizePixels, haloPixels, angleRadians);
}

FontBook::FaceFile FontBook::file(FaceId face) const {
    assert(face < data_->faces.size());
    const FontFace& opened = *data_->faces[face];
    return {opened.path, opened.index, opened.embolden, opened.family};
}

std::size_t FontBook::missingGlyphs() const {
    return data_->missing;
}

} // namespace geju
