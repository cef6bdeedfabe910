// Parallel strokes over a colour, by the place of the pixel. After coverage.glsl.
//   hatch: normal x, y (y down), spacing, half width; pixels
//   phase: of the strokes, of the crossing strokes, 1 when there are such

float hatchCoverage(vec2 pixels, vec2 normal, float spacing, float halfWidth, float phase) {
    float along = dot(pixels, normal) + phase;
    float distance = along - spacing * round(along / spacing);
    return bandCoverage(distance, halfWidth);
}

// Colours are premultiplied.
vec4 hatched(vec4 color, vec2 pixels, vec4 hatch, vec4 hatchColor, vec4 phase) {
    float coverage = hatchCoverage(pixels, hatch.xy, hatch.z, hatch.w, phase.x);
    if (phase.z > 0.0) {
        coverage = max(coverage, hatchCoverage(pixels, vec2(-hatch.y, hatch.x), hatch.z, hatch.w, phase.y));
    }
    vec4 stroke = hatchColor * coverage;
    return stroke + color * (1.0 - stroke.a);
}
