// Finding a place on the screen for one label after the other: one call of LabelPlacer::place. Screen frame of the
// view.
#pragma once

#include "drawing/collision_grid.hpp"
#include "drawing/label_candidates.hpp"
#include "drawing/text_block.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <unordered_map>
#include <vector>

namespace geju {

/// Of collision grids: small labels reach into few cells, and no cell holds many.
inline constexpr double kLabelCellPixels = 32;

class LabelPlacement {
  public:
    LabelPlacement(FontBook& fonts, const View& view);

    void reserve(const Box& box) { grid_.insert(box); }
    /// Wherever there is room for the whole of it.
    void tryCandidate(LabelLayer& layer, const LabelCandidate& candidate);
    /// Only exactly where the label was before, at the same scale; the view's edge may cut it.
    bool tryAgain(LabelLayer& layer, const LabelCandidate& candidate);
    struct Reach {
        Box box;
        std::optional<std::uint64_t> name;
    };
    /// Only what is in this box, or other labels of this name, decide whether the candidate finds a place. Nothing when
    /// that cannot be told.
    std::optional<Reach> reachOf(LabelLayer& layer, const LabelCandidate& candidate);

    std::vector<PlacedLabel> labels;
    std::vector<ShownLabel> shown; ///< the same, when the past plays a part

  private:
    /// What is the same for all places that a candidate tries.
    struct PointText;
    struct LineText;
    using Fits = std::function<bool(const Box&)>;

    PointText pointText(LabelLayer& layer, const LabelCandidate& candidate);
    bool isFree(const PointText& text, std::uint8_t standing, Point anchorScreen, LabelParts parts);
    bool tryBlock(const PointText& text, Point anchorWorld, const LabelChoice& choice);
    void tryPoint(LabelLayer& layer, const LabelCandidate& candidate);
    bool tryPoint(LabelLayer& layer, const PointText& text, LabelParts parts);
    bool tryApart(const PointText& text, Point anchorWorld, LabelParts parts);
    bool tryApartAt(const PointText& text, Point anchorWorld, const LabelChoice& choice);
    void acceptIcon(const PointText& text, Point anchorScreen, const LabelChoice& choice);
    void acceptText(const PointText& text, Point anchorScreen, Point centerScreen, const LabelChoice& choice,
                    std::optional<LeaderLine> leader = {});
    bool tryBeside(const PointText& text, Point anchorWorld, LabelParts parts);
    std::optional<Point> anchorInSight(const PointText& text, const Fits& fits) const;

    // Along lines: label_placement_lines.cpp.
    LineText lineText(LabelLayer& layer, const LabelCandidate& candidate);
    void tryLine(LabelLayer& layer, const LabelCandidate& candidate);
    bool tryLine(const LineText& along, LabelParts parts);
    bool tryLineAgain(LabelLayer& layer, const LabelCandidate& candidate, const LabelChoice& earlier);
    bool tryLineAt(const LineText& along, const LabelChoice& choice);
    IconPlace iconOnLine(const LineText& along, double centerDistance) const;
    bool tryTextOnLine(const LineText& along, double centerDistance, Point onScreen);
    void acceptTextOnLine(const LineText& along, Point onScreen, const LabelChoice& choice);
    Reach reachOnLine(LabelLayer& layer, const LabelCandidate& candidate);

    bool visible(const Box& box) const { return mayBeCut_ ? screen_.intersects(box) : screen_.contains(box); }
    /// Of the box tried last.
    PlacedLabel iconLabelOf(const LabelLayer& layer, const LabelCandidate& candidate, std::uint32_t position,
                            const IconPlace& place, Point anchorScreen) const;
    /// Of a feature's label or icon among others of its layer; see PlacedLabel::order.
    static std::optional<double> orderOf(const LabelLayer& layer, std::uint32_t position);
    PlacedLabel standingLabel(const LabelLayer& layer, const LabelCandidate& candidate, std::uint32_t position,
                              const StandingText& standing, Point centerScreen) const;
    PlacedLabel labelOf(const LabelLayer& layer, const LabelCandidate& candidate, std::uint32_t position) const;
    void accept(const LabelCandidate& candidate, PlacedLabel label, const LabelChoice& choice, bool ignorePlacement,
                std::optional<std::uint64_t> name = {});

    FontBook& fonts_;
    const View& view_;
    bool mayBeCut_ = false; ///< by the view's edge: what is tried now
    Box screen_;
    CollisionGrid grid_;
    std::vector<Box> boxes_;                                         ///< of the text tried last
    CurvedText curved_;                                              ///< the same, along a line
    Box iconBox_;                                                    ///< of the icon tried last
    std::unordered_map<std::uint64_t, std::vector<Point>> repeated_; ///< layer and text → where shown
};

} // namespace geju
