#include "drawing/label_run.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace geju {

namespace {

/// Steps between two looks at the clock: few, as a text that is shaped or a pole that is found takes tens of
/// microseconds.
constexpr std::size_t kSteps = 16;

bool isOver(LabelRun::Time until) {
    return until != LabelRun::kNoHurry && std::chrono::steady_clock::now() >= until;
}

bool goesBefore(const LabelCandidate& a, const LabelCandidate& b) {
    if (a.layer != b.layer) return a.layer > b.layer;
    if (a.sortKey != b.sortKey) return a.sortKey < b.sortKey;
    if (a.shownBefore != b.shownBefore) return a.shownBefore;
    if (a.size != b.size) return a.size > b.size;
    return std::tie(a.target, a.slot) < std::tie(b.target, b.slot);
}

Box screenOf(const View& view) {
    return {0, 0, static_cast<double>(view.widthPixels), static_cast<double>(view.heightPixels)};
}

} // namespace

SettledGround::SettledGround(const LabelPast& past, const View& now)
  : moved_(now.toScreen(past.view.toWorld({0, 0})))
  , screen_(screenOf(now))
  , before_(shifted(screenOf(past.view), moved_))
  , freed_(now.widthPixels, now.heightPixels, kLabelCellPixels * now.pixelRatio) {
    for (const Box& box : past.reserved) free(box);
    for (const ShownLabel& label : past.shown) {
        if (past.isShown(*label.memory)) continue;
        free(label.bounds);
        if (label.name) freedNames_.insert(*label.name);
    }
}

void SettledGround::free(const Box& box) {
    freed_.insert(shifted(box, moved_));
}

bool SettledGround::contains(const LabelPlacement::Reach& reach) const {
    const Box seen{std::max(reach.box.minX, screen_.minX), std::max(reach.box.minY, screen_.minY),
                   std::min(reach.box.maxX, screen_.maxX), std::min(reach.box.maxY, screen_.maxY)};
    return (seen.empty() || before_.contains(seen)) && !freed_.isTaken(reach.box) &&
           (!reach.name || !freedNames_.contains(*reach.name));
}

LabelRun::LabelRun(FontBook& fonts, Order order)
  : fonts_(fonts)
  , order_(std::move(order))
  , placement_(fonts, order_.view) {
    for (const Box& box : order_.reserved) placement_.reserve(box);
    const LabelPast* past = order_.past;
    isPanned_ = past && past->revision == order_.picture->revision && past->view.pixelRatio == order_.view.pixelRatio &&
                past->view.unitsPerPixel == order_.view.unitsPerPixel;
}

bool LabelRun::advance(Time until) {
    if (!collect(until)) return false;
    if (!sorted_) {
        if (until == kNoHurry) prepareAnchors();
        if (order_.past) recall();
        std::sort(candidates_.begin(), candidates_.end(), goesBefore);
        sorted_ = true;
        if (isOver(until)) return false;
    }
    return keepShown(until) && tryOthers(until);
}

bool LabelRun::collect(Time until) {
    for (; layer_ < order_.layers.size(); ++layer_, stage_ = Stage::None) {
        LabelLayer* layer = order_.layers[layer_];
        if (!layer) continue;
        if (stage_ == Stage::None) begin(Stage::Points, pointPositions(*layer, order_.view));
        if (stage_ == Stage::Points) {
            const bool all = takeSteps(until, [&](std::span<const std::uint32_t> some) {
                addPointCandidates(*layer, layer_, some, order_.view, fonts_, candidates_);
            });
            if (!all) return false;
            begin(Stage::Lines, linesInView(*layer, order_.view));
        }
        const bool all = takeSteps(until, [&](std::span<const std::uint32_t> some) {
            addLineCandidates(*layer, layer_, some, order_.view, fonts_, candidates_);
        });
        if (!all) return false;
    }
    return true;
}

void LabelRun::begin(Stage stage, std::vector<std::uint32_t> targets) {
    stage_ = stage;
    targets_ = std::move(targets);
    nextTarget_ = 0;
}

/// The rest of the targets, a few at a time; false when time was over before.
template <typename Step>
bool LabelRun::takeSteps(Time until, const Step& step) {
    while (nextTarget_ < targets_.size()) {
        const std::size_t count = std::min(kSteps, targets_.size() - nextTarget_);
        step(std::span<const std::uint32_t>(targets_).subspan(nextTarget_, count));
        nextTarget_ += count;
        if (isOver(until)) return false;
    }
    return true;
}

