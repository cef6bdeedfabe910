// The pictograms that come with Geju: what icon-image may name. Drawn by us as outlines, so that every painter fills
// them at any size in any colour. Pure functions of built-in data, any thread.
#pragma once

#include "core/box.hpp"
#include "drawing/fonts.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace geju {

using PictogramId = std::uint32_t; ///< index in pictogramNames()

/// In placed labels a pictogram is a glyph of this face: its pen is the centre of its square, its size the side.
inline constexpr FaceId kPictogramFace = 0xffff;
/// Side of the square at icon-size 1, in style pixels. The outlines keep a twelfth of it free at each edge.
inline constexpr double kPictogramPixels = 24;

/// In alphabetical order.
std::span<const std::string_view> pictogramNames();
std::optional<PictogramId> findPictogram(std::string_view name);
/// Closed rings, filled even–odd, in a square of side 1 about its centre: x right, y down. The last corner of a ring
/// is joined to the first, which is not repeated.
const std::vector<std::vector<Point>>& pictogramRings(PictogramId pictogram);

/// Coverage of a pictogram turned counter-clockwise by `angleRadians`; with a halo, of all that is within `haloPixels`
/// of it, its body included.
GlyphBitmap rasterizePictogram(PictogramId pictogram, double sizePixels, double haloPixels, double angleRadians);

} // namespace geju
