#include "analysis/source_check.hpp"

#include "analysis/coverage_check.hpp"
#include "core/translate.hpp"
#include "plan/land_use_guide.hpp"

#include <fmt/format.h>

#include <cmath>
#include <functional>
#include <map>

namespace geju {

namespace {

void placeAt(CheckFinding& finding, const FeatureTable& table, std::uint32_t row) {
    const Point place = table.envelope(row).center();
    const auto measurer = ShapeMeasurer::make(table.crs(), Measure::Ellipsoidal); // none in a local system
    if (!measurer || !std::isfinite(place.x) || !std::isfinite(place.y)) return;
    const auto inside = Shape::fromFeature(table, row).interiorPoint();
    finding.lonLat = measurer->lonLat(inside.value_or(place));
    finding.issue.position = measurer->describePlace(inside.value_or(place));
}

/// Runs one check, keeps what it found and what kept it from being made.
class Collector {
  public:
    Result<std::vector<CheckFinding>> result;

    Collector() { result.value.emplace(); }
    bool add(Result<std::vector<CheckFinding>> found) {
        append(result.issues, found.issues);
        if (found) {
            result.value->insert(result.value->end(), std::make_move_iterator(found->begin()),
                                 std::make_move_iterator(found->end()));
        }
        return found.value.has_value();
    }
};

void checkCoverage(const SourceCheck& check, const ArealLayer& layer, Collector& collector, Progress* progress) {
    collector.add(findOverlaps(layer, check.limits, progress));
    if (!check.boundary) {
        collector.add(findGaps(layer, nullptr, check.limits, progress));
        return;
    }
    auto moved = inFrame(*check.boundary, layer.frame());
    append(collector.result.issues, moved.issues);
    if (!moved) return;
    auto boundary = layerToCheck(*moved, progress);
    // Faults of the boundary are found where it is checked itself.
    if (!boundary) {
        append(collector.result.issues, boundary.issues);
        return;
    }
    collector.add(findGaps(layer, &*boundary, check.limits, progress));
    collector.add(findOutside(layer, *boundary, check.limits, progress));
}

} // namespace

std::vector<CheckFinding> findUnknownCodes(const FeatureTable& table, const std::string& field,
                                           const ClassTable* classes) {
    std::vector<CheckFinding> findings;
    const Column* column = table.column(field);
    if (!column) {
        CheckFinding finding;
        finding.issue.code = "missing-field";
        finding.issue.layer = table.name();
        finding.issue.message = fmt::format(fmt::runtime(tr("there is no field \"{}\" for the class codes")), field);
        return {std::move(finding)};
    }
    std::map<std::string, std::vector<std::uint32_t>> byCode;
    for (std::size_t row = 0; row < table.size(); ++row) {
        byCode[toText(column->at(row))].push_back(static_cast<std::uint32_t>(row));
    }
    for (auto& [code, rows] : byCode) {
        if (!code.empty() && (guideClass(code) || (classes && classes->find(code)))) continue;
        CheckFinding finding;
        finding.issue.layer = table.name();
        finding.issue.feature = rows.front();
        if (code.empty()) {
            finding.issue.code = "missing-code";
            finding.issue.message = fmt::format(fmt::runtime(tr("{} feature(s) have no class code")), rows.size());
        } else {
            finding.issue.code = "unknown-code";
            finding.issue.message = fmt::format(
                fmt::runtime(tr("the code \"{}\" of {} feature(s) is neither in the national classification nor among "
                                "the classes of the project")),
                code, rows.size());
        }
        placeAt(finding, table, rows.front());
        finding.features = std::move(rows);
        findings.push_back(std::move(finding));
    }
    return findings;
}

Result<std::vector<CheckFinding>> checkSource(const SourceCheck& check, Progress* progress) {
    Collector collector;
    auto checked = checkLayer(*check.table, check.limits, progress);
    append(collector.result.issues, checked.issues);
    if (checked) {
        collector.add({std::move(checked->findings), {}});
        if (check.isCoverage && !checked->layer.rows().empty()) {
            checkCoverage(check, checked->layer, collector, progress);
        }
    }
    if (!check.classField.empty()) {
        collector.add({findUnknownCodes(*check.table, check.classField, check.classes), {}});
    }
    if (isCancelled(progress)) {
        collector.result.value.reset();
        collector.result.issues = {cancelledIssue()};
    }
    for (auto& issue : collector.result.issues) issue.layer = check.name;
    if (collector.result.value) {
        for (auto& finding : *collector.result.value) finding.issue.layer = check.name;
    }
    return std::move(collector.result);
}

} // namespace geju
