// What happens on the map: pointing, tools, measuring, and the frame to draw.
#include "analysis/feature_measures.hpp"
#include "app/application.hpp"
#include "app/corridor_handles.hpp"
#include "app/layer_items.hpp"
#include "app/overlay_picture.hpp"
#include "core/translate.hpp"
#include "core/units.hpp"
#include "geometry/picking.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace geju {

namespace {

/// Two clicks are at one place when they are this close, in style pixels.
constexpr double kSamePlacePixels = 5;
constexpr double kScaleBarPixels = 150;
/// How far a hand may miss a handle.
constexpr double kHandleReachPixels = 10;
constexpr double kFitMarginPixels = 24;
constexpr double kMovingBudgetMilliseconds = 4;
constexpr double kRestingBudgetMilliseconds = 8;
/// The same for placing labels.
constexpr double kMovingLabelMilliseconds = 2.5;
constexpr double kRestingLabelMilliseconds = 12;
/// A point has no extent to fit: this much of its surroundings.
constexpr double kLeastExtentMeters = 400;

std::vector<std::uint32_t> allRows(const FeatureTable& table) {
    std::vector<std::uint32_t> rows(table.size());
    std::iota(rows.begin(), rows.end(), 0U);
    return rows;
}

bool measures(Tool tool) {
    return tool == Tool::MeasureDistance || tool == Tool::MeasureArea;
}

} // namespace

double Application::metersPerUnit() const {
    if (!ground_) return 1;
    const View& view = navigator_.view();
    const double span = std::max(view.unitsPerPixel * 100, 1e-9);
    const double meters = ground_->metersPerUnit(view.centerWorld, span);
    return std::isfinite(meters) && meters > 0 ? meters : document_->crs.metersPerUnit();
}

void Application::useTool(Tool tool) {
    const Tool before = state_.tool;
    state_.tool = tool;
    if (measures(tool)) {
        const MeasureKind kind = tool == Tool::MeasureArea ? MeasureKind::Area : MeasureKind::Distance;
        if (before != tool) measure_.start(kind);
        if (before != tool) showSection(Section::Measure);
    } else {
        measure_.clear();
    }
    pointer_.cancel();
    state_.map.boxScreen.reset();
    measureChanged();
}

Camera Application::fittingAll(const Box& world) const {
    const double least = kLeastExtentMeters / metersPerUnit();
    const double missing = std::max(0.0, least - std::max(world.width(), world.height())) / 2;
    return navigator_.fitting(world.grown(missing), kFitMarginPixels * navigator_.view().pixelRatio);
}

void Application::go(const Camera& camera, Gesture gesture) {
    gesture_ = gesture;
    navigator_.flyTo(camera);
}

void Application::fit(const Box& world, bool fly) {
    if (world.empty()) return;
    if (fly) {
        go(fittingAll(world), Gesture::Jump);
    } else {
        navigator_.jumpTo(fittingAll(world));
    }
    fitted_ = {world, navigator_.destination()};
}

void Application::resizeMap(int widthPixels, int heightPixels, double pixelRatio) {
    const View& view = navigator_.view();
    if (view.widthPixels == widthPixels && view.heightPixels == heightPixels && view.pixelRatio == pixelRatio) return;
    const bool isFitted = document_ && fitted_ && fitted_->camera == navigator_.destination();
    const double enlarged = pixelRatio / view.pixelRatio;
    navigator_.resize(widthPixels, heightPixels, pixelRatio);
    pointer_.setPixelRatio(pixelRatio);
    if (isFitted) {
        fit(fitted_->world, false);
        history_.replaceCurrent(navigator_.camera());
    } else if (document_ && enlarged != 1) { // a sharper screen: the same scale in more pixels
        const Camera camera = navigator_.camera();
        navigator_.jumpTo({camera.centerWorld, camera.unitsPerPixel / enlarged});
        history_.replaceCurrent(navigator_.camera());
    }
    if (document_ && enlarged != 1) {
        state_.layers = layerItems(*document_, pixelRatio);
        refreshLayers();
    }
    changed_ = true;
}

void Application::settle(double seconds) {
    if (navigator_.moving()) return;
    history_.settle(navigator_.camera(), gesture_, seconds);
}

