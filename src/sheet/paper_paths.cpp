#include "sheet/paper_paths.hpp"

#include "core/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <bit>
#include <cmath>
#include <set>
#include <utility>

namespace geju {

namespace {

/// How far a dropped corner may lie from the line that is drawn, in steps.
constexpr double kTolerance = 1;
/// Farther out of the frame nothing is to be seen; corners there stay within what programs can read.
constexpr double kFarthest = 1 << 28;
/// Few corners share a slot by chance, and most are counted twice.
constexpr std::size_t kSlotsPerCorner = 4;
constexpr std::size_t kRowsAtOnce = 1024;

/// Spreads the bits of a point (the finaliser of splitmix64).
std::uint64_t spread(std::int32_t x, std::int32_t y) {
    std::uint64_t bits = std::uint64_t{static_cast<std::uint32_t>(x)} << 32 | static_cast<std::uint32_t>(y);
    bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9ull;
    bits = (bits ^ (bits >> 27)) * 0x94d049bb133111ebull;
    return bits ^ (bits >> 31);
}

/// Square of the distance from a point to a segment; the same whichever end comes first.
double squaredDistance(PaperPoint point, PaperPoint from, PaperPoint to) {
    if (to < from) std::swap(from, to);
    const double alongX = double(to.x) - from.x;
    const double alongY = double(to.y) - from.y;
    const double x = double(point.x) - from.x;
    const double y = double(point.y) - from.y;
    const double length = alongX * alongX + alongY * alongY;
    const double along = x * alongX + y * alongY;
    if (along <= 0) return x * x + y * y;
    if (along >= length) return (x - alongX) * (x - alongX) + (y - alongY) * (y - alongY);
    const double across = x * alongY - y * alongX;
    return across * across / length;
}

/// Marks the corners that stay between two that do (Douglas and Peucker 1973). Of equally far ones the least is taken,
/// so that the way back gives the same.
void thin(std::span<const PaperPoint> path, std::size_t first, std::size_t last, std::vector<bool>& kept) {
    std::vector<std::pair<std::size_t, std::size_t>> open{{first, last}};
    while (!open.empty()) {
        const auto [from, to] = open.back();
        open.pop_back();
        double farthest = kTolerance * kTolerance;
        std::size_t at = from;
        for (std::size_t i = from + 1; i < to; ++i) {
            const double distance = squaredDistance(path[i], path[from], path[to]);
            if (distance > farthest || (distance == farthest && at != from && path[i] < path[at])) {
                farthest = distance;
                at = i;
            }
        }
        if (at == from) continue;
        kept[at] = true;
        open.emplace_back(from, at);
        open.emplace_back(at, to);
    }
}

/// The tables whose paths are drawn, each once.
std::set<const FeatureTable*> drawnTables(const Picture& picture) {
    std::set<const FeatureTable*> tables;
    for (const auto& layer : picture.layers) {
        const bool paths = layer.kind == PictureKind::Fill || layer.kind == PictureKind::Line;
        if (paths && layer.opacity > 0) tables.insert(layer.table.get());
    }
    return tables;
}

std::size_t countCorners(const Picture& picture) {
    std::size_t corners = 0;
    for (const FeatureTable* table : drawnTables(picture)) corners += table->coordinates().size();
    return corners;
}

} // namespace

BorderNodes::BorderNodes(std::size_t corners)
  : signs_(std::bit_ceil(std::max<std::size_t>(1, kSlotsPerCorner * corners))) {}

std::size_t BorderNodes::slotOf(PaperPoint point) const {
    return spread(point.x, point.y) & (signs_.size() - 1);
}

void BorderNodes::mark(PaperPoint point, std::uint32_t sign) {
    const std::atomic_ref<std::uint32_t> slot(signs_[slotOf(point)]);
    std::uint32_t found = 0;
    if (slot.compare_exchange_strong(found, sign, std::memory_order_relaxed) || found == sign) return;
    slot.store(kNode, std::memory_order_relaxed);
}

void BorderNodes::add(std::span<const PaperPoint> path, bool ring) {
    const std::size_t count = path.size();
    if (count == 0) return;
    const auto signOf = [](PaperPoint point) { return static_cast<std::uint32_t>(spread(point.x, point.y) >> 16); };
    std::uint32_t before = signOf(path[count - 1]);
    std::uint32_t here = signOf(path[0]);
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint32_t after = signOf(path[i + 1 < count ? i + 1 : 0]);
        const bool end = !ring && (i == 0 || i + 1 == count);
        mark(path[i], end ? kNode : (before + after) | 1u);
        before = std::exchange(here, after);
    }
}

PaperPaths::PaperPaths(const Picture& picture, const View& view, const PageBox& frame)
  : page_(view, frame)
  , corner_{frame.x, frame.y}
  , nodes_(countCorners(picture)) {
    const Box visible = view.extent();
    for (const FeatureTable* table : drawnTables(picture)) {
        parallelFor(table->size(), kRowsAtOnce, [&](std::size_t begin, std::size_t end) {
            for (auto row = static_cast<std::uint32_t>(begin); row < end; ++row) {
                if (!table->envelope(row).intersects(visible)) continue;
                for (const std::uint32_t part : table->parts(row)) {
                    if (table->kind(part) == PartKind::Points) continue;
                    for (const std::uint32_t ring : table->rings(part)) {
                        std::vector<PaperPoint> path = onGrid(table->points(ring));
                        const bool closed = path.size() > 1 && path.front() == path.back();
                        if (closed) path.pop_back();
                        nodes_.add(path, closed);
                    }
                }
            }
        });
    }
}

std::vector<PaperPoint> PaperPaths::onGrid(std::span<const Point> world) const {
    std::vector<PaperPoint> path;
    path.reserve(world.size());
    const auto step = [](double millimeters) {
        const double steps = std::nearbyint(millimeters / kPaperStepMillimeters);
        return static_cast<std::int32_t>(std::clamp(steps, -kFarthest, kFarthest));
    };
    for (const Point point : world) {
        const Point page = page_.toPage(point);
        const PaperPoint found{step(page.x - corner_.x), step(page.y - corner_.y)};
        if (path.empty() || path.back() != found) path.push_back(found);
    }
    return path;
}

std::vector<Point> PaperPaths::onPage(std::span<const Point> world, bool fromStart) const {
    std::vector<PaperPoint> path = onGrid(world);
    const bool ring = path.size() > 3 && path.front() == path.back();
    if (ring && !fromStart) {
        // Begun where borders meet, or where every ring of the same shape begins.
        path.pop_back();
        auto start = std::find_if(path.begin(), path.end(), [&](PaperPoint point) { return nodes_.contains(point); });
        if (start == path.end()) start = std::min_element(path.begin(), path.end());
        std::rotate(path.begin(), start, path.end());
        path.push_back(path.front());
    }
    std::vector<bool> kept(path.size(), false);
    std::size_t last = 0;
    for (std::size_t i = 0; i < path.size(); ++i) {
        const bool end = i == 0 || i + 1 == path.size();
        if (!end && !nodes_.contains(path[i])) continue;
        kept[i] = true;
        thin(path, last, i, kept);
        last = i;
    }
    std::vector<Point> points;
    for (std::size_t i = 0; i < path.size(); ++i) {
        if (!kept[i]) continue;
        points.push_back(
            {corner_.x + path[i].x * kPaperStepMillimeters, corner_.y + path[i].y * kPaperStepMillimeters});
    }
    return points;
}

} // namespace geju
