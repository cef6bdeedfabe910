#include "analysis/overlap_graph.hpp"

#include "analysis/coverage_border.hpp"
#include "core/parallel.hpp"
#include "geometry/spatial_index.hpp"

#include <algorithm>
#include <atomic>

namespace geju {

namespace {

bool boxesShareArea(const Box& a, const Box& b) {
    return a.minX < b.maxX && b.minX < a.maxX && a.minY < b.maxY && b.minY < a.maxY;
}

/// 0: no common interior, 1: some, 2: the overlay failed.
int overlapping(const ArealLayer& layer, std::uint32_t a, std::uint32_t b) {
    switch (layer.relation(a, layer, b)) {
    case Relation::Disjoint:
        return 0;
    case Relation::Unsure:
        break;
    default:
        return 1;
    }
    const auto common = commonShape(layer, a, b);
    if (!common) return 2;
    return common->planarArea() > kNegligibleShare * std::min(layer.planarArea(a), layer.planarArea(b)) ? 1 : 0;
}

/// Whether the edges alone say that no two of the rows overlap: in a coverage whose neighbours share their corners only
/// its border is looked at. A "no" means nothing.
bool provablyApart(const ArealLayer& layer, std::span<const std::uint32_t> rows,
                   const std::vector<std::uint8_t>& asked) {
    constexpr double kMostLoose = 0.125; // with more the pairs are nearly all of those that a full look has
    const auto loose = looseEdges(layer, rows, kMostLoose);
    if (!loose) return false;
    const std::vector<LooseEdge>& edges = *loose;
    const FeatureTable& table = layer.table();
    // Edges of one feature follow one another.
    struct Range {
        std::uint32_t first = 0;
        std::uint32_t last = 0;
    };
    std::vector<Range> edgesOf(table.size());
    std::vector<std::uint32_t> looseRows;
    for (std::uint32_t i = 0; i < edges.size(); ++i) {
        Range& range = edgesOf[edges[i].row];
        if (range.last == 0) {
            range.first = i;
            looseRows.push_back(edges[i].row);
        }
        range.last = i + 1;
    }
    // Where there are very many, comparing the features is as quick.
    constexpr std::uint32_t kMany = 256;
    const auto hasLooseAt = [&](std::uint32_t row, std::uint32_t other) {
        const Range& range = edgesOf[row];
        if (range.last - range.first > kMany) return true;
        return std::any_of(edges.begin() + range.first, edges.begin() + range.last,
                           [&](const LooseEdge& edge) { return edge.box.intersects(table.envelope(other)); });
    };
    std::atomic<bool> apart{true};
    constexpr std::size_t kGrain = 16;
    parallelFor(looseRows.size(), kGrain, [&](std::size_t begin, std::size_t end) {
        for (std::size_t k = begin; k < end && apart.load(std::memory_order_relaxed); ++k) {
            const std::uint32_t row = looseRows[k];
            table.index().query(table.envelope(row), [&](std::uint32_t other) {
                if (other == row || !asked[other] || !apart.load(std::memory_order_relaxed)) return;
                if (!hasLooseAt(row, other)) return;
                if (!boxesShareArea(table.envelope(row), table.envelope(other))) return;
                if (other < row && hasLooseAt(other, row)) return; // looked at from there
                if (overlapping(layer, row, other) != 0) apart.store(false, std::memory_order_relaxed);
            });
        }
    });
    return apart.load();
}

} // namespace

Result<Shape> commonShape(const ArealLayer& layer, std::uint32_t a, std::uint32_t b) {
    const FeatureTable& table = layer.table();
    return layer.shapeAbout(a, table.envelope(b)).intersection(layer.shapeAbout(b, table.envelope(a)));
}

Issue overlayIssue(const std::vector<Issue>& issues, const FeatureTable& table, std::uint32_t row) {
    Issue issue = issues.empty() ? Issue{} : issues.front();
    issue.severity = Severity::Error;
    if (issue.code.empty()) issue.code = "overlay-failed";
    issue.layer = table.name();
    issue.feature = row;
    return issue;
}

Result<OverlapGraph> OverlapGraph::build(const ArealLayer& layer, std::span<const std::uint32_t> rows,
                                         Progress* progress) {
    const FeatureTable& table = layer.table();
    std::vector<std::uint8_t> asked(table.size(), 0);
    for (const std::uint32_t row : rows) asked[row] = 1;
    if (provablyApart(layer, rows, asked)) return {OverlapGraph(), {}};
    std::vector<std::vector<std::uint32_t>> above(rows.size()); // overlapping rows with a higher number
    std::vector<std::uint8_t> failed(rows.size(), 0);
    constexpr std::size_t kGrain = 64;
    Result<OverlapGraph> result;
    const bool finished = forEachParallel(rows.size(), kGrain, progress, 0, 1, [&](std::size_t i) {
        const std::uint32_t row = rows[i];
        const Box& box = table.envelope(row);
        table.index().query(box, [&](std::uint32_t other) {
            if (other <= row || !asked[other] || !boxesShareArea(box, table.envelope(other))) return;
            const int answer = overlapping(layer, row, other);
            if (answer == 1) above[i].push_back(other);
            if (answer == 2) failed[i] = 1;
        });
    });
    if (!finished) {
        result.issues.push_back(cancelledIssue());
        return result;
    }
    OverlapGraph graph;
    std::vector<std::uint32_t> degree(table.size() + 1, 0);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (failed[i]) result.issues.push_back(overlayIssue({}, table, rows[i]));
        degree[rows[i]] += static_cast<std::uint32_t>(above[i].size());
        for (const std::uint32_t other : above[i]) ++degree[other];
    }
    graph.start_.assign(table.size() + 1, 0);
    for (std::size_t row = 0; row < table.size(); ++row) graph.start_[row + 1] = graph.start_[row] + degree[row];
    graph.neighbours_.resize(graph.start_.back());
    std::vector<std::uint32_t> next(graph.start_.begin(), graph.start_.end() - 1);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        for (const std::uint32_t other : above[i]) {
            graph.neighbours_[next[rows[i]]++] = other;
            graph.neighbours_[next[other]++] = rows[i];
        }
    }
    for (std::size_t row = 0; row < table.size(); ++row) {
        std::sort(graph.neighbours_.begin() + graph.start_[row], graph.neighbours_.begin() + graph.start_[row + 1]);
    }
    if (!hasErrors(result.issues)) result.value = std::move(graph);
    return result;
}

std::span<const std::uint32_t> OverlapGraph::neighbours(std::uint32_t row) const {
    if (neighbours_.empty()) return {};
    return {neighbours_.data() + start_[row], start_[row + 1] - start_[row]};
}

} // namespace geju
