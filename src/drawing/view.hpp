// What part of the world is seen, at which scale.
//
//   world: plan CRS, x east, y north, doubles      screen: pixels, x right, y down, (0,0) top left corner
//
// Screen pixels are device pixels. `pixelRatio` is device pixels per style pixel (a style pixel is 1/96 inch): 1 on an
// ordinary display, dpi / 96 in an export, so that a sheet at 300 dpi has the same millimetres as one at 96.
#pragma once

#include "core/box.hpp"

namespace geju {

struct View {
    Point centerWorld;
    double unitsPerPixel = 1; ///< world units per device pixel
    int widthPixels = 0;
    int heightPixels = 0;
    double pixelRatio = 1;

    Point toScreen(Point world) const {
        return {(world.x - centerWorld.x) / unitsPerPixel + widthPixels / 2.0,
                (centerWorld.y - world.y) / unitsPerPixel + heightPixels / 2.0};
    }
    Point toWorld(Point screen) const {
        return {centerWorld.x + (screen.x - widthPixels / 2.0) * unitsPerPixel,
                centerWorld.y - (screen.y - heightPixels / 2.0) * unitsPerPixel};
    }
    Box extent() const {
        const double halfWidth = widthPixels * unitsPerPixel / 2;
        const double halfHeight = heightPixels * unitsPerPixel / 2;
        return {centerWorld.x - halfWidth, centerWorld.y - halfHeight, centerWorld.x + halfWidth,
                centerWorld.y + halfHeight};
    }
    double unitsPerStylePixel() const { return unitsPerPixel * pixelRatio; }

    /// The largest scale at which `world` fits with `marginPixels` on each side. A box without extent is centred at
    /// one unit a pixel; an empty one gives the default view of that size.
    static View fit(const Box& world, int widthPixels, int heightPixels, double pixelRatio, double marginPixels = 0);

    friend bool operator==(const View&, const View&) = default;
};

/// Map scale denominator N of 1 : N.
double scaleDenominator(const View& view, double metersPerUnit);
double unitsPerPixelAtScale(double denominator, double metersPerUnit, double pixelRatio);

/// MapLibre's zoom for a ground resolution at a latitude (512-pixel tiles).
double zoomLevel(double metersPerStylePixel, double latitudeDegrees);
double metersPerStylePixel(double zoom, double latitudeDegrees);

} // namespace geju
