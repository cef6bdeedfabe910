// What one edge of a polygon leaves of its fill: a quad about all that lies nearer to the edge than the fill is soft, no
// vertex attributes.
#include "frame.glsl"

uniform isamplerBuffer edges; // from, to; quanta
uniform float softPixels;

noperspective out vec2 pixels;
flat out vec2 from; // pixels
flat out vec2 to;

void main() {
    ivec4 edge = texelFetch(edges, gl_VertexID / 6);
    from = pixelsOf(edge.xy);
    to = pixelsOf(edge.zw);
    vec2 along = to - from;
    float l = length(along);
    along = l > 1e-6 ? along / l : vec2(1.0, 0.0);
    int corner = gl_VertexID % 6;
    bool atEnd = corner == 1 || corner == 2 || corner == 4;
    bool onLeft = corner == 2 || corner == 4 || corner == 5;
    float reach = softPixels + 1.0;
    pixels = (atEnd ? to + along * reach : from - along * reach) + vec2(along.y, -along.x) * (onLeft ? reach : -reach);
    gl_Position = clipOf(pixels);
}
