// GCJ-02, the shifted coordinates that maps published in China are drawn in: WGS 84 moved by some 300 to 700 m, by a
// formula that is known from its published implementations (on the Krasovsky ellipsoid, about 105° E, 35° N). Used to
// recognise such data, never to show it. Pure functions, any thread.
#pragma once

#include "core/box.hpp"

namespace geju {

/// Where the shift applies, generously: 72–138° E, 0.8–56° N.
bool isInGcj02Area(Point lonLat);

/// The place in GCJ-02 of a place in WGS 84, degrees; outside the area the same place.
Point gcj02FromWgs84(Point lonLat);

} // namespace geju
