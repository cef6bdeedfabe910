#include "analysis/edge_runs.hpp"

#include "core/parallel.hpp"
#include "geometry/predicates.hpp"

#include <cmath>
#include <iterator>
#include <numeric>
#include <optional>

namespace geju {

namespace {

constexpr std::uint32_t kEdgesOfRun = 32;
/// Of fewer edges the runs are as quick.
constexpr std::size_t kEdgesOfIndexedRow = 16;
constexpr std::size_t kEdgesOfIndexedRuns = 4096;

std::size_t pointCount(const FeatureTable& table, std::size_t row) {
    return table.pointsOf(row).size();
}

std::uint32_t runCount(const FeatureTable& table, std::size_t row, std::uint32_t edgesOfRun) {
    std::size_t count = 0;
    for (const std::uint32_t part : table.parts(row)) {
        if (table.kind(part) != PartKind::Polygon) continue;
        for (const std::uint32_t ring : table.rings(part)) {
            const std::size_t corners = table.points(ring).size();
            if (corners > 1) count += (corners - 2) / edgesOfRun + 1;
        }
    }
    return static_cast<std::uint32_t>(count);
}

std::vector<std::uint32_t> allRows(const FeatureTable& table) {
    std::vector<std::uint32_t> rows(table.size());
    std::iota(rows.begin(), rows.end(), 0u);
    return rows;
}

/// Whether the edge crosses the ray from the point to the right, exact.
bool isRightOf(Point point, Point a, Point b) {
    if ((a.y > point.y) == (b.y > point.y)) return false;
    if (a.x > point.x && b.x > point.x) return true;
    return (b.y > a.y) == (orientation(a, b, point) > 0);
}

std::vector<Box> boxesOf(std::span<const EdgeRuns::Run> runs) {
    std::vector<Box> boxes;
    boxes.reserve(runs.size());
    for (const EdgeRuns::Run& run : runs) boxes.push_back(run.box);
    return boxes;
}

} // namespace

EdgeRuns::EdgeRuns(const FeatureTable& table)
  : EdgeRuns(table, allRows(table)) {}

EdgeRuns::EdgeRuns(const FeatureTable& table, std::span<const std::uint32_t> rows, Use use)
  : table_(&table) {
    const std::size_t least = use == Use::Compared ? kEdgesOfIndexedRow : kEdgesOfIndexedRuns;
    const auto isIndexed = [&](std::uint32_t row) { return pointCount(table, row) > least; };
    const std::uint32_t edgesOfRun = use == Use::Compared ? 1 : kEdgesOfRun;
    rowStart_.reserve(table.size() + 1);
    std::uint32_t count = 0;
    for (const std::uint32_t row : rows) {
        rowStart_.resize(row + 1, count);
        count += runCount(table, row, edgesOfRun);
    }
    rowStart_.resize(table.size() + 1, count);
    runs_.resize(count);
    constexpr std::size_t kGrain = 256;
    parallelFor(rows.size(), kGrain, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) fillRow(rows[i], edgesOfRun);
    });
    std::vector<std::uint32_t> indexed;
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(indexed), isIndexed);
    std::vector<std::optional<Index>> made(indexed.size());
    parallelFor(indexed.size(), 1, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) made[i].emplace(table, of(indexed[i]));
    });
    for (std::size_t i = 0; i < indexed.size(); ++i) indexes_.emplace(indexed[i], std::move(*made[i]));
}

void EdgeRuns::fillRow(std::size_t row, std::uint32_t edgesOfRun) {
    Run* run = runs_.data() + rowStart_[row];
    for (const std::uint32_t part : table_->parts(row)) {
        if (table_->kind(part) != PartKind::Polygon) continue;
        bool isHole = false;
        for (const std::uint32_t ring : table_->rings(part)) {
            const auto points = table_->points(ring);
            const bool groundIsLeft = isCounterClockwise(points) != isHole;
            for (std::uint32_t first = 0; first + 1 < points.size(); first += edgesOfRun) {
                const auto last =
                    static_cast<std::uint32_t>(std::min<std::size_t>(first + edgesOfRun, points.size() - 1));
                *run = {{}, ring, first, last, groundIsLeft};
                for (std::uint32_t i = first; i <= last; ++i) run->box.extend(points[i]);
                ++run;
            }
            isHole = true;
        }
    }
}

