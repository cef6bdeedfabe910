#include "analysis/ground_pieces.hpp"

#include "analysis/areal_layer.hpp"
#include "geometry/box_clip.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace geju {

namespace {

/// A square of a quadtree whose pieces reach beyond it on every side ("loose"): what is small beside the square and has
/// its centre there lies in the piece entirely.
struct Node {
    Box cell;
    GroundPiece piece;
};

/// The larger the margin the more ground is in several pieces; an eighth doubles a half of it. Not a round number, so
/// that no side of a box runs through corners of the ground.
constexpr double kMarginOfCell = 0.12500317;

Box boxOfPiece(const Box& cell) {
    return cell.grown(std::max(cell.width(), cell.height()) * kMarginOfCell);
}

/// Few members are not worth cuts of their own.
constexpr std::size_t kFewMembers = 4;

bool isSmall(const Node& node) {
    return node.piece.shape.pointCount() <= kPointsOfPiece || node.piece.members.size() <= kFewMembers;
}

/// A square about the box: quarters of long boxes would be as long.
Box squareAbout(const Box& box) {
    const double half = std::max(box.width(), box.height()) / 2;
    const Point center = box.center();
    return {center.x - half, center.y - half, center.x + half, center.y + half};
}

/// What a sum over clipped rings says that the ground inside the box measures: another way than that of the cut.
double areaInside(const Shape& ground, const Box& box) {
    BoxClip clip(box);
    double area = 0;
    ground.forEachPolygon([&](std::span<const std::span<const Point>> rings) {
        for (std::size_t i = 0; i < rings.size(); ++i) area += (i == 0 ? 1 : -1) * clip.ringArea(rings[i]);
    });
    return area;
}

/// The ground inside the box: clipped, which is quick, where two ways agree on its area and it is valid; else overlaid.
Result<Shape> cutTo(const Shape& ground, const Box& box) {
    constexpr double kAgreement = 1e-8; // of the box: what doubles of degrees leave of cells of some metres
    auto quick = ground.clipped(box);
    if (quick && std::fabs(quick->planarArea() - areaInside(ground, box)) <= kAgreement * box.width() * box.height()) {
        if (quick->pointCount() > kPointsOfPiece || !quick->invalidity()) return quick;
    }
    return ground.intersection(Shape::fromBox(box));
}

/// A quarter of a node, with the members that fit into it.
struct Quarter {
    std::size_t node; ///< of the level
    Box cell;
    std::vector<std::uint32_t> members;
};

/// Takes the members that fit into the quarters of a node away from it.
void addQuarters(Node& node, std::size_t index, std::span<const Box> boxes, std::vector<Quarter>& quarters) {
    const Point center = node.cell.center();
    std::array<Quarter, 4> own{Quarter{index, {node.cell.minX, node.cell.minY, center.x, center.y}, {}},
                               Quarter{index, {center.x, node.cell.minY, node.cell.maxX, center.y}, {}},
                               Quarter{index, {node.cell.minX, center.y, center.x, node.cell.maxY}, {}},
                               Quarter{index, {center.x, center.y, node.cell.maxX, node.cell.maxY}, {}}};
    std::vector<std::uint32_t> staying;
    for (const std::uint32_t member : node.piece.members) {
        const Point at = boxes[member].center();
        Quarter& quarter = own[(at.x >= center.x ? 1 : 0) + (at.y >= center.y ? 2 : 0)];
        (boxOfPiece(quarter.cell).contains(boxes[member]) ? quarter.members : staying).push_back(member);
    }
    node.piece.members = std::move(staying);
    for (Quarter& quarter : own) {
        if (!quarter.members.empty()) quarters.push_back(std::move(quarter));
    }
}

} // namespace

Result<std::vector<GroundPiece>> piecesAbout(const Shape& ground, std::span<const Box> boxes, Progress* progress) {
    Result<std::vector<GroundPiece>> result;
    const Box extent = ground.envelope();
    // Only what lies where the ground may be is looked at: a feature that reaches beyond it fits all the better.
    std::vector<Box> looked(boxes.size());
    std::vector<Node> level(1);
    level[0].cell = squareAbout(extent);
    level[0].piece.shape = ground.clone();
    for (std::uint32_t i = 0; i < boxes.size(); ++i) {
        if (!boxes[i].intersects(extent)) continue;
        looked[i] = {std::max(boxes[i].minX, extent.minX), std::max(boxes[i].minY, extent.minY),
                     std::min(boxes[i].maxX, extent.maxX), std::min(boxes[i].maxY, extent.maxY)};
        level[0].piece.members.push_back(i);
    }

    std::vector<GroundPiece> pieces;
    while (!level.empty()) {
        std::vector<Quarter> quarters;
        for (std::size_t i = 0; i < level.size(); ++i) {
            if (!isSmall(level[i])) addQuarters(level[i], i, looked, quarters);
        }
        std::vector<Result<Shape>> cuts(quarters.size());
        const bool finished = forEachParallel(quarters.size(), 1, progress, 0, 0, [&](std::size_t i) {
            cuts[i] = cutTo(level[quarters[i].node].piece.shape.clone(), boxOfPiece(quarters[i].cell));
        });
        if (!finished) {
            result.issues.push_back(cancelledIssue());
            return result;
        }
        std::vector<Node> deeper;
        for (std::size_t i = 0; i < quarters.size(); ++i) {
            if (!cuts[i]) {
                result.issues = std::move(cuts[i].issues);
                return result;
            }
            if (!cuts[i]->empty())
                deeper.push_back({quarters[i].cell, {std::move(*cuts[i]), std::move(quarters[i].members)}});
        }
        for (Node& node : level) {
            if (!node.piece.members.empty()) pieces.push_back(std::move(node.piece));
        }
        level = std::move(deeper);
    }
    result.value = std::move(pieces);
    return result;
}

} // namespace geju