void Application::point(const PointerEvent& event) {
    lastSeconds_ = std::max(lastSeconds_, event.seconds);
    if (!document_ || dragWidth(event)) return;
    const PointerMeaning meaning = pointer_.read(event, state_.tool == Tool::BoxZoom || state_.tool == Tool::BoxSelect);
    state_.map.boxScreen = pointer_.box();
    if (const auto* pan = std::get_if<Panned>(&meaning)) {
        gesture_ = Gesture::Drag;
        navigator_.panPixels(pan->dx, pan->dy);
    } else if (const auto* box = std::get_if<BoxDrawn>(&meaning)) {
        if (state_.tool == Tool::BoxSelect) {
            gatherInBox(*box);
        } else {
            go(navigator_.fitting(navigator_.worldOf(box->screen), 0), Gesture::Jump);
        }
    } else if (const auto* clicked = std::get_if<Clicked>(&meaning)) {
        click(*clicked);
    }
    hover(event.screen);
    changed_ = true;
}

bool Application::dragWidth(const PointerEvent& event) {
    const auto axis = balance_.axis();
    const View& view = navigator_.view();
    const auto isNear = [&](Point handle) {
        const Point at = view.toScreen(handle);
        return std::hypot(at.x - event.screen.x, at.y - event.screen.y) <= kHandleReachPixels * view.pixelRatio;
    };
    const bool begins = event.type == PointerEvent::Type::Press && event.button == PointerButton::Left &&
                        !event.shift && state_.tool == Tool::Pan;
    if (begins && axis) widthDragged_ = std::any_of(handlesWorld_.begin(), handlesWorld_.end(), isNear);
    if (!widthDragged_) return false;
    if (event.type == PointerEvent::Type::Release || !axis) widthDragged_ = false;
    if (event.type == PointerEvent::Type::Move && axis) {
        const double meters = 2 * distance(*axis->table, axis->row, view.toWorld(event.screen)) * metersPerUnit();
        apply(
            command::SetCorridorWidth{std::clamp(std::round(meters), kNarrowestCorridorMeters, kWidestCorridorMeters)},
            event.seconds);
    }
    hover(event.screen);
    return true;
}

void Application::refreshHandles() {
    std::vector<Point> handles;
    if (const auto axis = balance_.axis())
        handles = corridorHandles(*axis->table, axis->row, axis->widthMeters / 2 / metersPerUnit(),
                                  navigator_.view().centerWorld);
    if (handles != handlesWorld_) overlayStale_ = true;
    handlesWorld_ = std::move(handles);
    state_.map.handlesScreen.clear();
    for (const Point handle : handlesWorld_) state_.map.handlesScreen.push_back(navigator_.view().toScreen(handle));
}

void Application::hover(std::optional<Point> screen) {
    cursor_ = screen;
    if (measures(state_.tool) && document_) {
        measure_.hover(screen ? std::optional(navigator_.view().toWorld(*screen)) : std::nullopt);
        measureChanged();
    }
    changed_ = true;
}

void Application::click(const Clicked& clicked) {
    if (measures(state_.tool)) {
        if (clicked.button == PointerButton::Right) {
            measure_.undo();
        } else if (clicked.second) {
            measure_.finish();
        } else {
            measure_.addPoint(navigator_.view().toWorld(clicked.screen));
        }
        measureChanged();
        return;
    }
    if (clicked.button != PointerButton::Left) return;
    const bool zooms = clicked.second && !clicked.shift && state_.tool == Tool::Pan;
    if (zooms || state_.tool == Tool::BoxZoom) {
        gesture_ = Gesture::Step;
        navigator_.zoomAt(clicked.screen, 2);
        return;
    }
    if (!frame_.picture) return;
    if (clicked.shift) {
        return gather(picker_.pick(*frame_.picture, navigator_.view(), frame_.labels, clicked.screen));
    }
    gathered_ = {};
    const double reach = kSamePlacePixels * navigator_.view().pixelRatio;
    const bool again = !under_.empty() && clickedCamera_ == navigator_.camera() &&
                       std::hypot(clickedScreen_.x - clicked.screen.x, clickedScreen_.y - clicked.screen.y) <= reach;
    if (again && under_.size() > 1) {
        select((selected_ + 1) % under_.size());
        return;
    }
    under_ = picker_.pick(*frame_.picture, navigator_.view(), frame_.labels, clicked.screen);
    clickedScreen_ = clicked.screen;
    clickedCamera_ = navigator_.camera();
    if (under_.empty()) {
        clearSelection();
    } else {
        select(0);
    }
}

void Application::backspace() {
    if (measures(state_.tool)) apply(command::UndoMeasurePoint{}, lastSeconds_);
}

void Application::enter() {
    if (measures(state_.tool)) apply(command::FinishMeasure{}, lastSeconds_);
}

