// One feature made the subject of a map: its outline drawn strong, what lies outside an area veiled. Pure values.
#pragma once

#include "core/box.hpp"
#include "drawing/picture.hpp"
#include "geometry/feature_table.hpp"

#include <cstdint>
#include <memory>

namespace geju {

struct HighlightedFeature {
    std::shared_ptr<const FeatureTable> table; ///< world frame
    std::uint32_t row = 0;
};

/// The picture with the feature's mark on top of it; `extentWorld` is what is seen of the map.
std::shared_ptr<const Picture> withHighlight(const Picture& picture, const HighlightedFeature& feature,
                                             const Box& extentWorld);

} // namespace geju
