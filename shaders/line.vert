// Strokes: one quad a segment, no vertex attributes. Texel k of `points` is corner k of some path; a path has one more
// texel before and after it that says what its ends join: the neighbour along a closed path, or the end itself.
//
//   local frame of a segment: u along it from its start, v to its left when y is up; pixels
#include "frame.glsl"

uniform isamplerBuffer points; // x, y quanta; distance along the path in quanta (float bits); feature, or -1: no segment
uniform usamplerBuffer symbolOf;
uniform samplerBuffer palette; // per symbol: colour; half width, half gap, offset, blur; cap, join, miter limit, first
                               // dash; dashes, period, first texel of the gradient, its stops
#ifdef GRADIENT
uniform samplerBuffer pathLengths; // of the path that a texel belongs to, quanta
flat out vec2 progress;            // along the path at the segment's start, and a pixel
flat out ivec2 stops;              // first texel, number
#endif

noperspective out vec2 local;
flat out vec4 color;
flat out vec4 stroke; // half width, half gap, blur, length
flat out vec4 turns;  // previous direction, next direction; local frame
flat out ivec4 ends;  // treatment of start and end; first dash, number of dashes
flat out int cut;     // 1: the segment keeps to its side of the bisectors at its joins
#ifdef HATCH
noperspective out vec2 pixels;
#endif
flat out vec3 dash;   // distance at the start, period, 1 when dashes have round ends, -1 square ends

const int kButt = 0, kRound = 1, kSquare = 2, kMiter = 3, kBevel = 4, kRoundJoin = 5;

vec2 directionOf(vec2 from, vec2 to, vec2 otherwise) {
    vec2 d = to - from;
    float l = length(d);
    return l > 1e-6 ? d / l : otherwise;
}

// Shift of a corner so that both of its segments move by `offset` to their right.
vec2 shifted(vec2 before, vec2 after, float offset) {
    vec2 bisector = vec2(-(before.y + after.y), before.x + after.x); // to the right, y down, for unit directions
    float l2 = dot(bisector, bisector);
    if (l2 < 0.25) return vec2(-after.y, after.x) * offset; // a hairpin: no sensible miter
    return bisector * (2.0 * offset / l2);
}

// How a corner is treated, and how far the quad must reach beyond it.
int treatment(bool isEnd, float cosTurn, float sinTurn, int cap, int join, float miterLimit, float halfWidth,
              out float reach) {
    if (isEnd) {
        reach = cap == kButt ? 0.0 : halfWidth;
        return cap;
    }
    if (join == kMiter) {
        // miter length / width = 1 / cos(turn / 2)
        float cosHalf = sqrt(max(0.0, (1.0 + cosTurn) * 0.5));
        if (cosHalf * miterLimit >= 1.0) {
            reach = halfWidth * sqrt(max(0.0, 1.0 - cosHalf * cosHalf)) / cosHalf;
            return kMiter;
        }
        join = kBevel;
    }
    if (join == kBevel) {
        reach = cosTurn > 0.0 ? halfWidth * abs(sinTurn) : halfWidth;
        return kBevel;
    }
    reach = halfWidth;
    return kRoundJoin;
}

void main() {
    int k = gl_VertexID / 6;
    ivec4 startTexel = texelFetch(points, k);
    gl_Position = kNowhere;
    local = vec2(0.0);
    color = vec4(0.0);
    stroke = vec4(0.0);
    turns = vec4(0.0);
    ends = ivec4(0);
    dash = vec3(0.0);
    cut = 0;
    if (startTexel.w < 0) return;
    int symbol = int(texelFetch(symbolOf, startTexel.w).r) * 4;
    color = texelFetch(palette, symbol);
#ifdef GRADIENT
    progress = vec2(0.0);
    stops = ivec2(0);
#endif
#ifdef HATCH
    pixels = vec2(0.0);
#elif !defined(GRADIENT)
    if (color.a == 0.0) return;
#endif
    vec4 shape = texelFetch(palette, symbol + 1);
    vec4 style = texelFetch(palette, symbol + 2);
    vec4 dashes = texelFetch(palette, symbol + 3);

    ivec4 endTexel = texelFetch(points, k + 1);
    ivec2 beforeQuanta = texelFetch(points, k - 1).xy;
    ivec2 afterQuanta = texelFetch(points, k + 2).xy;
    vec2 a = pixelsOf(startTexel.xy);
    vec2 b = pixelsOf(endTexel.xy);
    // Directions from integer differences: exact also for short segments far away.
    vec2 flip = vec2(1.0, -1.0);
    vec2 direction = directionOf(vec2(0.0), vec2(endTexel.xy - startTexel.xy) * flip, vec2(1.0, 0.0));
    bool isStart = beforeQuanta == startTexel.xy;
    bool isEnd = afterQuanta == endTexel.xy;
    vec2 before = directionOf(vec2(0.0), vec2(startTexel.xy - beforeQuanta) * flip, direction);
    vec2 after = directionOf(vec2(0.0), vec2(afterQuanta - endTexel.xy) * flip, direction);

    float halfWidth = shape.x;
    if (shape.z != 0.0) {
        a += shifted(before, direction, shape.z);
        b += shifted(direction, after, shape.z);
    }
    float len = dot(b - a, direction);
    if (len <= 0.0) {
        if (shape.z != 0.0) return; // the offset ate the segment
        len = 0.0;
    }
    vec2 left = vec2(direction.y, -direction.x);
    turns = vec4(dot(before, direction), dot(before, left), dot(after, direction), dot(after, left));

    float reachStart, reachEnd;
    int cap = int(style.x);
    int join = int(style.y);
    ends.x = treatment(isStart, turns.x, turns.y, cap, join, style.z, halfWidth, reachStart);
    ends.y = treatment(isEnd, turns.z, turns.w, cap, join, style.z, halfWidth, reachEnd);
    ends.z = int(style.w);
    ends.w = int(dashes.x);
    // Cut at the bisectors, the segments of a path share out its pixels without overlap. Where a bend is tighter than
    // the stroke is wide the bisectors cross inside it, and the segment is left whole: overlap is harmless, holes are not.
    float bend = (isStart ? 0.0 : abs(turns.y) / max(1e-4, 1.0 + turns.x)) +
                 (isEnd ? 0.0 : abs(turns.w) / max(1e-4, 1.0 + turns.z));
    cut = shape.y > 0.0 || len >= (halfWidth + 1.0) * bend ? 1 : 0;
    stroke = vec4(halfWidth, shape.y, shape.w, len);
    dash = vec3(intBitsToFloat(startTexel.z) * pixelsPerQuantum, dashes.y, cap == kRound ? 1.0 : (cap == kSquare ? -1.0 : 0.0));

#ifdef GRADIENT
    float perPixel = 1.0 / max(1e-6, texelFetch(pathLengths, k).r * pixelsPerQuantum);
    progress = vec2(dash.x * perPixel, perPixel);
    stops = ivec2(dashes.zw);
#endif

    int corner = gl_VertexID % 6;
    bool atEnd = corner == 1 || corner == 2 || corner == 4;
    bool onLeft = corner == 2 || corner == 4 || corner == 5;
    float margin = 1.0;
    local.x = atEnd ? len + reachEnd + margin : -reachStart - margin;
    local.y = (onLeft ? 1.0 : -1.0) * (halfWidth + margin);
    vec2 position = a + direction * local.x + left * local.y;
    gl_Position = clipOf(position);
#ifdef HATCH
    pixels = position;
#endif
}