void Application::escape() {
    if (state_.dialog.dialog != Dialog::None) return showDialog(Dialog::None);
    if (pointer_.pressed()) {
        pointer_.cancel();
        state_.map.boxScreen.reset();
        return;
    }
    if (measures(state_.tool) && !measure_.empty() && !measure_.finished()) {
        measure_.finish();
        return measureChanged();
    }
    if (state_.tool != Tool::Pan) return useTool(Tool::Pan);
    if (state_.feature) return clearSelection();
    balance_.highlight(std::nullopt, false);
    lightIndicator(std::nullopt);
    state_.checks.shown.reset();
    overlayStale_ = true;
}

/// What the tool in use expects next, but for measuring, which says its figure.
void Application::refreshHint() {
    std::string& hint = state_.map.hint;
    hint.clear();
    if (state_.tool == Tool::BoxZoom) hint = tr("Drag a box");
    if (state_.tool != Tool::BoxSelect) return;
    const std::size_t count = std::max<std::size_t>(gathered_.rows.size(), state_.feature ? 1 : 0);
    hint = count > 0 ? fmt::format(fmt::runtime(tr("Selected: {} of {}. Shift adds")), count, state_.feature->layerName)
                     : std::string(tr("Drag a box over polygons; with Alt only what lies inside it wholly"));
}

void Application::measureChanged() {
    overlayStale_ = true;
    MeasureState& measure = state_.measure;
    measure = MeasureState{};
    measure.area = state_.tool == Tool::MeasureArea;
    measure.points = measure_.points().size();
    measure.finished = measure_.finished();
    refreshHint();
    if (!measures(state_.tool) || !document_) return;
    const auto path = measure_.path();
    if (path.empty()) {
        state_.map.hint = measure.area ? tr("Click the first corner") : tr("Click the first point");
        return;
    }
    measure.figures = measurePath(path, document_->crs, measure.area);
    for (std::size_t i = 1; i < path.size(); ++i) measure.legsMeters.push_back(ground_->meters(path[i - 1], path[i]));
    if (!measure.area) {
        state_.map.hint = formatLength(measure.figures.ellipsoidalLengthMeters);
    } else if (measure.figures.ellipsoidalSquareMeters) {
        const double area = *measure.figures.ellipsoidalSquareMeters;
        state_.map.hint = formatArea(area, AreaUnit::Hectare) + "   " + formatArea(area, AreaUnit::Mu);
    } else {
        state_.map.hint = formatLength(measure.figures.ellipsoidalLengthMeters);
    }
}

void Application::refreshCursor() {
    state_.map.cursorWorld.reset();
    state_.map.cursorLonLat.reset();
    if (!cursor_) return;
    state_.map.cursorWorld = navigator_.view().toWorld(*cursor_);
    if (toLonLat_) state_.map.cursorLonLat = toLonLat_->forward(*state_.map.cursorWorld);
}

void Application::refreshLegend() {
    const Picture& picture = *frame_.picture;
    const Box extent = frame_.view.extent();
    const Picture* compared = comparison_ ? comparison_->picture().get() : nullptr;
    const std::uint64_t comparedRevision = compared ? compared->revision : 0;
    if (legendRevision_ == picture.revision && legendExtent_ == extent && comparedLegend_ == comparedRevision) return;
    // What is visible is looked up when the map rests; while it moves the legend stays.
    if (legendRevision_ != 0 && moving()) return;
    legendRevision_ = picture.revision;
    legendExtent_ = extent;
    comparedLegend_ = comparedRevision;
    std::vector<LegendEntry> entries = legendEntries(*document_, picture, extent);
    if (compared) {
        for (LegendEntry& entry : legendEntries(*document_, *compared, extent)) {
            const auto same = [&](const LegendEntry& e) { return e.layer == entry.layer && e.label == entry.label; };
            if (std::none_of(entries.begin(), entries.end(), same)) entries.push_back(std::move(entry));
        }
        // Members of a group stand together.
        std::stable_sort(entries.begin(), entries.end(), [&](const LegendEntry& a, const LegendEntry& b) {
            const auto place = [&](const LegendEntry& of) {
                const auto& layers = document_->project.layers;
                return std::find_if(layers.rbegin(), layers.rend(),
                                    [&](const StyleLayer& l) { return l.id == of.layer; }) -
                       layers.rbegin();
            };
            return place(a) < place(b);
        });
    }
    std::vector<SheetSwatch> swatches;
    for (const LegendEntry& entry : entries) {
        const bool shown = std::any_of(picture.layers.begin(), picture.layers.end(),
                                       [&](const PictureLayer& layer) { return layer.id == entry.layer; });
        swatches.push_back(swatchOf(entry, *document_, shown ? picture : *compared));
    }
    state_.map.legend = legendItems(*document_, entries, swatches, frame_.view.pixelRatio,
                                    scaleDenominator(frame_.view, metersPerUnit()));
}

const LoadedSource* Application::landUseSource() const {
    return balance_.landUse() ? document_->source(balance_.landUse()->source) : nullptr;
}

