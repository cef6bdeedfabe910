#include "analysis/coverage_border.hpp"

#include "core/parallel.hpp"
#include "geometry/measure.hpp"
#include "geometry/spatial_index.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <functional>
#include <map>

namespace geju {

namespace {

/// An edge with ground on one side, as far as is known.
struct Edge {
    std::uint64_t hash; ///< of its corners, whichever comes first; the lowest bit says on which side the ground is
    const Point* from;  ///< to the point behind it
    std::uint32_t row;  ///< of the layer; of the boundary, above the layer's
};

std::uint64_t hashOf(Point point) {
    const std::uint64_t x = std::bit_cast<std::uint64_t>(point.x + 0.0); // −0 and 0 are one place
    const std::uint64_t y = std::bit_cast<std::uint64_t>(point.y + 0.0);
    return x * 0x9e3779b97f4a7c15ull + y * 0xbf58476d1ce4e5b9ull;
}

std::uint64_t mix(std::uint64_t value) {
    value ^= value >> 32; // finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014), shortened
    value *= 0x94d049bb133111ebull;
    return value ^ (value >> 29);
}

bool isBefore(Point a, Point b) {
    return a.x < b.x || (a.x == b.x && a.y < b.y);
}

/// Adds an edge for each side of the path that has a length.
void addEdges(std::span<const Point> path, bool groundIsLeft, std::uint32_t row, std::vector<Edge>& edges) {
    std::uint64_t before = hashOf(path[0]);
    for (std::size_t i = 0; i + 1 < path.size(); ++i) {
        const std::uint64_t after = hashOf(path[i + 1]);
        const std::uint64_t both = mix(before + after);
        before = after;
        if (path[i] == path[i + 1]) continue;
        const bool left = isBefore(path[i], path[i + 1]) == groundIsLeft;
        edges.push_back({(both & ~1ull) | (left ? 1u : 0u), &path[i], row});
    }
}

/// Pairs edges with equal ones that have their ground on the other side. Keeps its memory.
class EdgePairing {
  public:
    /// Takes the edges that have a partner away. The others keep their order.
    void removePairs(std::vector<Edge>& edges);

  private:
    std::vector<std::uint32_t> slots_; ///< open addressing: position of an edge + 1
};

bool arePartners(const Edge& e, const Edge& f) {
    if ((e.hash ^ f.hash) != 1) return false;
    return (e.from[0] == f.from[0] && e.from[1] == f.from[1]) || (e.from[0] == f.from[1] && e.from[1] == f.from[0]);
}

void EdgePairing::removePairs(std::vector<Edge>& edges) {
    const std::size_t count = std::bit_ceil(2 * edges.size() + 1);
    slots_.assign(count, 0);
    for (std::uint32_t i = 0; i < edges.size(); ++i) {
        std::size_t slot = (edges[i].hash >> 1) & (count - 1);
        bool paired = false;
        for (; slots_[slot] != 0; slot = (slot + 1) & (count - 1)) {
            Edge& other = edges[slots_[slot] - 1];
            if (!other.from || !arePartners(edges[i], other)) continue;
            other.from = edges[i].from = nullptr;
            paired = true;
            break;
        }
        if (!paired) slots_[slot] = i + 1;
    }
    std::erase_if(edges, [](const Edge& edge) { return !edge.from; });
}

using EdgeLists = std::vector<std::vector<Edge>>;

/// Of blocks of rows that lie together, the edges that have no partner in their block.
class Blocks {
  public:
    /// `firstRow` is added to the rows of the edges. Where the ground of the layer does not count but all other, its
    /// sides are `flipped`.
    void add(const ArealLayer& layer, std::span<const std::uint32_t> rows, std::uint32_t firstRow, bool flipped);

    const EdgeLists& edges() const { return edges_; }
    /// The edges that have no partner at all, by row and in the order of its rings.
    std::vector<Edge> pairAll() &&;

  private:
    void addRow(const ArealLayer& layer, std::uint32_t row, std::uint32_t firstRow, bool flipped,
                std::vector<Edge>& edges) const;

