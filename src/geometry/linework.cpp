#include "geometry/linework.hpp"

#include "core/translate.hpp"
#include "geometry/geos_support.hpp"
#include "geometry/shape_data.hpp"

#include <fmt/format.h>
#include <geos_c.h>

namespace geju {

namespace {

template <typename T>
Result<T> failedLines() {
    return failure<T>("overlay-failed",
                      fmt::format(fmt::runtime(tr("the lines cannot be overlaid: {}")), takeGeosMessage()));
}

} // namespace

Result<std::vector<Shape>> facesBetween(std::span<const std::vector<Point>> paths) {
    takeGeosMessage();
    GEOSContextHandle_t context = geosContext();
    std::vector<GEOSGeometry*> lines;
    bool made = true;
    for (const auto& path : paths) {
        if (path.size() < 2) continue;
        GeosGeometry line = makeLine(path);
        made = made && line;
        if (line) lines.push_back(line.release());
    }
    const GeosGeometry all(
        GEOSGeom_createCollection_r(context, GEOS_MULTILINESTRING, lines.data(), static_cast<unsigned>(lines.size())));
    if (!made || !all) return failedLines<std::vector<Shape>>();
    const GeosGeometry noded(GEOSUnaryUnion_r(context, all.get()));
    if (!noded) return failedLines<std::vector<Shape>>();
    const GEOSGeometry* input = noded.get();
    const GeosGeometry polygons(GEOSPolygonize_r(context, &input, 1));
    if (!polygons) return failedLines<std::vector<Shape>>();
    Result<std::vector<Shape>> result;
    result.value.emplace();
    forEachPolygon(polygons.get(), [&](const GEOSGeometry* polygon) {
        result.value->push_back(Shape::Data::wrap(GeosGeometry(GEOSGeom_clone_r(context, polygon))));
    });
    return result;
}

Result<Shape> groundNear(std::span<const Point> path, double distance, int segmentsPerQuarter) {
    takeGeosMessage();
    GeosGeometry line;
    if (path.size() == 1 || (path.size() == 2 && path[0] == path[1])) {
        line.reset(GEOSGeom_createPointFromXY_r(geosContext(), path[0].x, path[0].y));
    } else {
        line = makeLine(path);
    }
    if (!line) return failedLines<Shape>();
    return Shape::Data::result(GeosGeometry(GEOSBuffer_r(geosContext(), line.get(), distance, segmentsPerQuarter)));
}

} // namespace geju
