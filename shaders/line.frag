// Strokes: coverage from distances in the frame of one segment. Neighbouring segments overlap at joins; painted one
// over the other they make one shape.
#include "coverage.glsl"
#include "output.glsl"

uniform samplerBuffer dashLengths; // on, off, on, off …; pixels

noperspective in vec2 local;
flat in vec4 color;
flat in vec4 stroke;
flat in vec4 turns;
flat in ivec4 ends;
flat in int cut;
flat in vec3 dash;

const int kButt = 0, kRound = 1, kSquare = 2, kMiter = 3, kBevel = 4, kRoundJoin = 5;

float across(float distance) {
    float halfWidth = stroke.x;
    float halfGap = stroke.y;
    float blur = stroke.z;
    float coverage = blur > 0.0 ? clamp((halfWidth + 0.5 - abs(distance)) / (1.0 + blur), 0.0, 1.0)
                                : bandCoverage(distance, halfWidth);
    if (halfGap > 0.0) {
        float inner = blur > 0.0 ? clamp((abs(distance) - halfGap + 0.5) / (1.0 + blur), 0.0, 1.0)
                                 : 1.0 - bandCoverage(distance, halfGap);
        coverage = min(coverage, inner);
    }
    return coverage;
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
    if (treatment == kRound || treatment == kRoundJoin) return across(length(p));
    float both = min(across(p.y), across(other.x * p.y - other.y * p.x));
    if (treatment == kBevel) {
        vec2 outward = other - vec2(1.0, 0.0);
        float l = length(outward);
        if (l > 1e-4) {
            float cosHalf = sqrt(max(0.0, (1.0 + other.x) * 0.5));
            both = min(both, edgeCoverage(stroke.x * cosHalf - dot(p, outward) / l));
        }
    }
    return both;
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
    writeColor(color, coverage);
}
