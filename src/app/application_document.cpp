// The document of the window: opening, scenes, layers, language.
#include "app/application.hpp"
#include "app/layer_items.hpp"
#include "core/translate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace geju {

namespace {

/// The closest and the farthest scale that make sense on a screen.
constexpr double kClosestScale = 20;
constexpr double kFarthestTimesExtent = 6;

std::string nameOf(const std::vector<std::filesystem::path>& paths) {
    std::string name = paths.front().filename().string();
    if (paths.size() > 1) name += fmt::format(" + {}", paths.size() - 1);
    return name;
}

std::string titleOf(const Document& document) {
    const std::string& title = document.project.title.get();
    if (!title.empty()) return title;
    std::string joined;
    for (const auto& [id, source] : document.sources) {
        if (!joined.empty()) joined += ", ";
        joined += id;
    }
    return joined;
}

} // namespace

void Application::open(std::vector<std::filesystem::path> paths, std::string scene) {
    if (paths.empty()) return;
    state_.loading = WorkState{true, 0, {}};
    state_.loadingWhat = fmt::format(fmt::runtime(tr("Opening {}")), nameOf(paths));
    sceneToShow_ = std::move(scene);
    preview_.clear();
    loading_.start(
        [this, paths = std::move(paths), nothingShown = !document_](Progress& progress) {
            OpenOptions options;
            options.progress = &progress;
            if (nothingShown) {
                options.preview = [this](Document shapes) {
                    preview_.offer(std::move(shapes));
                    wake_();
                };
            }
            return openPlan(paths, options);
        },
        wake_);
    changed_ = true;
}

void Application::finishLoading(double seconds) {
    auto opened = loading_.take();
    if (!opened) return;
    state_.loading = WorkState{};
    const bool continues = opened->value && preview_.shows((*opened)->document.crs);
    preview_.clear();
    changed_ = true;
    if (!opened->value) {
        const bool cancelled = std::any_of(opened->issues.begin(), opened->issues.end(),
                                           [](const Issue& issue) { return issue.code == "cancelled"; });
        if (cancelled) {
            say(tr("Opening was cancelled."), false, seconds);
            return;
        }
        state_.issues = opened->issues;
        showSection(Section::Issues);
        say(opened->issues.empty() ? tr("Nothing could be opened.") : describe(opened->issues.front()), true, seconds);
        return;
    }
    setDocument(std::move((*opened)->document));
    frame_.continues = continues;
    if ((*opened)->place) returnTo(*(*opened)->place);
    if (hasErrors(state_.issues)) {
        showSection(Section::Issues);
        say(tr("Something could not be read: see Issues."), true, seconds);
    } else if ((*opened)->place && !state_.issues.empty()) {
        say(state_.issues.back().message, false, seconds);
    }
}

void Application::setDocument(Document document) {
    under_.clear();
    selected_ = 0;
    state_.feature.reset();
    measure_.clear();
    measureChanged();
    indicatorTask_.stop();
    litIndicator_.stop();
    document_ = std::make_shared<const Document>(std::move(document));
    state_.document = document_;
    state_.issues = document_->issues;
    state_.currentLayer.clear();
    state_.scene.clear();
    layerStates_.clear();
    history_.clear();
    fitted_.reset();
    ground_.emplace(document_->crs);
    toLonLat_.reset();
    if (auto transform = Transform::between(document_->crs, Crs::wgs84())) toLonLat_.emplace(std::move(*transform));
    builder_.emplace(document_);
    editor_ = ProjectEditor(document_->text);
    readerIssues_.reset();
    classTask_.stop();
    state_.style = StyleState{};
    refreshEdit();
    placer_.emplace(fonts_);
    picker_ = FeaturePicker();
    frame_ = Frame{};
    balance_.setDocument(document_);
    state_.indicators = IndicatorState{};
    compareWith({});
    search_.setDocument(document_);
    state_.search = SearchState{};
    checkTask_.stop();
    state_.checks = CheckState{};
    state_.indicators.available = !document_->project.indicators.empty();

    const Box extent = document_->extent();
    if (!extent.empty()) {
        // The frame's scale is that of the new place, not of where the last document was.
        navigator_.setLimits(1e-12, 1e12, {});
        navigator_.jumpTo({extent.center(), std::max(extent.width() / 1000, 1e-9)});
        const double units = metersPerUnit();
        const double closest = unitsPerPixelAtScale(kClosestScale, units, navigator_.view().pixelRatio);
        const double whole = fittingAll(extent).unitsPerPixel;
        navigator_.setLimits(closest, std::max(closest, whole * kFarthestTimesExtent),
                             extent.grown(std::max(extent.width(), extent.height()) / 2 + 500 / units));
        fit(extent, false);
    }
    translate();
    const std::string scene = sceneToShow_.empty() ? document_->project.homeScene : sceneToShow_;
    if (document_->project.scene(scene)) showScene(scene, false);
    gesture_ = Gesture::Jump;
    if (balance_.state().available) {
        showSection(Section::Balance);
    } else {
        showSection(Section::Feature);
    }
}

