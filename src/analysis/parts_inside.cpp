#include "analysis/inside_overlay.hpp"
#include "core/parallel.hpp"
#include "geometry/measure.hpp"
#include "geometry/spatial_index.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace geju {

namespace {

struct Part {
    double squareMeters = 0;
    bool whole = false;
};

/// The part that is a share of the feature's plane area; `measured` gives what it measures.
template <typename Measured>
Part partOfShare(const ArealLayer& layer, std::uint32_t row, double share, const Measured& measured) {
    if (!(share > kNegligibleShare)) return {};
    if (share >= 1 - kNegligibleShare) return {layer.area(row), true};
    return {measured(), false};
}

Part partOf(const ArealLayer& layer, std::uint32_t row, const CommonGround& common) {
    if (common.relation == Relation::Disjoint) return {};
    if (common.relation == Relation::Inside) return {layer.area(row), true};
    double inside = 0;
    for (const auto& ring : common.rings) inside += ringArea(ring);
    return partOfShare(layer, row, inside / layer.planarArea(row),
                       [&] { return layer.measurer().squareMeters(common.rings); });
}

/// Of each row; of rows that lie apart from the district there is none.
Result<std::vector<Part>> partsByOverlay(const ArealLayer& layer, std::span<const std::uint32_t> rows,
                                         const District& district, Progress* progress) {
    std::vector<Part> parts(rows.size());
    auto issues = overlayInside(layer, rows, district, progress, [&](std::size_t i, Shape inside) {
        parts[i] = partOfShare(layer, rows[i], inside.planarArea() / layer.planarArea(rows[i]),
                               [&] { return layer.measurer().squareMeters(inside); });
    });
    return {std::move(parts), std::move(issues)};
}

/// A feature a district.
FeatureTable outlinesOf(std::span<const District> districts, const Crs& frame) {
    TableBuilder builder;
    for (const District& district : districts) {
        district.shape.forEachPolygon([&](std::span<const std::span<const Point>> rings) {
            builder.beginPart(PartKind::Polygon);
            for (const auto& ring : rings) {
                builder.beginRing();
                for (const Point point : ring) builder.addPoint(point);
            }
        });
        builder.endFeature();
    }
    return builder.build("districts", frame);
}

std::vector<std::uint32_t> allRows(const FeatureTable& table) {
    std::vector<std::uint32_t> rows(table.size());
    std::iota(rows.begin(), rows.end(), 0u);
    return rows;
}

} // namespace

DistrictEdges::DistrictEdges(std::span<const District> districts, const Crs& frame)
  : table_(std::make_unique<const FeatureTable>(outlinesOf(districts, frame)))
  , runs_(*table_, allRows(*table_), EdgeRuns::Use::Compared) {}

std::vector<Candidate> DistrictEdges::candidates(const FeatureTable& table) const {
    using Cover = SpatialIndex::Cover;
    const SpatialIndex& index = table.index();
    constexpr std::size_t kTasks = 256; // enough to share them out
    const auto nodes = index.nodes(kTasks / std::max<std::size_t>(table_->size(), 1) + 1);
    std::vector<std::vector<Candidate>> found(table_->size() * nodes.size());
    parallelFor(found.size(), 1, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            const auto district = static_cast<std::uint32_t>(i / nodes.size());
            const auto cover = [&](const Box& box) {
                if (!box.intersects(table_->envelope(district))) return Cover::Apart;
                if (runs_.isNear(district, box)) return Cover::Mixed;
                return runs_.contains(district, {box.minX, box.minY}) ? Cover::Inside : Cover::Apart;
            };
            index.select(nodes[i % nodes.size()], cover, [&](std::uint32_t row, bool inside) {
                found[i].push_back({district, row, inside});
            });
        }
    });
    std::vector<std::vector<Candidate>> sorted(table_->size());
    parallelFor(sorted.size(), 1, [&](std::size_t begin, std::size_t end) {
        for (std::size_t d = begin; d < end; ++d) {
            for (std::size_t i = d * nodes.size(); i < (d + 1) * nodes.size(); ++i) {
                sorted[d].insert(sorted[d].end(), found[i].begin(), found[i].end());
            }
            std::sort(sorted[d].begin(), sorted[d].end(),
                      [](const Candidate& a, const Candidate& b) { return a.row < b.row; });
        }
    });
    std::vector<Candidate> candidates;
    for (const auto& of : sorted) candidates.insert(candidates.end(), of.begin(), of.end());
    return candidates;
}

Result<std::vector<Parts>> partsInside(const ArealLayer& layer, std::span<const District> districts,
                                       Progress* progress) {
    const DistrictEdges edges(districts, layer.frame());
    return partsInside(layer, districts, edges, edges.candidates(layer.table()), progress);
}

Result<std::vector<Parts>> partsInside(const ArealLayer& layer, std::span<const District> districts,
                                       const DistrictEdges& edges, std::span<const Candidate> candidates,
                                       Progress* progress) {
    Result<std::vector<Parts>> result;
    std::vector<Part> found(candidates.size());
    std::vector<std::uint8_t> unsure(candidates.size(), 0);
    constexpr std::size_t kGrain = 128;
    forEachParallel(candidates.size(), kGrain, progress, 0, 1, [&](std::size_t i) {
        const auto [d, row, inside] = candidates[i];
        if (!(layer.area(row) > 0)) return;
        if (inside) {
            found[i] = {layer.area(row), true};
            return;
        }
        const CommonGround common = layer.commonGround(row, edges.runs(), d);
        if (common.relation == Relation::Unsure) {
            unsure[i] = 1;
        } else {
            found[i] = partOf(layer, row, common);
        }
    });
    for (std::size_t first = 0; first < candidates.size();) { // candidates of one district follow one another
        const std::uint32_t d = candidates[first].district;
        std::vector<std::size_t> places;
        std::vector<std::uint32_t> rows;
        for (; first < candidates.size() && candidates[first].district == d; ++first) {
            if (!unsure[first]) continue;
            places.push_back(first);
            rows.push_back(candidates[first].row);
        }
        if (rows.empty()) continue;
        auto overlaid = partsByOverlay(layer, rows, districts[d], progress);
        append(result.issues, overlaid.issues);
        for (std::size_t i = 0; i < rows.size(); ++i) found[places[i]] = (*overlaid)[i];
    }
    if (isCancelled(progress)) return {std::nullopt, {cancelledIssue()}};
    std::vector<Parts> parts(districts.size());
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        if (!(found[i].squareMeters > 0)) continue;
        Parts& of = parts[candidates[i].district];
        of.rows.push_back(candidates[i].row);
        of.squareMeters.push_back(found[i].squareMeters);
        of.whole.push_back(found[i].whole ? 1 : 0);
    }
    if (!hasErrors(result.issues)) result.value = std::move(parts);
    return result;
}

} // namespace geju
