// The faces of a FontBook as cairo fonts, so that sheets are lettered with the very glyphs of the map's labels, on
// images as well as in PDF and SVG. Refers to the book, which must outlive it; one thread.
#pragma once

#include "drawing/fonts.hpp"

#include <memory>

typedef struct _cairo cairo_t; // NOLINT: cairo's own name, so that this header does not need cairo's

namespace geju {

class CairoFonts {
  public:
    explicit CairoFonts(FontBook& book);
    ~CairoFonts();
    CairoFonts(const CairoFonts&) = delete;
    CairoFonts& operator=(const CairoFonts&) = delete;

    FontBook& book() const { return book_; }
    /// Selects the face at a size in user units, without hinting: glyphs keep their form at every resolution.
    void select(cairo_t* cairo, FaceId face, double size);

  private:
    struct Data;
    FontBook& book_;
    std::unique_ptr<Data> data_;
};

} // namespace geju
