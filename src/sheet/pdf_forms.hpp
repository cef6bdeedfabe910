// Large drawings in a PDF of cairo's. cairo leaves a place for each on the page, an image that is never shown; once it
// has written the file, a form of our own content takes the image's place, by an incremental update (ISO
// 32000-1, 7.5.6). So fonts, metadata and structure are cairo's, and the bulk is written by many threads, in short
// numbers. One thread.
#pragma once

#include "sheet/page.hpp"
#include "sheet/pdf_canvas.hpp"

#include <optional>
#include <set>
#include <string>
#include <vector>

typedef struct _cairo cairo_t; // NOLINT: cairo's own name, so that this header does not need cairo's

namespace geju {

class PdfForms {
  public:
    /// Leaves a place for contents that follow each other, clipped to `box`, whose corner is their origin. The cairo
    /// context is of a PDF surface that keeps to version 1.4: newer ones pack what must be found.
    void place(cairo_t* cairo, const PageBox& box, std::vector<PdfContent> contents);

    /// The finished file of the surface, with the forms in their places. Nothing when cairo did not leave them as
    /// expected or there is no memory.
    std::optional<std::string> complete(std::string pdf) const;

  private:
    struct Form {
        PageBox box;
        std::vector<std::string> operators;
        std::set<int> opacities;
    };
    std::vector<Form> forms_;
};

} // namespace geju
