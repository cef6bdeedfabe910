// Placing labels: which texts of a picture are shown in a view, where, without overlaps. Screen frame of the view.
#pragma once

#include "drawing/fonts.hpp"
#include "drawing/picture.hpp"
#include "drawing/view.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace geju {

struct PlacedGlyph {
    FaceId face = 0;
    std::uint32_t glyph = 0;
    Point pen;               ///< screen pixels, baseline
    double angleRadians = 0; ///< counter-clockwise
};

/// Joins a label that stands apart with its anchor. Screen pixels.
struct LeaderLine {
    Point from; ///< by the anchor
    Point to;   ///< by the text
    double widthPixels = 1;
    Rgba color;
};

/// A text, or an icon: one glyph of kPictogramFace without text. An icon comes right before the text of its feature.
struct PlacedLabel {
    std::uint32_t layer = 0; ///< index in Picture::layers
    std::uint32_t row = 0;   ///< feature in its table
    std::string text;
    double sizePixels = 0; ///< device pixels
    double haloPixels = 0;
    Rgba color;
    Rgba haloColor;
    Point anchor; ///< screen: where it belongs to on the map, and moves with
    /// Where labels of one layer overlap, the higher lies on top; nothing: what is further down does.
    std::optional<double> order;
    std::vector<PlacedGlyph> glyphs;
    std::optional<LeaderLine> leader;
    std::vector<Box> boxes; ///< screen boxes that no other label may touch, text-padding and leader line included
};

/// Keeps shaped text and anchors between views, so that labels stay where they were in the world while panning and
/// those shown are kept in preference to newcomers. One thread; several views may take turns, at the price of that.
///
/// Where labels stand (symbol-placement "point"): every point of point features; the pole of inaccessibility of a
/// feature's largest polygon; the middle of its longest line. When that place of a polygon is out of sight, or the
/// label there would be cut, the pole of what is visible takes its place until the label no longer fits there. When it
/// is taken, places about it that are still over the polygon are tried.
/// An icon and the text of its feature find their places together or not at all, unless one of them is optional.
/// About a point, the anchors of text-variable-anchor are tried in their order.
/// With geju:leader, a text that found no room so far is tried in eight directions, half the distance away and the
/// whole, with the line between; its icon stays.
/// "line": along the line, once every symbol-spacing or once where the line is shorter, at the middle of each stretch
/// or up to 0.45 of it to either side where that is taken; the same name in the same layer is not repeated within the
/// spacing, and lines of one name that meet end to end count as one line. "line-center": at the middle only. Icons
/// stand there too, turned with the line in its direction; without a text they are not kept from one another's
/// neighbourhood, only from touching.
///
/// A label is left out when it is larger than its polygon by far: wider than three times the longer side of the
/// polygon's envelope on the screen, or of eight times its area; text-allow-overlap switches this off.
///
/// Order: upper layers before lower ones (as MapLibre), then the lower symbol-sort-key, then labels shown before, then
/// larger features, then table order. With the picture and the scale of the previous call, what was shown goes first of
/// all, so nothing that stays in sight disappears while panning. With `wholeOnly` the past plays no part and is not
/// touched: the same picture and view give the same labels.
class LabelPlacer {
  public:
    explicit LabelPlacer(FontBook& fonts);
    ~LabelPlacer();
    LabelPlacer(LabelPlacer&&) noexcept;
    LabelPlacer& operator=(LabelPlacer&&) noexcept;

    /// `reserved` are screen boxes that no label may touch. A label comes into the view whole. One that was shown
    /// before goes out of it as it is moved, cut by the edge; not so with `wholeOnly` (exports).
    std::vector<PlacedLabel> place(const Picture& picture, const View& view, bool wholeOnly,
                                   const std::vector<Box>& reserved = {});

    /// For a window, frame by frame: works at the labels of this picture and view for about that long, and gives back
    /// those that were finished last, moved along with the map; of the same size, they may touch one another for as
    /// long as the scale changes. Once upToDate() they are what place() gives. A placement that was begun is finished
    /// even when the map has moved on: in a movement that does not end labels are late, but never missing.
    std::vector<PlacedLabel> follow(const std::shared_ptr<const Picture>& picture, const View& view,
                                    const std::vector<Box>& reserved, double milliseconds);
    /// Whether follow() gave the labels of the very view it was called with last.
    bool upToDate() const;

  private:
    struct Data;
    std::unique_ptr<Data> data_;
};

} // namespace geju
