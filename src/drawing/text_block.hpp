// A block of text about its anchor, turned and shifted as its style says. Device pixels from the anchor, y down.
// Pure functions, any thread.
#pragma once

#include "drawing/picture.hpp"
#include "drawing/text_layout.hpp"

#include <vector>

namespace geju {

struct TextBlock {
    Point centerFromAnchor;  ///< before turning
    double angleRadians = 0; ///< counter-clockwise as seen, about the anchor
    std::vector<Box> boxes;  ///< one a line, with the style's padding or halo, whichever is more
    Box bounds;              ///< of the boxes
};

TextBlock blockOf(const TextLayout& layout, const TextSymbol& symbol, double pixelRatio);

/// Where a point of the unturned block comes to lie.
Point turned(Point fromAnchor, double angleRadians);

inline Box shifted(const Box& box, Point by) {
    return {box.minX + by.x, box.minY + by.y, box.maxX + by.x, box.maxY + by.y};
}

} // namespace geju
