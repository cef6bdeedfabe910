#include "geometry/spatial_index.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace geju {

namespace {

constexpr std::uint32_t kHilbertMax = 0xffff;

/// Position along the Hilbert curve of order 16: the quadrant recursion, unrolled from the highest bit down.
/// (Hamilton, "Compact Hilbert indices", Dalhousie CS-2006-07, describes the curve.)
std::uint32_t hilbertIndex(std::uint32_t x, std::uint32_t y) {
    std::uint32_t index = 0;
    for (std::uint32_t side = (kHilbertMax + 1) / 2; side > 0; side /= 2) {
        const std::uint32_t right = (x & side) ? 1 : 0;
        const std::uint32_t upper = (y & side) ? 1 : 0;
        index = index * 4 + ((3 * right) ^ upper);
        if (!upper) {
            if (right) {
                x = kHilbertMax - x;
                y = kHilbertMax - y;
            }
            std::swap(x, y);
        }
    }
    return index;
}

/// Clamped, because extents near the largest double overflow to infinity or NaN.
std::uint32_t toCell(double scaled) {
    if (!(scaled > 0)) return 0;
    return scaled < kHilbertMax ? static_cast<std::uint32_t>(scaled) : kHilbertMax;
}

struct Keyed {
    std::uint32_t key;
    std::uint32_t position;
};

/// Least-significant-digit radix sort by key, 11 bits a pass.
void sortByKey(std::vector<Keyed>& items) {
    constexpr unsigned kBits = 11;
    constexpr std::uint32_t kMask = (1u << kBits) - 1;
    std::vector<Keyed> sorted(items.size());
    for (unsigned shift = 0; shift < 32; shift += kBits) {
        std::array<std::uint32_t, kMask + 2> start{};
        for (const Keyed& item : items) ++start[((item.key >> shift) & kMask) + 1];
        for (std::size_t i = 1; i < start.size(); ++i) start[i] += start[i - 1];
        for (const Keyed& item : items) sorted[start[(item.key >> shift) & kMask]++] = item;
        items.swap(sorted);
    }
}

bool isUsable(const Box& box) {
    return !box.empty() && std::isfinite(box.minX) && std::isfinite(box.minY) && std::isfinite(box.maxX) &&
           std::isfinite(box.maxY);
}

} // namespace

SpatialIndex::SpatialIndex(std::span<const Box> boxes) {
    Box extent;
    for (const Box& box : boxes) {
        if (isUsable(box)) extent.extend(box);
    }
    const double scaleX = extent.width() > 0 ? kHilbertMax / extent.width() : 0;
    const double scaleY = extent.height() > 0 ? kHilbertMax / extent.height() : 0;

    std::vector<Keyed> order;
    order.reserve(boxes.size());
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        if (!isUsable(boxes[i])) continue;
        const Point center = boxes[i].center();
        const std::uint32_t x = toCell((center.x - extent.minX) * scaleX);
        const std::uint32_t y = toCell((center.y - extent.minY) * scaleY);
        order.push_back({hilbertIndex(x, y), static_cast<std::uint32_t>(i)});
    }
    sortByKey(order);
    count_ = order.size();
    if (count_ == 0) return;

    const std::size_t total = count_ + count_ / (kNodeSize - 1) + 8;
    boxes_.reserve(total);
    indices_.reserve(total);
    for (const Keyed& item : order) {
        boxes_.push_back(boxes[item.position]);
        indices_.push_back(item.position);
    }
    levelEnds_.push_back(static_cast<std::uint32_t>(count_));

    std::size_t begin = 0;
    std::size_t end = count_;
    while (end - begin > 1) {
        for (std::size_t child = begin; child < end; child += kNodeSize) {
            Box box;
            for (std::size_t i = child; i < std::min<std::size_t>(child + kNodeSize, end); ++i) box.extend(boxes_[i]);
            boxes_.push_back(box);
            indices_.push_back(static_cast<std::uint32_t>(child));
        }
        begin = end;
        end = boxes_.size();
        levelEnds_.push_back(static_cast<std::uint32_t>(end));
    }
}

/// found(position) says whether to go on; false when it did not.
template <typename Found>
bool SpatialIndex::visit(const Box& area, const Found& found) const {
    if (count_ == 0 || !area.intersects(boxes_.back())) return true;
    struct Range {
        std::uint32_t first;
        std::uint32_t level;
    };
    // Depth first: at most kNodeSize ranges wait a level, and 32-bit positions make at most eight levels.
    std::array<Range, kNodeSize * 9> stack;
    std::size_t depth = 0;
    stack[depth++] = {static_cast<std::uint32_t>(boxes_.size() - 1), static_cast<std::uint32_t>(levelEnds_.size() - 1)};
    while (depth > 0) {
        const Range range = stack[--depth];
        const std::uint32_t last = std::min(range.first + kNodeSize, levelEnds_[range.level]);
        for (std::uint32_t i = range.first; i < last; ++i) {
            if (!area.intersects(boxes_[i])) continue;
            if (range.level > 0) {
                stack[depth++] = {indices_[i], range.level - 1};
            } else if (!found(indices_[i])) {
                return false;
            }
        }
    }
    return true;
}

void SpatialIndex::query(const Box& area, const std::function<void(std::uint32_t)>& found) const {
    visit(area, [&](std::uint32_t position) {
        found(position);
        return true;
    });
}

std::vector<std::uint32_t> SpatialIndex::query(const Box& area) const {
    std::vector<std::uint32_t> result;
    visit(area, [&](std::uint32_t position) {
        result.push_back(position);
        return true;
    });
    return result;
}

bool SpatialIndex::meets(const Box& area) const {
    return !visit(area, [](std::uint32_t) { return false; });
}

std::vector<SpatialIndex::Node> SpatialIndex::nodes(std::size_t least) const {
    std::vector<Node> nodes;
    for (auto level = static_cast<std::uint32_t>(levelEnds_.size()); level-- > 0;) {
        const std::uint32_t first = level > 0 ? levelEnds_[level - 1] : 0;
        if (levelEnds_[level] - first < least && level > 0) continue;
        for (std::uint32_t i = first; i < levelEnds_[level]; ++i) nodes.push_back({i, level});
        break;
    }
    return nodes;
}

} // namespace geju
