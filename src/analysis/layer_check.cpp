#include "analysis/layer_check.hpp"

#include "analysis/overlay.hpp"
#include "analysis/validity.hpp"
#include "core/translate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <tuple>

namespace geju {

namespace {

/// The invalid polygons that the layer met when it measured, then lines and points.
void addInvalid(const ArealLayer& layer, const std::vector<Issue>& issues, std::vector<CheckFinding>& findings) {
    const FeatureTable& table = layer.table();
    for (const Issue& issue : issues) {
        CheckFinding finding;
        finding.issue = issue;
        if (issue.feature) {
            const auto row = static_cast<std::uint32_t>(*issue.feature);
            finding.features = {row};
            if (const auto fault = invalidity(table, row)) finding.lonLat = layer.measurer().lonLat(fault->position);
            if (layer.area(row) > 0) finding.squareMeters = layer.area(row);
        }
        findings.push_back(std::move(finding));
    }
}

Result<std::vector<CheckFinding>> invalidOutsideAreas(const ArealLayer& layer, Progress* progress) {
    Result<std::vector<CheckFinding>> result;
    result.value.emplace();
    if (layer.notAreal() == 0) return result;
    auto invalid = findInvalid(layer.table(), progress);
    append(result.issues, invalid.issues);
    if (!invalid) {
        result.value.reset();
        return result;
    }
    for (const auto& fault : *invalid) {
        if (invalidity(layer.table(), fault.row)) continue; // a polygon
        CheckFinding finding;
        finding.issue = describeFinding(layer.table(), fault);
        finding.issue.remedy.clear();
        finding.features = {fault.row};
        finding.lonLat = fault.lonLat;
        result.value->push_back(std::move(finding));
    }
    return result;
}

bool samePolygons(const ArealLayer& layer, std::uint32_t a, std::uint32_t b) {
    const Shape first = layer.shape(a);
    const Shape second = layer.shape(b);
    const auto common = first.intersection(second);
    if (!common) return false;
    const double least = (1 - kNegligibleShare) * std::max(first.planarArea(), second.planarArea());
    return common->planarArea() >= least;
}

void addDuplicates(const ArealLayer& layer, std::vector<CheckFinding>& findings) {
    const FeatureTable& table = layer.table();
    std::vector<std::uint32_t> rows = layer.rows();
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
    findings.insert(findings.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
}

Shape partShape(const FeatureTable& table, std::uint32_t part) {
    std::vector<std::vector<Point>> rings;
    for (const std::uint32_t ring : table.rings(part)) {
        const auto points = table.points(ring);
        rings.emplace_back(points.begin(), points.end());
    }
    return Shape::fromRings(rings);
}

void addSlivers(const ArealLayer& layer, const CheckLimits& limits, std::vector<CheckFinding>& findings) {
    const FeatureTable& table = layer.table();
    for (const std::uint32_t row : layer.rows()) {
        if (layer.wasRepaired(row)) continue;
        const bool single = table.parts(row).size() == 1;
        if (single && layer.area(row) >= limits.sliverSquareMeters) continue;
        for (const std::uint32_t part : table.parts(row)) {
            if (table.kind(part) != PartKind::Polygon) continue;
            const Shape shape = partShape(table, part);
            if (!(layer.measurer().squareMeters(shape) < limits.sliverSquareMeters)) continue;
            if (!(meanWidthMeters(shape, layer.measurer()) < limits.sliverWidthMeters)) continue;
            CheckFinding finding;
            finding.features = {row};
            locate(finding, shape, layer.measurer());
            finding.issue.code = "sliver";
            finding.issue.layer = table.name();
            finding.issue.message =
                fmt::format(fmt::runtime(single ? tr("a sliver: {}, mean width {:.3f} m")
                                                : tr("a part is a sliver: {}, mean width {:.3f} m")),
                            describeSize(finding), *finding.meanWidthMeters);
            findings.push_back(std::move(finding));
        }
    }
}

} // namespace

Result<ArealLayer> layerToCheck(const FeatureTable& table, Progress* progress) {
    MeasureOptions options;
    const bool onEarth = table.crs().isGeographic() || table.crs().isProjected();
    options.measure = onEarth ? Measure::Ellipsoidal : Measure::Planar;
    options.progress = progress;
    return ArealLayer::prepare(table, options);
}

Result<CheckedLayer> checkLayer(const FeatureTable& table, const CheckLimits& limits, Progress* progress) {
    Result<CheckedLayer> result;
    auto layer = layerToCheck(table, progress);
    if (!layer) {
        result.issues = std::move(layer.issues);
        return result;
    }
    std::vector<CheckFinding> findings;
    addInvalid(*layer, layer.issues, findings);
    auto others = invalidOutsideAreas(*layer, progress);
    append(result.issues, others.issues);
    if (!others) return result;
    findings.insert(findings.end(), others->begin(), others->end());
    addDuplicates(*layer, findings);
    addSlivers(*layer, limits, findings);
    result.value = CheckedLayer{std::move(*layer), std::move(findings)};
    return result;
}

} // namespace geju
