#include "coverage.glsl"
#include "output.glsl"

flat in vec4 color;
#ifdef HATCH
flat in vec4 hatch; // normal x, y (y down), spacing, half width; pixels
flat in vec4 hatchColor;
flat in vec4 hatchPhase; // phase, phase of the crossing strokes, 1 when there are such
noperspective in vec2 pixels;

float strokes(vec2 normal, float phase) {
    float along = dot(pixels, normal) + phase;
    float distance = along - hatch.z * round(along / hatch.z);
    return bandCoverage(distance, hatch.w);
}
#endif

void main() {
#ifdef HATCH
    vec4 result = color;
    if (hatch.w > 0.0) {
        float coverage = strokes(hatch.xy, hatchPhase.x);
        if (hatchPhase.z > 0.0) coverage = max(coverage, strokes(vec2(-hatch.y, hatch.x), hatchPhase.y));
        vec4 stroke = hatchColor * coverage;
        result = stroke + result * (1.0 - stroke.a);
    }
    writeColor(result, 1.0);
#else
    writeColor(color, 1.0);
#endif
}
