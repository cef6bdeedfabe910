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

IconPlace placeOf(const IconSymbol& icon, double pixelRatio) {
    IconPlace place;
    const double half = icon.size / 2 * pixelRatio;
    const Box square{-half, -half, half, half};
    Point center = centerOf(square, icon.anchor);
    center = {center.x + icon.offset.x * pixelRatio, center.y + icon.offset.y * pixelRatio};
    place.angleRadians = radiansOf(icon.rotateDegrees);
    place.centerFromAnchor = turned(center, place.angleRadians);
    place.box =
        turnedBox(square, center, place.angleRadians).grown(std::max(icon.padding, icon.haloWidth) * pixelRatio);
    return place;
}

} // namespace

TextBlock blockOf(const TextLayout& layout, const TextSymbol& symbol, double pixelRatio) {
    TextBlock block;
    const double emPixels = symbol.size * pixelRatio;
    const Point center = centerOf(layout.bounds, symbol.anchor);
    block.centerFromAnchor = {center.x + symbol.offsetEms.x * emPixels, center.y + symbol.offsetEms.y * emPixels};
    block.angleRadians = radiansOf(symbol.rotateDegrees);
    const double padding = std::max(symbol.padding, symbol.haloWidth) * pixelRatio;
    for (const Box& line : layout.lines) {
        block.boxes.push_back(turnedBox(line, block.centerFromAnchor, block.angleRadians).grown(padding));
        block.bounds.extend(block.boxes.back());
    }
    if (symbol.icon) {
        block.icon = placeOf(*symbol.icon, pixelRatio);
        block.bounds.extend(block.icon->box);
    }
    return block;
}

} // namespace geju
