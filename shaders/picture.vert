// A rectangle of pixels that shows a rectangle of a texture: tiles, groups.
#include "frame.glsl"

uniform vec4 targetPixels; // left, top, right, bottom
uniform vec4 sourceTexels; // the same, 0..1

noperspective out vec2 texel;

void main() {
    int corner = gl_VertexID % 6;
    vec2 t = vec2(corner == 1 || corner == 2 || corner == 4 ? 1.0 : 0.0,
                  corner == 2 || corner == 4 || corner == 5 ? 1.0 : 0.0);
    texel = mix(sourceTexels.xy, sourceTexels.zw, t);
    gl_Position = clipOf(mix(targetPixels.xy, targetPixels.zw, t));
}
