#include "analysis/coverage_border.hpp"

#include "core/parallel.hpp"
#include "geometry/measure.hpp"

#include <bit>
#include <cstdint>
#include <span>

namespace geju {

namespace {

struct Ring {
    std::uint32_t first; ///< into the points
    std::uint32_t count; ///< closed
    std::uint32_t row;   ///< of its layer
    bool isHole;
    bool flipped; ///< of the boundary, whose outside counts
};

/// All rings one after another.
struct Rings {
    std::vector<Point> points;
    std::vector<Ring> rings;

    void add(std::span<const Point> ring, std::uint32_t row, bool isHole, bool flipped) {
        if (ring.size() < 3) return;
        rings.push_back({static_cast<std::uint32_t>(points.size()), 0, row, isHole, flipped});
        points.insert(points.end(), ring.begin(), ring.end());
        if (!(ring.front() == ring.back())) points.push_back(ring.front());
        rings.back().count = static_cast<std::uint32_t>(points.size()) - rings.back().first;
    }
    void add(const ArealLayer& layer, std::span<const std::uint32_t> rows, bool flipped) {
        const FeatureTable& table = layer.table();
        for (const std::uint32_t row : rows) {
            if (layer.wasRepaired(row)) {
                layer.shape(row).forEachPolygon([&](std::span<const std::span<const Point>> polygon) {
                    for (std::size_t i = 0; i < polygon.size(); ++i) add(polygon[i], row, i > 0, flipped);
                });
                continue;
            }
            for (const std::uint32_t part : table.parts(row)) {
                if (table.kind(part) != PartKind::Polygon) continue;
                bool isHole = false;
                for (const std::uint32_t ring : table.rings(part)) {
                    add(table.points(ring), row, isHole, flipped);
                    isHole = true;
                }
            }
        }
    }
};

constexpr unsigned kBucketBits = 8;

/// An edge in a bucket of edges whose hash begins alike; the lowest bit of the hash says on which side the ground is.
struct Entry {
    std::uint64_t hash;
    std::uint32_t point; ///< the edge goes from there to the next
};

std::uint64_t mix(std::uint64_t value) {
    value ^= value >> 32; // finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014)
    value *= 0xbf58476d1ce4e5b9ull;
    value ^= value >> 29;
    value *= 0x94d049bb133111ebull;
    return value ^ (value >> 32);
}

std::uint64_t hashOf(Point point) {
    const std::uint64_t x = std::bit_cast<std::uint64_t>(point.x + 0.0); // −0 and 0 are one place
    const std::uint64_t y = std::bit_cast<std::uint64_t>(point.y + 0.0);
    return mix(x + 0x9e3779b97f4a7c15ull * mix(y));
}

bool isBefore(Point a, Point b) {
    return a.x < b.x || (a.x == b.x && a.y < b.y);
}

using Buckets = std::vector<std::vector<Entry>>;

void enter(const Rings& rings, const Ring& ring, Buckets& buckets) {
    const std::span<const Point> points(rings.points.data() + ring.first, ring.count);
    const bool groundIsLeft = ((ringArea(points) > 0) != ring.isHole) != ring.flipped;
    std::uint64_t before = hashOf(points[0]);
    for (std::uint32_t i = 0; i + 1 < ring.count; ++i) {
        const std::uint64_t after = hashOf(points[i + 1]);
        const std::uint64_t both = mix(before + after);
        before = after;
        if (points[i] == points[i + 1]) continue;
        const bool left = isBefore(points[i], points[i + 1]) == groundIsLeft;
        buckets[both >> (64 - kBucketBits)].push_back({(both & ~1ull) | (left ? 1u : 0u), ring.first + i});
    }
}

/// Which of a set of equal edges are wanted.
enum class Wanted {
    Single, ///< one of those with ground on one side only
    Loose   ///< all, where there are not as many on one side as on the other
};

/// Finds equal edges of a bucket: entries whose hashes end alike are chained, in their order. Keeps its memory.
class EqualEdges {
  public:
    /// Marks the wanted ones.
    void mark(const Rings& rings, const std::vector<Entry>& entries, Wanted wanted, std::vector<std::uint8_t>& marked);

