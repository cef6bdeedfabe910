#include "analysis/coverage_check.hpp"

#include "analysis/coverage_border.hpp"
#include "analysis/overlay.hpp"
#include "core/translate.hpp"
#include "geometry/linework.hpp"
#include "geometry/picking.hpp"
#include "geometry/predicates.hpp"
#include "geometry/spatial_index.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <optional>

namespace geju {

namespace {

/// What became of one candidate.
struct Outcome {
    std::optional<CheckFinding> finding;
    double roundingSquareMeters = -1; ///< where it is a rounding of coordinates
    std::optional<Issue> failed;
};

/// A finding of that shape, or a rounding; nothing when the shape is empty.
Outcome judge(const Shape& shape, std::vector<std::uint32_t> features, const ArealLayer& layer,
              const CheckLimits& limits) {
    Outcome outcome;
    if (shape.empty()) return outcome;
    const double width = meanWidthMeters(shape, layer.measurer());
    if (!(width > limits.roundingMeters)) {
        outcome.roundingSquareMeters = layer.measurer().squareMeters(shape);
        return outcome;
    }
    CheckFinding finding;
    finding.features = std::move(features);
    locate(finding, shape, layer.measurer());
    finding.issue.layer = layer.table().name();
    outcome.finding = std::move(finding);
    return outcome;
}

Outcome failedOutcome(const std::vector<Issue>& issues, const ArealLayer& layer, std::optional<std::uint32_t> row) {
    Outcome outcome;
    outcome.failed = issues.empty() ? Issue{} : issues.front();
    outcome.failed->severity = Severity::Error;
    outcome.failed->layer = layer.table().name();
    if (row) outcome.failed->feature = *row;
    return outcome;
}

/// The findings in order, and one notice of what was taken for rounding.
Result<std::vector<CheckFinding>> gather(std::vector<Outcome> outcomes, const ArealLayer& layer,
                                         const CheckLimits& limits, const char* what) {
    Result<std::vector<CheckFinding>> result;
    std::vector<CheckFinding> findings;
    CompensatedSum rounding;
    std::size_t roundings = 0;
    for (Outcome& outcome : outcomes) {
        if (outcome.failed) result.issues.push_back(std::move(*outcome.failed));
        if (outcome.finding) findings.push_back(std::move(*outcome.finding));
        if (outcome.roundingSquareMeters < 0) continue;
        rounding.add(outcome.roundingSquareMeters);
        ++roundings;
    }
    if (roundings > 0) {
        Issue notice;
        notice.severity = Severity::Notice;
        notice.code = "rounding";
        notice.layer = layer.table().name();
        notice.message = fmt::format(fmt::runtime(tr("{}: {} are on average at most {} m wide and are taken for "
                                                     "roundings of coordinates, {:.4f} m² in all")),
                                     what, roundings, limits.roundingMeters, rounding.value());
        result.issues.push_back(std::move(notice));
    }
    if (!hasErrors(result.issues)) result.value = std::move(findings);
    return result;
}

Result<std::vector<CheckFinding>> cancelledFindings() {
    Result<std::vector<CheckFinding>> result;
    result.issues.push_back(cancelledIssue());
    return result;
}

Outcome judgePair(const ArealLayer& layer, std::uint32_t a, std::uint32_t b, const CheckLimits& limits) {
    const auto common = commonShape(layer, a, b);
    if (!common) return failedOutcome(common.issues, layer, a);
    const double larger = std::max(layer.planarArea(a), layer.planarArea(b));
    if (common->planarArea() >= (1 - kNegligibleShare) * larger) return {};
    Outcome outcome = judge(*common, {a, b}, layer, limits);
    if (!outcome.finding) return outcome;
    outcome.finding->issue.code = "overlap";
    outcome.finding->issue.message =
        fmt::format(fmt::runtime(tr("features {} and {} overlap by {}")), a, b, describeSize(*outcome.finding));
    outcome.finding->issue.remedy = tr("figures count the ground once");
    return outcome;
}

bool isCovered(const ArealLayer& layer, Point point) {
    bool covered = false;
    layer.table().index().query({point.x, point.y, point.x, point.y}, [&](std::uint32_t row) {
        if (covered || !(layer.area(row) > 0)) return;
        covered = layer.wasRepaired(row) ? layer.shape(row).contains(point) : contains(layer.table(), row, point);
    });
    return covered;
}

Outcome judgeFace(const Shape& face, const ArealLayer& layer, const ArealLayer* boundary, const CheckLimits& limits) {
    const auto probe = face.interiorPoint();
    if (!probe || isCovered(layer, *probe) || (boundary && !isCovered(*boundary, *probe))) return {};
    Outcome outcome = judge(face, {}, layer, limits);
    if (!outcome.finding) return outcome;
    outcome.finding->issue.code = "gap";
    outcome.finding->issue.message =
        fmt::format(fmt::runtime(tr("no feature covers {}")), describeSize(*outcome.finding));
    return outcome;
}

} // namespace

Result<std::vector<CheckFinding>> findOverlaps(const ArealLayer& layer, const CheckLimits& limits, Progress* progress) {
    Result<std::vector<CheckFinding>> result;
    const auto graph = OverlapGraph::build(layer, layer.rows(), progress);
    append(result.issues, graph.issues);
    if (!graph) return result;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
    for (const std::uint32_t row : layer.rows()) {
        for (const std::uint32_t other : graph->neighbours(row)) {
            if (other > row) pairs.emplace_back(row, other);
        }
    }
    std::vector<Outcome> outcomes(pairs.size());
    const bool finished = forEachParallel(pairs.size(), 8, progress, 0, 1, [&](std::size_t i) {
        outcomes[i] = judgePair(layer, pairs[i].first, pairs[i].second, limits);
    });
    if (!finished) return cancelledFindings();
    return gather(std::move(outcomes), layer, limits, tr("overlaps"));
}

Result<std::vector<CheckFinding>> findGaps(const ArealLayer& layer, const ArealLayer* boundary,
                                           const CheckLimits& limits, Progress* progress) {
    if (layer.rows().empty()) return {std::vector<CheckFinding>{}, {}};
    auto faces = facesBetween(coverageBorder(layer, boundary));
    if (!faces) return gather({failedOutcome(faces.issues, layer, std::nullopt)}, layer, limits, tr("gaps"));
    std::vector<Outcome> outcomes(faces->size());
    const bool finished = forEachParallel(faces->size(), 8, progress, 0, 1, [&](std::size_t i) {
        outcomes[i] = judgeFace((*faces)[i], layer, boundary, limits);
    });
    if (!finished) return cancelledFindings();
    return gather(std::move(outcomes), layer, limits, tr("gaps"));
}

Result<std::vector<CheckFinding>> findOutside(const ArealLayer& layer, const ArealLayer& boundary,
                                              const CheckLimits& limits, Progress* progress) {
    Result<std::vector<CheckFinding>> result;
    auto whole = wholeOf(boundary);
    append(result.issues, whole.issues);
    if (!whole) return result;
    const auto inside = partsInside(layer, {&*whole, 1}, progress);
    append(result.issues, inside.issues);
    if (!inside) return result;
    const Parts& parts = inside->front();
    std::vector<std::uint8_t> isWhole(layer.table().size(), 0);
    for (std::size_t i = 0; i < parts.rows.size(); ++i) isWhole[parts.rows[i]] = parts.whole[i];
    std::vector<std::uint32_t> rows;
    for (const std::uint32_t row : layer.rows()) {
        if (!isWhole[row]) rows.push_back(row);
    }
    std::vector<Outcome> outcomes(rows.size());
    const bool finished = forEachParallel(rows.size(), 8, progress, 0, 1, [&](std::size_t i) {
        const auto rest = layer.shape(rows[i]).difference(whole->shape.clone());
        outcomes[i] = rest ? judge(*rest, {rows[i]}, layer, limits) : failedOutcome(rest.issues, layer, rows[i]);
        auto& finding = outcomes[i].finding;
        if (!finding) return;
        finding->issue.code = "outside-boundary";
        finding->issue.message =
            fmt::format(fmt::runtime(tr("lies outside the boundary with {}")), describeSize(*finding));
    });
    if (!finished) return cancelledFindings();
    return gather(std::move(outcomes), layer, limits, tr("strips outside the boundary"));
}

} // namespace geju
