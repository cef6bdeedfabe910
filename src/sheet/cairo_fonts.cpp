#include "sheet/cairo_fonts.hpp"

#include <cairo-ft.h>
#include <ft2build.h>

#include <map>
#include <type_traits>
#include FT_FREETYPE_H

namespace geju {

namespace {

/// A face and the library it lives in. cairo keeps fonts in a cache of its own beyond the life of their users, so each
/// face holds on to its library until cairo lets go of it.
struct OpenFace {
    std::shared_ptr<std::remove_pointer_t<FT_Library>> library;
    FT_Face face = nullptr;

    ~OpenFace() {
        if (face) FT_Done_Face(face);
    }
};

const cairo_user_data_key_t kFaceKey{};

} // namespace

struct CairoFonts::Data {
    std::shared_ptr<std::remove_pointer_t<FT_Library>> library;
    std::map<FaceId, cairo_font_face_t*> faces;
    cairo_font_options_t* options = cairo_font_options_create();

    Data() {
        FT_Library made = nullptr;
        if (FT_Init_FreeType(&made) == 0) library = {made, FT_Done_FreeType};
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
        cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    }
    ~Data() {
        for (auto& [id, face] : faces) cairo_font_face_destroy(face);
        cairo_font_options_destroy(options);
    }
    Data(const Data&) = delete;
    Data& operator=(const Data&) = delete;

    cairo_font_face_t* open(const FontBook::FaceFile& file) {
        auto opened = std::make_unique<OpenFace>();
        opened->library = library;
        if (library && FT_New_Face(library.get(), file.path.c_str(), file.index, &opened->face) == 0) {
            cairo_font_face_t* made = cairo_ft_font_face_create_for_ft_face(opened->face, FT_LOAD_NO_HINTING);
            if (file.embolden) cairo_ft_font_face_set_synthesize(made, CAIRO_FT_SYNTHESIZE_BOLD);
            const auto status = cairo_font_face_set_user_data(made, &kFaceKey, opened.get(),
                                                              [](void* face) { delete static_cast<OpenFace*>(face); });
            if (status == CAIRO_STATUS_SUCCESS) {
                static_cast<void>(opened.release());
                return made;
            }
            cairo_font_face_destroy(made);
        }
        return cairo_toy_font_face_create("sans-serif", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
    }
};

CairoFonts::CairoFonts(FontBook& book)
  : book_(book)
  , data_(std::make_unique<Data>()) {}

CairoFonts::~CairoFonts() = default;

void CairoFonts::select(cairo_t* cairo, FaceId id, double size) {
    auto found = data_->faces.find(id);
    if (found == data_->faces.end()) found = data_->faces.emplace(id, data_->open(book_.file(id))).first;
    cairo_set_font_face(cairo, found->second);
    cairo_set_font_size(cairo, size);
    cairo_set_font_options(cairo, data_->options);
}

} // namespace geju
