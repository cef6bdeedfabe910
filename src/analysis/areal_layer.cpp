#include "analysis/areal_layer.hpp"

#include "core/parallel.hpp"
#include "core/translate.hpp"
#include "geometry/measure.hpp"
#include "geometry/predicates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <limits>
#include <mutex>
#include <optional>

namespace geju {

namespace {

bool isAreal(const FeatureTable& table, std::size_t row) {
    for (const std::uint32_t part : table.parts(row)) {
        if (table.kind(part) == PartKind::Polygon) return true;
    }
    return false;
}

/// Of a valid feature.
double planarArea(const FeatureTable& table, std::size_t row) {
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

std::size_t polygonCount(const Shape& shape) {
    std::size_t count = 0;
    shape.forEachPolygon([&](std::span<const std::span<const Point>>) { ++count; });
    return count;
}

/// What one feature turned out to be.
struct Finding {
    double squareMeters = 0;
    std::optional<Shape> repaired;
    std::optional<Issue> issue;
    bool unmeasured = false;
};

Finding measureRow(const FeatureTable& table, const Measurer& measurer, const ShapeMeasurer& shapes, std::size_t row) {
    Finding finding;
    const auto fault = invalidity(table, row);
    const double asDrawn = measurer.areaOfFeature(row);
    if (!fault && std::isfinite(asDrawn)) {
        finding.squareMeters = asDrawn;
        return finding;
    }
    Issue issue;
    issue.layer = table.name();
    issue.feature = static_cast<std::int64_t>(row);
    if (fault) issue.position = shapes.describePlace(fault->position);
    Result<Shape> repaired;
    if (fault) repaired = Shape::fromFeature(table, row).repaired();
    const double area = repaired ? shapes.squareMeters(*repaired) : std::numeric_limits<double>::quiet_NaN();
    if (!std::isfinite(area)) {
        issue.code = "not-measurable";
        issue.message = fault ? fault->reason : tr("its coordinates lie outside the coordinate system");
        issue.remedy = tr("it has no area in any figure");
        finding.squareMeters = std::numeric_limits<double>::quiet_NaN();
        finding.unmeasured = true;
    } else {
        issue.code = fault->code;
        issue.message = fault->reason;
        const std::size_t parts = polygonCount(*repaired);
        issue.remedy = fmt::format(fmt::runtime(tr("measured even–odd as {} part(s), {:.3f} m²; its rings as drawn add "
                                                   "up to {:.3f} m²")),
                                   parts, area, std::isfinite(asDrawn) ? asDrawn : 0.0);
        finding.squareMeters = area;
        finding.repaired = std::move(*repaired);
    }
    finding.issue = std::move(issue);
    return finding;
}

/// The plane that planar figures are made in, and a notice when nobody named it.
std::optional<Crs> planeOf(const FeatureTable& table, const MeasureOptions& options, std::vector<Issue>& issues) {
    if (options.measure != Measure::Planar) return std::nullopt;
    if (options.plane) return options.plane;
    if (!table.crs().isGeographic()) return std::nullopt;
    Crs plane = suggestDisplayCrs(table.extent());
    Issue notice;
    notice.severity = Severity::Notice;
    notice.code = "plane-chosen";
    notice.layer = table.name();
    notice.message = fmt::format(fmt::runtime(tr("planar figures are made in \"{}\"")), plane.name());
    notice.remedy = tr("name a coordinate system to have another");
    issues.push_back(std::move(notice));
    return plane;
}

} // namespace

Issue cancelledIssue() {
    Issue issue;
    issue.severity = Severity::Error;
    issue.code = "cancelled";
    issue.message = tr("the work was cancelled");
    return issue;
}

bool forEachParallel(std::size_t count, std::size_t grain, Progress* progress, double from, double to,
                     const std::function<void(std::size_t)>& body) {
    std::atomic<std::size_t> done{0};
    parallelFor(count, grain, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            if (isCancelled(progress)) return;
            body(i);
        }
        const std::size_t before = done.fetch_add(end - begin, std::memory_order_relaxed);
        const double share = static_cast<double>(before + end - begin) / static_cast<double>(count);
        report(progress, from + (to - from) * share);
    });
    return !isCancelled(progress);
}

Result<FeatureTable> inFrame(const FeatureTable& table, const Crs& frame) {
    Result<FeatureTable> result;
    auto transform = Transform::between(table.crs(), frame);
    if (!transform) {
        result.issues = transform.issues;
        return result;
    }
    std::vector<Point> points = table.coordinates();
    const std::size_t lost = transform->forward(std::span<Point>(points));
    if (lost > 0 && lost == points.size()) {
        return failure<FeatureTable>(
            "not-measurable", fmt::format(fmt::runtime(tr("{} lies outside \"{}\"")), table.name(), frame.name()));
    }
    result.value = table.withCoordinates(frame, std::move(points));
    return result;
}

Result<ArealLayer> ArealLayer::prepare(const FeatureTable& table, const MeasureOptions& options,
                                       const std::function<bool(std::size_t)>& keep) {
    Result<ArealLayer> result;
    std::shared_ptr<const FeatureTable> measured(std::shared_ptr<void>(), &table); // not owned
    const auto plane = planeOf(table, options, result.issues);
    if (plane && !(*plane == table.crs())) {
        auto moved = inFrame(table, *plane);
        append(result.issues, moved.issues);
        if (!moved) return result;
        measured = std::make_shared<const FeatureTable>(std::move(*moved));
    }
    auto measurer = ShapeMeasurer::make(measured->crs(), options.measure);
    append(result.issues, measurer.issues);
    if (!measurer) return result;
    ArealLayer layer(std::move(measured), std::move(*measurer));
    append(result.issues, layer.measure(options, keep));
    if (!hasErrors(result.issues)) result.value = std::move(layer);
    return result;
}

