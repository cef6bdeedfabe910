// World to screen. Meshes hold whole quanta about the origin of their table; the difference to the view's origin is
// taken in integers, so that pictures stay sharp at any scale and equal corners land on equal positions.
//
//   quanta: x east, y north       pixels: of the view, x right, y down from its top left corner
uniform ivec2 originQuanta;   // near the view's top left corner
uniform vec2 originPixels;    // where originQuanta lies
uniform float pixelsPerQuantum;
uniform vec4 clipFromPixels;  // scale, offset

vec2 pixelsOf(ivec2 quanta) {
    return originPixels + vec2(quanta - originQuanta) * vec2(pixelsPerQuantum, -pixelsPerQuantum);
}

vec4 clipOf(vec2 pixels) {
    return vec4(pixels * clipFromPixels.xy + clipFromPixels.zw, 0.0, 1.0);
}

// Every corner of an invisible triangle: beyond the far plane.
const vec4 kNowhere = vec4(2.0, 2.0, 2.0, 1.0);
