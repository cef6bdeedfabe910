// Glyphs of labels from the atlas; with SPRITE whole labels, whose texels have their colour.
#include "frame.glsl"

layout(location = 0) in vec2 corner; // pixels
layout(location = 1) in vec2 texel;  // of the atlas, in texels
layout(location = 2) in vec4 tint;   // straight alpha

uniform vec2 atlasSize;

noperspective out vec2 position;
flat out vec4 color;

void main() {
    position = texel / atlasSize;
    color = vec4(tint.rgb * tint.a, tint.a);
    gl_Position = clipOf(corner);
}