  private:
    static constexpr std::uint32_t kEnd = 0xffffffffu;
    std::vector<std::uint32_t> heads_;
    std::vector<std::uint32_t> next_;
};

void EqualEdges::mark(const Rings& rings, const std::vector<Entry>& entries, Wanted wanted,
                      std::vector<std::uint8_t>& marked) {
    const auto same = [&](const Entry& e, const Entry& f) {
        if ((e.hash | 1) != (f.hash | 1)) return false;
        const Point* a = &rings.points[e.point];
        const Point* b = &rings.points[f.point];
        return (a[0] == b[0] && a[1] == b[1]) || (a[0] == b[1] && a[1] == b[0]);
    };
    const std::size_t slots = std::bit_ceil(2 * entries.size() + 1);
    const auto slotOf = [&](const Entry& entry) { return (entry.hash >> 1) & (slots - 1); };
    heads_.assign(slots, kEnd);
    next_.resize(entries.size());
    for (std::size_t i = entries.size(); i-- > 0;) {
        std::uint32_t& head = heads_[slotOf(entries[i])];
        next_[i] = head;
        head = static_cast<std::uint32_t>(i);
    }
    for (std::size_t i = 0; i < entries.size(); ++i) {
        bool isFirst = true;
        std::size_t own = 1;
        std::size_t others = 0;
        for (std::uint32_t k = heads_[slotOf(entries[i])]; k != kEnd; k = next_[k]) {
            if (k == i || !same(entries[i], entries[k])) continue;
            ++((entries[k].hash & 1) != (entries[i].hash & 1) ? others : own);
            if (k < i) isFirst = false;
        }
        if (wanted == Wanted::Single ? isFirst && others == 0 : own != others) marked[entries[i].point] = 1;
    }
}

/// 1 for each point from which a wanted edge goes to the next.
std::vector<std::uint8_t> markedEdges(const Rings& rings, Wanted wanted) {
    constexpr std::size_t kChunks = 16;
    std::vector<Buckets> chunks(kChunks, Buckets(std::size_t{1} << kBucketBits));
    parallelFor(kChunks, 1, [&](std::size_t begin, std::size_t end) {
        for (std::size_t chunk = begin; chunk < end; ++chunk) {
            const std::size_t first = rings.rings.size() * chunk / kChunks;
            const std::size_t last = rings.rings.size() * (chunk + 1) / kChunks;
            for (std::size_t i = first; i < last; ++i) enter(rings, rings.rings[i], chunks[chunk]);
        }
    });
    std::vector<std::uint8_t> marked(rings.points.size(), 0);
    parallelFor(std::size_t{1} << kBucketBits, 1, [&](std::size_t begin, std::size_t end) {
        std::vector<Entry> entries;
        EqualEdges equal;
        for (std::size_t bucket = begin; bucket < end; ++bucket) {
            entries.clear();
            for (const Buckets& chunk : chunks) {
                entries.insert(entries.end(), chunk[bucket].begin(), chunk[bucket].end());
            }
            equal.mark(rings, entries, wanted, marked);
        }
    });
    return marked;
}

} // namespace

std::vector<std::vector<Point>> coverageBorder(const ArealLayer& layer, const ArealLayer* boundary) {
    Rings rings;
    rings.points.reserve(layer.table().coordinates().size());
    rings.add(layer, layer.rows(), false);
    if (boundary) rings.add(*boundary, boundary->rows(), true);

    const auto single = markedEdges(rings, Wanted::Single);
    std::vector<std::vector<Point>> paths;
    for (const Ring& ring : rings.rings) {
        bool open = false;
        for (std::uint32_t i = ring.first; i + 1 < ring.first + ring.count; ++i) {
            if (!single[i]) {
                open = false;
                continue;
            }
            if (!open) paths.push_back({rings.points[i]});
            paths.back().push_back(rings.points[i + 1]);
            open = true;
        }
    }
    return paths;
}

std::vector<LooseEdge> looseEdges(const ArealLayer& layer, std::span<const std::uint32_t> rows) {
    Rings rings;
    rings.points.reserve(layer.table().coordinates().size());
    rings.add(layer, rows, false);
    const auto loose = markedEdges(rings, Wanted::Loose);
    std::vector<LooseEdge> edges;
    for (const Ring& ring : rings.rings) {
        for (std::uint32_t i = ring.first; i + 1 < ring.first + ring.count; ++i) {
            if (!loose[i]) continue;
            LooseEdge edge{ring.row, {}};
            edge.box.extend(rings.points[i]);
            edge.box.extend(rings.points[i + 1]);
            edges.push_back(edge);
        }
    }
    return edges;
}

} // namespace geju
