// Which labels ask for a place in a view, in which order. A step of LabelPlacer.
#pragma once

#include "drawing/label_layer.hpp"
#include "drawing/label_memory.hpp"
#include "drawing/view.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace geju {

struct LabelCandidate {
    std::uint32_t layer = 0;  ///< index in Picture::layers
    std::uint32_t target = 0; ///< position in the layer's rows, or index of a joined line
    std::uint32_t slot = 0;   ///< of several: which point of the feature, which stretch of the line
    bool onLine = false;
    bool isAnchored = false;       ///< stands at the anchor of a polygon or line
    bool shownBefore = false;      ///< in the view before
    bool refusedBefore = false;    ///< in the view before
    LabelMemory* memory = nullptr; ///< null: the past plays no part
    double sortKey = 0;
    double size = 0; ///< of the feature: area or length on the screen; larger goes first
};

/// Positions of the layer's features that may have labels at points in the view.
std::vector<std::uint32_t> pointPositions(LabelLayer& layer, const View& view);
/// Appends the candidates among these positions for labels at points. Labels that are larger than their polygon by far
/// are left out.
void addPointCandidates(LabelLayer& layer, std::uint32_t layerIndex, std::span<const std::uint32_t> positions,
                        const View& view, FontBook& fonts, std::vector<LabelCandidate>& candidates);
/// Which of the layer's lines touch the view.
std::vector<std::uint32_t> linesInView(LabelLayer& layer, const View& view);
/// Appends the candidates for labels along these lines.
void addLineCandidates(LabelLayer& layer, std::uint32_t layerIndex, std::span<const std::uint32_t> lines,
                       const View& view, FontBook& fonts, std::vector<LabelCandidate>& candidates);

/// All candidates of a layer at once.
void collectCandidates(LabelLayer& layer, std::uint32_t layerIndex, const View& view, FontBook& fonts,
                       std::vector<LabelCandidate>& candidates);

/// How many labels a line of this length has, one every `spacing`.
std::uint32_t slotCount(double lengthPixels, double spacingPixels);

} // namespace geju
