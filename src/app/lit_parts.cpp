#include "app/lit_parts.hpp"

#include "analysis/areal_layer.hpp"

#include <algorithm>
#include <utility>

namespace geju {

std::shared_ptr<const LitParts::Cut> LitParts::compute(const Figure& figure, Progress& progress) {
    auto cut = std::make_shared<Cut>();
    auto parts = figure.cut(progress);
    if (!parts) {
        cut->issues = std::move(parts.issues);
        return cut;
    }
    cut->parts = std::move(*parts);
    auto world = inFrame(*cut->parts.parts, figure.document->crs);
    if (world) {
        cut->world = std::make_shared<const FeatureTable>(std::move(*world));
    } else {
        cut->issues = std::move(world.issues);
    }
    return cut;
}

void LitParts::show(Figure figure) {
    const auto& whole = figure.whole;
    if (std::find(whole.begin(), whole.end(), 0) == whole.end()) {
        cancel();
        return take(figure, nullptr);
    }
    if (!showing_) take(figure, nullptr);
    wanted_ = std::make_shared<const Figure>(std::move(figure));
    if (task_.running()) {
        task_.cancel(); // the next begins when it has ended: nobody waits for it
    } else {
        start();
    }
}

void LitParts::start() {
    computing_ = wanted_;
    task_.start([figure = wanted_](Progress& progress) { return compute(*figure, progress); }, wake_);
}

void LitParts::take(const Figure& figure, std::shared_ptr<const Cut> cut) {
    showing_ = true;
    cut_ = std::move(cut);
    whole_.clear();
    for (std::size_t i = 0; i < figure.features.size(); ++i) {
        if (figure.whole[i]) whole_.push_back(figure.features[i]);
    }
}

void LitParts::cancel() {
    wanted_.reset();
    task_.cancel();
}

void LitParts::clear() {
    cancel();
    showing_ = false;
    whole_.clear();
    cut_.reset();
}

void LitParts::stop() {
    clear();
    task_.stop();
}

bool LitParts::poll() {
    auto finished = task_.take();
    if (!finished) return false;
    const auto computed = std::exchange(computing_, nullptr);
    if (!wanted_) return false;
    if (wanted_ != computed) {
        start();
        return false;
    }
    take(*computed, std::move(*finished));
    wanted_.reset();
    return true;
}

std::optional<std::uint32_t> LitParts::cutRow(std::uint32_t feature) const {
    if (!cut_ || !cut_->world) return std::nullopt;
    const auto& features = cut_->parts.features;
    const auto found = std::lower_bound(features.begin(), features.end(), feature);
    if (found == features.end() || *found != feature) return std::nullopt;
    return static_cast<std::uint32_t>(found - features.begin());
}

std::optional<double> LitParts::uncutSquareMeters(std::uint32_t feature) const {
    const auto row = cutRow(feature);
    return row ? std::optional(cut_->parts.wholeSquareMeters[*row]) : std::nullopt;
}

} // namespace geju
