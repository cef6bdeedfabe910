#include "render/sample_canvas.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <utility>

namespace geju {

namespace {

constexpr int kAcross = SampleCanvas::kSamplesAcross;

/// Four 16-bit lanes of premultiplied colour: r, g, b, a from the low end. Sixteen of them add without carry.
std::uint64_t premultipliedLanes(Rgba color, double opacity) {
    const double alpha = color.a / 255.0 * opacity;
    const auto lane = [&](double value) { return static_cast<std::uint64_t>(std::lround(value)); };
    return lane(color.r * alpha) | lane(color.g * alpha) << 16 | lane(color.b * alpha) << 32 | lane(255 * alpha) << 48;
}

void compositeOver(std::uint8_t* pixel, unsigned r, unsigned g, unsigned b, unsigned a) {
    if (a == 255) {
        pixel[0] = static_cast<std::uint8_t>(r);
        pixel[1] = static_cast<std::uint8_t>(g);
        pixel[2] = static_cast<std::uint8_t>(b);
        pixel[3] = 255;
        return;
    }
    const unsigned keep = 255 - a;
    const auto over = [keep](unsigned source, unsigned under) {
        return static_cast<std::uint8_t>(std::min(255u, source + (under * keep + 127) / 255));
    };
    pixel[0] = over(r, pixel[0]);
    pixel[1] = over(g, pixel[1]);
    pixel[2] = over(b, pixel[2]);
    pixel[3] = over(a, pixel[3]);
}

} // namespace

SampleCanvas::SampleCanvas(int widthPixels, int heightPixels)
  : width_(widthPixels)
  , height_(heightPixels)
  , sampleColumns_(widthPixels * kAcross)
  , sampleRows_(heightPixels * kAcross)
  , samples_(static_cast<std::size_t>(sampleColumns_) * static_cast<std::size_t>(sampleRows_))
  , dirtyTop_(sampleRows_)
  , dirtyLeft_(sampleColumns_) {}

void SampleCanvas::clear() {
    const auto columns = static_cast<std::size_t>(sampleColumns_);
    const auto dirtyColumns = static_cast<std::size_t>(std::max(0, dirtyRight_ - dirtyLeft_));
    for (int row = dirtyTop_; row < dirtyBottom_ && dirtyColumns > 0; ++row) {
        std::memset(samples_.data() + static_cast<std::size_t>(row) * columns + dirtyLeft_, 0,
                    dirtyColumns * sizeof(Symbol));
    }
    dirtyTop_ = sampleRows_;
    dirtyBottom_ = 0;
    dirtyLeft_ = sampleColumns_;
    dirtyRight_ = 0;
}

void SampleCanvas::beginPolygon() {
    crossings_.clear();
    firstRow_ = sampleRows_;
    lastRow_ = -1;
}

void SampleCanvas::addRing(std::span<const Point> ring) {
    if (ring.size() < 3) return;
    // Sample (i, j) has its centre at ((i + 0.5) / 4, (j + 0.5) / 4) pixels. In the shifted frame below a sample row is
    // a whole number, and an edge covers the rows from ceil(top) up to, not including, ceil(bottom).
    const auto shifted = [](Point p) { return Point{p.x * kAcross - 0.5, p.y * kAcross - 0.5}; };
    Point previous = shifted(ring.back());
    for (const Point& corner : ring) {
        const Point current = shifted(corner);
        Point top = previous;
        Point bottom = current;
        previous = current;
        if (top.y == bottom.y) continue;
        const bool down = top.y < bottom.y;
        if (!down) std::swap(top, bottom); // the canonical order: both neighbours compute the same crossings
        if (!(bottom.y > 0) || !(top.y < sampleRows_)) continue;
        const int first = top.y <= 0 ? 0 : static_cast<int>(std::ceil(top.y));
        const int last = bottom.y >= sampleRows_ ? sampleRows_ : static_cast<int>(std::ceil(bottom.y));
        if (first >= last) continue;
        firstRow_ = std::min(firstRow_, first);
        lastRow_ = std::max(lastRow_, last - 1);
        const double slope = (bottom.x - top.x) / (bottom.y - top.y);
        for (int row = first; row < last; ++row) {
            const double x = top.x + (row - top.y) * slope;
            const double limited = std::clamp(x, -1.0, static_cast<double>(sampleColumns_));
            crossings_.push_back({row, static_cast<std::int32_t>(std::ceil(limited)) * 2 + (down ? 1 : 0)});
        }
    }
}

void SampleCanvas::fill(Symbol symbol, Rule rule) {
    if (crossings_.empty()) return;
    const auto rows = static_cast<std::size_t>(lastRow_ - firstRow_ + 1);
    rowStart_.assign(rows + 1, 0);
    for (const Crossing& crossing : crossings_) ++rowStart_[static_cast<std::size_t>(crossing.row - firstRow_) + 1];
    for (std::size_t i = 0; i < rows; ++i) rowStart_[i + 1] += rowStart_[i];
    sorted_.resize(crossings_.size());
    for (const Crossing& crossing : crossings_) {
        sorted_[rowStart_[static_cast<std::size_t>(crossing.row - firstRow_)]++] = crossing.edge;
    }
    // rowStart_[i] has moved on to the end of row i, which is where row i + 1 begins.
    std::uint32_t begin = 0;
    for (std::size_t i = 0; i < rows; ++i) {
        const std::uint32_t end = rowStart_[i];
        if (end - begin == 2) {
            if (sorted_[begin] > sorted_[begin + 1]) std::swap(sorted_[begin], sorted_[begin + 1]);
        } else {
            std::sort(sorted_.begin() + begin, sorted_.begin() + end);
        }
        if (begin < end) {
            dirtyLeft_ = std::min(dirtyLeft_, std::max(0, sorted_[begin] >> 1));
            dirtyRight_ = std::max(dirtyRight_, std::min(sampleColumns_, sorted_[end - 1] >> 1));
        }
        Symbol* line =
            samples_.data() + (static_cast<std::size_t>(firstRow_) + i) * static_cast<std::size_t>(sampleColumns_);
        int winding = 0;
        for (std::uint32_t k = begin; k + 1 < end; ++k) {
            winding = rule == Rule::EvenOdd ? winding ^ 1 : winding + (sorted_[k] & 1 ? 1 : -1);
            if (winding == 0) continue;
            const int from = std::max(0, sorted_[k] >> 1);
            const int to = std::min(sampleColumns_, sorted_[k + 1] >> 1);
            if (from < to) std::fill(line + from, line + to, symbol);
        }
        begin = end;
    }
    dirtyTop_ = std::min(dirtyTop_, firstRow_);
    dirtyBottom_ = std::max(dirtyBottom_, lastRow_ + 1);
}

void SampleCanvas::resolve(std::span<const Rgba> colors, double opacity, Image& target, int left, int top) const {
    std::vector<std::uint64_t> lanes(colors.size(), 0);
    for (std::size_t i = 1; i < colors.size(); ++i) lanes[i] = premultipliedLanes(colors[i], opacity);

    const int firstRow = std::max(dirtyTop_ / kAcross, -top);
    const int lastRow = std::min({(dirtyBottom_ + kAcross - 1) / kAcross, height_, target.height - top});
    const int firstColumn = std::max(0, -left);
    const int lastColumn = std::min(width_, target.width - left);
    const auto columns = static_cast<std::size_t>(sampleColumns_);
    for (int y = firstRow; y < lastRow; ++y) {
        const Symbol* line = samples_.data() + static_cast<std::size_t>(y * kAcross) * columns;
        for (int x = firstColumn; x < lastColumn; ++x) {
            const Symbol* sample = line + x * kAcross;
            std::uint64_t quad[kAcross];
            for (std::size_t j = 0; j < kAcross; ++j) std::memcpy(&quad[j], sample + j * columns, sizeof quad[j]);
            if ((quad[0] | quad[1] | quad[2] | quad[3]) == 0) continue;
            std::uint64_t sum = 0;
            const std::uint64_t same = sample[0] * 0x0001000100010001ull;
            if (quad[0] == same && quad[1] == same && quad[2] == same && quad[3] == same) {
                sum = lanes[sample[0]] * 16;
            } else {
                for (std::size_t j = 0; j < kAcross; ++j) {
                    for (std::size_t i = 0; i < kAcross; ++i) sum += lanes[sample[j * columns + i]];
                }
            }
            const auto lane = [sum](int index) {
                return ((static_cast<unsigned>(sum >> (16 * index)) & 0xffffu) + 8u) >> 4;
            };
            compositeOver(target.pixel(left + x, top + y), lane(0), lane(1), lane(2), lane(3));
        }
    }
}

template <typename Shade>
void SampleCanvas::resolveShaded(Symbol symbol, const Shade& shade, Image& target) const {
    const auto columns = static_cast<std::size_t>(sampleColumns_);
    const int lastRow = std::min((dirtyBottom_ + kAcross - 1) / kAcross, std::min(height_, target.height));
    const int lastColumn = std::min((dirtyRight_ + kAcross - 1) / kAcross, std::min(width_, target.width));
    for (int y = dirtyTop_ / kAcross; y < lastRow; ++y) {
        const Symbol* line = samples_.data() + static_cast<std::size_t>(y * kAcross) * columns;
        for (int x = dirtyLeft_ / kAcross; x < lastColumn; ++x) {
            int covered = 0;
            for (std::size_t j = 0; j < kAcross; ++j) {
                const Symbol* sample = line + x * kAcross + j * columns;
                for (std::size_t i = 0; i < kAcross; ++i) covered += sample[i] == symbol;
            }
            if (covered == 0) continue;
            const auto [color, shown] = shade(x, y);
            const double alpha = shown * covered / (kAcross * kAcross);
            if (alpha <= 0) continue;
            const auto scaled = [alpha](unsigned value) { return static_cast<unsigned>(std::lround(value * alpha)); };
            compositeOver(target.pixel(x, y), scaled(color.r), scaled(color.g), scaled(color.b), scaled(255));
        }
    }
}

void SampleCanvas::resolvePattern(Symbol symbol, Rgba color, double opacity,
                                  const std::function<double(int, int)>& pattern, Image& target) const {
    const double full = color.a / 255.0 * opacity;
    resolveShaded(
        symbol, [&](int x, int y) { return std::pair(color, full * pattern(x, y)); }, target);
}

void SampleCanvas::resolveEach(Symbol symbol, const std::function<Rgba(int, int)>& colorAt, double opacity,
                               Image& target) const {
    const auto shade = [&](int x, int y) {
        const Rgba color = colorAt(x, y);
        return std::pair(color, color.a / 255.0 * opacity);
    };
    resolveShaded(symbol, shade, target);
}

} // namespace geju
