#include "web/ground_scale.hpp"

#include "drawing/view.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace geju {

using json = nlohmann::ordered_json;

namespace {

constexpr double kTilePixels = 512;
constexpr double kLargestZoom = 22;

/// Of the Mercator square, 0 in the north, 1 in the south.
double mercatorY(double latitudeDegrees) {
    const double latitude = std::clamp(latitudeDegrees, -85.0, 85.0) * std::numbers::pi / 180;
    return 0.5 - std::asinh(std::tan(latitude)) / (2 * std::numbers::pi);
}

double latitudeAt(double y) {
    return std::atan(std::sinh((0.5 - y) * 2 * std::numbers::pi)) * 180 / std::numbers::pi;
}

json scaled(const json& meters, double factor) {
    if (meters.is_number()) return meters.get<double>() * factor;
    return json::array({"*", meters, factor});
}

} // namespace

MapPlace fitLonLat(const Box& lonLat, double widthPixels, double heightPixels) {
    if (lonLat.empty()) return {};
    const double north = mercatorY(lonLat.maxY);
    const double south = mercatorY(lonLat.minY);
    const double across = std::log2(widthPixels / kTilePixels / (lonLat.width() / 360));
    const double down = std::log2(heightPixels / kTilePixels / (south - north));
    return {{lonLat.center().x, latitudeAt((north + south) / 2)},
            std::clamp(std::min(across, down), 0.0, kLargestZoom)};
}

json metersAsPixels(const json& meters, double latitudeDegrees) {
    constexpr int kFrom = 0;
    constexpr int kTo = 24;
    return {"interpolate",
            json::array({"exponential", 2}),
            json::array({"zoom"}),
            kFrom,
            scaled(meters, 1 / metersPerStylePixel(kFrom, latitudeDegrees)),
            kTo,
            scaled(meters, 1 / metersPerStylePixel(kTo, latitudeDegrees))};
}

} // namespace geju
