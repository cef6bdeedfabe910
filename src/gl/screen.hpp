// The window's own framebuffer of the current context: what is shown by swapping buffers.
#pragma once

#include "gl/framebuffer.hpp"

namespace geju::gl {

/// Draws go to the screen from now on; viewport is the whole of it.
void bindScreen(int width, int height);
/// Copies a rectangle of `from` to the screen; (toX, toY) is its lower left corner there. The screen is bound after.
void copyToScreen(const Framebuffer& from, PixelRect rect, int toX, int toY);

} // namespace geju::gl
