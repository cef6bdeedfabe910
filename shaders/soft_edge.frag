// Of all edges the nearest leaves the least: blended by the smaller channel, premultiplied colours being all of one hue
// at a place.
#include "output.glsl"
#include "shade.glsl"

uniform float softPixels;

noperspective in vec2 pixels;
flat in vec2 from;
flat in vec2 to;

void main() {
    vec2 along = to - from;
    float t = clamp(dot(pixels - from, along) / max(dot(along, along), 1e-12), 0.0, 1.0);
    float distance = length(pixels - from - along * t);
    float left = (distance + 0.5) / (softPixels + 1.0);
    if (left >= 1.0) discard;
    writeColor(shadeAt(pixels), left);
}
