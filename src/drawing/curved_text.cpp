#include "drawing/curved_text.hpp"

#include "drawing/text_layout.hpp"

#include <cmath>
#include <numbers>

namespace geju {

namespace {

constexpr double kLargestTurn = std::numbers::pi / 6; ///< between neighbouring glyphs
constexpr double kLeastChord = 0.6;                   ///< of the text's length

double difference(double a, double b) {
    return std::remainder(a - b, 2 * std::numbers::pi);
}

} // namespace

void PathText::measure() {
    lengthPixels = glyphs.empty() ? 0 : -letterSpacingPixels;
    for (const ShapedGlyph& glyph : glyphs) lengthPixels += glyph.advance + letterSpacingPixels;
}

std::optional<CurvedText> placeAlongPath(const PathText& text, const PathMeter& meter, double centerDistance,
                                         const View& view, const std::function<bool(const Box&)>& isFree) {
    const double length = text.lengthPixels;
    const double unit = view.unitsPerPixel;
    const double begin = centerDistance - length / 2 * unit;
    const double end = centerDistance + length / 2 * unit;
    // Rounding of the path's length must not hide a text that fits exactly.
    const double slack = 1e-9 * meter.length();
    if (text.glyphs.empty() || begin < -slack || end > meter.length() + slack) return std::nullopt;
    const Point first = view.toScreen(meter.at(begin));
    const Point last = view.toScreen(meter.at(end));
    const double dx = last.x - first.x;
    const double dy = last.y - first.y;
    if (std::hypot(dx, dy) < kLeastChord * length) return std::nullopt;

    const bool steep = std::abs(dy) > std::abs(dx);
    const bool vertical = steep && text.ideographic;
    constexpr double kUpright = 1e-3; // a path this straight up counts as such whichever way rounding tips it
    const bool backwards = vertical ? dy < 0 : (std::abs(dx) > kUpright * std::abs(dy) ? dx < 0 : dy > 0);

    CurvedText placed;
    placed.glyphs.reserve(text.glyphs.size());
    placed.boxes.reserve(text.glyphs.size());
    double pen = 0;
    double previousAngle = 0;
    for (const ShapedGlyph& glyph : text.glyphs) {
        const auto pointAt = [&](double along) {
            return view.toScreen(meter.at(backwards ? end - along * unit : begin + along * unit));
        };
        const double half = std::max(glyph.advance, text.sizePixels / 2) / 2;
        const double middle = pen + glyph.advance / 2;
        const Point before = pointAt(middle - half);
        const Point after = pointAt(middle + half);
        double angle = std::atan2(before.y - after.y, after.x - before.x);
        if (vertical) angle += std::numbers::pi / 2;
        angle = difference(angle, 0);
        if (!placed.glyphs.empty() && std::abs(difference(angle, previousAngle)) > kLargestTurn) return std::nullopt;
        previousAngle = angle;

        const double cosine = std::cos(angle);
        const double sine = std::sin(angle);
        // From a place in the glyph's own frame (x along, y up) to the screen.
        const auto turned = [&](Point origin, double x, double y) {
            return Point{origin.x + x * cosine - y * sine, origin.y - x * sine - y * cosine};
        };
        const Point center = turned(pointAt(middle), 0, -text.offsetDownPixels);
        const Point origin = turned(center, -glyph.advance / 2 + glyph.offsetX,
                                    -kMiddleAboveBaselineEms * text.sizePixels + glyph.offsetY);
        placed.glyphs.push_back({glyph.face, glyph.glyph, origin, angle});
        const double boxWidth = std::abs(cosine) * glyph.advance + std::abs(sine) * text.sizePixels;
        const double boxHeight = std::abs(sine) * glyph.advance + std::abs(cosine) * text.sizePixels;
        placed.boxes.push_back(
            Box{center.x - boxWidth / 2, center.y - boxHeight / 2, center.x + boxWidth / 2, center.y + boxHeight / 2}
                .grown(text.paddingPixels));
        if (isFree && !isFree(placed.boxes.back())) return std::nullopt;
        pen += glyph.advance + text.letterSpacingPixels;
    }
    return placed;
}

} // namespace geju
