// Strokes: coverage from distances in the frame of one segment. Neighbouring segments overlap at joins; painted one
// over the other they make one shape.
#include "coverage.glsl"
#include "output.glsl"

#ifdef HATCH
#include "hatch.glsl"

uniform vec4 hatch;
uniform vec4 hatchColor;
uniform vec4 hatchPhase;
noperspective in vec2 pixels;
#endif

#ifdef GRADIENT
#include "gradient.glsl"

flat in vec2 progress; // along the path at the segment's start, and a pixel
flat in ivec2 stops;
#endif

uniform samplerBuffer dashLengths; // on, off, on, off …; pixels

noperspective in vec2 local;
flat in vec4 color;
flat in vec4 stroke;
flat in vec4 turns;
flat in ivec4 ends;
flat in int cut;
flat in vec3 dash;

const int kButt = 0, kRound = 1, kSquare = 2, kMiter = 3, kBevel = 4, kRoundJoin = 5;

// Soft to the inside of the half width where there is blur.
float within(float distance, float halfWidth) {
    float blur = stroke.z;
    return blur > 0.0 ? clamp((halfWidth + 0.5 - abs(distance)) / (1.0 + blur), 0.0, 1.0)
                      : bandCoverage(distance, halfWidth);
}

float gapAt(float distance) {
    float blur = stroke.z;
    return blur > 0.0 ? 1.0 - clamp((abs(distance) - stroke.y + 0.5) / (1.0 + blur), 0.0, 1.0)
                      : bandCoverage(distance, stroke.y);
}

float across(float distance) {
    float coverage = within(distance, stroke.x);
    return stroke.y > 0.0 ? min(coverage, 1.0 - gapAt(distance)) : coverage;
}

// Coverage seen from one end: p from that end, x inwards; `other` the direction of the neighbour's travel towards the
// inside of this segment, in the same frame.
float fromEnd(vec2 p, vec2 other, int treatment) {
    if (treatment == kButt) return across(p.y) * edgeCoverage(p.x);
    if (treatment == kSquare) return across(p.y) * edgeCoverage(p.x + stroke.x);
    if (cut == 1 && treatment != kRound) {
        // On the bisector itself both segments paint: twice is seldom seen, a hole is.
        if (dot(p, vec2(1.0, 0.0) + other) < -1e-3) return 0.0;
    }
    if (p.x >= 0.0) return across(p.y);
    if (treatment == kRoundJoin && dot(p, other) < -1e-3) return 0.0; // beside the neighbour
    if (treatment == kRound || treatment == kRoundJoin) return across(length(p));

    // Both bands, and for a bevel the straight edge between their corners; the gap is cornered alike.
    float distance = other.x * p.y - other.y * p.x;
    float body = min(within(p.y, stroke.x), within(distance, stroke.x));
    float gap = stroke.y > 0.0 ? min(gapAt(p.y), gapAt(distance)) : 0.0;
    if (treatment == kBevel) {
        vec2 outward = other - vec2(1.0, 0.0);
        float l = length(outward);
        if (l > 1e-4) {
            float cosHalf = sqrt(max(0.0, (1.0 + other.x) * 0.5));
            float beyond = dot(p, outward) / l;
            body = min(body, edgeCoverage(stroke.x * cosHalf - beyond));
            gap = min(gap, edgeCoverage(stroke.y * cosHalf - beyond));
        }
    }
    return min(body, 1.0 - gap);
}

float dashCoverage(vec2 p) {
    float period = dash.y;
    float along = clamp(p.x, 0.0, stroke.w) + dash.x;
    float t = along - period * floor(along / period);
    float outside = 1e9; // distance to the nearest dash, negative inside
    float on = 0.0;
    float position = 0.0;
    for (int i = 0; i < ends.w; i += 2) {
        float first = position;
        float last = position + texelFetch(dashLengths, ends.z + i).r;
        position = last + texelFetch(dashLengths, ends.z + i + 1).r;
        on += last - first;
        for (int wrap = -1; wrap <= 1; ++wrap) {
            float x = t + float(wrap) * period;
            outside = min(outside, max(first - x, x - last));
        }
    }
    if (period < 1.5) return on / period; // finer than pixels: its mean
    if (dash.z > 0.0) return across(length(vec2(max(outside, 0.0), p.y)));
    if (dash.z < 0.0) outside -= stroke.x;
    return edgeCoverage(-outside);
}

void main() {
    vec2 p = local;
    float coverage = min(fromEnd(p, turns.xy, ends.x),
                         fromEnd(vec2(stroke.w - p.x, p.y), vec2(turns.z, -turns.w), ends.y));
    if (ends.w > 0) coverage = min(coverage, dashCoverage(p));
    if (coverage <= 0.0) discard;
#ifdef GRADIENT
    writeColor(gradientAt(progress.x + clamp(p.x, 0.0, stroke.w) * progress.y, stops), coverage);
#elif defined(HATCH)
    writeColor(hatched(color, pixels, hatch, hatchColor, hatchPhase), coverage);
#else
    writeColor(color, coverage);
#endif
}
