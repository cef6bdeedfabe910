#include "render/stroke_canvas.hpp"

#include <algorithm>
#include <cmath>

namespace geju {

namespace {

/// Pixels neither overflow nor vanish: without the care that std::hypot takes.
double lengthOf(double dx, double dy) {
    return std::sqrt(dx * dx + dy * dy);
}

/// Coverage of a pixel whose centre is `distance` from the middle of a band `halfWidth` to each side: the part of a
/// slab as wide as the pixel looks across the band that the band fills, times the ramp of the soft edge.
double bandCoverage(double distance, double halfWidth, double blur, double pixelBreadth) {
    const double reach = pixelBreadth / 2;
    const double filled = std::min(distance + reach, halfWidth) - std::max(distance - reach, -halfWidth);
    const double sharp = std::clamp(filled / pixelBreadth, 0.0, 1.0);
    if (blur <= 0) return sharp;
    return sharp * std::clamp((halfWidth + 0.5 - distance) / (blur + 1), 0.0, 1.0);
}

/// Extent of a unit square across a band in the given direction: 1 along an axis, √2 along a diagonal. With it, the
/// coverages of neighbouring pixels add up to the band's width at both.
double breadthAcross(double dx, double dy) {
    const double length = lengthOf(dx, dy);
    return length > 0 ? (std::fabs(dx) + std::fabs(dy)) / length : 1;
}

Point direction(Point from, Point to) {
    const double length = lengthOf(to.x - from.x, to.y - from.y);
    return {(to.x - from.x) / length, (to.y - from.y) / length};
}

/// Strokes narrower than this show no difference between round and pointed joins.
constexpr double kThinPixels = 2.5;

/// The join a corner really gets: a miter beyond its limit is a bevel, and soft edges have round corners.
LineJoin joinOf(Point before, Point at, Point after, const Stroke& stroke) {
    if (stroke.blur > 0 || before == at || at == after) return LineJoin::Round;
    if (stroke.join != LineJoin::Miter) return stroke.join;
    const Point in = direction(before, at);
    const Point out = direction(at, after);
    // The miter's length relative to the width is 1 / cos(half the turn) (SVG 2, "stroke-miterlimit").
    const double cosineOfHalf = std::sqrt(std::max(0.0, (1 + in.x * out.x + in.y * out.y) / 2));
    return cosineOfHalf * stroke.miterLimit < 1 ? LineJoin::Bevel : LineJoin::Miter;
}

} // namespace

StrokeCanvas::StrokeCanvas(int widthPixels, int heightPixels)
  : width_(widthPixels)
  , height_(heightPixels)
  , coverage_(static_cast<std::size_t>(widthPixels) * static_cast<std::size_t>(heightPixels))
  , dirtyLeft_(widthPixels)
  , dirtyTop_(heightPixels) {}

void StrokeCanvas::markDirty(int left, int top, int right, int bottom) {
    dirtyLeft_ = std::min(dirtyLeft_, left);
    dirtyTop_ = std::min(dirtyTop_, top);
    dirtyRight_ = std::max(dirtyRight_, right);
    dirtyBottom_ = std::max(dirtyBottom_, bottom);
}

void StrokeCanvas::raise(int x, int y, double coverage) {
    auto& cell = coverage_[indexOf(x, y)];
    cell = std::max(cell, static_cast<std::uint8_t>(coverage * 255 + 0.5));
}

void StrokeCanvas::grade(int x, int y, double distance, double progress) {
    const std::size_t index = indexOf(x, y);
    if (!(static_cast<float>(distance) < nearness_[index])) return;
    nearness_[index] = static_cast<float>(distance);
    progress_[index] = static_cast<float>(progress);
}

void StrokeCanvas::provideGrades() {
    if (!progress_.empty()) return;
    progress_.resize(coverage_.size());
    nearness_.assign(coverage_.size(), INFINITY);
}

void StrokeCanvas::addPath(std::span<const Point> path, bool closed, const Stroke& stroke) {
    std::size_t count = path.size();
    while (closed && count > 1 && path[0] == path[count - 1]) --count;
    if (count == 0 || stroke.width <= 0) return;
    if (std::all_of(path.begin(), path.end(), [&](const Point& p) { return p == path[0]; })) {
        // A dash without length is a dot where ends are round.
        if (stroke.cap == LineCap::Round) addCircle(path[0], 0, stroke.width / 2, stroke.blur);
        return;
    }
    const bool thin = stroke.width <= kThinPixels;
    grade_ = {stroke.graded, 0, 0};
    double lengthPixels = 0;
    if (stroke.graded) {
        provideGrades();
        for (std::size_t i = 0; i + 1 < path.size(); ++i)
            lengthPixels += lengthOf(path[i + 1].x - path[i].x, path[i + 1].y - path[i].y);
    }
    const double capLength = stroke.cap == LineCap::Square ? stroke.width / 2 : 0;
    const std::size_t segments = closed ? count : count - 1;
    const auto joinAt = [&](std::size_t corner) {
        const Point& at = path[corner % count];
        return thin ? LineJoin::Round
                    : joinOf(path[(corner + count - 1) % count], at, path[(corner + 1) % count], stroke);
    };
    LineJoin startJoin = closed ? joinAt(0) : LineJoin::Round;
    for (std::size_t i = 0; i < segments; ++i) {
        const Point from = path[i];
        const Point to = path[(i + 1) % count];
        const bool first = !closed && i == 0;
        const bool last = !closed && i + 1 == segments;
        const LineJoin endJoin = last ? LineJoin::Round : joinAt(i + 1);
        if (from == to) continue;
        if (stroke.graded) {
            grade_.from = grade_.to;
            grade_.to = std::min(1.0, grade_.from + lengthOf(to.x - from.x, to.y - from.y) / lengthPixels);
        }
        if (thin && !stroke.graded && stroke.blur <= 0 && !first && !last) {
            addThinSegment(from, to, static_cast<float>(stroke.width / 2));
            continue;
        }
        const Point before = path[(i + count - 1) % count];
        const Point after = path[(i + 2) % count];
        SegmentEnd start{startJoin != LineJoin::Bevel, 0, {}};
        SegmentEnd end{endJoin != LineJoin::Bevel, 0, {}};
        if (first) {
            start = {stroke.cap == LineCap::Round, capLength, {}};
        } else if (!(before == from)) {
            start.neighbour = direction(before, from);
        }
        if (last) {
            end = {stroke.cap == LineCap::Round, capLength, {}};
        } else if (!(after == to)) {
            end.neighbour = direction(to, after);
        }
        addSegment(from, to, stroke, start, end);
        startJoin = endJoin;
        if (last || after == to) continue;
        if (endJoin == LineJoin::Miter) addMiter(from, to, after, stroke);
        if (endJoin == LineJoin::Bevel) addBevel(from, to, after, stroke);
    }
}

void StrokeCanvas::addSegment(Point from, Point to, const Stroke& stroke, const SegmentEnd& start,
                              const SegmentEnd& end) {
    const double half = stroke.width / 2;
    const double reach = half + 0.75;
    const double margin = reach + std::max(start.extend, end.extend);
    const double minX = std::min(from.x, to.x) - margin;
    const double maxX = std::max(from.x, to.x) + margin;
    const double minY = std::min(from.y, to.y) - margin;
    const double maxY = std::max(from.y, to.y) + margin;
    if (!(maxX > 0 && maxY > 0 && minX < width_ && minY < height_)) return;
    const int top = std::max(0, static_cast<int>(std::floor(minY)));
    const int bottom = std::min(height_, static_cast<int>(std::ceil(maxY)) + 1);
    const int left = std::max(0, static_cast<int>(std::floor(minX)));
    const int right = std::min(width_, static_cast<int>(std::ceil(maxX)) + 1);
    const double length = lengthOf(to.x - from.x, to.y - from.y);
    const Point along{(to.x - from.x) / length, (to.y - from.y) / length};
    const double breadth = breadthAcross(along.x, along.y);

    for (int y = top; y < bottom; ++y) {
        const double dy = y + 0.5 - from.y;
        int begin = left;
        int stop = right;
        // Pixels of this row within reach of the infinite line.
        if (std::fabs(along.y) > 1e-9) {
            const double middle = from.x + dy * along.x / along.y;
            const double spread = (reach + 1) / std::fabs(along.y);
            if (middle + spread < left || middle - spread > right) continue;
            begin = std::max(left, static_cast<int>(std::floor(std::max(middle - spread, -1.0))));
            stop = std::min(right, static_cast<int>(std::ceil(std::min(middle + spread, width_ + 1.0))) + 1);
        }
        for (int x = begin; x < stop; ++x) {
            const double dx = x + 0.5 - from.x;
            const double t = dx * along.x + dy * along.y;
            const double side = std::fabs(dy * along.x - dx * along.y);
            double coverage = 0;
            if (t < 0 && start.round) {
                if (start.neighbour && dx * start.neighbour->x + dy * start.neighbour->y < 0) continue;
                coverage = bandCoverage(lengthOf(dx, dy), half, stroke.blur, breadthAcross(dx, dy));
            } else if (t > length && end.round) {
                const double ex = x + 0.5 - to.x;
                const double ey = y + 0.5 - to.y;
                if (end.neighbour && ex * end.neighbour->x + ey * end.neighbour->y > 0) continue;
                coverage = bandCoverage(lengthOf(ex, ey), half, stroke.blur, breadthAcross(ex, ey));
            } else {
                coverage = bandCoverage(side, half, stroke.blur, breadth);
                if (!start.round) coverage *= std::clamp(t + start.extend + 0.5, 0.0, 1.0);
                if (!end.round) coverage *= std::clamp(length - t + end.extend + 0.5, 0.0, 1.0);
            }
            if (coverage <= 0) continue;
            raise(x, y, coverage);
            if (!grade_.on) continue;
            const double along01 = std::clamp(t / length, 0.0, 1.0);
            const double beyond = t - along01 * length;
            grade(x, y, lengthOf(side, beyond), grade_.from + (grade_.to - grade_.from) * along01);
        }
    }
    markDirty(left, top, right, bottom);
}

void StrokeCanvas::addThinSegment(Point from, Point to, float halfWidth) {
    const double length = std::sqrt((to.x - from.x) * (to.x - from.x) + (to.y - from.y) * (to.y - from.y));
    const auto alongX = static_cast<float>((to.x - from.x) / length);
    const auto alongY = static_cast<float>((to.y - from.y) / length);
    const auto end = static_cast<float>(length);
    const float breadth = std::fabs(alongX) + std::fabs(alongY); // of the pixel across the stroke
    const float reach = breadth / 2;
    const float scale = 255 / breadth;
    // Pixels whose centres are farther away have no coverage. Most segments are shorter than this.
    constexpr double kRounding = 1e-3;
    const double margin = halfWidth + reach + kRounding;
    // The first pixel whose centre lies beyond.
    const auto pixelAfter = [](double place, int size) {
        return static_cast<int>(std::clamp(place - 0.5, -1.0, size + 1.0) + 1);
    };
    const double minX = std::min(from.x, to.x) - margin;
    const double maxX = std::max(from.x, to.x) + margin;
    const double minY = std::min(from.y, to.y) - margin;
    const double maxY = std::max(from.y, to.y) + margin;
    if (!(maxX > 0 && maxY > 0 && minX < width_ && minY < height_)) return;
    const int top = std::max(0, pixelAfter(minY, height_));
    const int bottom = std::min(height_, pixelAfter(maxY, height_));
    const int left = std::max(0, pixelAfter(minX, width_));
    const int right = std::min(width_, pixelAfter(maxX, width_));
    for (int y = top; y < bottom; ++y) {
        int begin = left;
        int stop = right;
        if (std::fabs(alongY) > 1e-3F) { // pixels of this row within reach of the line
            const double middle = from.x + (y + 0.5 - from.y) * alongX / alongY;
            const double spread = margin / std::fabs(alongY);
            begin = std::max(begin, pixelAfter(middle - spread, width_));
            stop = std::min(stop, pixelAfter(middle + spread, width_));
        }
        std::uint8_t* line = coverage_.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width_);
        const auto dy = static_cast<float>(y + 0.5 - from.y);
        const auto dx0 = static_cast<float>(0.5 - from.x);
        for (int x = begin; x < stop; ++x) {
            const float dx = dx0 + static_cast<float>(x);
            const float t = std::clamp(dx * alongX + dy * alongY, 0.0F, end);
            const float ex = dx - t * alongX;
            const float ey = dy - t * alongY;
            const float distance = std::sqrt(ex * ex + ey * ey);
            const float filled = std::min(distance + reach, halfWidth) - std::max(distance - reach, -halfWidth);
            const auto covered = static_cast<std::uint8_t>(std::clamp(filled, 0.0F, breadth) * scale + 0.5F);
            line[x] = std::max(line[x], covered);
        }
    }
    markDirty(left, top, right, bottom);
}

