// Lengths on the ground as widths on a MapLibre map, and views of it. Degrees, WGS 84; pixels of 1/96 inch. Pure
// functions, any thread.
#pragma once

#include "core/box.hpp"

#include <nlohmann/json.hpp>

namespace geju {

struct MapPlace {
    Point centerLonLat;
    double zoom = 0;
};

/// The largest zoom at which the box fits a map of that size.
MapPlace fitLonLat(const Box& lonLat, double widthPixels, double heightPixels);

/// A width that keeps its metres at every zoom: it doubles from one to the next. `meters` is a number or an
/// expression over features.
nlohmann::ordered_json metersAsPixels(const nlohmann::ordered_json& meters, double latitudeDegrees);

} // namespace geju