std::span<const EdgeRuns::Run> EdgeRuns::of(std::size_t row) const {
    return {runs_.data() + rowStart_[row], rowStart_[row + 1] - rowStart_[row]};
}

const EdgeRuns::Index* EdgeRuns::indexOf(std::size_t row) const {
    if (indexes_.empty()) return nullptr;
    const auto found = indexes_.find(row);
    return found == indexes_.end() ? nullptr : &found->second;
}

bool EdgeRuns::isNear(std::size_t row, const Box& box) const {
    if (const Index* index = indexOf(row)) return index->isNear(box);
    const auto runs = of(row);
    return std::any_of(runs.begin(), runs.end(), [&](const Run& run) { return run.box.intersects(box); });
}

bool EdgeRuns::contains(std::size_t row, Point point) const {
    bool inside = false;
    if (const Index* index = indexOf(row)) {
        for (const Segment& edge : index->at(point.y)) {
            if (std::max(edge.a.x, edge.b.x) < point.x) break;
            if (isRightOf(point, edge.a, edge.b)) inside = !inside;
        }
        return inside;
    }
    for (const Run& run : of(row)) {
        if (run.box.minY > point.y || run.box.maxY < point.y || run.box.maxX < point.x) continue;
        const auto points = table_->points(run.ring);
        for (std::uint32_t i = run.first; i < run.last; ++i) {
            if (isRightOf(point, points[i], points[i + 1])) inside = !inside;
        }
    }
    return inside;
}

// Strips as high as it takes for a run to lie in three of them on average: few edges to look at, and short lists.
EdgeRuns::Index::Index(const FeatureTable& table, std::span<const Run> runs)
  : tree_(boxesOf(runs)) {
    Box extent;
    double heights = 0;
    for (const Run& run : runs) {
        extent.extend(run.box);
        heights += run.box.height();
    }
    minY_ = extent.minY;
    const double strips = heights > 0 ? 2 * static_cast<double>(runs.size()) * extent.height() / heights : 1;
    constexpr double kMostStrips = 1 << 20;
    const auto count = static_cast<std::size_t>(std::clamp(strips, 1.0, kMostStrips));
    stripsPerUnit_ = extent.height() > 0 ? static_cast<double>(count) / extent.height() : 0;
    stripStart_.assign(count + 1, 0);
    const auto forEachEdge = [&](const auto& visit) {
        for (const Run& run : runs) {
            const auto points = table.points(run.ring);
            for (std::uint32_t i = run.first; i < run.last; ++i) {
                const auto [low, high] = std::minmax(points[i].y, points[i + 1].y);
                const std::size_t last = stripOf(high);
                for (std::size_t strip = stripOf(low); strip <= last; ++strip) visit(strip, points[i], points[i + 1]);
            }
        }
    };
    forEachEdge([&](std::size_t strip, Point, Point) { ++stripStart_[strip + 1]; });
    for (std::size_t i = 0; i < count; ++i) stripStart_[i + 1] += stripStart_[i];
    segments_.resize(stripStart_.back());
    std::vector<std::uint32_t> next(stripStart_.begin(), stripStart_.end() - 1);
    forEachEdge([&](std::size_t strip, Point a, Point b) { segments_[next[strip]++] = {a, b}; });
    for (std::size_t i = 0; i < count; ++i) {
        std::sort(segments_.begin() + stripStart_[i], segments_.begin() + stripStart_[i + 1],
                  [](const Segment& s, const Segment& t) { return std::max(s.a.x, s.b.x) > std::max(t.a.x, t.b.x); });
    }
}

std::size_t EdgeRuns::Index::stripOf(double y) const {
    const double strip = (y - minY_) * stripsPerUnit_;
    const auto last = static_cast<double>(stripStart_.size() - 2);
    return strip > 0 ? static_cast<std::size_t>(std::min(strip, last)) : 0;
}

std::vector<std::uint32_t> EdgeRuns::Index::near(const Box& box) const {
    auto found = tree_.query(box);
    std::sort(found.begin(), found.end());
    return found;
}

std::span<const EdgeRuns::Segment> EdgeRuns::Index::at(double y) const {
    const std::size_t strip = stripOf(y);
    return {segments_.data() + stripStart_[strip], stripStart_[strip + 1] - stripStart_[strip]};
}

} // namespace geju
