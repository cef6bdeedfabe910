// What a painter writes: colours premultiplied by alpha. With REPLACE the blend takes the second output as coverage:
// inside a group, later strokes take the place of earlier ones, so that overlaps of one layer never add up.
#ifdef REPLACE
layout(location = 0, index = 0) out vec4 outColor;
layout(location = 0, index = 1) out vec4 outCoverage;
#else
layout(location = 0) out vec4 outColor;
#endif

void writeColor(vec4 premultiplied, float coverage) {
    outColor = premultiplied * coverage;
#ifdef REPLACE
    outCoverage = vec4(coverage);
#endif
}
