// One line of text along a path, glyph by glyph. Glyphs of the result are in the screen frame (y down, angles
// counter-clockwise as seen). Pure function over its arguments, any thread.
#pragma once

#include "drawing/fonts.hpp"
#include "drawing/labels.hpp"
#include "drawing/stroke.hpp"
#include "drawing/view.hpp"

#include <functional>
#include <string_view>
#include <vector>

namespace geju {

/// In ems, whatever the size.
struct ShapedLine {
    std::vector<ShapedGlyph> glyphs;
    double letterSpacing = 0;
    double length = 0;        ///< with the spacing between its letters
    bool ideographic = false; ///< may run from top to bottom with upright characters
};

struct PathText {
    const ShapedLine* line = nullptr;
    double sizePixels = 0;
    double offsetDownPixels = 0; ///< of the middle of the text, away from the path
    double paddingPixels = 0;
    bool keepUpright = true;
    double leastTurnCosine = 0; ///< between neighbouring glyphs

    double lengthPixels() const { return line->length * sizePixels; } ///< along the path
};

/// Also the working memory of placeAlongPath: passed again and again, it is not allocated anew.
struct CurvedText {
    std::vector<PlacedGlyph> glyphs;
    std::vector<Box> boxes; ///< one a glyph, padded
};

ShapedLine shapeLine(FontBook& fonts, std::string_view text, std::string_view font, double letterSpacingEms);

/// Does what stands along a path from one point to another run against it, so as to read from left to right? Where the
/// path is upright it reads from bottom to top. Screen frame.
bool runsBackwards(Point from, Point to);

/// The text with its middle on the path at `centerDistance` (world units along the path). It reads from left to right;
/// where the path is steeper than 45°, Chinese runs from top to bottom with its characters within 45° of upright; other
/// text runs from bottom to top only where the path is upright. Without keepUpright it reads in the path's direction.
/// Nothing when the path is too short there, or turns by more than is allowed from one glyph to the next, or so far in
/// all that the text's ends are nearer than 0.6 of its length; or when `isFree` refuses a glyph's box, which saves
/// placing the others. Then the answer is false and `placed` is of no use.
bool placeAlongPath(const PathText& text, const PathMeter& meter, double centerDistance, const View& view,
                    const std::function<bool(const Box&)>& isFree, CurvedText& placed);

} // namespace geju
