#include "analysis/layer_check.hpp"

#include "analysis/duplicates.hpp"
#include "analysis/validity.hpp"
#include "core/parallel.hpp"
#include "core/translate.hpp"
#include "geometry/measure.hpp"

#include <fmt/format.h>

#include <iterator>
#include <optional>

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

Shape partShape(const FeatureTable& table, std::uint32_t part) {
    std::vector<std::vector<Point>> rings;
    for (const std::uint32_t ring : table.rings(part)) {
        const auto points = table.points(ring);
        rings.emplace_back(points.begin(), points.end());
    }
    return Shape::fromRings(rings);
}

/// Whether the part of that area is far wider than a sliver, by its length in a plane about its first corner. Where
/// that says so, the part is at most some kilometres long, and the plane true to a thousandth.
bool isFarTooWide(const ArealLayer& layer, std::uint32_t part, double squareMeters, const CheckLimits& limits) {
    double perimeter = 0;
    for (const std::uint32_t ring : layer.table().rings(part))
        perimeter += pathLength(layer.measurer().localMeters(layer.table().points(ring)));
    constexpr double kFar = 2;
    return 2 * squareMeters > kFar * limits.sliverWidthMeters * perimeter;
}

/// Of each of the layer's rows, whether it may be a sliver or have one among its parts.
std::vector<std::uint8_t> mayBeSlivers(const ArealLayer& layer, const CheckLimits& limits) {
    const auto& rows = layer.rows();
    std::vector<std::uint8_t> may(rows.size(), 0);
    parallelFor(rows.size(), 1024, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            const auto parts = layer.table().parts(rows[i]);
            const double area = layer.area(rows[i]);
            may[i] = !layer.wasRepaired(rows[i]) &&
                     (parts.size() > 1 ||
                      (area < limits.sliverSquareMeters && !isFarTooWide(layer, *parts.begin(), area, limits)));
        }
    });
    return may;
}

void addSlivers(const ArealLayer& layer, const CheckLimits& limits, std::vector<CheckFinding>& findings) {
    const FeatureTable& table = layer.table();
    const std::vector<std::uint8_t> may = mayBeSlivers(layer, limits);
    for (std::size_t i = 0; i < may.size(); ++i) {
        if (!may[i]) continue;
        const std::uint32_t row = layer.rows()[i];
        const bool single = table.parts(row).size() == 1;
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
    auto duplicates = findDuplicates(*layer);
    findings.insert(findings.end(), std::make_move_iterator(duplicates.begin()),
                    std::make_move_iterator(duplicates.end()));
    addSlivers(*layer, limits, findings);
    result.value = CheckedLayer{std::move(*layer), std::move(findings)};
    return result;
}

} // namespace geju
