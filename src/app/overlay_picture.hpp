// The picture that lies over the map: the selected feature, the polygons behind a figure, what is being measured.
#pragma once

#include "drawing/picture.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace geju {

enum class Emphasis {
    Many,    ///< one of many
    One,     ///< the one that was clicked
    Outline, ///< what belongs to the one that was clicked and does not count
};

struct Highlight {
    std::shared_ptr<const FeatureTable> table; ///< world frame; null: nothing
    std::vector<std::uint32_t> rows;
    Emphasis emphasis = Emphasis::Many;
};

struct Sketch {
    std::vector<Point> pathWorld; ///< ends at the cursor while measuring
    std::size_t setPoints = 0;    ///< of them
    bool area = false;
    std::vector<Point> handlesWorld; ///< to take hold of
};

/// Null when there is nothing to show.
std::shared_ptr<const Picture> overlayPicture(std::span<const Highlight> highlights, const Sketch& sketch,
                                              const Crs& crs, double metersPerUnit);

} // namespace geju