void StrokeCanvas::addMiter(Point before, Point at, Point after, const Stroke& stroke) {
    const Point in = direction(before, at);
    const Point out = direction(at, after);
    const double turn = in.x * out.y - in.y * out.x;
    const double cosine = in.x * out.x + in.y * out.y;
    if (std::fabs(turn) < 0.05 && cosine > 0) return; // the round join is the same within a tenth of a pixel
    const double cosineOfHalf = std::sqrt(std::max(0.0, (1 + cosine) / 2));
    const double half = stroke.width / 2;
    const double outside = turn > 0 ? -1 : 1; // side of the join's corner, in the sense of the left normal (-y, x)
    const Point a{at.x - in.y * half * outside, at.y + in.x * half * outside};
    const Point b{at.x - out.y * half * outside, at.y + out.x * half * outside};
    const Point middle{(a.x + b.x) / 2 - at.x, (a.y + b.y) / 2 - at.y};
    const double middleLength = lengthOf(middle.x, middle.y);
    if (middleLength < 1e-9) return;
    const double tipLength = half / cosineOfHalf;
    const Point tip{at.x + middle.x / middleLength * tipLength, at.y + middle.y / middleLength * tipLength};
    const Point corners[] = {at, a, tip, b};
    addConvex(corners);
}

void StrokeCanvas::addBevel(Point before, Point at, Point after, const Stroke& stroke) {
    const Point in = direction(before, at);
    const Point out = direction(at, after);
    const double half = stroke.width / 2;
    const double outside = in.x * out.y - in.y * out.x > 0 ? -1 : 1;
    // The segments end softly at the joint; a disc within both closes the seam there.
    addCircle(at, 0, half * std::sqrt(std::max(0.0, (1 + in.x * out.x + in.y * out.y) / 2)), 0);
    const Point corners[] = {at,
                             {at.x - in.y * half * outside, at.y + in.x * half * outside},
                             {at.x - out.y * half * outside, at.y + out.x * half * outside}};
    addConvex(corners);
}

