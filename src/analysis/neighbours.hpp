// The features around one feature of a layer: those that it touches, else the nearest. For reading, not for sums: what
// they have in common is measured on the ground, who is nearest is decided in the plane. Pure function, any thread.
#pragma once

#include "geometry/feature_table.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace geju {

struct Neighbour {
    std::uint32_t row = 0;
    double borderMeters = 0;   ///< length of the common border; 0 when they touch at points, overlap or are apart
    double distanceMeters = 0; ///< geodesic; 0 when they touch
    double azimuthDegrees = 0; ///< clockwise from north, from the feature to one that is apart
};

struct Neighbourhood {
    std::vector<Neighbour> neighbours; ///< longest common border first, then the nearest
    std::size_t touching = 0;          ///< how many there are in all that touch it
    bool complete = true; ///< false: the feature has so many corners that nobody would wait for its neighbours
};

/// At most `limit` neighbours; those that are apart are only named when none touches. A gap under 1 cm is none: it is
/// the last decimal of most files.
Neighbourhood neighbours(const FeatureTable& table, std::size_t row, std::size_t limit = 6);

} // namespace geju
