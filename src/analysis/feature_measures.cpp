#include "analysis/feature_measures.hpp"

#include "analysis/areal_layer.hpp"
#include "core/translate.hpp"
#include "geometry/measure.hpp"
#include "geometry/predicates.hpp"

#include <fmt/format.h>

#include <cmath>

namespace geju {

namespace {

std::optional<double> finite(double value) {
    return std::isfinite(value) ? std::optional(value) : std::nullopt;
}

/// One feature's figures by one measure.
struct Figures {
    std::optional<double> squareMeters;
    std::optional<double> perimeterMeters;
    std::optional<double> lengthMeters;
};

/// The feature alone, so that a click costs one feature and not a table.
FeatureTable single(const FeatureTable& table, std::size_t row) {
    TableBuilder builder;
    for (const std::uint32_t part : table.parts(row)) {
        builder.beginPart(table.kind(part));
        for (const std::uint32_t ring : table.rings(part)) {
            builder.beginRing();
            for (const Point point : table.points(ring)) builder.addPoint(point);
        }
    }
    builder.endFeature();
    return builder.build(table.name(), table.crs());
}

Figures figuresOf(const FeatureTable& table, std::size_t row, Measure measure, std::vector<Issue>* notes) {
    Figures figures;
    const FeatureTable alone = single(table, row);
    const Measurer measurer(alone, measure);
    CompensatedSum lines, perimeters;
    for (const std::uint32_t part : alone.parts(0)) {
        if (alone.kind(part) == PartKind::Points) continue;
        const bool closed = alone.kind(part) == PartKind::Polygon;
        for (const std::uint32_t ring : alone.rings(part)) {
            (closed ? perimeters : lines).add(measurer.lengthMeters(alone.points(ring), closed));
        }
    }
    figures.lengthMeters = finite(lines.value());
    figures.perimeterMeters = finite(perimeters.value());
    MeasureOptions options;
    options.measure = measure;
    options.plane = alone.crs();
    auto layer = ArealLayer::prepare(alone, options);
    if (layer) {
        figures.squareMeters = finite(layer->area(0));
        if (layer->wasRepaired(0)) figures.perimeterMeters = finite(layer->measurer().perimeterMeters(layer->shape(0)));
    }
    if (notes) {
        for (Issue& issue : layer.issues) {
            issue.feature = static_cast<std::int64_t>(row);
            notes->push_back(std::move(issue));
        }
    }
    return figures;
}

/// Twice-counted loops of a path that crosses itself are gone in its even–odd shape.
struct ClosedPath {
    Shape shape;
    bool crosses = false;
};

std::optional<ClosedPath> closePath(std::span<const Point> path) {
    std::vector<Point> ring(path.begin(), path.end());
    if (!(ring.front() == ring.back())) ring.push_back(ring.front());
    ClosedPath closed;
    closed.shape = Shape::fromRings({&ring, 1});
    closed.crosses = closed.shape.invalidity().has_value();
    if (!closed.crosses) return closed;
    auto repaired = closed.shape.repaired();
    if (!repaired) return std::nullopt;
    closed.shape = std::move(*repaired);
    return closed;
}

} // namespace

FeatureMeasures measureFeature(const FeatureTable& source, const FeatureTable& world, std::size_t row) {
    FeatureMeasures measures;
    for (const std::uint32_t part : source.parts(row)) {
        measures.areal |= source.kind(part) == PartKind::Polygon;
        measures.linear |= source.kind(part) == PartKind::Line;
    }
    const Figures ellipsoidal = figuresOf(source, row, Measure::Ellipsoidal, &measures.notes);
    const bool plane = !world.crs().isGeographic();
    const Figures planar = plane ? figuresOf(world, row, Measure::Planar, nullptr) : Figures{};
    if (measures.areal) {
        measures.ellipsoidalSquareMeters = ellipsoidal.squareMeters;
        measures.surveySquareMeters = figuresOf(source, row, Measure::Survey, nullptr).squareMeters;
        measures.planarSquareMeters = planar.squareMeters;
        measures.ellipsoidalPerimeterMeters = ellipsoidal.perimeterMeters;
        measures.planarPerimeterMeters = planar.perimeterMeters;
    }
    if (measures.linear) {
        measures.ellipsoidalLengthMeters = ellipsoidal.lengthMeters;
        measures.planarLengthMeters = planar.lengthMeters;
    }
    return measures;
}

PathMeasures measurePath(std::span<const Point> world, const Crs& crs, bool closed) {
    PathMeasures measures;
    TableBuilder builder;
    builder.beginPart(PartKind::Line);
    builder.beginRing();
    for (const Point point : world) builder.addPoint(point);
    builder.endFeature();
    const FeatureTable path = builder.build("path", crs);
    const Measurer ellipsoidal(path, Measure::Ellipsoidal);
    const Measurer planar(path, Measure::Planar);
    const auto points = path.pointsOf(0);
    measures.ellipsoidalLengthMeters = finite(ellipsoidal.lengthMeters(points, false)).value_or(0);
    if (!crs.isGeographic()) measures.planarLengthMeters = finite(planar.lengthMeters(points, false));
    if (!closed || world.size() < 3) return measures;

    measures.ellipsoidalPerimeterMeters = finite(ellipsoidal.lengthMeters(points, true));
    if (!crs.isGeographic()) measures.planarPerimeterMeters = finite(planar.lengthMeters(points, true));
    const auto ring = closePath(points);
    if (!ring) {
        measures.note = tr("the path bounds no area that can be measured");
        return measures;
    }
    measures.selfCrossing = ring->crosses;
    if (ring->crosses) {
        measures.note = ring->shape.empty() ? tr("the path bounds no area")
                                            : tr("the path crosses itself: loops count even–odd, each once");
    }
    if (const auto onEllipsoid = ShapeMeasurer::make(crs, Measure::Ellipsoidal)) {
        measures.ellipsoidalSquareMeters = finite(onEllipsoid->squareMeters(ring->shape));
    }
    if (const auto asSurveyed = ShapeMeasurer::make(crs, Measure::Survey)) {
        measures.surveySquareMeters = finite(asSurveyed->squareMeters(ring->shape));
    }
    if (const auto inPlane = ShapeMeasurer::make(crs, Measure::Planar)) {
        measures.planarSquareMeters = finite(inPlane->squareMeters(ring->shape));
    }
    return measures;
}

} // namespace geju
