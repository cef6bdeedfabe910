#include "analysis/duplicates.hpp"

#include "analysis/overlay.hpp"
#include "core/translate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <iterator>
#include <string>
#include <tuple>

namespace geju {

namespace {

bool samePolygons(const ArealLayer& layer, std::uint32_t a, std::uint32_t b) {
    const Shape first = layer.shape(a);
    const Shape second = layer.shape(b);
    const auto common = first.intersection(second);
    if (!common) return false;
    const double least = (1 - kNegligibleShare) * std::max(first.planarArea(), second.planarArea());
    return common->planarArea() >= least;
}

std::size_t hashOf(const Box& box) {
    std::uint64_t hash = 0;
    for (const double value : {box.minX, box.minY, box.maxX, box.maxY}) {
        hash = (hash ^ std::bit_cast<std::uint64_t>(value + 0.0)) * 0x9e3779b97f4a7c15ull; // −0 and 0 are one place
        hash ^= hash >> 32;
    }
    return hash;
}

/// The layer's rows that may have the envelope of another: few, where there is none.
std::vector<std::uint32_t> rowsOfLikeEnvelopes(const ArealLayer& layer) {
    constexpr std::size_t kSlotsOfRow = 8;
    const auto& rows = layer.rows();
    std::vector<std::uint8_t> uses(std::bit_ceil(kSlotsOfRow * rows.size() + 1), 0); // two stands for more
    const auto usesOf = [&](std::uint32_t row) -> std::uint8_t& {
        return uses[hashOf(layer.table().envelope(row)) & (uses.size() - 1)];
    };
    for (const std::uint32_t row : rows) {
        std::uint8_t& count = usesOf(row);
        if (count < 2) ++count;
    }
    std::vector<std::uint32_t> like;
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(like),
                 [&](std::uint32_t row) { return usesOf(row) > 1; });
    return like;
}

} // namespace

std::vector<CheckFinding> findDuplicates(const ArealLayer& layer) {
    const FeatureTable& table = layer.table();
    std::vector<std::uint32_t> rows = rowsOfLikeEnvelopes(layer);
    const auto key = [&](std::uint32_t row) {
        const Box& box = table.envelope(row);
        return std::tuple(box.minX, box.minY, box.maxX, box.maxY);
    };
    std::sort(rows.begin(), rows.end(),
              [&](std::uint32_t a, std::uint32_t b) { return std::tuple(key(a), a) < std::tuple(key(b), b); });
    std::vector<CheckFinding> found;
    for (std::size_t i = 0; i < rows.size();) {
        std::size_t end = i + 1;
        while (end < rows.size() && key(rows[end]) == key(rows[i])) ++end;
        std::vector<std::uint32_t> left(rows.begin() + static_cast<std::ptrdiff_t>(i),
                                        rows.begin() + static_cast<std::ptrdiff_t>(end));
        i = end;
        while (left.size() > 1) {
            CheckFinding finding;
            finding.features = {left.front()};
            std::vector<std::uint32_t> others;
            for (std::size_t k = 1; k < left.size(); ++k) {
                (samePolygons(layer, left[0], left[k]) ? finding.features : others).push_back(left[k]);
            }
            left = std::move(others);
            if (finding.features.size() < 2) continue;
            locate(finding, layer.shape(finding.features[0]), layer.measurer());
            finding.issue.code = "duplicate";
            finding.issue.layer = table.name();
            std::string list;
            for (const auto row : finding.features) list += (list.empty() ? "" : ", ") + std::to_string(row);
            finding.issue.message =
                fmt::format(fmt::runtime(tr("features {} are the same polygon, {}")), list, describeSize(finding));
            finding.issue.remedy = tr("figures count the ground once");
            found.push_back(std::move(finding));
        }
    }
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.features < b.features; });
    return found;
}

} // namespace geju
