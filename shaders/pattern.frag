// A cell of outlines repeated over polygons: how much of the pixel it covers, from sums over the cell's squares (as
// PatternMask in src/drawing).
#include "output.glsl"

uniform samplerBuffer sums; // of each mask by rows of squares + 1: what is covered above and to the left

flat in vec4 color;
flat in vec4 mask; // first of its sums, squares along a cell, squares along a pixel; no squares: no pattern
flat in vec2 phase;
noperspective in vec2 pixels;

float sumTo(ivec2 square) {
    int first = int(mask.x);
    int squares = int(mask.y);
    ivec2 cells = square / squares;
    ivec2 at = square % squares;
    float sum = texelFetch(sums, first + at.y * (squares + 1) + at.x).r;
    if (cells.x > 0) sum += float(cells.x) * texelFetch(sums, first + at.y * (squares + 1) + squares).r;
    if (cells.y > 0) sum += float(cells.y) * texelFetch(sums, first + squares * (squares + 1) + at.x).r;
    if (cells.x > 0 && cells.y > 0)
        sum += float(cells.x * cells.y) * texelFetch(sums, first + squares * (squares + 1) + squares).r;
    return sum;
}

void main() {
    if (mask.y == 0.0) {
        writeColor(vec4(0.0), 1.0);
        return;
    }
    vec2 begin = floor(pixels) * mask.z + phase;
    vec2 cell = floor(begin / mask.y) * mask.y;
    ivec2 from = ivec2(floor(begin) - cell);
    ivec2 to = max(from + 1, ivec2(floor(begin + mask.z) - cell));
    float covered = sumTo(to) - sumTo(ivec2(from.x, to.y)) - sumTo(ivec2(to.x, from.y)) + sumTo(from);
    float area = float((to.x - from.x) * (to.y - from.y));
    writeColor(color * clamp(covered / area, 0.0, 1.0), 1.0);
}
