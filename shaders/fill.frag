#include "coverage.glsl"
#include "output.glsl"

flat in vec4 color;
#ifdef GRADIENT
#include "gradient.glsl"

noperspective in float progress;
flat in ivec2 stops;
#endif
#ifdef HATCH
#include "hatch.glsl"

flat in vec4 hatch; // as in hatch.glsl; half width 0: none
flat in vec4 hatchColor;
flat in vec4 hatchPhase;
noperspective in vec2 pixels;
#endif

void main() {
#ifdef HATCH
    writeColor(hatch.w > 0.0 ? hatched(color, pixels, hatch, hatchColor, hatchPhase) : color, 1.0);
#elif defined(GRADIENT)
    writeColor(gradientAt(progress, stops), 1.0);
#else
    writeColor(color, 1.0);
#endif
}
