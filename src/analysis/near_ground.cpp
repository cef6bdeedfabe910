#include "analysis/near_ground.hpp"

#include "analysis/areal_layer.hpp"
#include "analysis/land_use_balance.hpp"
#include "geometry/linework.hpp"
#include "geometry/measure.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace geju {

namespace {

/// Quarter circles of bends and ends: 64 edges leave 1e-4 of a quarter disc out.
constexpr int kSegmentsPerQuarter = 64;

void addDense(TableBuilder& builder, std::span<const Point> ring, double step) {
    builder.beginRing();
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        const Point a = ring[i];
        const Point b = ring[i + 1];
        const double pieces = std::max(1.0, std::ceil(std::hypot(b.x - a.x, b.y - a.y) / step));
        for (double k = 0; k < pieces; ++k) {
            builder.addPoint({a.x + (b.x - a.x) * k / pieces, a.y + (b.y - a.y) * k / pieces});
        }
    }
    builder.addPoint(ring.front());
}

FeatureTable tableOfEdges(const Shape& shape, const std::string& name, const Crs& frame, double longest) {
    TableBuilder builder;
    shape.forEachPolygon([&](std::span<const std::span<const Point>> rings) {
        builder.beginPart(PartKind::Polygon);
        for (const auto& ring : rings) addDense(builder, ring, longest);
    });
    builder.set("name", Value(std::string_view(name)));
    builder.endFeature();
    return builder.build(name, frame);
}

/// Buffers of one feature; `layer` holds its polygons, repaired where they were not valid.
Result<std::vector<Shape>> around(const ArealLayer& layer, std::uint32_t row, double distance) {
    Result<std::vector<Shape>> result;
    std::vector<Shape> shapes;
    const auto take = [&](Result<Shape> buffer) {
        append(result.issues, buffer.issues);
        if (buffer) shapes.push_back(std::move(*buffer));
        return buffer.value.has_value();
    };
    bool made = true;
    if (layer.area(row) > 0) made = take(layer.shape(row).buffered(distance, kSegmentsPerQuarter));
    const FeatureTable& table = layer.table();
    for (const std::uint32_t part : table.parts(row)) {
        if (table.kind(part) == PartKind::Polygon) continue;
        for (const std::uint32_t ring : table.rings(part)) {
            const auto points = table.points(ring);
            if (table.kind(part) == PartKind::Line) {
                made = made && take(groundNear(points, distance, kSegmentsPerQuarter));
                continue;
            }
            for (std::size_t i = 0; made && i < points.size(); ++i) {
                made = take(groundNear(points.subspan(i, 1), distance, kSegmentsPerQuarter));
            }
        }
    }
    if (made) result.value = std::move(shapes);
    return result;
}

/// Adds the ground about the features of one reach; false when it could not be made.
bool addReach(const Reach& reach, const Crs& plane, const MeasureOptions& options, std::vector<Shape>& shapes,
              std::vector<Issue>& issues) {
    auto moved = inFrame(*reach.table, plane);
    append(issues, moved.issues);
    if (!moved) return false;
    MeasureOptions inPlane = options;
    inPlane.plane = plane;
    const auto layer = ArealLayer::prepare(*moved, inPlane, reach.counts);
    append(issues, layer.issues);
    if (!layer) return false;
    for (std::uint32_t row = 0; row < moved->size(); ++row) {
        if (reach.counts && !reach.counts(row)) continue;
        if (reach.leastSquareMeters > 0 && !(layer->area(row) >= reach.leastSquareMeters)) continue;
        auto buffers = around(*layer, row, reach.distanceMeters / plane.metersPerUnit());
        for (Issue& issue : buffers.issues) {
            issue.layer = reach.table->name();
            issue.feature = row;
            issues.push_back(std::move(issue));
        }
        if (!buffers) return false;
        for (Shape& shape : *buffers) shapes.push_back(std::move(shape));
    }
    return true;
}

} // namespace

Result<FeatureTable> inDistancePlane(const FeatureTable& table, const std::optional<Crs>& plane) {
    if (plane && plane->isProjected()) return inFrame(table, *plane);
    if (table.crs().isProjected()) return inFrame(table, table.crs());
    auto lonLat = inFrame(table, Crs::wgs84());
    if (!lonLat) return lonLat;
    return inFrame(*lonLat, suggestDisplayCrs(lonLat->extent()));
}

FeatureTable tableOf(const Shape& shape, const std::string& name, const Crs& frame) {
    return tableOfEdges(shape, name, frame, std::numeric_limits<double>::infinity());
}

FeatureTable denseTable(const Shape& shape, const std::string& name, const Crs& plane) {
    return tableOfEdges(shape, name, plane, kDenseEdgeMeters / plane.metersPerUnit());
}

FeatureTable closingTable(const Shape& shape, const std::string& name, const Crs& plane) {
    constexpr double kEarthMeters = 6.371e6;
    constexpr double kTangent = 1.7321; // of 60°
    constexpr double kShortestMeters = 1;
    const double perMeter = 1 / plane.metersPerUnit();
    double perimeter = 0;
    shape.forEachPolygon([&](std::span<const std::span<const Point>> rings) {
        for (const auto& ring : rings) perimeter += pathLength(ring) / perMeter;
    });
    const double area = std::fabs(shape.planarArea()) / perMeter / perMeter;
    const double longest =
        std::sqrt(kLedgerTolerance / 10 * area * 12 * kEarthMeters / (kTangent * std::max(perimeter, 1.0)));
    return tableOfEdges(shape, name, plane, std::clamp(longest, kShortestMeters, kDenseEdgeMeters) * perMeter);
}

Result<FeatureTable> reachedGround(const NearGroundRequest& request) {
    Result<FeatureTable> result;
    std::optional<Crs> plane;
    std::vector<Shape> shapes;
    for (const Reach& reach : request.reaches) {
        if (!plane) {
            const auto first = inDistancePlane(*reach.table, request.options.plane);
            append(result.issues, first.issues);
            if (!first) return result;
            plane = first->crs();
        }
        if (!addReach(reach, *plane, request.options, shapes, result.issues)) return result;
        if (isCancelled(request.options.progress)) {
            result.issues.push_back(cancelledIssue());
            return result;
        }
    }
    if (shapes.empty()) {
        result.value = TableBuilder().build(request.name, request.frame);
        return result;
    }
    std::vector<const Shape*> pointers;
    for (const Shape& shape : shapes) pointers.push_back(&shape);
    const auto united = Shape::unionOf(pointers);
    append(result.issues, united.issues);
    if (!united) return result;
    auto ground = inFrame(denseTable(*united, request.name, *plane), request.frame);
    append(result.issues, ground.issues);
    result.value = std::move(ground.value);
    return result;
}

} // namespace geju
