#include "analysis/validity.hpp"

#include "analysis/areal_layer.hpp"
#include "core/translate.hpp"
#include "geometry/shape.hpp"

#include <fmt/format.h>

#include <cmath>

namespace geju {

namespace {

std::optional<ValidityFinding> examine(const FeatureTable& table, std::size_t row) {
    ValidityFinding finding;
    finding.row = static_cast<std::uint32_t>(row);
    if (const auto fault = invalidity(table, row)) {
        finding.code = fault->code;
        finding.reason = fault->reason;
        finding.position = fault->position;
        return finding;
    }
    for (const std::uint32_t part : table.parts(row)) {
        if (table.kind(part) == PartKind::Polygon) continue;
        for (const std::uint32_t ring : table.rings(part)) {
            const auto points = table.points(ring);
            bool moves = false;
            for (const Point point : points) {
                if (!std::isfinite(point.x) || !std::isfinite(point.y)) {
                    finding.code = "invalid-coordinate";
                    finding.reason = tr("a coordinate is not a finite number");
                    finding.position = point;
                    return finding;
                }
                moves |= !(point == points.front());
            }
            if (table.kind(part) == PartKind::Line && !moves) {
                finding.code = "too-few-points";
                finding.reason = tr("a line has fewer than two different points");
                if (!points.empty()) finding.position = points.front();
                return finding;
            }
        }
    }
    return std::nullopt;
}

} // namespace

Result<std::vector<ValidityFinding>> findInvalid(const FeatureTable& table, Progress* progress) {
    Result<std::vector<ValidityFinding>> result;
    std::vector<std::optional<ValidityFinding>> byRow(table.size());
    constexpr std::size_t kGrain = 64;
    const bool finished = forEachParallel(table.size(), kGrain, progress, 0, 1,
                                          [&](std::size_t row) { byRow[row] = examine(table, row); });
    if (!finished) {
        result.issues.push_back(cancelledIssue());
        return result;
    }
    const auto places = ShapeMeasurer::make(table.crs(), Measure::Ellipsoidal); // none in a local system
    std::vector<ValidityFinding> findings;
    for (auto& finding : byRow) {
        if (!finding) continue;
        const bool known = std::isfinite(finding->position.x) && std::isfinite(finding->position.y);
        if (places && known) finding->lonLat = places->lonLat(finding->position);
        findings.push_back(std::move(*finding));
    }
    result.value = std::move(findings);
    return result;
}

Issue describeFinding(const FeatureTable& table, const ValidityFinding& finding) {
    Issue issue;
    issue.severity = Severity::Warning;
    issue.code = finding.code;
    issue.message = finding.reason;
    issue.layer = table.name();
    issue.feature = finding.row;
    if (finding.lonLat) {
        issue.position = fmt::format("{:.6f}, {:.6f}", finding.lonLat->x, finding.lonLat->y);
    } else {
        issue.position = fmt::format("{:.3f}, {:.3f}", finding.position.x, finding.position.y);
    }
    issue.remedy = tr("figures take it even–odd");
    return issue;
}

} // namespace geju