void StrokeCanvas::addConvex(std::span<const Point> corners) {
    Box box;
    double area = 0;
    for (std::size_t i = 0; i < corners.size(); ++i) {
        const Point& p = corners[i];
        const Point& q = corners[(i + 1) % corners.size()];
        area += p.x * q.y - q.x * p.y;
        box.extend(p);
    }
    if (area == 0 || box.maxX < 0 || box.maxY < 0 || box.minX > width_ || box.minY > height_) return;
    const double sign = area > 0 ? 1 : -1;
    const int left = std::max(0, static_cast<int>(std::floor(box.minX)));
    const int top = std::max(0, static_cast<int>(std::floor(box.minY)));
    const int right = std::min(width_, static_cast<int>(std::ceil(box.maxX)) + 1);
    const int bottom = std::min(height_, static_cast<int>(std::ceil(box.maxY)) + 1);
    for (int y = top; y < bottom; ++y) {
        for (int x = left; x < right; ++x) {
            double coverage = 1;
            for (std::size_t i = 0; i < corners.size() && coverage > 0; ++i) {
                const Point& p = corners[i];
                const Point& q = corners[(i + 1) % corners.size()];
                if (p == q) continue;
                const Point along = direction(p, q);
                const double inside = sign * (along.x * (y + 0.5 - p.y) - along.y * (x + 0.5 - p.x));
                coverage = std::min(coverage, std::clamp(inside + 0.5, 0.0, 1.0));
            }
            if (coverage <= 0) continue;
            raise(x, y, coverage);
            if (grade_.on) grade(x, y, lengthOf(x + 0.5 - corners[0].x, y + 0.5 - corners[0].y), grade_.to);
        }
    }
    markDirty(left, top, right, bottom);
}

