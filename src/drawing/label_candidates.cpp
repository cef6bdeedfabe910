#include "drawing/label_candidates.hpp"

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
    const double textPixels = layer.pathText(fonts, position).lengthPixels();
    if (!(textPixels > 0) || textPixels > lengthPixels) return;

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
    const Box seen = view.extent().grown(textPixels / 2 * view.unitsPerPixel);
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

bool tooLargeFor(double blockWidth, double blockHeight, double envelopeWidth, double envelopeHeight) {
    constexpr double kLongest = 3;
    constexpr double kLargest = 8;
    return blockWidth > kLongest * std::max(envelopeWidth, envelopeHeight) ||
           blockWidth * blockHeight > kLargest * envelopeWidth * envelopeHeight;
}

std::uint32_t slotCount(double lengthPixels, double spacingPixels) {
    constexpr double kMostSlots = 1e9;
    return static_cast<std::uint32_t>(std::clamp(std::floor(lengthPixels / spacingPixels), 1.0, kMostSlots));
}

void collectCandidates(LabelLayer& layer, std::uint32_t layerIndex, const View& view, FontBook& fonts,
                       std::vector<LabelCandidate>& candidates) {
    const FeatureTable& table = *layer.layer().table;
    if (layer.hasPointLabels()) {
        // Labels reach into the view from points outside it.
        constexpr double kReachPixels = 100;
        const Box reach = view.extent().grown(kReachPixels * view.pixelRatio * view.unitsPerPixel);
        std::vector<std::uint32_t> anchored;
        for (const std::uint32_t position : layer.positionsIn(reach)) {
            const TextSymbol& symbol = layer.symbol(position);
            if (symbol.placement != TextSymbol::Placement::Point) continue;
            const bool lettered = symbol.size > 0 && !layer.layer().texts[position].empty();
            if (!lettered && !symbol.icon) continue;
            const std::uint32_t row = layer.row(position);
            if (table.kind(table.parts(row).first) == PartKind::Points) {
                addPoints(layer, layerIndex, position, reach, candidates);
                continue;
            }
            const Box& envelope = table.envelope(row);
            if (!symbol.allowOverlap &&
                tooLargeFor(layer.leastWidthPixels(position), symbol.size * view.pixelRatio,
                            envelope.width() / view.unitsPerPixel, envelope.height() / view.unitsPerPixel) &&
                table.kind(table.parts(row).first) == PartKind::Polygon) {
                continue;
            }
            LabelCandidate candidate;
            candidate.layer = layerIndex;
            candidate.target = position;
            candidate.sortKey = layer.layer().priorities[position];
            candidate.size = envelope.width() * envelope.height() / (view.unitsPerPixel * view.unitsPerPixel);
            candidates.push_back(candidate);
            anchored.push_back(position);
        }
        layer.prepareAnchors(anchored);
    }
    if (layer.hasLineLabels()) {
        for (const std::uint32_t index : layer.linesIn(view.extent())) {
            addLine(layer, layerIndex, index, view, fonts, candidates);
        }
    }
}

} // namespace geju
