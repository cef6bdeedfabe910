// A block of text and an icon about their anchor, turned and shifted as its style says. Device pixels from the anchor,
// y down. Pure functions, any thread.
#pragma once

#include "drawing/picture.hpp"
#include "drawing/text_layout.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace geju {

inline Box shifted(const Box& box, Point by) {
    return {box.minX + by.x, box.minY + by.y, box.maxX + by.x, box.maxY + by.y};
}

struct IconPlace {
    Point centerFromAnchor;
    double angleRadians = 0; ///< counter-clockwise as seen, about its anchor
    Box box;                 ///< with padding or halo, whichever is more
};

struct TextBlock {
    double angleRadians = 0; ///< counter-clockwise as seen
    std::vector<Box>
        boxes;  ///< one a line, from the block's centre, with the style's padding or halo, whichever is more
    Box bounds; ///< of the boxes
    std::vector<Point> centersFromAnchor; ///< in each way in which it may stand: as styled, then the others in order
    std::optional<IconPlace> icon;

    /// Of text and icon, from the anchor.
    Box extent(std::size_t standing) const;
};

/// Of a layout in ems.
TextBlock blockOf(const TextLayout& layoutEms, const TextSymbol& symbol, double pixelRatio);

/// Of an icon whose frame is turned by `turnRadians`: that of a line which it stands on.
IconPlace iconPlace(const IconSymbol& icon, double pixelRatio, double turnRadians = 0);

/// Where a point of the unturned block comes to lie.
Point turned(Point fromAnchor, double angleRadians);

} // namespace geju
