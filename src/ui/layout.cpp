#include "ui/layout.hpp"

#include "ui/theme.hpp"

#include <algorithm>
#include <cmath>

namespace geju {

WindowLayout layOut(double width, double height, double scale, const SideWidths& sides, bool leftShown,
                    bool rightShown) {
    const auto pixels = [&](double points) { return std::round(points * scale); };
    const double top = std::min(pixels(theme::kToolbarHeight), height);
    const double bottom = std::max(top, height - pixels(theme::kStatusHeight));
    double left = leftShown ? pixels(std::max<double>(sides.leftPoints, theme::kNarrowestSide)) : 0;
    double right = rightShown ? pixels(std::max<double>(sides.rightPoints, theme::kNarrowestSide)) : 0;
    const double room = std::max(0.0, width - pixels(theme::kNarrowestMap));
    if (left + right > room) {
        const double shrink = room / (left + right);
        left = std::floor(left * shrink);
        right = std::floor(right * shrink);
    }
    WindowLayout layout;
    layout.toolbar = {0, 0, width, top};
    layout.status = {0, bottom, width, height};
    if (left > 0) layout.left = {0, top, left, bottom};
    if (right > 0) layout.right = {width - right, top, width, bottom};
    layout.map = {left, top, std::max(left + 1, width - right), std::max(top + 1, bottom)};
    return layout;
}

} // namespace geju
