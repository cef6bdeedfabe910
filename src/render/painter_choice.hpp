// Which painter a picture gets on the machine at hand: by what the current context draws in a second, and by how much
// there is to draw.
#pragma once

#include "render/map_renderer.hpp"
#include "render/shader_set.hpp"
#include "render/tile_view.hpp"

namespace geju {

struct DrawingSpeed {
    double pixelsPerSecond = 0;  ///< blended, multisampled
    double cornersPerSecond = 0; ///< of small outlined polygons; 0 where the pixels alone are too slow
};

/// Draws for some milliseconds into a target of its own.
DrawingSpeed measureDrawing(ShaderSet& shaders);

/// Of lines and polygons.
struct Corners {
    double all = 0;
    /// In a view of this scale and size, taken as spread evenly over each layer's extent: the same wherever the view
    /// is, so that panning does not change painters.
    double shown = 0;
};
Corners cornersOf(const Picture& picture, const TileView& view);

/// Direct, Gpu or Cpu.
Painter fasterPainter(const DrawingSpeed& speed, const Picture& picture, const TileView& view);

} // namespace geju
