// How much of a pixel a shape covers, from distances in pixels.

// A band |distance| <= halfWidth, exact for a band along the pixel grid, whatever its width.
float bandCoverage(float distance, float halfWidth) {
    return clamp(min(halfWidth, distance + 0.5) - max(-halfWidth, distance - 0.5), 0.0, 1.0);
}

// Inside of an edge: distance is positive inside.
float edgeCoverage(float distance) {
    return clamp(distance + 0.5, 0.0, 1.0);
}
