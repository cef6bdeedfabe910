// Lines that carry one name, joined where they meet end to end, so that a road cut into many features is labelled as
// one. World frame. Built once a layer; immutable afterwards.
#pragma once

#include "drawing/stroke.hpp"
#include "geometry/feature_table.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace geju {

struct LabelLine {
    std::uint32_t position = 0; ///< of its first line's feature in the layer's rows
    std::vector<Point> points;
    Box envelope;
};

/// All lines of the features at `rows` (rings of polygons too). Lines whose features have the same name number are
/// joined at equal end points, where several could follow with the one that turns least; `directed` ones only where one
/// begins and the other ends, so that what stands along them keeps their direction.
/// `nameOf` gives the number for a position in `rows`.
std::vector<LabelLine> joinLines(const FeatureTable& table, std::span<const std::uint32_t> rows,
                                 const std::function<std::uint64_t(std::uint32_t)>& nameOf, bool directed = false);

} // namespace geju
