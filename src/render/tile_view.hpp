// The part of the world that one target of the GPU shows: a tile of the window, a block of an export, the window.
//
//   pixels: of the target, x right, y down, (0,0) its top left corner
#pragma once

#include "core/box.hpp"
#include "drawing/view.hpp"

namespace geju {

struct TileView {
    Point topLeftWorld;
    double unitsPerPixel = 1;
    int width = 0;
    int height = 0;
    double pixelRatio = 1; ///< pixels per style pixel

    static TileView of(const View& view) {
        return {view.toWorld({0, 0}), view.unitsPerPixel, view.widthPixels, view.heightPixels, view.pixelRatio};
    }
    View asView() const {
        View view;
        view.centerWorld = {topLeftWorld.x + width / 2.0 * unitsPerPixel,
                            topLeftWorld.y - height / 2.0 * unitsPerPixel};
        view.unitsPerPixel = unitsPerPixel;
        view.widthPixels = width;
        view.heightPixels = height;
        view.pixelRatio = pixelRatio;
        return view;
    }
    Point toPixels(Point world) const {
        return {(world.x - topLeftWorld.x) / unitsPerPixel, (topLeftWorld.y - world.y) / unitsPerPixel};
    }
    Box extent() const {
        return {topLeftWorld.x, topLeftWorld.y - height * unitsPerPixel, topLeftWorld.x + width * unitsPerPixel,
                topLeftWorld.y};
    }
    /// The same place with `factor` times as many pixels each way.
    TileView supersampled(int factor) const {
        return {topLeftWorld, unitsPerPixel / factor, width * factor, height * factor, pixelRatio * factor};
    }
    friend bool operator==(const TileView&, const TileView&) = default;
};

} // namespace geju
