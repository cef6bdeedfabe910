#include "drawing/labels.hpp"

#include "drawing/label_placement.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace geju {

struct LabelPlacer::Data {
    explicit Data(FontBook& book)
      : fonts(&book) {}

    FontBook* fonts;
    std::map<std::string, LabelLayer, std::less<>> layers;
    std::uint32_t lastNumber = 0;

    // The previous call that was not for an export.
    std::uint64_t revision = 0;
    double unitsPerPixel = 0;
    double pixelRatio = 0;
    LabelChoices shown;

    LabelLayer& layerOf(const PictureLayer& layer) {
        const auto known = layers.find(layer.id);
        if (known != layers.end()) return known->second;
        return layers.emplace(layer.id, LabelLayer(++lastNumber)).first->second;
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

namespace {

void sortCandidates(std::vector<LabelCandidate>& candidates) {
    std::sort(candidates.begin(), candidates.end(), [](const LabelCandidate& a, const LabelCandidate& b) {
        if (a.layer != b.layer) return a.layer > b.layer;
        if (a.sortKey != b.sortKey) return a.sortKey < b.sortKey;
        if ((a.earlier != nullptr) != (b.earlier != nullptr)) return a.earlier != nullptr;
        if (a.size != b.size) return a.size > b.size;
        return std::tie(a.target, a.slot) < std::tie(b.target, b.slot);
    });
}

} // namespace

LabelPlacer::LabelPlacer(FontBook& fonts)
  : data_(std::make_unique<Data>(fonts)) {}
LabelPlacer::~LabelPlacer() = default;
LabelPlacer::LabelPlacer(LabelPlacer&&) noexcept = default;
LabelPlacer& LabelPlacer::operator=(LabelPlacer&&) noexcept = default;

std::vector<PlacedLabel> LabelPlacer::place(const Picture& picture, const View& view, bool wholeOnly,
                                            const std::vector<Box>& reserved) {
    const bool samePicture = picture.revision == data_->revision && view.pixelRatio == data_->pixelRatio;
    const bool panned = !wholeOnly && samePicture && view.unitsPerPixel == data_->unitsPerPixel;
    const bool remembers = !wholeOnly;
    const LabelChoices& earlier = data_->shown;

    std::vector<LabelCandidate> candidates;
    std::vector<LabelLayer*> layers(picture.layers.size(), nullptr);
    for (std::uint32_t i = 0; i < picture.layers.size(); ++i) {
        const PictureLayer& layer = picture.layers[i];
        if (layer.kind != PictureKind::Symbol || layer.rows->empty() || layer.opacity <= 0) continue;
        layers[i] = &data_->layerOf(layer);
        layers[i]->update(layer, picture.revision, view.pixelRatio);
        collectCandidates(*layers[i], i, view, *data_->fonts, candidates);
    }
    if (remembers) {
        for (LabelCandidate& candidate : candidates) {
            const auto found = earlier.find(keyOf(*layers[candidate.layer], candidate));
            if (found != earlier.end()) candidate.earlier = &found->second;
        }
    }
    sortCandidates(candidates);

    LabelPlacement placement(*data_->fonts, view, wholeOnly);
    for (const Box& box : reserved) placement.reserve(box);
    // What was shown does not touch one another: kept first, exactly where it was, none of it can be lost.
    std::vector<char> done(candidates.size(), 0);
    for (std::size_t i = 0; panned && i < candidates.size(); ++i) {
        const LabelCandidate& candidate = candidates[i];
        if (candidate.earlier) done[i] = placement.tryAgain(*layers[candidate.layer], candidate, *candidate.earlier);
    }
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        if (!done[i]) placement.tryCandidate(*layers[candidates[i].layer], candidates[i]);
    }
    if (remembers) {
        if (!samePicture) data_->forgetStrangers(picture);
        data_->revision = picture.revision;
        data_->unitsPerPixel = view.unitsPerPixel;
        data_->pixelRatio = view.pixelRatio;
        data_->shown = std::move(placement.choices);
    }
    return std::move(placement.labels);
}

} // namespace geju
