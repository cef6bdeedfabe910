// Placing labels: which texts of a picture are shown in a view, where, without overlaps. Screen frame of the view.
#pragma once

#include "drawing/fonts.hpp"
#include "drawing/picture.hpp"
#include "drawing/view.hpp"

#include <memory>
#include <vector>

namespace geju {

struct PlacedGlyph {
    FaceId face = 0;
    std::uint32_t glyph = 0;
    Point pen;               ///< screen pixels, baseline
    double angleRadians = 0; ///< counter-clockwise
};

struct PlacedLabel {
    std::uint32_t layer = 0; ///< index in Picture::layers
    std::uint32_t row = 0;   ///< feature in its table
    std::string text;
    double sizePixels = 0; ///< device pixels
    double haloPixels = 0;
    Rgba color;
    Rgba haloColor;
    std::vector<PlacedGlyph> glyphs;
    std::vector<Box> boxes; ///< screen boxes that no other label may touch
};

/// Keeps shaped text and anchors between views, so that labels stay where they were in the world while panning and
/// those shown are kept in preference to newcomers.
class LabelPlacer {
  public:
    explicit LabelPlacer(FontBook& fonts);
    ~LabelPlacer();

    /// `reserved` are screen boxes that no label may touch. With `wholeOnly`, labels that would be cut by the view's
    /// edge are left out (exports); otherwise they slide along.
    std::vector<PlacedLabel> place(const Picture& picture, const View& view, bool wholeOnly,
                                   const std::vector<Box>& reserved = {});

  private:
    struct Data;
    std::unique_ptr<Data> data_;
};

} // namespace geju
