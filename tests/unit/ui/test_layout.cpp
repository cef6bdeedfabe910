// Panels fill the window without gaps, and the map keeps its room.
#include "support/catch.hpp"
#include "ui/layout.hpp"
#include "ui/theme.hpp"

using namespace geju;

TEST_CASE("panels and map tile the window") {
    for (const double scale : {1.0, 1.5, 2.0}) {
        const auto layout = layOut(1600 * scale, 1000 * scale, scale, {}, true, true);
        CHECK(layout.toolbar.width() == 1600 * scale);
        CHECK(layout.left.maxX == layout.map.minX);
        CHECK(layout.map.maxX == layout.right.minX);
        CHECK(layout.right.maxX == 1600 * scale);
        CHECK(layout.toolbar.maxY == layout.map.minY);
        CHECK(layout.map.maxY == layout.status.minY);
        CHECK(layout.map.height() == (1000 - theme::kToolbarHeight - theme::kStatusHeight) * scale);
    }
}

TEST_CASE("hidden sides give their room to the map") {
    const auto layout = layOut(1280, 800, 1, {}, false, false);
    CHECK(layout.left.empty());
    CHECK(layout.right.empty());
    CHECK(layout.map.width() == 1280);
}

TEST_CASE("in a small window the sides shrink before the map does") {
    const auto layout = layOut(760, 500, 1, {}, true, true);
    CHECK(layout.map.width() >= theme::kNarrowestMap);
    CHECK(layout.left.width() > 100);
    CHECK(layout.right.maxX == 760);
}
