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

/// In squared units of the frame, of a valid feature.
double planarArea(const FeatureTable& table, std::uint32_t row) {
    double area = 0;
    for (const std::uint32_t part : table.parts(row)) {
        if (table.kind(part) != PartKind::Polygon) continue;
        double sign = 1;
        for (const std::uint32_t ring : table.rings(part)) {
            area += sign * std::fabs(ringArea(table.points(ring)));
            sign = -1;
        }
    }
    return area;
}

Part partOf(const ArealLayer& layer, std::uint32_t row, const CommonGround& common) {
    if (common.relation == Relation::Disjoint) return {};
    if (common.relation == Relation::Inside) return {layer.area(row), true};
    double inside = 0;
    for (const auto& ring : common.rings) inside += ringArea(ring);
    return partOfShare(layer, row, inside / planarArea(layer.table(), row),
                       [&] { return layer.measurer().squareMeters(common.rings); });
}

/// Of each row; of rows that lie apart from the district there is none.
Result<std::vector<Part>> partsByOverlay(const ArealLayer& layer, std::span<const std::uint32_t> rows,
                                         const District& district, Progress* progress) {
    std::vector<Part> parts(rows.size());
    auto issues = overlayInside(layer, rows, district, progress, [&](std::size_t i, const Shape& whole, Shape inside) {
        parts[i] = partOfShare(layer, rows[i], inside.planarArea() / whole.planarArea(),
                               [&] { return layer.measurer().squareMeters(inside); });
    });
    return {std::move(parts), std::move(issues)};
}

struct Candidate {
    std::uint32_t district;
    std::uint32_t row;
};

std::vector<Candidate> candidatesOf(const ArealLayer& layer, std::span<const District> districts) {
    std::vector<Candidate> candidates;
    for (std::uint32_t d = 0; d < districts.size(); ++d) {
        std::vector<std::uint32_t> rows = layer.table().index().query(districts[d].box);
        std::sort(rows.begin(), rows.end());
        for (const std::uint32_t row : rows) {
            if (layer.area(row) > 0) candidates.push_back({d, row});
        }
    }
    return candidates;
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

} // namespace

Result<std::vector<Parts>> partsInside(const ArealLayer& layer, std::span<const District> districts,
                                       Progress* progress) {
    Result<std::vector<Parts>> result;
    const std::vector<Candidate> candidates = candidatesOf(layer, districts);
    std::vector<Part> found(candidates.size());
    std::vector<std::uint8_t> unsure(candidates.size(), 0);
    const FeatureTable outlines = outlinesOf(districts, layer.frame());
    std::vector<std::uint32_t> all(outlines.size());
    std::iota(all.begin(), all.end(), 0u);
    const EdgeRuns edges(outlines, all, EdgeRuns::Use::Compared);
    constexpr std::size_t kGrain = 128;
    forEachParallel(candidates.size(), kGrain, progress, 0, 1, [&](std::size_t i) {
        const auto [d, row] = candidates[i];
        const CommonGround common = layer.commonGround(row, edges, d);
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
