#include "drawing/patterns.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <mutex>
#include <utility>

namespace geju {

namespace {

/// Edges of outlines lie within a sixteenth of a pixel of where they are.
constexpr double kSquaresPerPixel = 8;
constexpr int kMostSquares = 1024;
constexpr int kSubrows = 4; ///< in a square; across it is exact

/// Adds what a subrow at `y` covers of each square of a row, even–odd.
void addSubrow(const std::vector<std::vector<Point>>& rings, double y, std::vector<double>& row) {
    std::vector<double> crossings;
    for (const std::vector<Point>& ring : rings) {
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const Point& a = ring[i];
            const Point& b = ring[(i + 1) % ring.size()];
            if ((a.y > y) != (b.y > y)) crossings.push_back(a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y));
        }
    }
    std::sort(crossings.begin(), crossings.end());
    const auto width = static_cast<double>(row.size());
    for (std::size_t i = 0; i + 1 < crossings.size(); i += 2) {
        const double from = std::clamp(crossings[i], 0.0, width);
        const double to = std::clamp(crossings[i + 1], 0.0, width);
        for (auto x = static_cast<std::size_t>(from); static_cast<double>(x) < to; ++x) {
            const auto left = static_cast<double>(x);
            row[x] += (std::min(to, left + 1) - std::max(from, left)) / kSubrows;
        }
    }
}

} // namespace

PatternMask::PatternMask(PatternId pattern, double cellPixels)
  : cellPixels_(cellPixels)
  , squares_(std::clamp(static_cast<int>(std::lround(cellPixels * kSquaresPerPixel)), 1, kMostSquares))
  , squaresPerPixel_(squares_ / cellPixels) {
    const PatternCell& cell = patternCell(pattern);
    std::vector<std::vector<Point>> rings = cell.rings;
    for (std::vector<Point>& ring : rings) {
        for (Point& point : ring) point = {point.x / cell.side * squares_, point.y / cell.side * squares_};
    }
    const auto stride = static_cast<std::size_t>(squares_) + 1;
    std::vector<double> above(stride, 0.0);
    std::vector<double> row(static_cast<std::size_t>(squares_));
    sums_.assign(stride, 0.0F);
    sums_.reserve(stride * stride);
    for (int y = 0; y < squares_; ++y) {
        std::fill(row.begin(), row.end(), 0.0);
        for (int i = 0; i < kSubrows; ++i) addSubrow(rings, y + (i + 0.5) / kSubrows, row);
        double left = 0;
        sums_.push_back(0);
        for (std::size_t x = 0; x < row.size(); ++x) {
            left += row[x];
            above[x + 1] += left;
            sums_.push_back(static_cast<float>(above[x + 1]));
        }
    }
}

Point PatternMask::phase(Point topLeftWorld, double unitsPerPixel) const {
    const double cellWorld = cellPixels_ * unitsPerPixel;
    const auto within = [&](double cells) { return (cells - std::floor(cells)) * squares_; };
    return {within(topLeftWorld.x / cellWorld), within(-topLeftWorld.y / cellWorld)};
}

double PatternMask::sum(int right, int down) const {
    const auto at = [&](int x, int y) { return double{sums_[static_cast<std::size_t>(y * (squares_ + 1) + x)]}; };
    const int acrossCells = right / squares_;
    const int downCells = down / squares_;
    const int x = right % squares_;
    const int y = down % squares_;
    return at(x, y) + acrossCells * at(squares_, y) + downCells * at(x, squares_) +
           acrossCells * downCells * at(squares_, squares_);
}

double PatternMask::coverage(int x, int y, Point phase) const {
    const auto range = [&](int pixel, double from) {
        const double begin = from + pixel * squaresPerPixel_;
        const double cell = std::floor(begin / squares_) * squares_;
        const int first = static_cast<int>(std::floor(begin) - cell);
        return std::pair(first, std::max(first + 1, static_cast<int>(std::floor(begin + squaresPerPixel_) - cell)));
    };
    const auto [left, right] = range(x, phase.x);
    const auto [top, bottom] = range(y, phase.y);
    const double covered = sum(right, bottom) - sum(left, bottom) - sum(right, top) + sum(left, top);
    return std::clamp(covered / ((right - left) * (bottom - top)), 0.0, 1.0);
}

std::shared_ptr<const PatternMask> patternMask(const PatternStyle& style, double pixelRatio) {
    static std::mutex mutex;
    static std::map<std::pair<PatternId, double>, std::shared_ptr<const PatternMask>> known;
    constexpr std::size_t kMostKnown = 64;
    const double cellPixels = patternCell(style.pattern).side * style.scale * pixelRatio;
    const std::lock_guard lock(mutex);
    auto& mask = known[{style.pattern, cellPixels}];
    if (mask) return mask;
    if (known.size() > kMostKnown) {
        known.clear();
        return known[{style.pattern, cellPixels}] = std::make_shared<const PatternMask>(style.pattern, cellPixels);
    }
    mask = std::make_shared<const PatternMask>(style.pattern, cellPixels);
    return mask;
}

} // namespace geju
