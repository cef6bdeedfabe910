#include "core/parallel.hpp"
#include "core/translate.hpp"
#include "crs/transform.hpp"
#include "io/issue_log.hpp"
#include "io/message.hpp"
#include "io/vector_reader.hpp"

#include <cmath>
#include <memory>
#include <vector>

namespace geju {

namespace {

bool isFinite(std::span<const Point> points) {
    for (const Point& point : points) {
        if (!std::isfinite(point.x) || !std::isfinite(point.y)) return false;
    }
    return true;
}

/// The table without the geometry of the features that have a coordinate which is not finite.
FeatureTable withoutLost(const FeatureTable& table, IssueLog& log) {
    auto structure = std::make_shared<GeometryStructure>();
    std::vector<Point> coordinates;
    coordinates.reserve(table.coordinates().size());
    for (std::size_t row = 0; row < table.size(); ++row) {
        if (isFinite(table.pointsOf(row))) {
            for (const std::uint32_t part : table.parts(row)) {
                for (const std::uint32_t ring : table.rings(part)) {
                    const auto points = table.points(ring);
                    coordinates.insert(coordinates.end(), points.begin(), points.end());
                    structure->ringStart.push_back(static_cast<std::uint32_t>(coordinates.size()));
                }
                structure->partStart.push_back(static_cast<std::uint32_t>(structure->ringStart.size() - 1));
                structure->partKind.push_back(table.kind(part));
            }
        } else if (Issue* issue = log.add(Severity::Warning, "not-transformable", static_cast<std::int64_t>(row))) {
            issue->message = filled(tr("coordinates have no place in {}"), table.crs().name());
            issue->remedy = tr("the feature is kept without its geometry");
        }
        structure->featureStart.push_back(static_cast<std::uint32_t>(structure->partKind.size()));
    }
    return FeatureTable(table.name(), table.crs(), std::move(coordinates), std::move(structure),
                        std::make_shared<const std::vector<Column>>(table.columns()));
}

} // namespace

Result<FeatureTable> reproject(const FeatureTable& table, const Crs& target) {
    Result<FeatureTable> result;
    if (table.crs() == target) {
        result.value = table;
        return result;
    }
    // Asking PROJ's database for a way takes about as long as copying three million corners.
    Result<Transform> transform;
    std::vector<Point> coordinates;
    parallelFor(2, 1, [&](std::size_t begin, std::size_t end) {
        for (std::size_t task = begin; task < end; ++task) {
            if (task == 0) transform = Transform::between(table.crs(), target);
            if (task == 1) coordinates = table.coordinates();
        }
    });
    result.issues = transform.issues;
    for (Issue& issue : result.issues) issue.layer = table.name();
    if (!transform) return result;

    const std::size_t lost = transform->forward(coordinates);
    FeatureTable moved = table.withCoordinates(target, std::move(coordinates));
    if (lost > 0) {
        IssueLog log({});
        log.setLayer(table.name());
        moved = withoutLost(moved, log);
        append(result.issues, log.take());
    }
    result.value = std::move(moved);
    return result;
}

} // namespace geju
