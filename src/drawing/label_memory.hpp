// What a LabelPlacer remembers of its candidates from one view to the next. One thread.
#pragma once

#include "core/box.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <unordered_map>

namespace geju {

/// What of a label is shown, of what it has.
struct LabelParts {
    bool text = true;
    bool icon = true;
};

/// Where a label went: which of the places along its stretch of line or about its point, or where else than to its
/// feature's own anchor.
struct LabelChoice {
    std::uint8_t trial = 0;
    std::optional<Point> movedTo; ///< world
    LabelParts parts;
};

struct LabelMemory {
    std::uint64_t call = 0; ///< of LabelPlacer::place, the last in which it asked for a place
    bool shown = false;
    LabelChoice choice; ///< where, when it was shown last
};

/// A label, or an icon, that has its place.
struct ShownLabel {
    const LabelMemory* memory = nullptr;
    Box bounds;                        ///< on the screen
    std::optional<std::uint64_t> name; ///< along a line: of the layer's text that is not repeated nearby
};

/// Names a candidate from one view to the next.
struct CandidateKey {
    std::uint32_t layer = 0; ///< LabelLayer::number
    std::uint32_t target = 0;
    std::uint32_t slot = 0;
    bool onLine = false;
    friend bool operator==(const CandidateKey&, const CandidateKey&) = default;
};

struct CandidateKeyHash {
    std::size_t operator()(const CandidateKey& key) const {
        const std::uint64_t mixed =
            (std::uint64_t{key.target} << 32 | key.slot) * 0x9e3779b97f4a7c15u + key.layer * 2 + (key.onLine ? 1 : 0);
        return static_cast<std::size_t>(mixed ^ (mixed >> 29));
    }
};

/// Entries stay where they are in memory until they are erased.
using LabelMemories = std::unordered_map<CandidateKey, LabelMemory, CandidateKeyHash>;

} // namespace geju
