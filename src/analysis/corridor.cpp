#include "analysis/corridor.hpp"

#include "analysis/areal_layer.hpp"
#include "core/translate.hpp"
#include "geometry/linework.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace geju {

namespace {

/// Quarter circles of round ends and bends: 16 edges leave 0.12 % of a quarter disc out.
constexpr int kSegmentsPerQuarter = 16;

Result<FeatureTable> inPlane(const CorridorRequest& request) {
    if (request.plane && request.plane->isProjected()) return inFrame(*request.lines, *request.plane);
    if (request.lines->crs().isProjected()) return inFrame(*request.lines, request.lines->crs());
    auto lonLat = inFrame(*request.lines, Crs::wgs84());
    if (!lonLat) return lonLat;
    return inFrame(*lonLat, suggestDisplayCrs(lonLat->extent()));
}

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

} // namespace

Result<FeatureTable> corridorOf(const CorridorRequest& request) {
    auto lines = inPlane(request);
    if (!lines) return lines;
    const double perMeter = 1 / lines->crs().metersPerUnit();
    std::vector<Shape> shapes;
    for (std::size_t row = 0; row < lines->size(); ++row) {
        if (request.where && !request.where->matches({request.lines, row, 0})) continue;
        for (const std::uint32_t part : lines->parts(row)) {
            if (lines->kind(part) != PartKind::Line) continue;
            for (const std::uint32_t ring : lines->rings(part)) {
                auto ground = groundNear(lines->points(ring), request.widthMeters / 2 * perMeter, kSegmentsPerQuarter);
                if (!ground) {
                    Result<FeatureTable> failed;
                    failed.issues = std::move(ground.issues);
                    failed.issues.front().layer = request.name;
                    failed.issues.front().feature = static_cast<std::int64_t>(row);
                    return failed;
                }
                shapes.push_back(std::move(*ground));
            }
        }
    }
    if (shapes.empty()) {
        return failure<FeatureTable>("no-lines",
                                     fmt::format(fmt::runtime(tr("{} has no lines for a corridor")), request.name));
    }
    std::vector<const Shape*> pointers;
    for (const Shape& shape : shapes) pointers.push_back(&shape);
    const auto united = Shape::unionOf(pointers);
    if (!united) return failure<FeatureTable>(united.issues.front().code, united.issues.front().message);
    TableBuilder builder;
    united->forEachPolygon([&](std::span<const std::span<const Point>> rings) {
        builder.beginPart(PartKind::Polygon);
        for (const auto& ring : rings) addDense(builder, ring, kCorridorEdgeMeters * perMeter);
    });
    builder.set("name", Value(std::string_view(request.name)));
    builder.endFeature();
    return inFrame(builder.build(request.name, lines->crs()), request.frame);
}

} // namespace geju
