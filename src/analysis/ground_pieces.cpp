#include "analysis/ground_pieces.hpp"

#include "analysis/areal_layer.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace geju {

namespace {

/// A square of a quadtree whose pieces reach beyond it on every side ("loose"): what is small beside the square and has
/// its centre there lies in the piece entirely.
struct Node {
    Box cell;
    GroundPiece piece;
};

/// The larger the margin the more ground is in several pieces; an eighth doubles a half of it.
constexpr double kMarginOfCell = 0.125;

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

/// The quarters of a node with the members that fit into them; what fits into none stays with the node.
Result<std::vector<Node>> quartered(Node& node, std::span<const Box> boxes) {
    Result<std::vector<Node>> result;
    const Point center = node.cell.center();
    const std::array<Box, 4> cells{Box{node.cell.minX, node.cell.minY, center.x, center.y},
                                   Box{center.x, node.cell.minY, node.cell.maxX, center.y},
                                   Box{node.cell.minX, center.y, center.x, node.cell.maxY},
                                   Box{center.x, center.y, node.cell.maxX, node.cell.maxY}};
    std::array<std::vector<std::uint32_t>, 4> members;
    std::vector<std::uint32_t> staying;
    for (const std::uint32_t member : node.piece.members) {
        const Point at = boxes[member].center();
        const std::size_t quarter = (at.x >= center.x ? 1 : 0) + (at.y >= center.y ? 2 : 0);
        auto& home = boxOfPiece(cells[quarter]).contains(boxes[member]) ? members[quarter] : staying;
        home.push_back(member);
    }
    node.piece.members = std::move(staying);
    std::vector<Node> quarters;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (members[i].empty()) continue;
        auto cut = node.piece.shape.intersection(Shape::fromBox(boxOfPiece(cells[i])));
        if (!cut) {
            result.issues = std::move(cut.issues);
            return result;
        }
        if (cut->empty()) continue;
        quarters.push_back({cells[i], {std::move(*cut), std::move(members[i])}});
    }
    result.value = std::move(quarters);
    return result;
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
        std::vector<Result<std::vector<Node>>> next(level.size());
        const bool finished = forEachParallel(level.size(), 1, progress, 0, 0, [&](std::size_t i) {
            if (isSmall(level[i])) {
                next[i].value.emplace();
            } else {
                next[i] = quartered(level[i], looked);
            }
        });
        if (!finished) {
            result.issues.push_back(cancelledIssue());
            return result;
        }
        std::vector<Node> deeper;
        for (std::size_t i = 0; i < level.size(); ++i) {
            if (!next[i]) {
                result.issues = std::move(next[i].issues);
                return result;
            }
            if (!level[i].piece.members.empty()) pieces.push_back(std::move(level[i].piece));
            for (Node& node : *next[i]) deeper.push_back(std::move(node));
        }
        level = std::move(deeper);
    }
    result.value = std::move(pieces);
    return result;
}

} // namespace geju
