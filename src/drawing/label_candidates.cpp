#include "drawing/label_candidates.hpp"

#include "drawing/label_size.hpp"

#include <algorithm>
#include <cmath>

namespace geju {

namespace {

void addPoints(const LabelLayer& layer, std::uint32_t layerIndex, std::uint32_t position, const Box& world,
               std::vector<LabelCandidate>& candidates) {
    LabelCandidate candidate;
    candidate.layer = layerIndex;
    candidate.target = position;
    candidate.sortKey = layer.layer().priorities[position];
    const auto points = layer.layer().table->pointsOf(layer.row(position));
    for (std::uint32_t i = 0; i < points.size(); ++i) {
        if (!world.contains(points[i])) continue;
        candidate.slot = i;
        candidates.push_back(candidate);
    }
}

void addLine(LabelLayer& layer, std::uint32_t layerIndex, std::uint32_t index, const View& view, FontBook& fonts,
             std::vector<LabelCandidate>& candidates) {
    const LabelLayer::Line& line = layer.lines()[index];
    const std::uint32_t position = line.line.position;
    const TextSymbol& symbol = layer.symbol(position);
    if (symbol.placement == TextSymbol::Placement::Point) return;
    const double lengthPixels = line.meter.length() / view.unitsPerPixel;
    if (layer.leastWidthPixels(position) > lengthPixels) return;
    const double labelPixels = layer.lengthOnLinePixels(fonts, position);
    if (!(labelPixels > 0) || labelPixels > lengthPixels) return;

    LabelCandidate candidate;
    candidate.layer = layerIndex;
    candidate.target = index;
    candidate.onLine = true;
    candidate.sortKey = layer.layer().priorities[position];
    candidate.size = lengthPixels;
    if (symbol.placement == TextSymbol::Placement::LineCenter) {
        candidates.push_back(candidate);
        return;
    }
    const std::uint32_t slots = slotCount(lengthPixels, symbol.spacing * view.pixelRatio);
    if (slots == 1) {
        candidates.push_back(candidate);
        return;
    }
    const double slotWorld = line.meter.length() / slots;
    const Box seen = view.extent().grown(labelPixels / 2 * view.unitsPerPixel);
    std::uint32_t nextSlot = 0;
    for (const PathPiece& piece : clipPath(line.line.points, seen)) {
        const double end = piece.startDistance + PathMeter(piece.points).length();
        const auto slotOf = [&](double distance) {
            return static_cast<std::uint32_t>(std::clamp(distance / slotWorld, 0.0, slots - 1.0));
        };
        for (std::uint32_t slot = std::max(nextSlot, slotOf(piece.startDistance)); slot <= slotOf(end); ++slot) {
            candidate.slot = slot;
            candidates.push_back(candidate);
            nextSlot = slot + 1;
        }
    }
}

} // namespace

std::uint32_t slotCount(double lengthPixels, double spacingPixels) {
    constexpr double kMostSlots = 1e9;
    return static_cast<std::uint32_t>(std::clamp(std::floor(lengthPixels / spacingPixels), 1.0, kMostSlots));
}

namespace {

/// Labels reach into the view from points outside it.
Box reachOf(const View& view) {
    constexpr double kReachPixels = 100;
    return view.extent().grown(kReachPixels * view.pixelRatio * view.unitsPerPixel);
}

} // namespace

std::vector<std::uint32_t> pointPositions(LabelLayer& layer, const View& view) {
    if (!layer.hasPointLabels()) return {};
    return layer.positionsWithRoom(reachOf(view), view.unitsPerPixel);
}

void addPointCandidates(LabelLayer& layer, std::uint32_t layerIndex, std::span<const std::uint32_t> positions,
                        const View& view, FontBook& fonts, std::vector<LabelCandidate>& candidates) {
    const FeatureTable& table = *layer.layer().table;
    const Box reach = reachOf(view);
    for (const std::uint32_t position : positions) {
        const TextSymbol& symbol = layer.symbol(position);
        if (symbol.placement != TextSymbol::Placement::Point) continue;
        const bool lettered = symbol.size > 0 && !layer.layer().texts[position].empty();
        if (!lettered && !symbol.icon) continue;
        const std::uint32_t row = layer.row(position);
        const PartKind kind = table.kind(table.parts(row).first);
        if (kind == PartKind::Points) {
            addPoints(layer, layerIndex, position, reach, candidates);
            continue;
        }
        const Box& envelope = table.envelope(row);
        const double width = envelope.width() / view.unitsPerPixel;
        const double height = envelope.height() / view.unitsPerPixel;
        if (kind == PartKind::Polygon && !symbol.allowOverlap && !symbol.leader) {
            // First by an estimate, which costs nothing.
            const double least = layer.leastWidthPixels(position);
            if (tooLargeFor(least, symbol.size * view.pixelRatio, width, height)) continue;
            if (lettered) {
                const Box& bounds = layer.standing(fonts, position).layoutEms->bounds;
                const double em = symbol.size * view.pixelRatio;
                if (tooLargeFor(bounds.width() * em, bounds.height() * em, width, height)) continue;
            }
        }
        LabelCandidate candidate;
        candidate.layer = layerIndex;
        candidate.target = position;
        candidate.isAnchored = true;
        candidate.sortKey = layer.layer().priorities[position];
        candidate.size = width * height;
        candidates.push_back(candidate);
    }
}

std::vector<std::uint32_t> linesInView(LabelLayer& layer, const View& view) {
    return layer.hasLineLabels() ? layer.linesIn(view.extent()) : std::vector<std::uint32_t>();
}

void addLineCandidates(LabelLayer& layer, std::uint32_t layerIndex, std::span<const std::uint32_t> lines,
                       const View& view, FontBook& fonts, std::vector<LabelCandidate>& candidates) {
    for (const std::uint32_t index : lines) addLine(layer, layerIndex, index, view, fonts, candidates);
}

void collectCandidates(LabelLayer& layer, std::uint32_t layerIndex, const View& view, FontBook& fonts,
                       std::vector<LabelCandidate>& candidates) {
    addPointCandidates(layer, layerIndex, pointPositions(layer, view), view, fonts, candidates);
    addLineCandidates(layer, layerIndex, linesInView(layer, view), view, fonts, candidates);
}

} // namespace geju
