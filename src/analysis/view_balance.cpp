#include "analysis/view_balance.hpp"

#include "analysis/areal_layer.hpp"
#include "analysis/class_rows.hpp"
#include "geometry/box_clip.hpp"
#include "geometry/measure.hpp"

#include <algorithm>
#include <cmath>

namespace geju {

namespace {

double planarArea(const FeatureTable& table, std::size_t row, BoxClip* clip) {
    double area = 0;
    for (const std::uint32_t part : table.parts(row)) {
        if (table.kind(part) != PartKind::Polygon) continue;
        double sign = 1;
        for (const std::uint32_t ring : table.rings(part)) {
            const auto points = table.points(ring);
            area += sign * (clip ? clip->ringArea(points) : std::fabs(ringArea(points)));
            sign = -1;
        }
    }
    return area;
}

} // namespace

Result<ViewBalance> ViewBalance::prepare(const BalanceRequest& request, std::shared_ptr<const FeatureTable> world) {
    Result<ViewBalance> result;
    const auto passes = [&](const std::optional<Expression>& filter, std::size_t row) {
        return !filter || filter->matches({request.table, row, 0});
    };
    const auto layer = ArealLayer::prepare(*request.table, request.options, [&](std::size_t row) {
        return passes(request.where, row) && passes(request.alsoWhere, row);
    });
    result.issues = layer.issues;
    if (!layer) return result;
    ViewBalance prepared;
    prepared.world_ = std::move(world);
    ClassRows classes = classesOf(*request.table, request.table->column(request.classField));
    prepared.codes_ = std::move(classes.codes);
    prepared.classOf_ = std::move(classes.ofRow);
    prepared.squareMeters_.assign(request.table->size(), 0);
    for (const std::uint32_t row : layer->rows()) prepared.squareMeters_[row] = layer->area(row);
    result.value = std::move(prepared);
    return result;
}

std::vector<BalanceRow> ViewBalance::inside(const Box& world) const {
    std::vector<double> sums(codes_.size(), 0);
    std::vector<std::size_t> counts(codes_.size(), 0);
    BoxClip clip(world);
    for (std::size_t row = 0; row < squareMeters_.size(); ++row) {
        const Box& box = world_->envelope(row);
        if (!(squareMeters_[row] > 0) || !box.intersects(world)) continue;
        double area = squareMeters_[row];
        if (!world.contains(box)) {
            const double whole = planarArea(*world_, row, nullptr);
            if (whole > 0) area *= std::clamp(planarArea(*world_, row, &clip) / whole, 0.0, 1.0);
        }
        if (!(area > 0)) continue;
        sums[classOf_[row]] += area;
        ++counts[classOf_[row]];
    }
    double total = 0;
    for (const double sum : sums) total += sum;
    std::vector<BalanceRow> rows;
    for (std::size_t i = 0; i < codes_.size(); ++i) {
        if (counts[i] == 0) continue;
        BalanceRow row;
        row.code = codes_[i];
        row.squareMeters = sums[i];
        row.share = sums[i] / total;
        row.count = counts[i];
        rows.push_back(std::move(row));
    }
    return rows;
}

FeatureTable viewDistrict(const Box& world, const Crs& frame) {
    constexpr int kPiecesOfSide = 64;
    TableBuilder builder;
    builder.beginPart(PartKind::Polygon);
    builder.beginRing();
    const Point corners[] = {{world.minX, world.minY},
                             {world.maxX, world.minY},
                             {world.maxX, world.maxY},
                             {world.minX, world.maxY},
                             {world.minX, world.minY}};
    for (int side = 0; side < 4; ++side) {
        for (int i = 0; i < kPiecesOfSide; ++i) {
            const double t = static_cast<double>(i) / kPiecesOfSide;
            builder.addPoint({corners[side].x + (corners[side + 1].x - corners[side].x) * t,
                              corners[side].y + (corners[side + 1].y - corners[side].y) * t});
        }
    }
    builder.addPoint(corners[0]);
    builder.set("name", Value(std::string_view("view")));
    builder.endFeature();
    return builder.build("view", frame);
}

} // namespace geju
