// The colour of a shaded fill at a place: one, or one along a span of the polygon.
#ifdef GRADIENT
#include "gradient.glsl"

uniform ivec2 stops; // first texel, number
uniform vec4 span;   // straight: gradient of the progress by pixel, its value at the origin, 0;
                     // outward: the centre, progress a pixel, 1
vec4 shadeAt(vec2 pixels) {
    float progress = span.w > 0.0 ? length(pixels - span.xy) * span.z : dot(pixels, span.xy) + span.z;
    return gradientAt(progress, stops);
}
#else
uniform vec4 color; // premultiplied

vec4 shadeAt(vec2 pixels) {
    return color;
}
#endif
