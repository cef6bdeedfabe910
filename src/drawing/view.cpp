#include "drawing/view.hpp"

#include <cmath>
#include <numbers>

namespace geju {

namespace {

constexpr double kMetersPerStylePixel = 0.0254 / 96; ///< CSS Values and Units 4: 1 px = 1/96 in, 1 in = 25.4 mm
/// Length of the equator on the sphere of radius 6378137 m, as web maps use it (MapLibre, EPSG:3857).
constexpr double kEquatorMeters = 2 * std::numbers::pi * 6378137.0;
constexpr double kTilePixels = 512; ///< MapLibre's tile size at zoom 0

double parallelMeters(double latitudeDegrees) {
    return kEquatorMeters * std::cos(latitudeDegrees * std::numbers::pi / 180);
}

} // namespace

View View::fit(const Box& world, int widthPixels, int heightPixels, double pixelRatio, double marginPixels) {
    View view;
    view.widthPixels = widthPixels;
    view.heightPixels = heightPixels;
    view.pixelRatio = pixelRatio;
    if (world.empty()) return view;
    view.centerWorld = world.center();
    const double width = std::max(1.0, widthPixels - 2 * marginPixels);
    const double height = std::max(1.0, heightPixels - 2 * marginPixels);
    const double unitsPerPixel = std::max(world.width() / width, world.height() / height);
    if (unitsPerPixel > 0) view.unitsPerPixel = unitsPerPixel;
    return view;
}

double scaleDenominator(const View& view, double metersPerUnit) {
    return view.unitsPerStylePixel() * metersPerUnit / kMetersPerStylePixel;
}

double unitsPerPixelAtScale(double denominator, double metersPerUnit, double pixelRatio) {
    return denominator * kMetersPerStylePixel / (metersPerUnit * pixelRatio);
}

double zoomLevel(double metersPerStylePixel, double latitudeDegrees) {
    return std::log2(parallelMeters(latitudeDegrees) / (kTilePixels * metersPerStylePixel));
}

double metersPerStylePixel(double zoom, double latitudeDegrees) {
    return parallelMeters(latitudeDegrees) / (kTilePixels * std::exp2(zoom));
}

} // namespace geju
