// Where the panels are in a window: bar on top, status below, sides left and right of the map. ImGui's pixels, (0,0) at
// the top left corner. A pure function; the map never gets narrower than it can be read, the sides give way first.
#pragma once

#include "core/box.hpp"

namespace geju {

struct SideWidths {
    double leftPoints = 268;
    double rightPoints = 372;
};

struct WindowLayout {
    Box toolbar;
    Box left; ///< empty when hidden
    Box right;
    Box status;
    Box map;
};

WindowLayout layOut(double width, double height, double scale, const SideWidths& sides, bool leftShown,
                    bool rightShown);

} // namespace geju