void StrokeCanvas::addCircle(Point center, double innerRadius, double outerRadius, double blur) {
    const double reach = outerRadius + 0.75;
    if (outerRadius <= 0 || center.x + reach < 0 || center.y + reach < 0 || center.x - reach > width_ ||
        center.y - reach > height_) {
        return;
    }
    const int left = std::max(0, static_cast<int>(std::floor(center.x - reach)));
    const int top = std::max(0, static_cast<int>(std::floor(center.y - reach)));
    const int right = std::min(width_, static_cast<int>(std::ceil(center.x + reach)) + 1);
    const int bottom = std::min(height_, static_cast<int>(std::ceil(center.y + reach)) + 1);
    for (int y = top; y < bottom; ++y) {
        for (int x = left; x < right; ++x) {
            const double dx = x + 0.5 - center.x;
            const double dy = y + 0.5 - center.y;
            const double distance = lengthOf(dx, dy);
            const double breadth = breadthAcross(dx, dy);
            double coverage = bandCoverage(distance, outerRadius, blur, breadth);
            if (innerRadius > 0) coverage *= std::clamp((distance - innerRadius) / breadth + 0.5, 0.0, 1.0);
            if (coverage <= 0) continue;
            raise(x, y, coverage);
            if (grade_.on) grade(x, y, distance, grade_.to);
        }
    }
    markDirty(left, top, right, bottom);
}