std::vector<Issue> ArealLayer::measure(const MeasureOptions& options, const std::function<bool(std::size_t)>& keep) {
    const std::size_t count = table_->size();
    const Measurer tableMeasurer(*table_, options.measure);
    std::mutex guard;
    std::map<std::size_t, Finding> special; // few
    areas_.assign(count, 0.0);
    std::vector<std::uint8_t> areal(count, 0);
    constexpr std::size_t kGrain = 64;
    const bool finished = forEachParallel(count, kGrain, options.progress, 0, 1, [&](std::size_t row) {
        if (keep && !keep(row)) return;
        areal[row] = isAreal(*table_, row) ? 1 : 2;
        if (areal[row] == 2) return;
        Finding finding = measureRow(*table_, tableMeasurer, measurer_, row);
        areas_[row] = finding.squareMeters;
        if (!finding.issue) return;
        const std::lock_guard lock(guard);
        special.emplace(row, std::move(finding));
    });
    if (!finished) return {cancelledIssue()};

    std::vector<Issue> issues;
    for (std::size_t row = 0; row < count; ++row) {
        if (areal[row] == 2) ++notAreal_;
        if (areas_[row] > 0) rows_.push_back(static_cast<std::uint32_t>(row));
    }
    for (auto& [row, finding] : special) {
        issues.push_back(std::move(*finding.issue));
        if (finding.unmeasured) ++unmeasured_;
        if (!finding.repaired) continue;
        repairedRows_.push_back(static_cast<std::uint32_t>(row));
        repaired_.emplace(static_cast<std::uint32_t>(row), std::move(*finding.repaired));
    }
    runs_ = std::make_shared<const EdgeRuns>(*table_, rows_);
    for (const std::uint32_t row : rows_) {
        if (runs_->hasIndex(row)) planarAreas_.emplace(row, geju::planarArea(*table_, row));
    }
    return issues;
}

Shape ArealLayer::shape(std::size_t row) const {
    const auto repaired = repaired_.find(static_cast<std::uint32_t>(row));
    return repaired == repaired_.end() ? Shape::fromFeature(*table_, row) : repaired->second.clone();
}

Shape ArealLayer::shapeAbout(std::size_t row, const Box& box) const {
    // Not a round number, so that no side of the frame runs through corners.
    constexpr double kMargin = 0.03125317;
    const Box frame = box.grown(std::max(box.width(), box.height()) * kMargin);
    if (!runs_->hasIndex(row) || wasRepaired(row) || frame.contains(table_->envelope(row))) return shape(row);
    TableBuilder builder;
    builder.beginPart(PartKind::Polygon);
    builder.beginRing();
    builder.addPoints(std::array<Point, 5>{{{frame.minX, frame.minY},
                                            {frame.maxX, frame.minY},
                                            {frame.maxX, frame.maxY},
                                            {frame.minX, frame.maxY},
                                            {frame.minX, frame.minY}}});
    builder.endFeature();
    const FeatureTable window = builder.build("window", table_->crs());
    const CommonGround common = geju::commonGround(*runs_, row, EdgeRuns(window), 0);
    if (common.relation == Relation::Disjoint) return {};
    if (common.relation == Relation::Unsure || common.relation == Relation::Inside) return shape(row);
    auto cut = Shape::fromRings(common.rings).repaired(); // even–odd: several outlines, or holes before them
    return cut ? std::move(*cut) : shape(row);
}

double ArealLayer::planarArea(std::size_t row) const {
    if (wasRepaired(row)) return shape(row).planarArea();
    const auto known = planarAreas_.find(static_cast<std::uint32_t>(row));
    return known == planarAreas_.end() ? geju::planarArea(*table_, row) : known->second;
}

Relation ArealLayer::relation(std::size_t row, const ArealLayer& other, std::size_t otherRow) const {
    if (wasRepaired(row) || other.wasRepaired(otherRow)) {
        return table_->envelope(row).intersects(other.table().envelope(otherRow)) ? Relation::Unsure
                                                                                  : Relation::Disjoint;
    }
    return relate(*runs_, row, *other.runs_, otherRow);
}

CommonGround ArealLayer::commonGround(std::size_t row, const EdgeRuns& other, std::size_t otherRow) const {
    if (wasRepaired(row)) {
        CommonGround common;
        if (!table_->envelope(row).intersects(other.table().envelope(otherRow))) common.relation = Relation::Disjoint;
        return common;
    }
    return geju::commonGround(*runs_, row, other, otherRow);
}

Result<FeatureAreas> measureAreas(const FeatureTable& table, const MeasureOptions& options) {
    Result<FeatureAreas> result;
    const auto layer = ArealLayer::prepare(table, options);
    result.issues = layer.issues;
    if (!layer) return result;
    FeatureAreas areas;
    areas.squareMeters = layer->areas();
    areas.repaired = layer->repairedRows();
    CompensatedSum total;
    for (const double area : areas.squareMeters) {
        if (std::isfinite(area)) total.add(area);
    }
    areas.totalSquareMeters = total.value();
    result.value = std::move(areas);
    return result;
}

} // namespace geju
