#include "analysis/corridor.hpp"

#include "analysis/areal_layer.hpp"
#include "analysis/near_ground.hpp"
#include "core/translate.hpp"
#include "geometry/linework.hpp"

#include <fmt/format.h>

namespace geju {

namespace {

/// Quarter circles of round ends and bends: 16 edges leave 0.12 % of a quarter disc out.
constexpr int kSegmentsPerQuarter = 16;

} // namespace

Result<FeatureTable> corridorOf(const CorridorRequest& request) {
    auto lines = inDistancePlane(*request.lines, request.plane);
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
    return inFrame(denseTable(*united, request.name, lines->crs()), request.frame);
}

} // namespace geju
