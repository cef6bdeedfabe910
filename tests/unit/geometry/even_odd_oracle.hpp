// The even–odd area of any rings by the plainest way there is, to check the real ones against: cut the plane into
// horizontal strips at every corner and every crossing; within a strip no two edges cross, so that the inside is the
// trapezoids between the first and second edge, the third and fourth, and so on. In long double.
#pragma once

#include "core/box.hpp"

#include <algorithm>
#include <optional>
#include <vector>

namespace geju::test {

using Rings = std::vector<std::vector<Point>>;

inline double evenOddArea(const Rings& rings) {
    struct Edge {
        long double x1, y1, x2, y2;
        long double at(long double y) const { return x1 + (x2 - x1) * ((y - y1) / (y2 - y1)); }
    };
    std::vector<Edge> edges;
    std::vector<long double> heights;
    long double originX = 0, originY = 0;
    bool first = true;
    for (const auto& ring : rings) {
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const Point a = ring[i];
            const Point b = ring[(i + 1) % ring.size()];
            if (first) {
                originX = a.x;
                originY = a.y;
                first = false;
            }
            heights.push_back(a.y - originY);
            if (a.y == b.y) continue;
            const Point low = a.y < b.y ? a : b;
            const Point high = a.y < b.y ? b : a;
            edges.push_back({low.x - originX, low.y - originY, high.x - originX, high.y - originY});
        }
    }
    for (std::size_t i = 0; i < edges.size(); ++i) {
        for (std::size_t j = i + 1; j < edges.size(); ++j) {
            const Edge &a = edges[i], &b = edges[j];
            const long double low = std::max(a.y1, b.y1), high = std::min(a.y2, b.y2);
            if (low >= high) continue;
            const long double atLow = a.at(low) - b.at(low), atHigh = a.at(high) - b.at(high);
            if ((atLow > 0 && atHigh < 0) || (atLow < 0 && atHigh > 0)) {
                heights.push_back(low + (high - low) * (atLow / (atLow - atHigh)));
            }
        }
    }
    std::sort(heights.begin(), heights.end());
    long double area = 0;
    std::vector<long double> crossings;
    for (std::size_t i = 1; i < heights.size(); ++i) {
        const long double low = heights[i - 1], high = heights[i];
        if (!(high > low)) continue;
        const long double middle = low + (high - low) / 2;
        crossings.clear();
        for (const Edge& edge : edges) {
            if (edge.y1 < middle && middle < edge.y2) crossings.push_back(edge.at(middle));
        }
        std::sort(crossings.begin(), crossings.end());
        for (std::size_t k = 1; k < crossings.size(); k += 2) {
            area += (crossings[k] - crossings[k - 1]) * (high - low);
        }
    }
    return static_cast<double>(area);
}

} // namespace geju::test
