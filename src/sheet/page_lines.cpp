#include "sheet/page_lines.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace geju {

namespace {

constexpr double kFlatnessMillimeters = 0.01;
/// Chords a curve begins with: a graticule line has no wave shorter than two of them.
constexpr int kFirstChords = 32;
constexpr int kDeepest = 12;
/// A chord that is still longer after halving it as often as that spans a jump, not a curve.
constexpr double kJumpMillimeters = 5;

using Curve = std::function<std::optional<Point>(double)>;

double distance(Point a, Point b) {
    return std::hypot(b.x - a.x, b.y - a.y);
}

class CurveTracer {
  public:
    explicit CurveTracer(const Curve& curve)
      : curve_(curve) {}

    std::vector<PageLine> trace(double from, double to) {
        double at = from;
        std::optional<Point> here = curve_(at);
        for (int i = 1; i <= kFirstChords; ++i) {
            const double next = from + (to - from) * i / kFirstChords;
            const std::optional<Point> there = curve_(next);
            chord(at, here, next, there, 0);
            at = next;
            here = there;
        }
        end();
        return std::move(lines_);
    }

  private:
    void chord(double from, std::optional<Point> a, double to, std::optional<Point> b, int depth) {
        if (!a && !b) return end();
        const double half = (from + to) / 2;
        const std::optional<Point> middle = curve_(half);
        const bool flat =
            a && b && middle && distance(*middle, {(a->x + b->x) / 2, (a->y + b->y) / 2}) < kFlatnessMillimeters;
        if (!flat && depth < kDeepest) {
            chord(from, a, half, middle, depth + 1);
            chord(half, middle, to, b, depth + 1);
            return;
        }
        if (!a || !b || (!flat && distance(*a, *b) > kJumpMillimeters)) return end();
        if (line_.empty()) line_.push_back(*a);
        line_.push_back(*b);
    }

    void end() {
        if (line_.size() > 1) lines_.push_back(std::move(line_));
        line_.clear();
    }

    const Curve& curve_;
    PageLine line_;
    std::vector<PageLine> lines_;
};

/// The part of a segment inside a box as parameters 0…1 (Liang and Barsky 1984); nothing when it passes by.
std::optional<std::pair<double, double>> spanInside(Point a, Point b, const PageBox& box) {
    double enter = 0;
    double leave = 1;
    const auto clip = [&](double from, double step, double low, double high) {
        if (step == 0) return from >= low && from <= high;
        const double first = (low - from) / step;
        const double second = (high - from) / step;
        enter = std::max(enter, std::min(first, second));
        leave = std::min(leave, std::max(first, second));
        return enter < leave;
    };
    if (!clip(a.x, b.x - a.x, box.x, box.right())) return std::nullopt;
    if (!clip(a.y, b.y - a.y, box.y, box.bottom())) return std::nullopt;
    return std::pair(enter, leave);
}

Point between(Point a, Point b, double t) {
    if (t <= 0) return a;
    if (t >= 1) return b;
    return {a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
}

/// Joins segments that follow each other into lines.
class LineBuilder {
  public:
    void add(Point a, Point b) {
        if (lines_.empty() || lines_.back().back() != a) lines_.push_back({a});
        lines_.back().push_back(b);
    }
    std::vector<PageLine> take() { return std::move(lines_); }

  private:
    std::vector<PageLine> lines_;
};

} // namespace

std::vector<PageLine> traceCurve(const Curve& curve, double from, double to) {
    return CurveTracer(curve).trace(from, to);
}

std::vector<PageLine> insideOf(const PageLine& line, const PageBox& frame, std::vector<Point>& crossings) {
    LineBuilder inside;
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        const auto span = spanInside(line[i], line[i + 1], frame);
        if (!span) continue;
        const Point a = between(line[i], line[i + 1], span->first);
        const Point b = between(line[i], line[i + 1], span->second);
        if (span->first > 0) crossings.push_back(a);
        if (span->second < 1) crossings.push_back(b);
        inside.add(a, b);
    }
    return inside.take();
}

std::vector<PageLine> outsideOf(const PageLine& line, std::span<const PageBox> boxes) {
    LineBuilder outside;
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        std::vector<std::pair<double, double>> hidden;
        for (const PageBox& box : boxes) {
            if (const auto span = spanInside(line[i], line[i + 1], box)) hidden.push_back(*span);
        }
        std::sort(hidden.begin(), hidden.end());
        double at = 0;
        for (const auto& [enter, leave] : hidden) {
            if (enter > at) outside.add(between(line[i], line[i + 1], at), between(line[i], line[i + 1], enter));
            at = std::max(at, leave);
        }
        if (at < 1) outside.add(between(line[i], line[i + 1], at), line[i + 1]);
    }
    return outside.take();
}

} // namespace geju
