#include "drawing/labels.hpp"

#include "drawing/label_placement.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <unordered_set>

namespace geju {

namespace {

void sortCandidates(std::vector<LabelCandidate>& candidates) {
    std::sort(candidates.begin(), candidates.end(), [](const LabelCandidate& a, const LabelCandidate& b) {
        if (a.layer != b.layer) return a.layer > b.layer;
        if (a.sortKey != b.sortKey) return a.sortKey < b.sortKey;
        if (a.shownBefore != b.shownBefore) return a.shownBefore;
        if (a.size != b.size) return a.size > b.size;
        return std::tie(a.target, a.slot) < std::tie(b.target, b.slot);
    });
}

Box screenOf(const View& view) {
    return {0, 0, static_cast<double>(view.widthPixels), static_cast<double>(view.heightPixels)};
}

/// After a move of the view, once the labels that stay have their places: the part of the screen in which no place can
/// have become free. A label that was refused before and does not reach beyond it is refused again.
class SettledGround {
  public:
    SettledGround(const View& before, const View& now)
      : moved_(now.toScreen(before.toWorld({0, 0})))
      , screen_(screenOf(now))
      , before_(shifted(screenOf(before), moved_))
      , freed_(now.widthPixels, now.heightPixels, kLabelCellPixels * now.pixelRatio) {}
    /// A box that was taken before, in the frame of the view before.
    void free(const Box& box) { freed_.insert(shifted(box, moved_)); }
    void free(const ShownLabel& label) {
        free(label.bounds);
        if (label.name) freedNames_.insert(*label.name);
    }
    bool contains(const LabelPlacement::Reach& reach) const {
        const Box seen{std::max(reach.box.minX, screen_.minX), std::max(reach.box.minY, screen_.minY),
                       std::min(reach.box.maxX, screen_.maxX), std::min(reach.box.maxY, screen_.maxY)};
        return (seen.empty() || before_.contains(seen)) && !freed_.isTaken(reach.box) &&
               (!reach.name || !freedNames_.contains(*reach.name));
    }

  private:
    Point moved_;
    Box screen_;
    Box before_; ///< what was on the screen
    CollisionGrid freed_;
    std::unordered_set<std::uint64_t> freedNames_;
};

} // namespace

struct LabelPlacer::Data {
    explicit Data(FontBook& book)
      : fonts(&book) {}

    FontBook* fonts;
    std::map<std::string, LabelLayer, std::less<>> layers;
    std::uint32_t lastNumber = 0;

    LabelMemories memories;
    // The previous call that was not for an export.
    std::uint64_t call = 0;
    std::uint64_t revision = 0;
    View view;
    std::vector<Box> reserved;
    std::vector<ShownLabel> shown;

    LabelLayer& layerOf(const PictureLayer& layer) {
        const auto known = layers.find(layer.id);
        if (known != layers.end()) return known->second;
        return layers.emplace(layer.id, LabelLayer(++lastNumber)).first->second;
    }
    /// What is known of the candidates from the call before. Begins a new call.
    void recall(std::vector<LabelCandidate>& candidates, const std::vector<LabelLayer*>& layersOfPicture) {
        ++call;
        for (LabelCandidate& candidate : candidates) {
            const std::uint32_t layer = layersOfPicture[candidate.layer]->number();
            LabelMemory& memory = memories[{layer, candidate.target, candidate.slot, candidate.onLine}];
            const bool asked = memory.call == call - 1;
            candidate.memory = &memory;
            candidate.shownBefore = asked && memory.shown;
            candidate.refusedBefore = asked && !memory.shown;
            memory.call = call;
            memory.shown = false;
        }
    }
    bool isShown(const LabelMemory& memory) const { return memory.call == call && memory.shown; }
    void keep(LabelPlacement& placement) {
        shown = std::move(placement.shown);
        constexpr std::size_t kMostMemories = 100000;
        if (memories.size() < kMostMemories) return;
        std::erase_if(memories, [&](const auto& entry) { return entry.second.call != call; });
    }
    /// Lets go of layers that are not in the picture and whose table is not either: of another document.
    void forgetStrangers(const Picture& picture) {
        std::erase_if(layers, [&](const auto& entry) {
            return std::none_of(picture.layers.begin(), picture.layers.end(), [&](const PictureLayer& layer) {
                return layer.id == entry.first || layer.table == entry.second.layer().table;
            });
        });
    }
};

LabelPlacer::LabelPlacer(FontBook& fonts)
  : data_(std::make_unique<Data>(fonts)) {}
LabelPlacer::~LabelPlacer() = default;
LabelPlacer::LabelPlacer(LabelPlacer&&) noexcept = default;
LabelPlacer& LabelPlacer::operator=(LabelPlacer&&) noexcept = default;

std::vector<PlacedLabel> LabelPlacer::place(const Picture& picture, const View& view, bool wholeOnly,
                                            const std::vector<Box>& reserved) {
    const bool samePicture = picture.revision == data_->revision && view.pixelRatio == data_->view.pixelRatio;
    const bool panned = !wholeOnly && samePicture && view.unitsPerPixel == data_->view.unitsPerPixel;
    const bool remembers = !wholeOnly;

    std::vector<LabelCandidate> candidates;
    std::vector<LabelLayer*> layers(picture.layers.size(), nullptr);
    for (std::uint32_t i = 0; i < picture.layers.size(); ++i) {
        const PictureLayer& layer = picture.layers[i];
        if (layer.kind != PictureKind::Symbol || layer.rows->empty() || layer.opacity <= 0) continue;
        layers[i] = &data_->layerOf(layer);
        layers[i]->update(layer, picture.revision, view.pixelRatio);
        collectCandidates(*layers[i], i, view, *data_->fonts, candidates);
    }
    if (remembers) data_->recall(candidates, layers);
    sortCandidates(candidates);

    LabelPlacement placement(*data_->fonts, view, wholeOnly);
    for (const Box& box : reserved) placement.reserve(box);
    std::optional<SettledGround> settled;
    if (panned) {
        // What was shown does not touch one another: kept first, exactly where it was, none of it can be lost.
        for (const LabelCandidate& candidate : candidates) {
            if (candidate.shownBefore) placement.tryAgain(*layers[candidate.layer], candidate);
        }
        settled.emplace(data_->view, view);
        for (const Box& box : data_->reserved) settled->free(box);
        for (const ShownLabel& label : data_->shown) {
            if (!data_->isShown(*label.memory)) settled->free(label);
        }
    }
    for (const LabelCandidate& candidate : candidates) {
        LabelLayer& layer = *layers[candidate.layer];
        if (panned && candidate.memory->shown) continue;
        if (panned && candidate.refusedBefore) {
            const auto reach = placement.reachOf(layer, candidate);
            if (reach && settled->contains(*reach)) continue;
        }
        placement.tryCandidate(layer, candidate);
    }
    if (remembers) {
        if (!samePicture) data_->forgetStrangers(picture);
        data_->revision = picture.revision;
        data_->view = view;
        data_->reserved = reserved;
        data_->keep(placement);
    }
    return std::move(placement.labels);
}

} // namespace geju