/// All at once on all cores, where nobody waits for a frame.
void LabelRun::prepareAnchors() {
    std::vector<std::vector<std::uint32_t>> anchored(order_.layers.size());
    for (const LabelCandidate& candidate : candidates_)
        if (candidate.isAnchored) anchored[candidate.layer].push_back(candidate.target);
    for (std::size_t i = 0; i < anchored.size(); ++i)
        if (!anchored[i].empty()) order_.layers[i]->prepareAnchors(anchored[i]);
}

/// What is known of the candidates from the call before. Begins a new call.
void LabelRun::recall() {
    LabelPast& past = *order_.past;
    ++past.call;
    for (LabelCandidate& candidate : candidates_) {
        const std::uint32_t layer = order_.layers[candidate.layer]->number();
        LabelMemory& memory = past.memories[{layer, candidate.target, candidate.slot, candidate.onLine}];
        const bool asked = memory.call == past.call - 1;
        candidate.memory = &memory;
        candidate.shownBefore = asked && memory.shown;
        candidate.refusedBefore = asked && !memory.shown;
        memory.call = past.call;
        memory.shown = false;
    }
}

/// What was shown does not touch one another: kept first, exactly where it was, none of it can be lost.
bool LabelRun::keepShown(Time until) {
    if (!isPanned_ || settled_) return true;
    for (; nextShown_ < candidates_.size(); ++nextShown_) {
        const LabelCandidate& candidate = candidates_[nextShown_];
        if (!candidate.shownBefore) continue;
        if (nextShown_ % kSteps == 0 && isOver(until)) return false;
        placement_.tryAgain(*order_.layers[candidate.layer], candidate);
    }
    settled_.emplace(*order_.past, order_.view);
    return true;
}

bool LabelRun::tryOthers(Time until) {
    for (; nextOther_ < candidates_.size(); ++nextOther_) {
        const LabelCandidate& candidate = candidates_[nextOther_];
        LabelLayer& layer = *order_.layers[candidate.layer];
        if (settled_ && candidate.memory->shown) continue;
        if (nextOther_ % kSteps == 0 && isOver(until)) return false;
        if (settled_ && candidate.refusedBefore) {
            const auto reach = placement_.reachOf(layer, candidate);
            if (reach && settled_->contains(*reach)) continue;
        }
        placement_.tryCandidate(layer, candidate);
    }
    return true;
}

std::vector<PlacedLabel> LabelRun::takeLabels() {
    if (LabelPast* past = order_.past) {
        past->revision = order_.picture->revision;
        past->view = order_.view;
        past->reserved = order_.reserved;
        past->shown = std::move(placement_.shown);
        constexpr std::size_t kMostMemories = 100000;
        if (past->memories.size() >= kMostMemories)
            std::erase_if(past->memories, [&](const auto& entry) { return entry.second.call != past->call; });
    }
    putInDrawingOrder();
    return std::move(placement_.labels);
}

/// What overlaps lies as symbol-z-order says, and on what lower layers have. Of what does not, the order is that of
/// placing.
void LabelRun::putInDrawingOrder() {
    const auto overlaps = [](const TextSymbol& s) {
        return s.allowOverlap || s.ignorePlacement || (s.icon && (s.icon->allowOverlap || s.icon->ignorePlacement));
    };
    const auto& layers = order_.picture->layers;
    const bool any = std::any_of(layers.begin(), layers.end(), [&](const PictureLayer& layer) {
        return std::any_of(layer.textSymbols.begin(), layer.textSymbols.end(), overlaps);
    });
    if (!any) return;
    std::vector<std::tuple<std::uint32_t, double, std::size_t>> order;
    for (std::size_t i = 0; i < placement_.labels.size(); ++i) {
        const PlacedLabel& label = placement_.labels[i];
        order.emplace_back(label.layer, label.order.value_or(label.anchor.y), i);
    }
    std::sort(order.begin(), order.end());
    std::vector<PlacedLabel> sorted;
    sorted.reserve(order.size());
    for (const auto& [layer, height, i] : order) sorted.push_back(std::move(placement_.labels[i]));
    placement_.labels = std::move(sorted);
}

} // namespace geju