namespace {

/// The polygons of a figure that was clicked, as they make it.
void addFigure(const LoadedSource* source, const LitParts& lit, std::vector<Highlight>& highlights) {
    if (source && source->world) highlights.push_back({source->world, lit.whole()});
    if (lit.cut()) highlights.push_back({lit.cut(), allRows(*lit.cut())});
}

} // namespace

/// One feature; of one that a figure cuts, what counts, inside its outline.
void Application::addOne(std::vector<Highlight>& highlights, const std::shared_ptr<const FeatureTable>& table,
                         std::uint32_t row) const {
    const LoadedSource* source = landUseSource();
    const auto cut = source && source->world == table ? balance_.lit().cutRow(row) : std::nullopt;
    highlights.push_back({table, {row}, cut ? Emphasis::Outline : Emphasis::One});
    if (cut) highlights.push_back({balance_.lit().cut(), {*cut}, Emphasis::One});
}

void Application::refreshOverlay() {
    if (!overlayStale_) return;
    overlayStale_ = false;
    std::vector<Highlight> highlights;
    addFigure(landUseSource(), balance_.lit(), highlights);
    if (const IndicatorFigure* figure = litFigure()) {
        addFigure(document_->source(figure->countedSource), litIndicator_, highlights);
    }
    if (const auto& checks = state_.checks; checks.findings && checks.shown) {
        const CheckFinding& finding = (*checks.findings)[*checks.shown];
        const LoadedSource* source = document_->source(finding.issue.layer);
        std::vector<std::uint32_t> rows = finding.features;
        if (rows.empty() && finding.issue.feature) rows.push_back(static_cast<std::uint32_t>(*finding.issue.feature));
        if (source && source->world) highlights.push_back({source->world, std::move(rows), Emphasis::One});
    }
    if (const auto ground = balance_.ground()) {
        const bool lightsFigure = balance_.state().highlighted.has_value();
        highlights.push_back({ground, allRows(*ground), lightsFigure ? Emphasis::Outline : Emphasis::Many});
    }
    if (gathered_.rows.size() > 1) highlights.push_back({gathered_.table, gathered_.rows});
    if (selected_ < under_.size()) addOne(highlights, under_[selected_].table, under_[selected_].row);
    const auto hovered = balance_.state().hoveredPart;
    if (const LoadedSource* source = landUseSource(); source && hovered) addOne(highlights, source->world, *hovered);
    Sketch sketch;
    sketch.handlesWorld = handlesWorld_;
    if (measures(state_.tool)) {
        sketch.pathWorld = measure_.path();
        sketch.setPoints = measure_.points().size();
        sketch.area = state_.tool == Tool::MeasureArea;
    }
    frame_.overlay = overlayPicture(highlights, sketch, document_->crs, frame_.picture->metersPerUnit);
}

void Application::refreshMap() {
    const View& view = navigator_.view();
    const auto picture = builder_->build(layerStates_, view);
    if (picture != frame_.picture || !(labelledView_ == view) || !placer_->upToDate()) {
        const double time = moving() ? kMovingLabelMilliseconds : kRestingLabelMilliseconds;
        frame_.labels = placer_->follow(picture, view, reserved_, time);
        labelledView_ = view;
        ++labelRevision_;
    }
    frame_.picture = picture;
    frame_.view = view;
    // While the scale changes no tile is seen twice: the renderer should not be waited for.
    frame_.budgetMilliseconds = navigator_.moving() ? kMovingBudgetMilliseconds : kRestingBudgetMilliseconds;
    frame_.focusPixels = cursor_.value_or(Point{view.widthPixels / 2.0, view.heightPixels / 2.0});
    balance_.setView(view.extent(), moving());
    state_.balance = balance_.state();
    refreshHandles();
    refreshOverlay();
    refreshLegend();
    refreshCursor();
    refreshLayers();

    MapState& map = state_.map;
    map.view = view;
    const double units = metersPerUnit();
    map.scaleDenominator = scaleDenominator(view, units);
    const auto bar = chooseScaleBar(*ground_, view.centerWorld, kScaleBarPixels * view.unitsPerStylePixel());
    map.scaleBarMeters = bar ? bar->meters : 0;
    map.scaleBarPixels = bar ? bar->lengthUnits / view.unitsPerPixel : 0;
    map.northRadians = ground_->northRadians(view.centerWorld);
    map.canGoBack = history_.canGoBack();
    map.canGoForward = history_.canGoForward();
}

Box Application::extentLonLat() const {
    if (!document_ || !toLonLat_) return {};
    return toLonLat_->forward(navigator_.view().extent());
}

} // namespace geju
