#include "drawing/stroke.hpp"

#include <algorithm>
#include <cmath>

namespace geju {

namespace {

constexpr double kMiterLimit = 2; ///< in half widths: corners sharper than 60° are cut

double distanceBetween(Point a, Point b) {
    return std::hypot(b.x - a.x, b.y - a.y);
}

Point interpolate(Point a, Point b, double t) {
    return {a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
}

std::vector<Point> withoutRepeats(std::span<const Point> path) {
    std::vector<Point> points;
    points.reserve(path.size());
    for (const Point& point : path) {
        if (points.empty() || !(points.back() == point)) points.push_back(point);
    }
    return points;
}

/// Unit vector to the right of the way from a to b, which differ.
Point rightNormal(Point a, Point b) {
    const double length = distanceBetween(a, b);
    return {(b.y - a.y) / length, -(b.x - a.x) / length};
}

/// Where the parallel passes a corner between two segments with these normals, relative to the corner, for a distance
/// of one: the miter, no longer than the limit.
Point miter(Point before, Point after) {
    const Point sum{before.x + after.x, before.y + after.y};
    const double squared = sum.x * sum.x + sum.y * sum.y;
    if (squared < 1e-12) return before; // the path turns back on itself
    const double scale = 2 / squared;   // |sum| = 2 cos(half turn), the miter is 1 / cos(half turn) long
    const double length = scale * std::sqrt(squared);
    const double cut = length > kMiterLimit ? kMiterLimit / length : 1;
    return {sum.x * scale * cut, sum.y * scale * cut};
}

} // namespace

std::optional<SegmentRange> clipSegment(Point from, Point to, const Box& box) {
    // Liang and Barsky 1984.
    SegmentRange range;
    const auto cut = [&](double direction, double room) {
        if (direction == 0) return room >= 0;
        const double t = room / direction;
        if (direction < 0)
            range.first = std::max(range.first, t);
        else
            range.last = std::min(range.last, t);
        return range.first <= range.last;
    };
    const double dx = to.x - from.x;
    const double dy = to.y - from.y;
    if (cut(-dx, from.x - box.minX) && cut(dx, box.maxX - from.x) && cut(-dy, from.y - box.minY) &&
        cut(dy, box.maxY - from.y)) {
        return range;
    }
    return std::nullopt;
}

std::vector<PathPiece> clipPath(std::span<const Point> path, const Box& box) {
    std::vector<PathPiece> pieces;
    bool open = false;
    double distance = 0;
    for (std::size_t i = 0; i + 1 < path.size(); ++i) {
        const double length = distanceBetween(path[i], path[i + 1]);
        const auto inside = clipSegment(path[i], path[i + 1], box);
        if (!inside) {
            open = false;
        } else {
            if (!open || inside->first > 0) {
                pieces.push_back(
                    {{interpolate(path[i], path[i + 1], inside->first)}, distance + inside->first * length});
            }
            pieces.back().points.push_back(inside->last < 1 ? interpolate(path[i], path[i + 1], inside->last)
                                                            : path[i + 1]);
            open = inside->last >= 1;
        }
        distance += length;
    }
    return pieces;
}

std::vector<std::vector<Point>> dashPath(std::span<const Point> path, std::span<const double> pattern,
                                         double startDistance) {
    std::vector<double> lengths(pattern.begin(), pattern.end());
    if (lengths.size() % 2 == 1) lengths.insert(lengths.end(), pattern.begin(), pattern.end());
    double period = 0;
    for (const double length : lengths) period += length;
    if (path.size() < 2) return {};
    if (!(period > 0)) return {std::vector<Point>(path.begin(), path.end())};

    double place = std::fmod(startDistance, period);
    if (place < 0) place += period;
    std::size_t index = 0;
    while (place >= lengths[index]) {
        place -= lengths[index];
        index = (index + 1) % lengths.size();
    }
    double remaining = lengths[index] - place;

    std::vector<std::vector<Point>> dashes;
    const auto isDash = [&] { return index % 2 == 0; };
    if (isDash()) dashes.push_back({path[0]});
    for (std::size_t i = 0; i + 1 < path.size(); ++i) {
        const double length = distanceBetween(path[i], path[i + 1]);
        double done = 0;
        while (length - done > remaining) {
            done += remaining;
            const Point corner = interpolate(path[i], path[i + 1], done / length);
            if (isDash()) dashes.back().push_back(corner);
            index = (index + 1) % lengths.size();
            remaining = lengths[index];
            if (isDash()) dashes.push_back({corner});
        }
        remaining -= length - done;
        if (isDash()) dashes.back().push_back(path[i + 1]);
    }
    return dashes;
}

std::vector<Point> offsetPath(std::span<const Point> path, double distance) {
    const std::vector<Point> points = withoutRepeats(path);
    if (points.size() < 2 || distance == 0) return points;
    const bool closed = points.size() > 3 && points.front() == points.back();
    std::vector<Point> parallel;
    parallel.reserve(points.size());
    for (std::size_t i = 0; i < points.size(); ++i) {
        const bool first = i == 0;
        const bool last = i + 1 == points.size();
        const Point before = !first   ? rightNormal(points[i - 1], points[i])
                             : closed ? rightNormal(points[points.size() - 2], points[0])
                                      : rightNormal(points[0], points[1]);
        const Point after = !last    ? rightNormal(points[i], points[i + 1])
                            : closed ? rightNormal(points[0], points[1])
                                     : before;
        const Point shift = miter(before, after);
        parallel.push_back({points[i].x + shift.x * distance, points[i].y + shift.y * distance});
    }
    return parallel;
}

PathMeter::PathMeter(std::span<const Point> path)
  : path_(path)
  , distances_(path.size()) {
    for (std::size_t i = 1; i < path.size(); ++i) {
        distances_[i] = distances_[i - 1] + distanceBetween(path[i - 1], path[i]);
    }
}

std::size_t PathMeter::firstBeyond(double distance) const {
    return static_cast<std::size_t>(std::upper_bound(distances_.begin(), distances_.end(), distance) -
                                    distances_.begin());
}

std::size_t PathMeter::segmentAt(double distance) const {
    const auto end = std::lower_bound(distances_.begin(), distances_.end(), distance);
    const auto vertex = static_cast<std::size_t>(end - distances_.begin());
    return std::clamp<std::size_t>(vertex, 1, path_.size() - 1) - 1;
}

Point PathMeter::onSegment(std::size_t segment, double distance) const {
    const double begin = distances_[segment];
    const double length = distances_[segment + 1] - begin;
    const double t = length > 0 ? std::clamp((distance - begin) / length, 0.0, 1.0) : 0;
    return interpolate(path_[segment], path_[segment + 1], t);
}

Point PathMeter::at(double distance) const {
    if (path_.size() < 2) return path_.empty() ? Point{} : path_[0];
    return onSegment(segmentAt(distance), distance);
}

Point PathWalker::at(double distance) {
    if (meter_.path_.size() < 2) return meter_.at(distance);
    std::size_t segment = segment_ ? *segment_ : meter_.segmentAt(distance);
    const std::size_t last = meter_.path_.size() - 2;
    while (segment < last && meter_.distances_[segment + 1] < distance) ++segment;
    while (segment > 0 && meter_.distances_[segment] >= distance) --segment;
    segment_ = segment;
    return meter_.onSegment(segment, distance);
}

Point PathMeter::directionAt(double distance) const {
    if (path_.size() < 2) return {1, 0};
    const std::size_t i = segmentAt(distance);
    const double length = distances_[i + 1] - distances_[i];
    if (!(length > 0)) return {1, 0};
    return {(path_[i + 1].x - path_[i].x) / length, (path_[i + 1].y - path_[i].y) / length};
}

std::vector<Point> subPath(std::span<const Point> path, const PathMeter& meter, double from, double to) {
    std::vector<Point> points{meter.at(from)};
    for (std::size_t i = meter.firstBeyond(from); i < path.size() && meter.distanceOf(i) < to; ++i) {
        points.push_back(path[i]);
    }
    points.push_back(meter.at(to));
    return points;
}

} // namespace geju
