#include "analysis/relation.hpp"

#include <optional>

namespace geju {

namespace {

using Outline = OutlinePair::Outline;

struct Sides {
    bool inside = false;
    bool outside = false;
};

/// On which sides of the other feature the edges lie that are not of both.
Sides sidesOf(const OutlinePair& pair, int which) {
    Sides sides;
    // It reaches beyond the other's envelope.
    if (!pair.outline(1 - which).envelope().contains(pair.outline(which).envelope())) sides.outside = true;
    for (const auto& edge : pair.edges(which)) {
        if (edge.twin == OutlinePair::kNone) (edge.inside ? sides.inside : sides.outside) = true;
    }
    return sides;
}

/// Edges of both features.
struct Shared {
    bool sameSide = false;
    bool otherSide = false;
};

Shared sharedOf(const OutlinePair& pair) {
    Shared shared;
    for (const auto& edge : pair.edges(0)) {
        if (edge.twin != OutlinePair::kNone) {
            (pair.groundOnSameSide(0, edge) ? shared.sameSide : shared.otherSide) = true;
        }
    }
    return shared;
}

/// Where the second's edges stay away from the first, each of its parts lies on one side of them: a corner says on
/// which.
std::optional<Relation> relateAway(const OutlinePair& pair) {
    const Outline& first = pair.outline(0);
    const Outline& second = pair.outline(1);
    if (pair.isSecondNear()) return std::nullopt;
    const FeatureTable& table = first.table();
    std::size_t inside = 0;
    std::size_t outside = 0;
    for (const std::uint32_t part : table.parts(first.row)) {
        if (table.kind(part) != PartKind::Polygon || table.rings(part).empty()) continue;
        const auto shell = table.points(*table.rings(part).begin());
        if (!shell.empty()) ++(second.contains(shell[0]) ? inside : outside);
    }
    if (inside > 0 && outside > 0) return Relation::Overlap;
    return inside > 0 ? Relation::Inside : Relation::Disjoint;
}

} // namespace

Relation relate(const EdgeRuns& first, std::size_t firstRow, const EdgeRuns& second, std::size_t secondRow) {
    OutlinePair pair(first, firstRow, second, secondRow);
    return relate(pair, OutlinePair::Ask::Whether);
}

Relation relate(OutlinePair& pair, OutlinePair::Ask ask) {
    if (pair.window().empty()) return Relation::Disjoint;
    if (const auto away = relateAway(pair)) {
        if (*away != Relation::Overlap || ask == OutlinePair::Ask::Whether) return *away;
    }
    if (pair.compare(ask)) return Relation::Overlap;
    pair.findSides();
    const Sides first = sidesOf(pair, 0);
    const Sides second = sidesOf(pair, 1);
    const Shared shared = sharedOf(pair);
    // What is common is bounded by edges of one inside the other and by shared ones, and so is what is not.
    if (!first.inside && !second.inside && !shared.sameSide) return Relation::Disjoint;
    if (!first.outside && !second.inside && !shared.otherSide) return Relation::Inside;
    if (!second.outside && !first.inside && !shared.otherSide) return Relation::Contains;
    return Relation::Overlap;
}

} // namespace geju
