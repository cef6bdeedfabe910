// A block of text and an icon about their anchor, turned and shifted as its style says. Device pixels from the anchor,
// y down. Pure functions, any thread.
#pragma once

#include "drawing/picture.hpp"
#include "drawing/text_layout.hpp"

#include <optional>
#include <vector>

namespace geju {

struct IconPlace {
    Point centerFromAnchor;
    double angleRadians = 0; ///< counter-clockwise as seen, about its anchor
    Box box;                 ///< with padding or halo, whichever is more
};

struct TextBlock {
    Point centerFromAnchor;  ///< before turning
    double angleRadians = 0; ///< counter-clockwise as seen, about the anchor
    std::vector<Box> boxes;  ///< one a line, with the style's padding or halo, whichever is more
    std::optional<IconPlace> icon;
    Box bounds; ///< of the boxes and the icon's
};

TextBlock blockOf(const TextLayout& layout, const TextSymbol& symbol, double pixelRatio);

/// Where a point of the unturned block comes to lie.
Point turned(Point fromAnchor, double angleRadians);

inline Box shifted(const Box& box, Point by) {
    return {box.minX + by.x, box.minY + by.y, box.maxX + by.x, box.maxY + by.y};
}

} // namespace geju
