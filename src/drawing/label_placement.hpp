// Finding a place on the screen for one label after the other: one call of LabelPlacer::place. Screen frame of the
// view.
#pragma once

#include "drawing/collision_grid.hpp"
#include "drawing/label_candidates.hpp"
#include "drawing/text_block.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <tuple>
#include <unordered_map>
#include <vector>

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

/// Names a candidate from one view to the next: layer, target, slot, on a line.
using CandidateKey = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, bool>;
CandidateKey keyOf(const LabelLayer& layer, const LabelCandidate& candidate);

struct CandidateKeyHash {
    std::size_t operator()(const CandidateKey& key) const {
        const auto [layer, target, slot, onLine] = key;
        const std::uint64_t mixed =
            (std::uint64_t{target} << 32 | slot) * 0x9e3779b97f4a7c15u + layer * 2 + (onLine ? 1 : 0);
        return static_cast<std::size_t>(mixed ^ (mixed >> 29));
    }
};
using LabelChoices = std::unordered_map<CandidateKey, LabelChoice, CandidateKeyHash>;

class LabelPlacement {
  public:
    LabelPlacement(FontBook& fonts, const View& view, bool wholeOnly);

    void reserve(const Box& box) { grid_.insert(box); }
    /// Wherever there is room for it.
    void tryCandidate(LabelLayer& layer, const LabelCandidate& candidate);
    /// Only exactly where the label was before, at the same scale.
    bool tryAgain(LabelLayer& layer, const LabelCandidate& candidate, const LabelChoice& earlier);

    std::vector<PlacedLabel> labels;
    LabelChoices choices;

  private:
    /// What is the same for all places that a candidate tries.
    struct PointText;
    struct LineText;
    using Fits = std::function<bool(const Box&)>;

    bool isFree(const PointText& text, Point anchorScreen, LabelParts parts);
    bool tryBlock(const PointText& text, Point anchorWorld, LabelChoice choice);
    void tryPoint(LabelLayer& layer, const LabelCandidate& candidate);
    bool tryPoint(LabelLayer& layer, PointText& text, LabelParts parts);
    bool tryBeside(const PointText& text, Point anchorWorld, LabelParts parts);
    std::optional<Point> anchorInSight(const PointText& text, const Fits& fits) const;

    LineText lineText(LabelLayer& layer, const LabelCandidate& candidate);
    void tryLine(LabelLayer& layer, const LabelCandidate& candidate);
    bool tryLineAt(const LineText& along, std::uint8_t trial);

    bool visible(const Box& box) const { return wholeOnly_ ? screen_.contains(box) : screen_.intersects(box); }
    PlacedLabel iconLabelOf(const PointText& text, Point anchorScreen) const;
    PlacedLabel labelOf(const LabelLayer& layer, const LabelCandidate& candidate, std::uint32_t position) const;
    void accept(const LabelLayer& layer, const LabelCandidate& candidate, PlacedLabel label, LabelChoice choice);

    FontBook& fonts_;
    const View& view_;
    bool wholeOnly_;
    Box screen_;
    CollisionGrid grid_;
    std::vector<Box> boxes_;                                         ///< of the text tried last
    Box iconBox_;                                                    ///< of the icon tried last
    std::unordered_map<std::uint64_t, std::vector<Point>> repeated_; ///< layer and text → where shown
};

} // namespace geju
