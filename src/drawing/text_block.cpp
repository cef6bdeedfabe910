#include "drawing/text_block.hpp"

#include <cmath>
#include <numbers>
#include <string_view>

namespace geju {

Point turned(Point fromAnchor, double angleRadians) {
    const double cosine = std::cos(angleRadians);
    const double sine = std::sin(angleRadians); // y is down: counter-clockwise as seen
    return {fromAnchor.x * cosine + fromAnchor.y * sine, -fromAnchor.x * sine + fromAnchor.y * cosine};
}

namespace {

double radiansOf(double clockwiseDegrees) {
    return -clockwiseDegrees * std::numbers::pi / 180;
}

Box turnedBox(const Box& box, Point center, double angleRadians) {
    Box turnedBounds;
    for (const Point corner :
         {Point{box.minX, box.minY}, Point{box.maxX, box.minY}, Point{box.minX, box.maxY}, Point{box.maxX, box.maxY}}) {
        turnedBounds.extend(turned({corner.x + center.x, corner.y + center.y}, angleRadians));
    }
    return turnedBounds;
}

/// The centre of a box about the origin whose anchor is at the origin.
Point centerOf(const Box& bounds, std::string_view anchor) {
    const auto says = [&](std::string_view side) { return anchor.find(side) != std::string_view::npos; };
    Point center;
    if (says("left")) center.x -= bounds.minX;
    if (says("right")) center.x -= bounds.maxX;
    if (says("top")) center.y -= bounds.minY;
    if (says("bottom")) center.y -= bounds.maxY;
    return center;
}

} // namespace

Box TextBlock::extent(std::size_t standing) const {
    Box box;
    if (!boxes.empty()) box = shifted(bounds, centersFromAnchor[standing]);
    if (icon) box.extend(icon->box);
    return box;
}

TextBlock blockOf(const TextLayout& layoutEms, const TextSymbol& symbol, double pixelRatio) {
    TextBlock block;
    const double emPixels = symbol.size * pixelRatio;
    block.angleRadians = radiansOf(symbol.rotateDegrees);
    const auto addStanding = [&](std::string_view anchor, Point offsetEms) {
        const Point centerEms = centerOf(layoutEms.bounds, anchor);
        const Point center{(centerEms.x + offsetEms.x) * emPixels, (centerEms.y + offsetEms.y) * emPixels};
        block.centersFromAnchor.push_back(turned(center, block.angleRadians));
    };
    block.centersFromAnchor.reserve(1 + symbol.otherStandings.size());
    addStanding(symbol.anchor, symbol.offsetEms);
    for (const TextSymbol::Standing& other : symbol.otherStandings) addStanding(other.anchor, other.offsetEms);
    const double padding = std::max(symbol.padding, symbol.haloWidth) * pixelRatio;
    block.boxes.reserve(layoutEms.lines.size());
    for (const Box& line : layoutEms.lines) {
        const Box linePixels{line.minX * emPixels, line.minY * emPixels, line.maxX * emPixels, line.maxY * emPixels};
        block.boxes.push_back(turnedBox(linePixels, {}, block.angleRadians).grown(padding));
        block.bounds.extend(block.boxes.back());
    }
    if (symbol.icon) block.icon = iconPlace(*symbol.icon, pixelRatio);
    return block;
}

IconPlace iconPlace(const IconSymbol& icon, double pixelRatio, double turnRadians) {
    IconPlace place;
    const double half = icon.size / 2 * pixelRatio;
    const Box square{-half, -half, half, half};
    Point center = centerOf(square, icon.anchor);
    center = {center.x + icon.offset.x * pixelRatio, center.y + icon.offset.y * pixelRatio};
    place.angleRadians = radiansOf(icon.rotateDegrees) + turnRadians;
    place.centerFromAnchor = turned(center, place.angleRadians);
    place.box =
        turnedBox(square, center, place.angleRadians).grown(std::max(icon.padding, icon.haloWidth) * pixelRatio);
    return place;
}

} // namespace geju
