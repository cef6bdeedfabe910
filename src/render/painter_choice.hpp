// Which painter a machine gets: triangles where a GPU draws them, spans on the CPU where "the GPU" is the CPU too.
#pragma once

#include "render/map_renderer.hpp"
#include "render/picture_passes.hpp"

namespace geju {

/// Measures how fast the current context blends pixels (some milliseconds) and chooses by that.
Painter fasterPainter(PicturePasses& passes);

} // namespace geju
