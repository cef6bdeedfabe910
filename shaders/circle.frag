#include "coverage.glsl"
#include "output.glsl"

noperspective in vec2 local;
flat in vec4 color;
flat in vec4 strokeColor;
flat in vec3 shape; // radius, stroke width outside of it, blur

float inside(float distance, float radius) {
    return clamp((radius + 0.5 - distance) / (1.0 + shape.z), 0.0, 1.0);
}

void main() {
    float distance = length(local);
    float body = inside(distance, shape.x);
    if (shape.y <= 0.0) {
        if (body <= 0.0) discard;
        writeColor(color, body);
        return;
    }
    float all = inside(distance, shape.x + shape.y);
    if (all <= 0.0) discard;
    float part = clamp(body / all, 0.0, 1.0);
    writeColor(mix(strokeColor, color, part), all);
}
