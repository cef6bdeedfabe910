#include "drawing/pictograms.hpp"
#include "drawing/text_block.hpp"

#include <algorithm>
#include <cmath>

namespace geju {

namespace {

struct Edge {
    Point from; ///< pixels of the bitmap
    Point to;
};

/// Area of each pixel that is inside, even–odd: exact across, by this many samples down.
constexpr int kSubrows = 16;

void addSpan(std::vector<double>& row, double from, double to) {
    const auto width = static_cast<double>(row.size());
    from = std::clamp(from, 0.0, width);
    to = std::clamp(to, 0.0, width);
    for (auto x = static_cast<std::size_t>(from); static_cast<double>(x) < to; ++x) {
        const auto left = static_cast<double>(x);
        row[x] += (std::min(to, left + 1) - std::max(from, left)) / kSubrows;
    }
}

std::vector<double> bodyOfRow(const std::vector<Edge>& edges, int width, int y) {
    std::vector<double> row(static_cast<std::size_t>(width), 0.0);
    std::vector<double> crossings;
    for (int i = 0; i < kSubrows; ++i) {
        const double at = y + (i + 0.5) / kSubrows;
        crossings.clear();
        for (const auto& [a, b] : edges) {
            if ((a.y > at) != (b.y > at)) crossings.push_back(a.x + (b.x - a.x) * (at - a.y) / (b.y - a.y));
        }
        std::sort(crossings.begin(), crossings.end());
        for (std::size_t k = 0; k + 1 < crossings.size(); k += 2) addSpan(row, crossings[k], crossings[k + 1]);
    }
    return row;
}

double distanceTo(const std::vector<Edge>& edges, Point point) {
    double least = INFINITY;
    for (const auto& [a, b] : edges) {
        const Point along{b.x - a.x, b.y - a.y};
        const double square = along.x * along.x + along.y * along.y;
        const double part = square > 0 ? ((point.x - a.x) * along.x + (point.y - a.y) * along.y) / square : 0;
        const double t = std::clamp(part, 0.0, 1.0);
        least = std::min(least, std::hypot(a.x + t * along.x - point.x, a.y + t * along.y - point.y));
    }
    return least;
}

} // namespace

GlyphBitmap rasterizePictogram(PictogramId pictogram, double sizePixels, double haloPixels, double angleRadians) {
    GlyphBitmap bitmap;
    if (!(sizePixels > 0)) return bitmap;
    std::vector<Edge> edges;
    Box bounds;
    for (const std::vector<Point>& ring : pictogramRings(pictogram)) {
        const auto corner = [&](std::size_t i) {
            const Point& point = ring[i % ring.size()];
            return turned({point.x * sizePixels, point.y * sizePixels}, angleRadians);
        };
        for (std::size_t i = 0; i < ring.size(); ++i) {
            edges.push_back({corner(i), corner(i + 1)});
            bounds.extend(corner(i));
        }
    }
    bounds = bounds.grown(std::max(haloPixels, 0.0));
    bitmap.left = static_cast<int>(std::floor(bounds.minX));
    bitmap.top = static_cast<int>(std::floor(bounds.minY));
    bitmap.width = static_cast<int>(std::ceil(bounds.maxX)) - bitmap.left;
    bitmap.height = static_cast<int>(std::ceil(bounds.maxY)) - bitmap.top;
    for (Edge& edge : edges) {
        for (Point* end : {&edge.from, &edge.to}) {
            end->x -= bitmap.left;
            end->y -= bitmap.top;
        }
    }
    bitmap.coverage.reserve(static_cast<std::size_t>(bitmap.width) * static_cast<std::size_t>(bitmap.height));
    for (int y = 0; y < bitmap.height; ++y) {
        const std::vector<double> body = bodyOfRow(edges, bitmap.width, y);
        for (int x = 0; x < bitmap.width; ++x) {
            double covered = body[static_cast<std::size_t>(x)];
            if (haloPixels > 0 && covered < 1) {
                const double beyond = distanceTo(edges, {x + 0.5, y + 0.5}) - haloPixels;
                covered = std::max(covered, std::clamp(0.5 - beyond, 0.0, 1.0));
            }
            bitmap.coverage.push_back(static_cast<std::uint8_t>(std::lround(std::min(covered, 1.0) * 255)));
        }
    }
    return bitmap;
}

} // namespace geju
