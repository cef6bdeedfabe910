// The navigator's promises: what is under the cursor stays there, flights end exactly, scales stay within limits.
#include "app/navigator.hpp"
#include "support/catch.hpp"

#include <cmath>

using namespace geju;

namespace {

Navigator makeNavigator() {
    Navigator navigator;
    navigator.resize(1000, 600, 1);
    navigator.setLimits(0.01, 1000, {});
    navigator.jumpTo({{500000, 3470000}, 10});
    return navigator;
}

void rest(Navigator& navigator) {
    for (int i = 0; i < 2000 && navigator.moving(); ++i) navigator.advance(1.0 / 60);
    REQUIRE_FALSE(navigator.moving());
}

} // namespace

TEST_CASE("zooming keeps the world point under the cursor") {
    Navigator navigator = makeNavigator();
    const Point cursor{123, 456};
    const Point before = navigator.view().toWorld(cursor);
    navigator.zoomAt(cursor, 2);
    for (int i = 0; i < 10; ++i) {
        navigator.advance(1.0 / 60);
        const Point now = navigator.view().toScreen(before);
        CHECK(std::hypot(now.x - cursor.x, now.y - cursor.y) < 1e-6);
    }
    rest(navigator);
    CHECK(navigator.view().unitsPerPixel == 5.0);
    CHECK(navigator.view().toWorld(cursor).x == Approx(before.x).margin(1e-6));
}

TEST_CASE("wheel steps of one burst multiply to the exact scale") {
    Navigator navigator = makeNavigator();
    for (int i = 0; i < 4; ++i) {
        navigator.zoomAt({10, 20}, 2);
        navigator.advance(0.004);
    }
    CHECK(navigator.destination().unitsPerPixel == Approx(10.0 / 16).epsilon(1e-12));
    rest(navigator);
    CHECK(navigator.view().unitsPerPixel == Approx(10.0 / 16).epsilon(1e-12));
}

TEST_CASE("the destination of a zoom is where it comes to rest") {
    Navigator navigator = makeNavigator();
    navigator.zoomAt({900, 50}, 3);
    navigator.advance(0.01);
    const Camera expected = navigator.destination();
    rest(navigator);
    CHECK(navigator.camera().centerWorld.x == Approx(expected.centerWorld.x).margin(1e-6));
    CHECK(navigator.camera().centerWorld.y == Approx(expected.centerWorld.y).margin(1e-6));
}

TEST_CASE("panning moves the map with the hand") {
    Navigator navigator = makeNavigator();
    navigator.panPixels(30, -20);
    CHECK(navigator.camera().centerWorld.x == Approx(500000 - 300));
    CHECK(navigator.camera().centerWorld.y == Approx(3470000 - 200)); // the map goes up, the centre goes south
}

TEST_CASE("a flight begins and ends exactly and stays between") {
    Navigator navigator = makeNavigator();
    const Camera to{{512345.678, 3456789.01}, 2.5};
    navigator.flyTo(to);
    CHECK(navigator.destination() == to);
    navigator.advance(0.2);
    CHECK(navigator.moving());
    rest(navigator);
    CHECK(navigator.camera() == to);
}

TEST_CASE("the flight's path is the paper's: it passes wider than both ends when far apart") {
    const Camera from{{0, 0}, 1};
    const Camera to{{100000, 0}, 1};
    const Flight flight(from, to, 1000);
    CHECK(flight.at(0.5).unitsPerPixel > 10);
    CHECK(flight.at(0.5).centerWorld.x == Approx(50000)); // by symmetry
    CHECK(flight.at(0) == from);
    CHECK(flight.at(1) == to);
    // The end of the formula meets the end that is asked for.
    CHECK(flight.at(1 - 1e-9).centerWorld.x == Approx(100000).epsilon(1e-6));
    CHECK(flight.at(1 - 1e-9).unitsPerPixel == Approx(1).epsilon(1e-6));
}

TEST_CASE("a flight without distance is a pure zoom, geometric in time") {
    const Flight flight({{5, 5}, 16}, {{5, 5}, 1}, 800);
    CHECK(flight.at(0.5).unitsPerPixel == Approx(4));
    CHECK(flight.length() == Approx(std::log(16.0) / 1.42));
}

TEST_CASE("scales stay within their limits and the centre within its bounds") {
    Navigator navigator = makeNavigator();
    Box bounds;
    bounds.extend(Point{499000, 3469000});
    bounds.extend(Point{501000, 3471000});
    navigator.setLimits(1, 20, bounds);
    navigator.zoomAt({500, 300}, 1000);
    rest(navigator);
    CHECK(navigator.view().unitsPerPixel == 1.0);
    navigator.panPixels(-100000, 0);
    CHECK(navigator.camera().centerWorld.x == 501000);
}
