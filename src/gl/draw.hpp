// Drawing with the bound program, vertex array and framebuffer, and the fixed state that it depends on. The context is
// shared with the interface: resetState() is called before drawing, nothing is put back afterwards.
#pragma once

#include "gl/framebuffer.hpp"

#include <cstddef>
#include <cstdint>
#include <span>

namespace geju::gl {

/// Colours are premultiplied by alpha.
enum class Blend : std::uint8_t {
    Off,
    Over,    ///< source over destination
    Replace, ///< second shader output is coverage: covered pixels take the source's colour and alpha
    Max,     ///< the larger of each channel
    Min      ///< the smaller of each channel
};

/// Everything that drawing depends on but blend, bindings and viewport: no depth, stencil, culling, scissor or logic.
void resetState();
void setBlend(Blend blend);
void setViewport(int width, int height);
void setScissor(PixelRect rect);
void clearScissor();
/// Premultiplied components 0..1.
void clearColor(float r, float g, float b, float a);

/// A run of indices or vertices.
struct DrawRange {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
};

void drawTriangles(DrawRange vertices);
void drawTriangles(std::span<const DrawRange> vertexRanges);
void drawIndexedTriangles(std::span<const DrawRange> indexRanges);

/// Waits until everything drawn so far is done, so that clocks mean something.
void finish();

} // namespace geju::gl
