#include "analysis/corridor.hpp"

#include "analysis/areal_layer.hpp"
#include "analysis/near_ground.hpp"
#include "core/parallel.hpp"
#include "core/translate.hpp"
#include "geometry/linework.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace geju {

namespace {

/// Quarter circles of round ends and bends: 16 edges leave 0.12 % of a quarter disc out.
constexpr int kSegmentsPerQuarter = 16;

struct Path {
    std::size_t row;
    std::span<const Point> points;
};

/// On all cores: the western and the eastern half each on its own, then the two. Few are as quick at once.
Result<Shape> unionOf(std::vector<Shape> shapes) {
    constexpr std::size_t kFew = 8;
    std::vector<const Shape*> all;
    for (const Shape& shape : shapes) all.push_back(&shape);
    if (all.size() < kFew) return Shape::unionOf(all);
    std::vector<double> middles;
    for (const Shape& shape : shapes) middles.push_back(shape.envelope().center().x);
    std::vector<double> sorted = middles;
    const auto median = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
    std::nth_element(sorted.begin(), median, sorted.end());
    std::array<std::vector<const Shape*>, 2> halves;
    for (std::size_t i = 0; i < all.size(); ++i) halves[middles[i] < *median ? 0 : 1].push_back(all[i]);
    std::array<Result<Shape>, 2> united;
    parallelFor(halves.size(), 1, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) united[i] = Shape::unionOf(halves[i]);
    });
    for (auto& half : united) {
        if (!half) return std::move(half);
    }
    return united[0]->united(*united[1]);
}

} // namespace

Result<FeatureTable> corridorOf(const CorridorRequest& request) {
    auto lines = inDistancePlane(*request.lines, request.plane);
    if (!lines) return lines;
    const double perMeter = 1 / lines->crs().metersPerUnit();
    std::vector<Path> paths;
    for (std::size_t row = 0; row < lines->size(); ++row) {
        if (request.where && !request.where->matches({request.lines, row, 0})) continue;
        for (const std::uint32_t part : lines->parts(row)) {
            if (lines->kind(part) != PartKind::Line) continue;
            for (const std::uint32_t ring : lines->rings(part)) paths.push_back({row, lines->points(ring)});
        }
    }
    std::vector<Result<Shape>> grounds(paths.size());
    parallelFor(paths.size(), 1, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            grounds[i] = groundNear(paths[i].points, request.widthMeters / 2 * perMeter, kSegmentsPerQuarter);
        }
    });
    std::vector<Shape> shapes;
    for (std::size_t i = 0; i < paths.size(); ++i) {
        if (!grounds[i]) {
            Result<FeatureTable> failed;
            failed.issues = std::move(grounds[i].issues);
            failed.issues.front().layer = request.name;
            failed.issues.front().feature = static_cast<std::int64_t>(paths[i].row);
            return failed;
        }
        shapes.push_back(std::move(*grounds[i]));
    }
    if (shapes.empty()) {
        return failure<FeatureTable>("no-lines",
                                     fmt::format(fmt::runtime(tr("{} has no lines for a corridor")), request.name));
    }
    const auto united = unionOf(std::move(shapes));
    if (!united) return failure<FeatureTable>(united.issues.front().code, united.issues.front().message);
    return inFrame(denseTable(*united, request.name, lines->crs()), request.frame);
}

} // namespace geju
