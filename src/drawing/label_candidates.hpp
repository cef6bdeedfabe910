// Which labels ask for a place in a view, in which order. A step of LabelPlacer.
#pragma once

#include "drawing/label_layer.hpp"
#include "drawing/label_memory.hpp"
#include "drawing/view.hpp"

#include <cstdint>
#include <vector>

namespace geju {

struct LabelCandidate {
    std::uint32_t layer = 0;  ///< index in Picture::layers
    std::uint32_t target = 0; ///< position in the layer's rows, or index of a joined line
    std::uint32_t slot = 0;   ///< of several: which point of the feature, which stretch of the line
    bool onLine = false;
    bool shownBefore = false;      ///< in the view before
    bool refusedBefore = false;    ///< in the view before
    LabelMemory* memory = nullptr; ///< null: the past plays no part
    double sortKey = 0;
    double size = 0; ///< of the feature: area or length on the screen; larger goes first
};

/// Appends the candidates of one layer whose features touch the view. Labels that are larger than their polygon by
/// far, by the quick estimate, are left out.
void collectCandidates(LabelLayer& layer, std::uint32_t layerIndex, const View& view, FontBook& fonts,
                       std::vector<LabelCandidate>& candidates);

/// Is a block of this size too large for its polygon, whose envelope on the screen is given?
bool tooLargeFor(double blockWidth, double blockHeight, double envelopeWidth, double envelopeHeight);

/// How many labels a line of this length has, one every `spacing`.
std::uint32_t slotCount(double lengthPixels, double spacingPixels);

} // namespace geju