Box Application::sceneExtent(const Scene& scene) const {
    if (scene.extentLonLat.empty()) return document_->extent();
    return toLonLat_ ? toLonLat_->inverse(scene.extentLonLat) : document_->extent();
}

void Application::showScene(const std::string& id, bool fly) {
    const Scene* scene = document_ ? document_->project.scene(id) : nullptr;
    if (!scene) return;
    state_.scene = id;
    layerStates_ = statesOfScene(document_->project, *scene);
    fit(sceneExtent(*scene), fly);
    clearSelection();
    refreshLayers();
    translate();
}

/// As the picture shows it: its scene and layers, its middle in the middle, its scale.
void Application::returnTo(const PicturePlace& place) {
    if (sceneToShow_.empty()) {
        showScene(place.scene, false);
        for (const auto& [id, opacity] : place.layers) layerStates_[id] = {opacity > 0, opacity > 0 ? opacity : 1};
        refreshLayers();
    }
    const auto center = place.centerLonLat && toLonLat_ ? toLonLat_->inverse(*place.centerLonLat) : std::nullopt;
    if (!center || place.scaleDenominator <= 0) {
        if (!place.extentLonLat.empty() && toLonLat_) fit(toLonLat_->inverse(place.extentLonLat), false);
        return;
    }
    fitted_.reset();
    navigator_.jumpTo({*center, navigator_.camera().unitsPerPixel}); // metres a unit are those of the place
    navigator_.jumpTo(
        {*center, unitsPerPixelAtScale(place.scaleDenominator, metersPerUnit(), navigator_.view().pixelRatio)});
}

void Application::compareWith(const std::string& id) {
    comparison_.reset();
    state_.compare.reset();
    comparedPictures_ = {};
    changed_ = true;
    const Scene* scene = document_ ? document_->project.scene(id) : nullptr;
    if (!scene) return;
    comparison_.emplace(fonts_, document_, *scene);
    state_.compare = CompareState{id, scene->title.get(), 0.5, {}};
}

void Application::translate() {
    if (!document_) return;
    const Project& project = document_->project;
    state_.documentTitle = titleOf(*document_);
    state_.documentSubtitle = project.subtitle.get();
    const Scene* scene = project.scene(state_.scene);
    state_.map.title = scene && !scene->title.empty() ? scene->title.get() : state_.documentTitle;
    state_.map.subtitle = scene ? state_.documentTitle : state_.documentSubtitle;
    if (state_.map.subtitle == state_.map.title) state_.map.subtitle = state_.documentSubtitle;
    state_.map.credits = project.credits.get();
    state_.map.schematic = project.schematic;
    state_.map.precisionNote = project.precisionNote.get();
    state_.map.crsName = document_->crs.name();
    state_.map.geographic = document_->crs.isGeographic();
    state_.layers = layerItems(*document_, navigator_.view().pixelRatio);
    refreshLayers();
    refreshStyle();
    refreshEdit();
    balance_.translate();
    if (state_.compare) { // titles and labels in the other language
        const CompareState compare = *state_.compare;
        compareWith(compare.scene);
        if (state_.compare) state_.compare->split = compare.split;
    }
    if (!state_.search.text.empty()) apply(command::Search{state_.search.text}, lastSeconds_);
    if (selected_ < under_.size()) select(selected_);
    useTool(state_.tool);
    legendRevision_ = 0;
    labelledView_ = View{};
    changed_ = true;
}

void Application::refreshLayers() {
    if (!document_ || !builder_) return;
    refreshItems(state_.layers, document_->project, layerStates_, builder_->zoomOf(navigator_.view()));
}

Box Application::layerExtent(const std::string& id) const {
    const StyleLayer* layer = document_ ? document_->project.layer(id) : nullptr;
    const LoadedSource* source = layer ? document_->source(layer->source) : nullptr;
    if (!source || !source->world) return document_ ? document_->extent() : Box{};
    const FeatureTable& table = *source->world;
    if (!layer->filter) return table.extent();
    const double zoom = builder_ ? builder_->zoomOf(navigator_.view()) : 14;
    Box box;
    for (std::size_t row = 0; row < table.size(); ++row) {
        if (!table.envelope(row).empty() && layer->filter->matches({&table, row, zoom}))
            box.extend(table.envelope(row));
    }
    return box;
}

} // namespace geju
