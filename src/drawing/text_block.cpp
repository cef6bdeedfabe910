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

TextBlock blockOf(const TextLayout& layout, const TextSymbol& symbol, double pixelRatio) {
    TextBlock block;
    const Box& bounds = layout.bounds;
    const auto says = [&](std::string_view side) { return symbol.anchor.find(side) != std::string::npos; };
    const double emPixels = symbol.size * pixelRatio;
    Point& center = block.centerFromAnchor;
    center = {symbol.offsetEms.x * emPixels, symbol.offsetEms.y * emPixels};
    if (says("left")) center.x -= bounds.minX;
    if (says("right")) center.x -= bounds.maxX;
    if (says("top")) center.y -= bounds.minY;
    if (says("bottom")) center.y -= bounds.maxY;
    block.angleRadians = -symbol.rotateDegrees * std::numbers::pi / 180;
    const double padding = std::max(symbol.padding, symbol.haloWidth) * pixelRatio;
    for (const Box& line : layout.lines) {
        Box box;
        for (const Point corner : {Point{line.minX, line.minY}, Point{line.maxX, line.minY},
                                   Point{line.minX, line.maxY}, Point{line.maxX, line.maxY}}) {
            box.extend(turned({corner.x + center.x, corner.y + center.y}, block.angleRadians));
        }
        block.boxes.push_back(box.grown(padding));
        block.bounds.extend(block.boxes.back());
    }
    return block;
}

} // namespace geju
