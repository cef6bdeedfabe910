// Colours between stops. Two texels a stop: its place; its colour, premultiplied.
uniform samplerBuffer gradientStops;

// stops: first texel, number
vec4 gradientAt(float place, ivec2 stops) {
    vec4 before = texelFetch(gradientStops, stops.x + 1);
    float from = texelFetch(gradientStops, stops.x).r;
    if (place < from) return before;
    for (int i = 1; i < stops.y; ++i) {
        float to = texelFetch(gradientStops, stops.x + 2 * i).r;
        vec4 after = texelFetch(gradientStops, stops.x + 2 * i + 1);
        if (place < to) return mix(before, after, (place - from) / (to - from));
        from = to;
        before = after;
    }
    return before;
}
