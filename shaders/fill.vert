// Triangles of polygons. A corner knows its feature; the feature's symbol and the symbol's colours are looked up, so
// that another zoom changes two small arrays and no mesh.
#include "frame.glsl"

layout(location = 0) in ivec2 corner; // quanta
layout(location = 1) in uint feature;

uniform usamplerBuffer symbolOf;
uniform samplerBuffer palette; // per symbol: colour; hatch normal, spacing, half width; hatch colour; phases, cross

flat out vec4 color;
#ifdef GRADIENT
layout(location = 2) in float along; // the line that the polygon is made of, 0…1
noperspective out float progress;
flat out ivec2 stops; // in place of the hatch
#endif
#ifdef HATCH
flat out vec4 hatch;
flat out vec4 hatchColor;
flat out vec4 hatchPhase;
noperspective out vec2 pixels;
#endif

void main() {
    int symbol = int(texelFetch(symbolOf, int(feature)).r) * 4;
    color = texelFetch(palette, symbol);
    vec2 position = pixelsOf(corner);
    gl_Position = clipOf(position);
#ifdef HATCH
    hatch = texelFetch(palette, symbol + 1);
    hatchColor = texelFetch(palette, symbol + 2);
    hatchPhase = texelFetch(palette, symbol + 3);
    pixels = position;
    if (color.a == 0.0 && hatch.w == 0.0) gl_Position = kNowhere;
#elif defined(GRADIENT)
    progress = along;
    stops = ivec2(texelFetch(palette, symbol + 1).xy);
    if (stops.y == 0) gl_Position = kNowhere;
#else
    if (color.a == 0.0) gl_Position = kNowhere;
#endif
}