    EdgeLists edges_;
    std::map<std::uint32_t, std::vector<std::vector<Point>>> repaired_; ///< rings by row, shells first, closed
};

/// Rings of a shape: of each polygon its shell, then its holes, all with the ground on their left.
std::vector<std::vector<Point>> ringsOf(const Shape& shape) {
    std::vector<std::vector<Point>> rings;
    shape.forEachPolygon([&](std::span<const std::span<const Point>> polygon) {
        for (std::size_t i = 0; i < polygon.size(); ++i) {
            rings.emplace_back(polygon[i].begin(), polygon[i].end());
            if ((ringArea(polygon[i]) > 0) == (i > 0)) std::reverse(rings.back().begin(), rings.back().end());
        }
    });
    return rings;
}

void Blocks::addRow(const ArealLayer& layer, std::uint32_t row, std::uint32_t firstRow, bool flipped,
                    std::vector<Edge>& edges) const {
    if (layer.wasRepaired(row)) {
        for (const auto& ring : repaired_.at(firstRow + row)) addEdges(ring, !flipped, firstRow + row, edges);
        return;
    }
    for (const EdgeRuns::Run& run : layer.edgeRuns().of(row)) {
        const auto path = layer.table().points(run.ring).subspan(run.first, run.last - run.first + 1);
        addEdges(path, run.groundIsLeft != flipped, firstRow + row, edges);
    }
}

void Blocks::add(const ArealLayer& layer, std::span<const std::uint32_t> rows, std::uint32_t firstRow, bool flipped) {
    std::vector<std::uint8_t> asked(layer.table().size(), 0);
    for (const std::uint32_t row : rows) asked[row] = 1;
    std::vector<std::uint32_t> order;
    order.reserve(rows.size());
    for (const std::uint32_t row : layer.table().index().inOrder()) {
        if (asked[row]) order.push_back(row);
    }
    for (const std::uint32_t row : layer.repairedRows()) {
        if (asked[row]) repaired_.emplace(firstRow + row, ringsOf(layer.shape(row)));
    }
    constexpr std::size_t kRowsOfBlock = 512; // some tens of thousands of edges
    const std::size_t first = edges_.size();
    edges_.resize(first + (order.size() + kRowsOfBlock - 1) / kRowsOfBlock);
    parallelFor(edges_.size() - first, 1, [&](std::size_t begin, std::size_t end) {
        EdgePairing pairing;
        std::vector<Edge> edges;
        for (std::size_t block = begin; block < end; ++block) {
            edges.clear();
            const std::size_t last = std::min((block + 1) * kRowsOfBlock, order.size());
            for (std::size_t i = block * kRowsOfBlock; i < last; ++i) addRow(layer, order[i], firstRow, flipped, edges);
            pairing.removePairs(edges);
            edges_[first + block].assign(edges.begin(), edges.end());
        }
    });
}

std::vector<Edge> Blocks::pairAll() && {
    constexpr std::size_t kMerged = 16;
    while (edges_.size() > 1) {
        EdgeLists merged((edges_.size() + kMerged - 1) / kMerged);
        parallelFor(merged.size(), 1, [&](std::size_t begin, std::size_t end) {
            EdgePairing pairing;
            for (std::size_t i = begin; i < end; ++i) {
                for (std::size_t k = i * kMerged; k < std::min((i + 1) * kMerged, edges_.size()); ++k) {
                    merged[i].insert(merged[i].end(), edges_[k].begin(), edges_[k].end());
                    std::vector<Edge>().swap(edges_[k]);
                }
                pairing.removePairs(merged[i]);
            }
        });
        edges_ = std::move(merged);
    }
    if (edges_.empty()) return {};
    std::vector<Edge> left = std::move(edges_[0]);
    std::stable_sort(left.begin(), left.end(), [](const Edge& e, const Edge& f) { return e.row < f.row; });
    return left;
}

} // namespace

std::vector<std::vector<Point>> coverageBorder(const ArealLayer& layer, const ArealLayer* boundary) {
    Blocks blocks;
    blocks.add(layer, layer.rows(), 0, false);
    if (boundary) blocks.add(*boundary, boundary->rows(), static_cast<std::uint32_t>(layer.table().size()), true);
    std::vector<std::vector<Point>> paths;
    const Point* end = nullptr; // of the last path
    for (const Edge& edge : std::move(blocks).pairAll()) {
        if (edge.from != end) paths.push_back({edge.from[0]});
        paths.back().push_back(edge.from[1]);
        end = edge.from + 1;
    }
    return paths;
}

std::optional<std::vector<LooseEdge>> looseEdges(const ArealLayer& layer, std::span<const std::uint32_t> rows,
                                                 double mostShare) {
    Blocks blocks;
    blocks.add(layer, rows, 0, false);
    std::size_t all = 0;
    std::size_t left = 0;
    for (const std::uint32_t row : rows) all += layer.table().pointsOf(row).size();
    for (const auto& edges : blocks.edges()) left += edges.size();
    const double most = mostShare * static_cast<double>(all);
    constexpr double kBetweenBlocks = 0.1; // of the edges, of a coverage in blocks
    if (static_cast<double>(left) > most + kBetweenBlocks * static_cast<double>(all)) return std::nullopt;
    std::vector<LooseEdge> loose;
    for (const Edge& edge : std::move(blocks).pairAll()) {
        loose.push_back({edge.row, {}});
        loose.back().box.extend(edge.from[0]);
        loose.back().box.extend(edge.from[1]);
    }
    if (static_cast<double>(loose.size()) > most) return std::nullopt;
    return loose;
}

} // namespace geju
