// What is selected: the feature under a click, polygons gathered one by one or by a box, a feature shown from a list.
#include "app/application.hpp"
#include "app/feature_state.hpp"

#include <algorithm>

namespace geju {

namespace {

/// Around a polygon that is shown, in its own sizes.
constexpr double kSurroundings = 1.5;
constexpr double kPointSurroundingsMeters = 300;

bool isPolygon(const PickedFeature& feature) {
    const auto parts = feature.table->parts(feature.row);
    return !parts.empty() && feature.table->kind(*parts.begin()) == PartKind::Polygon;
}

} // namespace

void Application::select(std::size_t index) {
    selected_ = index;
    state_.feature = featureState(*document_, under_[index]);
    if (state_.feature) {
        state_.feature->index = index;
        state_.feature->count = under_.size();
        state_.feature->gathered = std::max<std::size_t>(1, gathered_.rows.size());
        showSection(Section::Feature);
    }
    overlayStale_ = true;
}

/// Adds the polygon to the selection, or takes it out again. One of the table of those that are there goes first.
void Application::gather(const std::vector<PickedFeature>& picked) {
    std::vector<std::uint32_t>& rows = gathered_.rows;
    if (rows.empty() && selected_ < under_.size() && isPolygon(under_[selected_])) {
        gathered_ = {under_[selected_].layer, under_[selected_].table, {under_[selected_].row}};
    }
    const auto fits = [&](const PickedFeature& feature) {
        return isPolygon(feature) && (rows.empty() || feature.table == gathered_.table);
    };
    const auto found = std::find_if(picked.begin(), picked.end(), fits);
    if (found == picked.end()) return;
    if (rows.empty()) gathered_ = {found->layer, found->table, {}};
    const auto same = std::find(rows.begin(), rows.end(), found->row);
    if (same == rows.end()) {
        rows.push_back(found->row);
    } else {
        rows.erase(same);
    }
    if (rows.empty()) return clearSelection();
    under_ = {{gathered_.layer, gathered_.table, rows.back()}};
    select(0);
}

/// The table whose polygons a box takes: with Shift that of what is selected, else that of the layer which is chosen
/// in the list. Null: the topmost that has some there.
std::shared_ptr<const FeatureTable> Application::wantedForBox(bool adds) const {
    if (adds && !gathered_.rows.empty()) return gathered_.table;
    if (adds && selected_ < under_.size() && isPolygon(under_[selected_])) return under_[selected_].table;
    const StyleLayer* chosen = document_->project.layer(state_.currentLayer);
    const LoadedSource* source = chosen ? document_->source(chosen->source) : nullptr;
    return source ? source->world : nullptr;
}

/// Selects the polygons in the box and counts their land use.
void Application::gatherInBox(const BoxDrawn& box) {
    if (!frame_.picture) return;
    const auto wanted = wantedForBox(box.shift);
    PickedPolygons found = picker_.pickInBox(*frame_.picture, navigator_.worldOf(box.screen), box.alt, wanted.get());
    if (box.shift) {
        std::vector<std::uint32_t> before = gathered_.rows;
        if (before.empty() && selected_ < under_.size() && under_[selected_].table == wanted) {
            before = {under_[selected_].row};
        }
        // What another table has there adds nothing to a selection.
        if (found.rows.empty() || (!before.empty() && found.table != wanted)) return;
        found.rows.insert(found.rows.end(), before.begin(), before.end());
        std::sort(found.rows.begin(), found.rows.end());
        found.rows.erase(std::unique(found.rows.begin(), found.rows.end()), found.rows.end());
    }
    clearSelection();
    if (!found.rows.empty()) {
        gathered_ = std::move(found);
        under_ = {{gathered_.layer, gathered_.table, gathered_.rows.front()}};
        select(0);
        if (state_.balance.available) balanceGround();
    }
    refreshHint();
}

void Application::showFeature(const std::string& sourceId, std::uint32_t row) {
    const LoadedSource* source = document_->source(sourceId);
    if (!source || !source->world || row >= source->world->size()) return;
    const auto& layers = document_->project.layers;
    const auto drawn =
        std::find_if(layers.begin(), layers.end(), [&](const StyleLayer& l) { return l.source == sourceId; });
    if (drawn == layers.end()) return; // nobody has a look for it
    gathered_ = {};
    under_ = {{drawn->id, source->world, row}};
    selected_ = 0;
    state_.feature = featureState(*document_, under_[0]);
    overlayStale_ = true;
    // Near enough to see it, with what lies around; a point at a scale of streets.
    const Box& box = source->world->envelope(row);
    const double least = kPointSurroundingsMeters / metersPerUnit();
    fit(box.grown(std::max(least, kSurroundings * std::max(box.width(), box.height()))), true);
}

void Application::clearSelection() {
    gathered_ = {};
    under_.clear();
    selected_ = 0;
    state_.feature.reset();
    overlayStale_ = true;
}

} // namespace geju
