// Triangles of polygons that carry patterns. Those without one are drawn too: they hide the patterns below. For the
// background one triangle that holds the view.
#include "frame.glsl"

#ifdef BACKGROUND
uniform vec2 viewPixels;
uniform int pattern; // of the palette
#else
layout(location = 0) in ivec2 corner; // quanta
layout(location = 1) in uint feature;

uniform usamplerBuffer symbolOf;
#endif
uniform samplerBuffer palette; // per symbol: colour; first of its sums, squares along a cell, along a pixel; phase

flat out vec4 color;
flat out vec4 mask;
flat out vec2 phase;
noperspective out vec2 pixels;

void main() {
#ifdef BACKGROUND
    int symbol = pattern * 3;
    pixels = vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2.0 * viewPixels;
#else
    int symbol = int(texelFetch(symbolOf, int(feature)).r) * 3;
    pixels = pixelsOf(corner);
#endif
    color = texelFetch(palette, symbol);
    mask = texelFetch(palette, symbol + 1);
    phase = texelFetch(palette, symbol + 2).xy;
    gl_Position = clipOf(pixels);
}
