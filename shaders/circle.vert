// Circles: one quad a point, no vertex attributes.
#include "frame.glsl"

uniform isamplerBuffer points; // x, y quanta; feature
uniform usamplerBuffer symbolOf;
uniform samplerBuffer palette; // per symbol: colour; stroke colour; radius, stroke width, blur

uniform float opacity;

noperspective out vec2 local;
flat out vec4 color;
flat out vec4 strokeColor;
flat out vec3 shape;

void main() {
    ivec4 texel = texelFetch(points, gl_VertexID / 6);
    int symbol = int(texelFetch(symbolOf, texel.z).r) * 3;
    color = texelFetch(palette, symbol) * opacity;
    strokeColor = texelFetch(palette, symbol + 1) * opacity;
    shape = texelFetch(palette, symbol + 2).xyz;
    float reach = shape.x + shape.y + 1.0;
    int corner = gl_VertexID % 6;
    local = vec2(corner == 1 || corner == 2 || corner == 4 ? reach : -reach,
                 corner == 2 || corner == 4 || corner == 5 ? reach : -reach);
    gl_Position = shape.x + shape.y > 0.0 ? clipOf(pixelsOf(texel.xy) + local) : kNowhere;
}
