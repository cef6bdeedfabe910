// Fills that MapLibre cannot draw, with gradients and soft edges, as a picture on its map: Web Mercator. Any thread.
#pragma once

#include "geometry/feature_table.hpp"
#include "plan/style.hpp"
#include "render/image.hpp"

#include <optional>

namespace geju {

struct BakedFills {
    Image image;           ///< transparent around the fills
    Box lonLat;            ///< of its edges
    double metersPerPixel; ///< on the ground
};

/// The fills of a layer as they are at a zoom. Nothing where there are none on the map.
std::optional<BakedFills> bakeFills(const StyleLayer& layer, const FeatureTable& world, double zoom,
                                    double latitudeDegrees);

} // namespace geju
