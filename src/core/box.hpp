// Points and axis-aligned boxes in whatever frame the caller names (world, lon/lat, screen). Plain values.
#pragma once

#include <algorithm>
#include <limits>

namespace geju {

struct Point {
    double x = 0;
    double y = 0;

    friend bool operator==(const Point&, const Point&) = default;
};

/// An envelope. A default-constructed box is empty and takes the first point it is extended by.
struct Box {
    double minX = std::numeric_limits<double>::infinity();
    double minY = std::numeric_limits<double>::infinity();
    double maxX = -std::numeric_limits<double>::infinity();
    double maxY = -std::numeric_limits<double>::infinity();

    bool empty() const { return !(minX <= maxX && minY <= maxY); }
    double width() const { return empty() ? 0 : maxX - minX; }
    double height() const { return empty() ? 0 : maxY - minY; }
    Point center() const { return {(minX + maxX) / 2, (minY + maxY) / 2}; }

    void extend(Point p) {
        minX = std::min(minX, p.x);
        minY = std::min(minY, p.y);
        maxX = std::max(maxX, p.x);
        maxY = std::max(maxY, p.y);
    }
    void extend(const Box& other) {
        minX = std::min(minX, other.minX);
        minY = std::min(minY, other.minY);
        maxX = std::max(maxX, other.maxX);
        maxY = std::max(maxY, other.maxY);
    }
    Box grown(double margin) const { return {minX - margin, minY - margin, maxX + margin, maxY + margin}; }
    bool contains(Point p) const { return p.x >= minX && p.x <= maxX && p.y >= minY && p.y <= maxY; }
    bool contains(const Box& b) const { return b.minX >= minX && b.maxX <= maxX && b.minY >= minY && b.maxY <= maxY; }
    bool intersects(const Box& b) const { return minX <= b.maxX && maxX >= b.minX && minY <= b.maxY && maxY >= b.minY; }

    friend bool operator==(const Box&, const Box&) = default;
};

} // namespace geju
