// The text of a sheet: measured, broken into lines and drawn, in the page frame (millimetres). Sizes are those of the
// em. The layout measures with the same shaping that the painter draws with, whatever the resolution.
#pragma once

#include "drawing/fonts.hpp"
#include "plan/color.hpp"
#include "sheet/page.hpp"

#include <string>
#include <string_view>
#include <vector>

typedef struct _cairo cairo_t; // NOLINT: cairo's own name, so that this header does not need cairo's

namespace geju {

class CairoFonts;

struct Lettering {
    std::string font = "Noto Sans CJK SC Regular";
    double sizeMillimeters = 3;
    Rgba color{40, 40, 40, 255};
};

enum class Side { Left, Center, Right };

/// Lines of one style under each other. `anchor` x is the left end, middle or right end of the lines.
struct TextBlock {
    std::vector<std::string> lines;
    Lettering lettering;
    double anchorX = 0;
    double top = 0; ///< of the first line's box
    double lineHeight = 0;
    Side side = Side::Left;
    double widthMillimeters = 0; ///< of the longest line

    double height() const { return lineHeight * static_cast<double>(lines.size()); }
    PageBox box() const;
};

class Letterer {
  public:
    explicit Letterer(FontBook& fonts)
      : fonts_(fonts) {}

    double width(std::string_view text, const Lettering& lettering) const;
    /// Breaks between words, and between Chinese characters but not before closing or after opening punctuation; a
    /// line feed always breaks. A word longer than the width stands alone on its line.
    std::vector<std::string> wrap(std::string_view text, const Lettering& lettering, double widthMillimeters) const;
    TextBlock block(std::string_view text, const Lettering& lettering, double anchorX, double top,
                    double widthMillimeters, Side side = Side::Left, double lineHeightEms = 1.45) const;

  private:
    FontBook& fonts_;
};

/// Draws in user units of a millimetre.
void drawText(cairo_t* cairo, CairoFonts& fonts, const TextBlock& block);
/// One line; (x, y) is the left end of its baseline.
void drawLine(cairo_t* cairo, CairoFonts& fonts, std::string_view text, const Lettering& lettering, double x, double y);

} // namespace geju
