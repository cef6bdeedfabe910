uniform sampler2D source;
uniform float opacity;

noperspective in vec2 texel;
layout(location = 0) out vec4 outColor;

void main() {
    outColor = texture(source, texel) * opacity;
}
