// Triangles of polygons that carry patterns. Those without one are drawn too: they hide the patterns below.
#include "frame.glsl"

layout(location = 0) in ivec2 corner; // quanta
layout(location = 1) in uint feature;

uniform usamplerBuffer symbolOf;
uniform samplerBuffer palette; // per symbol: colour; first of its sums, squares along a cell, along a pixel; phase

flat out vec4 color;
flat out vec4 mask;
flat out vec2 phase;
noperspective out vec2 pixels;

void main() {
    int symbol = int(texelFetch(symbolOf, int(feature)).r) * 3;
    color = texelFetch(palette, symbol);
    mask = texelFetch(palette, symbol + 1);
    phase = texelFetch(palette, symbol + 2).xy;
    pixels = pixelsOf(corner);
    gl_Position = clipOf(pixels);
}
