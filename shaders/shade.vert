// Triangles of one polygon that is shaded by the place of the pixel.
#include "frame.glsl"

layout(location = 0) in ivec2 corner; // quanta

noperspective out vec2 pixels;

void main() {
    pixels = pixelsOf(corner);
    gl_Position = clipOf(pixels);
}
