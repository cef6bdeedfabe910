#include "analysis/inside_overlay.hpp"

#include "analysis/ground_pieces.hpp"

namespace geju {

namespace {

/// The district about each row: cut where it has very many edges, else in copies, as threads may not share a shape.
Result<std::vector<GroundPiece>> groundAbout(const ArealLayer& layer, std::span<const std::uint32_t> rows,
                                             const District& district, Progress* progress) {
    constexpr std::size_t kPointsOfLargeGround = 2048;
    if (district.shape.pointCount() >= kPointsOfLargeGround) {
        std::vector<Box> boxes;
        for (const std::uint32_t row : rows) boxes.push_back(layer.table().envelope(row));
        return piecesAbout(district.shape, boxes, progress);
    }
    constexpr std::uint32_t kRowsOfCopy = 32;
    std::vector<GroundPiece> copies;
    for (std::uint32_t i = 0; i < rows.size(); ++i) {
        if (i % kRowsOfCopy == 0) copies.push_back({district.shape.clone(), {}});
        copies.back().members.push_back(i);
    }
    return {std::move(copies), {}};
}

} // namespace

std::vector<Issue> overlayInside(const ArealLayer& layer, std::span<const std::uint32_t> rows, const District& district,
                                 Progress* progress, const TakeInside& take) {
    const auto ground = groundAbout(layer, rows, district, progress);
    if (!ground) return ground.issues;
    std::vector<std::vector<Issue>> failed(rows.size());
    const bool finished = forEachParallel(ground->size(), 1, progress, 0, 1, [&](std::size_t i) {
        for (const std::uint32_t place : (*ground)[i].members) {
            const Shape about = layer.shapeAbout(rows[place], district.box);
            auto inside = about.intersection((*ground)[i].shape);
            if (inside) {
                take(place, std::move(*inside));
            } else {
                failed[place].push_back(overlayIssue(inside.issues, layer.table(), rows[place]));
            }
        }
    });
    if (!finished) return {cancelledIssue()};
    std::vector<Issue> issues;
    for (const auto& found : failed) append(issues, found);
    return issues;
}

} // namespace geju
