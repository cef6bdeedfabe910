#include "drawing/labels.hpp"

#include "drawing/label_run.hpp"

#include <algorithm>
#include <map>
#include <optional>

namespace geju {

namespace {

PlacedLabel moved(const PlacedLabel& label, double dx, double dy) {
    PlacedLabel there = label;
    there.anchor = {label.anchor.x + dx, label.anchor.y + dy};
    for (PlacedGlyph& glyph : there.glyphs) glyph.pen = {glyph.pen.x + dx, glyph.pen.y + dy};
    for (Box& box : there.boxes) box = shifted(box, {dx, dy});
    if (there.leader) {
        there.leader->from = {there.leader->from.x + dx, there.leader->from.y + dy};
        there.leader->to = {there.leader->to.x + dx, there.leader->to.y + dy};
    }
    return there;
}

} // namespace

struct LabelPlacer::Data {
    explicit Data(FontBook& book)
      : fonts(&book) {}

    FontBook* fonts;
    std::map<std::string, LabelLayer, std::less<>> layers;
    std::uint32_t lastNumber = 0;

    LabelPast past; ///< of placements that were not for exports

    // Of follow().
    struct Shown {
        std::shared_ptr<const Picture> picture;
        View view;
        std::vector<Box> reserved;
        std::vector<PlacedLabel> labels;
    };
    std::unique_ptr<LabelRun> run; ///< under way
    std::optional<Shown> finished;
    bool isUpToDate = false;

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
    std::unique_ptr<LabelRun> begin(std::shared_ptr<const Picture> picture, const View& view, bool wholeOnly,
                                    const std::vector<Box>& reserved);
    std::vector<PlacedLabel> finish(LabelRun& placed);
    void commit();
    std::vector<PlacedLabel> movedTo(const Picture& picture, const View& view) const;
};

std::unique_ptr<LabelRun> LabelPlacer::Data::begin(std::shared_ptr<const Picture> picture, const View& view,
                                                   bool wholeOnly, const std::vector<Box>& reserved) {
    LabelRun::Order order{std::move(picture), view, reserved, {}, wholeOnly ? nullptr : &past};
    for (const PictureLayer& layer : order.picture->layers) {
        order.layers.push_back(nullptr);
        if (layer.kind != PictureKind::Symbol || layer.rows->empty() || layer.opacity <= 0) continue;
        order.layers.back() = &layerOf(layer);
        order.layers.back()->update(layer, order.picture->revision, view.pixelRatio);
    }
    return std::make_unique<LabelRun>(*fonts, std::move(order));
}

std::vector<PlacedLabel> LabelPlacer::Data::finish(LabelRun& placed) {
    const LabelRun::Order& order = placed.order();
    if (order.past && order.picture->revision != past.revision) forgetStrangers(*order.picture);
    return placed.takeLabels();
}

/// Ends what is under way.
void LabelPlacer::Data::commit() {
    const LabelRun::Order& order = run->order();
    finished = Shown{order.picture, order.view, order.reserved, finish(*run)};
    run.reset();
}

/// The finished labels in another view, of another picture of the same plan perhaps.
std::vector<PlacedLabel> LabelPlacer::Data::movedTo(const Picture& picture, const View& view) const {
    if (!finished) return {};
    constexpr std::uint32_t kGone = 0xffffffffu;
    std::vector<std::uint32_t> numbers;
    for (const PictureLayer& layer : finished->picture->layers) {
        const auto same = std::find_if(picture.layers.begin(), picture.layers.end(),
                                       [&](const PictureLayer& other) { return other.id == layer.id; });
        numbers.push_back(same == picture.layers.end() ? kGone
                                                       : static_cast<std::uint32_t>(same - picture.layers.begin()));
    }
    std::vector<PlacedLabel> result;
    result.reserve(finished->labels.size());
    for (const PlacedLabel& label : finished->labels) {
        if (numbers[label.layer] == kGone) continue;
        const Point to = view.toScreen(finished->view.toWorld(label.anchor));
        result.push_back(moved(label, to.x - label.anchor.x, to.y - label.anchor.y));
        result.back().layer = numbers[label.layer];
    }
    return result;
}

LabelPlacer::LabelPlacer(FontBook& fonts)
  : data_(std::make_unique<Data>(fonts)) {}
LabelPlacer::~LabelPlacer() = default;
LabelPlacer::LabelPlacer(LabelPlacer&&) noexcept = default;
LabelPlacer& LabelPlacer::operator=(LabelPlacer&&) noexcept = default;

std::vector<PlacedLabel> LabelPlacer::place(const Picture& picture, const View& view, bool wholeOnly,
                                            const std::vector<Box>& reserved) {
    if (data_->run) { // it has layers in hand that may change now
        data_->run->advance(LabelRun::kNoHurry);
        data_->commit();
    }
    // The picture outlives the run, which lives in this function.
    const std::shared_ptr<const Picture> borrowed(std::shared_ptr<const Picture>{}, &picture);
    const auto run = data_->begin(borrowed, view, wholeOnly, reserved);
    run->advance(LabelRun::kNoHurry);
    return data_->finish(*run);
}

std::vector<PlacedLabel> LabelPlacer::follow(const std::shared_ptr<const Picture>& picture, const View& view,
                                             const std::vector<Box>& reserved, double milliseconds) {
    const auto until =
        std::chrono::steady_clock::now() + std::chrono::duration_cast<std::chrono::steady_clock::duration>(
                                               std::chrono::duration<double, std::milli>(milliseconds));
    const auto upToDate = [&] {
        const auto& shown = data_->finished;
        return shown && shown->picture == picture && shown->view == view && shown->reserved == reserved;
    };
    while (!upToDate() && (data_->run || std::chrono::steady_clock::now() < until)) {
        if (!data_->run) data_->run = data_->begin(picture, view, false, reserved);
        if (!data_->run->advance(until)) break;
        data_->commit();
    }
    data_->isUpToDate = upToDate();
    return data_->isUpToDate ? data_->finished->labels : data_->movedTo(*picture, view);
}

bool LabelPlacer::upToDate() const {
    return data_->isUpToDate;
}

} // namespace geju
