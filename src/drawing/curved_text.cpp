#include "drawing/curved_text.hpp"

#include "drawing/text_layout.hpp"

#include <cmath>

namespace geju {

namespace {

constexpr double kLeastChord = 0.6; ///< of the text's length

/// Where a glyph's baseline runs: its unit direction, y up.
struct Direction {
    double cosine = 1;
    double sine = 0;
};

Direction directionOf(Point from, Point to) {
    const double dx = to.x - from.x;
    const double dy = from.y - to.y;
    const double length = std::sqrt(dx * dx + dy * dy);
    return length > 0 ? Direction{dx / length, dy / length} : Direction{};
}

} // namespace

ShapedLine shapeLine(FontBook& fonts, std::string_view text, std::string_view font, double letterSpacingEms) {
    ShapedLine line{fonts.shape(text, font, 1), letterSpacingEms, 0, isAllIdeographic(text)};
    for (const ShapedGlyph& glyph : line.glyphs) line.length += glyph.advance + letterSpacingEms;
    if (!line.glyphs.empty()) line.length -= letterSpacingEms;
    return line;
}

bool runsBackwards(Point from, Point to) {
    constexpr double kUpright = 1e-3; // a path this straight up counts as such whichever way rounding tips it
    const double dx = to.x - from.x;
    const double dy = to.y - from.y;
    return std::abs(dx) > kUpright * std::abs(dy) ? dx < 0 : dy > 0;
}

bool placeAlongPath(const PathText& text, const PathMeter& meter, double centerDistance, const View& view,
                    const std::function<bool(const Box&)>& isFree, CurvedText& placed) {
    const double size = text.sizePixels;
    const double length = text.lengthPixels();
    const double unit = view.unitsPerPixel;
    const double begin = centerDistance - length / 2 * unit;
    const double end = centerDistance + length / 2 * unit;
    // Rounding of the path's length must not hide a text that fits exactly.
    const double slack = 1e-9 * meter.length();
    if (text.line->glyphs.empty() || begin < -slack || end > meter.length() + slack) return false;
    const Point first = view.toScreen(meter.at(begin));
    const Point last = view.toScreen(meter.at(end));
    const double dx = last.x - first.x;
    const double dy = last.y - first.y;
    if (std::hypot(dx, dy) < kLeastChord * length) return false;

    const bool steep = std::abs(dy) > std::abs(dx);
    const bool vertical = text.keepUpright && steep && text.line->ideographic;
    const bool backwards = text.keepUpright && (vertical ? dy < 0 : runsBackwards(first, last));

    placed.glyphs.clear();
    placed.boxes.clear();
    PathWalker walker(meter);
    const auto pointAt = [&](double along) {
        return view.toScreen(walker.at(backwards ? end - along * unit : begin + along * unit));
    };
    const LineReach reach = lineReach(text.line->ideographic);
    double pen = 0;
    Direction previous;
    for (const ShapedGlyph& glyph : text.line->glyphs) {
        const double advance = glyph.advance * size;
        const double half = std::max(advance, size / 2) / 2;
        const double middle = pen + advance / 2;
        const Point before = pointAt(middle - half);
        const Point onPath = pointAt(middle);
        Direction direction = directionOf(before, pointAt(middle + half));
        if (vertical) direction = {-direction.sine, direction.cosine}; // a quarter turn on
        const double turnCosine = direction.cosine * previous.cosine + direction.sine * previous.sine;
        if (!placed.glyphs.empty() && turnCosine < text.leastTurnCosine) return false;
        previous = direction;

        const auto [cosine, sine] = direction;
        // From a place in the glyph's own frame (x along, y up) to the screen.
        const auto turned = [&](Point origin, double x, double y) {
            return Point{origin.x + x * cosine - y * sine, origin.y - x * sine - y * cosine};
        };
        // To the right of the direction in which it reads.
        const double aside = -text.offsetDownPixels;
        const Point center = vertical ? turned(onPath, aside, 0) : turned(onPath, 0, aside);
        const Point origin =
            turned(center, -advance / 2 + glyph.offsetX * size, (glyph.offsetY - kMiddleAboveBaselineEms) * size);
        const double height = (reach.above + reach.below) * size;
        const double boxWidth = std::abs(cosine) * advance + std::abs(sine) * height;
        const double boxHeight = std::abs(sine) * advance + std::abs(cosine) * height;
        const Point middleOfBox = turned(center, 0, (reach.above - reach.below) / 2 * size);
        placed.boxes.push_back(Box{middleOfBox.x - boxWidth / 2, middleOfBox.y - boxHeight / 2,
                                   middleOfBox.x + boxWidth / 2, middleOfBox.y + boxHeight / 2}
                                   .grown(text.paddingPixels));
        if (!isFree(placed.boxes.back())) return false;
        placed.glyphs.push_back({glyph.face, glyph.glyph, origin, std::atan2(sine, cosine)});
        pen += advance + text.line->letterSpacing * size;
    }
    return true;
}

} // namespace geju
