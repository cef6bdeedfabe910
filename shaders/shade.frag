#include "output.glsl"
#include "shade.glsl"

noperspective in vec2 pixels;

void main() {
    writeColor(shadeAt(pixels), 1.0);
}
