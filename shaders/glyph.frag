uniform sampler2D atlas;

noperspective in vec2 position;
flat in vec4 color;
layout(location = 0) out vec4 outColor;

void main() {
#ifdef SPRITE
    outColor = texture(atlas, position);
#else
    outColor = color * texture(atlas, position).r;
#endif
}
