#include "app/application.hpp"

#include "app/layer_items.hpp"
#include "core/translate.hpp"

#include <algorithm>
#include <cmath>

namespace geju {

namespace {

/// One notch of a wheel: √2, two notches double the scale.
constexpr double kZoomPerNotch = 1.4142135623730951;

} // namespace

/// Commands, one overload each.
struct Application::Visitor {
    Application& app;
    double seconds;

    void operator()(const command::OpenPaths& c) const { app.leave(c); }
    void operator()(const command::ShowDialog& c) const { app.showDialog(c.dialog); }
    void operator()(const command::ListFolder& c) const { app.listFolder(c.folder); }
    void operator()(const command::ExportPicture& c) const { app.startExport(c); }
    void operator()(const command::ExportTable& c) const { app.startTableExport(c.path); }
    void operator()(const command::CancelWork&) const {
        app.loading_.cancel();
        app.balance_.cancel();
        app.export_.cancel();
        app.indicatorTask_.cancel();
        app.checkTask_.cancel();
        app.classTask_.cancel();
    }
    void operator()(const command::DismissMessage&) const {
        app.state_.message.reset();
        app.messageUntil_.reset();
    }
    void operator()(const command::Quit& c) const { app.leave(c); }
    void operator()(const command::UseTool& c) const { app.useTool(c.tool); }
    void operator()(const command::ZoomBy& c) const {
        const View& view = app.navigator_.view();
        app.gesture_ = Gesture::Step;
        app.navigator_.zoomAt({view.widthPixels / 2.0, view.heightPixels / 2.0}, c.factor);
    }
    void operator()(const command::PanBy& c) const {
        const View& view = app.navigator_.view();
        Camera to = app.navigator_.destination();
        to.centerWorld.x += c.x * view.widthPixels * to.unitsPerPixel;
        to.centerWorld.y += c.y * view.heightPixels * to.unitsPerPixel;
        app.go(to, Gesture::Step);
    }
    void operator()(const command::SetScale& c) const {
        Camera to = app.navigator_.destination();
        to.unitsPerPixel = unitsPerPixelAtScale(c.denominator, app.metersPerUnit(), app.navigator_.view().pixelRatio);
        app.go(to, Gesture::Jump);
    }
    void operator()(const command::FitAll&) const {
        if (app.document_) app.fit(app.document_->extent(), true);
    }
    void operator()(const command::FitLayer& c) const {
        app.fit(app.layerExtent(c.layer.empty() ? app.state_.currentLayer : c.layer), true);
    }
    void operator()(const command::FitSelection&) const {
        if (app.selected_ >= app.under_.size()) return;
        const PickedFeature& feature = app.under_[app.selected_];
        app.fit(feature.table->envelope(feature.row), true);
    }
    void operator()(const command::FlyTo& c) const {
        if (!app.toLonLat_) return;
        const auto world = app.toLonLat_->inverse(c.lonLat);
        if (!world) return;
        const double close = unitsPerPixelAtScale(2000, app.metersPerUnit(), app.navigator_.view().pixelRatio);
        app.go({*world, std::min(app.navigator_.camera().unitsPerPixel, close)}, Gesture::Jump);
    }
    void operator()(const command::GoBack&) const {
        app.settle(seconds);
        if (const auto camera = app.history_.goBack()) app.go(*camera, Gesture::Jump);
    }
    void operator()(const command::GoForward&) const {
        if (const auto camera = app.history_.goForward()) app.go(*camera, Gesture::Jump);
    }
    void operator()(const command::ShowScene& c) const { app.showScene(c.id, true); }
    void operator()(const command::CompareWith& c) const { app.compareWith(c.scene); }
    void operator()(const command::MoveSwipe& c) const {
        if (app.state_.compare) app.state_.compare->split = std::clamp(c.split, 0.02, 0.98);
    }
    void operator()(const command::PickLayer& c) const {
        app.state_.currentLayer = c.layer;
        if (app.state_.section == Section::Style && !c.layer.empty()) app.showStyle(c.layer);
    }
    void operator()(const command::SetLayerVisible& c) const {
        if (!app.document_) return;
        setVisible(app.layerStates_, app.document_->project, c.layers, c.visible);
        app.refreshLayers();
    }
    void operator()(const command::SetLayerOpacity& c) const;
    void operator()(const command::ClearSelection&) const { app.clearSelection(); }
    void operator()(const command::StepSelection& c) const {
        if (app.under_.empty()) return;
        const auto count = static_cast<int>(app.under_.size());
        const int at = (static_cast<int>(app.selected_) + c.step % count + count) % count;
        app.select(static_cast<std::size_t>(at));
    }
    void operator()(const command::PickDistrict& c) const { app.balance_.show(c.name); }
    void operator()(const command::BalanceView&) const { app.balance_.showView(); }
    void operator()(const command::BalanceGround&) const { app.balanceGround(); }
    void operator()(const command::BalanceDrawn&) const { app.balanceDrawn(); }
    void operator()(const command::CountClasses& c) const { app.balance_.countClasses(c.source, c.field); }
    void operator()(const command::SetCorridorWidth& c) const { app.balance_.setCorridorWidth(c.meters); }
    void operator()(const command::HighlightClass& c) const { app.balance_.highlight(c.code, c.group); }
    void operator()(const command::HoverPart& c) const { app.balance_.hoverPart(c.row); }
    void operator()(const command::ShowLandUse& c) const {
        if (app.document_ && app.balance_.landUse()) app.showFeature(app.balance_.landUse()->source, c.row);
    }
    void operator()(const command::ShowNeighbour& c) const {
        if (!app.state_.feature || c.index >= app.state_.feature->neighbours.size()) return;
        const std::string source = app.state_.feature->sourceId; // showing another feature replaces this one
        app.showFeature(source, app.state_.feature->neighbours[c.index].row);
    }
    void operator()(const command::HighlightIndicator& c) const { app.lightIndicator(c.id); }
    void operator()(const command::FocusSearch&) const {
        ++app.state_.search.focus;
        app.state_.leftShown = true;
    }
    void operator()(const command::Search& c) const {
        constexpr std::size_t kMostFound = 60;
        app.state_.search.text = c.text;
        app.state_.search.found = app.search_.find(c.text, kMostFound);
    }
    void operator()(const command::ShowFound& c) const {
        if (c.index >= app.state_.search.found.size()) return;
        const FoundFeature& found = app.state_.search.found[c.index];
        app.showFeature(found.source, found.row);
        app.showSection(Section::Feature);
    }
    void operator()(const command::RunChecks&) const { app.startChecks(); }
    void operator()(const command::ShowFinding& c) const { app.showFinding(c.index); }
    void operator()(const command::FoldClasses& c) const { app.balance_.fold(c.folded); }
    void operator()(const command::SortClasses& c) const { app.balance_.sort(c.column); }
    void operator()(const command::UseAreaUnit& c) const { app.balance_.useUnit(c.unit); }
    void operator()(const command::UndoMeasurePoint&) const {
        app.measure_.undo();
        app.measureChanged();
    }
    void operator()(const command::FinishMeasure&) const {
        app.measure_.finish();
        app.measureChanged();
    }
    void operator()(const command::ClearMeasure&) const {
        app.measure_.clear();
        app.measureChanged();
    }
    void operator()(const command::ShowStyle& c) const { app.showStyle(c.layer); }
    void operator()(const command::EditLayer& c) const { app.editLayer(c); }
    void operator()(const command::ColorByValue& c) const {
        if (!app.document_) return;
        const auto members = colorsByValue(*app.document_, c);
        if (!members) return app.say(describe(members.issues.front()), true, seconds);
        app.editLayer({c.layer, tr("Colours by value"), *members, {}});
    }
    void operator()(const command::ColorByClass& c) const { app.colorByClass(c); }
    void operator()(const command::MoveLayer& c) const { app.moveLayer(c.layer, c.up); }
    void operator()(const command::RenameLayer& c) const { app.renameLayer(c.layer, c.name); }
    void operator()(const command::DuplicateLayers& c) const { app.duplicateLayers(c.layers); }
    void operator()(const command::RemoveLayers& c) const { app.removeLayers(c.layers); }
    void operator()(const command::Undo&) const { app.undo(false); }
    void operator()(const command::Redo&) const { app.undo(true); }
    void operator()(const command::SaveProject&) const { app.save(); }
    void operator()(const command::SaveProjectAs& c) const { app.saveAs(c.path, c.copyData); }
    void operator()(const command::AnswerUnsaved& c) const { app.answerUnsaved(c.answer); }
    void operator()(const command::UseLanguage& c) const {
        setLanguage(c.language);
        app.translate();
    }
    void operator()(const command::ShowSection& c) const { app.showSection(c.section); }
    void operator()(const command::ShowSides& c) const {
        app.state_.leftShown = c.left;
        app.state_.rightShown = c.right;
    }
    void operator()(const command::ShowLegend& c) const { app.state_.map.legendShown = c.shown; }
    void operator()(const command::Escape&) const { app.escape(); }
};

void Application::Visitor::operator()(const command::SetLayerOpacity& c) const {
    const StyleLayer* layer = app.document_ ? app.document_->project.layer(c.layer) : nullptr;
    if (!layer) return;
    app.layerStates_.emplace(c.layer, LayerState{layer->visible, 1}).first->second.opacity =
        std::clamp(c.opacity, 0.0, 1.0);
    app.refreshLayers();
}

Application::Application(FontBook& fonts, std::function<void()> wake)
  : fonts_(fonts)
  , wake_(std::move(wake))
  , balance_(wake_)
  , export_(wake_)
  , litIndicator_(wake_) {}

Application::~Application() = default;

void Application::apply(const Command& command, double seconds) {
    lastSeconds_ = seconds;
    std::visit(Visitor{*this, seconds}, command);
    overlayStale_ = true;
    changed_ = true;
}

void Application::reserve(std::vector<Box> boxes) {
    if (boxes == reserved_) return;
    reserved_ = std::move(boxes);
    labelledView_ = View{};
    changed_ = true;
}

void Application::wheel(Point screen, double steps, double seconds) {
    if (!document_) return;
    lastSeconds_ = seconds;
    gesture_ = Gesture::Step;
    navigator_.zoomAt(screen, std::pow(kZoomPerNotch, steps));
    changed_ = true;
}

bool Application::working() const {
    return loading_.running() || balance_.working() || export_.working() || indicatorTask_.running() ||
           litIndicator_.working() || checkTask_.running() || classTask_.running();
}

std::optional<double> Application::nextDue(double seconds) const {
    // Progress is shown ten times a second; the end of the work wakes by itself.
    if (working()) return 0.1;
    if (messageUntil_) return std::max(0.0, *messageUntil_ - seconds);
    return std::nullopt;
}

bool Application::advance(double seconds) {
    const double passed = std::clamp(seconds - lastSeconds_, 0.0, 0.1);
    lastSeconds_ = seconds;
    if (pollWork(seconds)) changed_ = true;
    const bool wasMoving = navigator_.moving();
    if (navigator_.advance(passed)) changed_ = true;
    if (!navigator_.moving() && !pointer_.dragging() && document_) settle(seconds);
    if (wasMoving) changed_ = true;
    if (messageUntil_ && seconds >= *messageUntil_) {
        state_.message.reset();
        messageUntil_.reset();
        changed_ = true;
    }
    return std::exchange(changed_, false);
}

const Frame* Application::comparedFrame() {
    if (!comparison_ || !state_.compare) return nullptr;
    const Frame& frame = comparison_->frame(frame_, reserved_);
    const auto pictures = std::pair{frame_.picture->revision, frame.picture->revision};
    if (!moving() && pictures != comparedPictures_) {
        comparedPictures_ = pictures;
        state_.compare->rows = comparison_->differences(*frame_.picture);
        changed_ = true;
    }
    return &frame;
}

const Frame* Application::frame() {
    if (document_ && builder_) {
        refreshMap();
        return &frame_;
    }
    const View& view = navigator_.view();
    return preview_.frame(view.widthPixels, view.heightPixels, view.pixelRatio);
}

} // namespace geju