template <typename ColorAt>
void StrokeCanvas::compositeEach(const ColorAt& colorAt, double opacity, Image& target, int left, int top) {
    for (int y = dirtyTop_; y < dirtyBottom_; ++y) {
        std::uint8_t* line = coverage_.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width_);
        const bool rowVisible = y + top >= 0 && y + top < target.height;
        for (int x = dirtyLeft_; x < dirtyRight_; ++x) {
            const unsigned covered = line[x];
            if (covered == 0 || !rowVisible || x + left < 0 || x + left >= target.width) continue;
            const Rgba color = colorAt(x, y);
            const auto full = static_cast<unsigned>(std::lround(color.a * opacity));
            const unsigned a = (covered * full + 127) / 255;
            const unsigned keep = 255 - a;
            std::uint8_t* pixel = target.pixel(x + left, y + top);
            const auto over = [&](unsigned source, unsigned under) {
                return static_cast<std::uint8_t>((source * a + under * keep + 127) / 255);
            };
            pixel[0] = over(color.r, pixel[0]);
            pixel[1] = over(color.g, pixel[1]);
            pixel[2] = over(color.b, pixel[2]);
            pixel[3] = over(255, pixel[3]);
        }
    }
    discard();
}

void StrokeCanvas::discard() {
    const auto dirty = static_cast<std::ptrdiff_t>(std::max(0, dirtyRight_ - dirtyLeft_));
    for (int y = dirtyTop_; y < dirtyBottom_ && dirty > 0; ++y) {
        const auto first = static_cast<std::ptrdiff_t>(indexOf(dirtyLeft_, y));
        std::fill_n(coverage_.begin() + first, dirty, std::uint8_t{0});
        if (!nearness_.empty()) std::fill_n(nearness_.begin() + first, dirty, INFINITY);
    }
    grade_.on = false;
    dirtyLeft_ = width_;
    dirtyTop_ = height_;
    dirtyRight_ = 0;
    dirtyBottom_ = 0;
}

void StrokeCanvas::composite(Rgba color, double opacity, Image& target, int left, int top) {
    compositeEach([color](int, int) { return color; }, opacity, target, left, top);
}

void StrokeCanvas::composite(const std::function<Rgba(int, int)>& colorAt, double opacity, Image& target, int left,
                             int top) {
    compositeEach(colorAt, opacity, target, left, top);
}

} // namespace geju
