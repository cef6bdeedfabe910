#include "drawing/view.hpp"
#include "support/catch.hpp"

using namespace geju;

TEST_CASE("zoom is MapLibre's: 512-pixel tiles on the sphere of 6378137 m") {
    // 40 075 016.686 m / 512 = 78 271.517 m a pixel at zoom 0 on the equator.
    CHECK(metersPerStylePixel(0, 0) == Approx(78271.51696).epsilon(1e-9));
    CHECK(zoomLevel(78271.51696402048, 0) == Approx(0).margin(1e-9));
    // At 60° a parallel is half as long, and ten zooms are 1024.
    CHECK(metersPerStylePixel(10, 60) == Approx(78271.51696402048 / 2 / 1024).epsilon(1e-12));
    for (const double zoom : {0.0, 3.7, 11.0, 14.25, 22.0}) {
        CHECK(zoomLevel(metersPerStylePixel(zoom, 31.4), 31.4) == Approx(zoom).margin(1e-12));
    }
}

TEST_CASE("scale denominators follow from 96 pixels an inch") {
    View view;
    view.unitsPerPixel = 25000 * 0.0254 / 96;
    CHECK(scaleDenominator(view, 1) == Approx(25000));
    // At 300 dpi a device pixel is smaller, the scale the same.
    view.pixelRatio = 300.0 / 96;
    view.unitsPerPixel = 25000 * 0.0254 / 300;
    CHECK(scaleDenominator(view, 1) == Approx(25000));
    CHECK(unitsPerPixelAtScale(25000, 1, view.pixelRatio) == Approx(view.unitsPerPixel));
    // A world in feet.
    CHECK(unitsPerPixelAtScale(25000, 0.3048, 1) == Approx(25000 * 0.0254 / 96 / 0.3048));
}

TEST_CASE("world and screen are inverse to each other and y turns") {
    View view;
    view.centerWorld = {500000, 3470000};
    view.unitsPerPixel = 2.5;
    view.widthPixels = 801;
    view.heightPixels = 600;
    CHECK(view.toScreen(view.centerWorld) == Point{400.5, 300});
    const Point north = view.toScreen({500000, 3470250});
    CHECK(north.y == Approx(200));
    const Point back = view.toWorld(view.toScreen({500123.25, 3469876.5}));
    CHECK(back.x == Approx(500123.25).margin(1e-6));
    CHECK(back.y == Approx(3469876.5).margin(1e-6));
    CHECK(view.extent().width() == Approx(801 * 2.5));
}

TEST_CASE("a fitted view holds the box within its margin and touches it on one side pair") {
    const Box box{100, 200, 1100, 400};
    const View view = View::fit(box, 820, 600, 1, 10);
    CHECK(view.unitsPerPixel == Approx(1000.0 / 800));
    CHECK(view.centerWorld == Point{600, 300});
    CHECK(view.extent().contains(box));
    CHECK(View::fit(Box{5, 5, 5, 5}, 100, 100, 1).unitsPerPixel == 1);
    CHECK(View::fit(Box{}, 100, 100, 2).pixelRatio == 2);
}
