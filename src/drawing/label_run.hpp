// One placement of the labels of a view, which can be interrupted: candidates are collected, put in order, and find
// their places one after the other. A step of LabelPlacer. One thread.
#pragma once

#include "drawing/collision_grid.hpp"
#include "drawing/label_memory.hpp"
#include "drawing/label_placement.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <span>
#include <unordered_set>
#include <vector>

namespace geju {

/// What the placement before left for the next one of the same window.
struct LabelPast {
    LabelMemories memories;
    std::uint64_t call = 0;
    std::uint64_t revision = 0; ///< of the picture
    View view;
    std::vector<Box> reserved;
    std::vector<ShownLabel> shown;

    bool isShown(const LabelMemory& memory) const { return memory.call == call && memory.shown; }
};

/// After a move of the view, once the labels that stay have their places: the part of the screen in which no place can
/// have become free. A label that was refused before and does not reach beyond it is refused again.
class SettledGround {
  public:
    SettledGround(const LabelPast& past, const View& now);
    bool contains(const LabelPlacement::Reach& reach) const;

  private:
    /// A box that was taken before, in the frame of the view before.
    void free(const Box& box);

    Point moved_;
    Box screen_;
    Box before_; ///< what was on the screen
    CollisionGrid freed_;
    std::unordered_set<std::uint64_t> freedNames_;
};

class LabelRun {
  public:
    using Time = std::chrono::steady_clock::time_point;
    static constexpr Time kNoHurry = Time::max();

    /// What does not change while it runs. `layers` are those of the picture, null where nothing is labelled.
    struct Order {
        std::shared_ptr<const Picture> picture;
        View view;
        std::vector<Box> reserved;
        std::vector<LabelLayer*> layers;
        LabelPast* past = nullptr; ///< null where the past plays no part
    };
    LabelRun(FontBook& fonts, Order order);
    LabelRun(const LabelRun&) = delete;
    LabelRun& operator=(const LabelRun&) = delete;

    /// True when all labels have been tried; false when it ran out of time before.
    bool advance(Time until);

    const Order& order() const { return order_; }
    /// Once all have been tried; the past is then that of the next run.
    std::vector<PlacedLabel> takeLabels();

  private:
    /// Of a layer being collected.
    enum class Stage { None, Points, Lines };

    bool collect(Time until);
    void begin(Stage stage, std::vector<std::uint32_t> targets);
    template <typename Step>
    bool takeSteps(Time until, const Step& step);
    void prepareAnchors();
    void recall();
    bool keepShown(Time until);
    bool tryOthers(Time until);
    void putInDrawingOrder();

    FontBook& fonts_;
    Order order_;
    LabelPlacement placement_;
    std::vector<LabelCandidate> candidates_;
    std::vector<std::uint32_t> targets_;   ///< of the stage: positions in the layer's rows, or lines
    std::optional<SettledGround> settled_; ///< when the view was only moved
    std::uint32_t layer_ = 0;
    Stage stage_ = Stage::None;
    bool isPanned_ = false; ///< since the past: the same picture at the same scale
    bool sorted_ = false;
    std::size_t nextTarget_ = 0;
    std::size_t nextShown_ = 0;
    std::size_t nextOther_ = 0;
};

} // namespace geju
