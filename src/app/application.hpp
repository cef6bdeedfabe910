// The window's mind without a window: the document and what is seen of it, tools, selection, figures. Takes commands
// and raw pointer events, gives the state that panels read and the frame that the renderer draws. Needs no GL and no
// display; used by one thread, works on others through tasks. Seconds are of any monotonic clock.
#pragma once

#include "app/balance_desk.hpp"
#include "app/check_report.hpp"
#include "app/feature_picker.hpp"
#include "app/feature_search.hpp"
#include "app/lit_parts.hpp"
#include "app/map_preview.hpp"
#include "app/navigator.hpp"
#include "app/overlay_picture.hpp"
#include "app/picture_export.hpp"
#include "app/picture_origin.hpp"
#include "app/pointer.hpp"
#include "app/scene_comparison.hpp"
#include "app/style_desk.hpp"
#include "app/task.hpp"
#include "app/tool_measure.hpp"
#include "app/view_history.hpp"
#include "crs/transform.hpp"
#include "drawing/fonts.hpp"
#include "drawing/labels.hpp"
#include "drawing/picture.hpp"
#include "plan/project_editor.hpp"
#include "render/map_renderer.hpp"
#include "sheet/ground.hpp"
#include "ui/commands.hpp"
#include "ui/state.hpp"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace geju {

class Application {
  public:
    /// `wake` may be called from any thread: there is something for advance() to do.
    Application(FontBook& fonts, std::function<void()> wake);
    ~Application();

    void open(std::vector<std::filesystem::path> paths, std::string scene = {});
    void resizeMap(int widthPixels, int heightPixels, double pixelRatio);
    /// Boxes of the map (device pixels) that are hidden by furniture: labels keep out of them.
    void reserve(std::vector<Box> boxes);
    void apply(const Command& command, double seconds);
    void point(const PointerEvent& event);
    void wheel(Point screen, double steps, double seconds);
    void hover(std::optional<Point> screen);
    void backspace();
    void enter();

    /// What went wrong while drawing: shown with the document's issues.
    void report(std::vector<Issue> issues);

    /// Lets time pass and takes what workers have finished. True when something that is shown changed.
    bool advance(double seconds);
    /// advance() and a new frame are due at once
    bool animating() const { return navigator_.moving() || (frame_.picture && !placer_->upToDate()); }
    bool moving() const { return navigator_.moving() || pointer_.dragging(); }
    bool working() const;
    /// Seconds until something must be done without any event; nothing when all is quiet.
    std::optional<double> nextDue(double seconds) const;
    bool wantsToQuit() const { return quit_; }

    const UiState& state() const { return state_; }
    /// Null without a document. What it needs anew is made anew.
    const Frame* frame();
    /// The scene on the right of the swipe, after frame(); null without one.
    const Frame* comparedFrame();
    std::size_t comparedLabelRevision() const { return comparison_ ? comparison_->labelRevision() : 0; }
    const std::filesystem::path& lastExport() const { return lastExport_; }
    std::size_t labelRevision() const { return labelRevision_; } ///< counts placements of labels
    Box extentLonLat() const;                                    ///< of the view; empty without a document

  private:
    struct Visitor;
    friend struct Visitor;

    // application_document.cpp
    void setDocument(Document document);
    void finishLoading(double seconds);
    void showScene(const std::string& id, bool fly);
    void returnTo(const PicturePlace& place);
    void translate();
    void refreshLayers();
    Box layerExtent(const std::string& id) const;
    Box sceneExtent(const Scene& scene) const;

    // application_map.cpp
    void useTool(Tool tool);
    void go(const Camera& camera, Gesture gesture);
    /// Shows all of `world`, and goes on doing so when the map's size changes, until somebody moves it.
    void fit(const Box& world, bool fly);
    void settle(double seconds);
    Camera fittingAll(const Box& world) const; ///< with a margin; room around what has no extent
    void click(const Clicked& clicked);
    void select(std::size_t index);
    void gather(const std::vector<PickedFeature>& picked);
    void gatherInBox(const BoxDrawn& box);
    std::shared_ptr<const FeatureTable> wantedForBox(bool adds) const;
    void showFeature(const std::string& source, std::uint32_t row);
    void balanceGround();
    void balanceDrawn();
    void showGround(GroundBalance::Scope scope);
    void compareWith(const std::string& scene);
    void startChecks();
    void finishChecks();
    void showFinding(std::size_t index);
    void clearSelection();
    void escape();
    /// True when the event takes hold of a corridor's edge, moves it or lets it go.
    bool dragWidth(const PointerEvent& event);
    void refreshHandles();
    void measureChanged();
    void refreshHint();
    void refreshMap();
    void refreshCursor();
    void refreshLegend();
    void refreshOverlay();
    const LoadedSource* landUseSource() const;
    void lightIndicator(const std::optional<std::string>& id);
    const IndicatorFigure* litFigure() const; ///< of the indicator that is lit
    void addOne(std::vector<Highlight>& highlights, const std::shared_ptr<const FeatureTable>& table,
                std::uint32_t row) const;
    double metersPerUnit() const;

    // application_style.cpp
    /// Carries the edits out on the project and shows them; `gesture`: see ProjectEditor.
    void editProject(const std::string& what, const std::vector<ProjectEdit>& edits, const std::string& gesture = {});
    void editLayer(const command::EditLayer& request);
    void undo(bool again);
    void restyle();
    void renewStyleIssues(const Document& before, std::vector<Issue> ofReader, const std::vector<std::string>& changed);
    void showStyle(const std::string& layer);
    void refreshStyle();
    void refreshEdit();
    void colorByClass(const command::ColorByClass& request);
    void finishClasses(double seconds);
    void moveLayer(const std::string& layer, bool up);
    void renameLayer(const std::string& layer, const std::string& name);
    void duplicateLayers(const std::vector<std::string>& layers);
    void removeLayers(const std::vector<std::string>& layers);

    // application_save.cpp
    bool save();
    void saveAs(std::filesystem::path path, bool copyData);
    void written(std::string text, std::filesystem::path path);
    /// Does what would lose changes, once it is settled what happens to them.
    void leave(Command command);
    void answerUnsaved(command::UnsavedAnswer answer);
    void leaveAsWanted();

    // application_figures.cpp
    void showSection(Section section);
    void startIndicators();
    bool pollWork(double seconds);
    void say(std::string text, bool error, double seconds);
    void showDialog(Dialog dialog);
    void listFolder(const std::filesystem::path& folder);
    void startExport(const command::ExportPicture& request);
    void startTableExport(std::filesystem::path path);

    FontBook& fonts_;
    std::function<void()> wake_;
    UiState state_;
    std::shared_ptr<const Document> document_;
    std::optional<Transform> toLonLat_;
    std::optional<Ground> ground_;
    std::optional<PictureBuilder> builder_;
    std::optional<LabelPlacer> placer_;
    LayerStates layerStates_;
    /// What the map was fitted to, and where that led: still there unless somebody moved it.
    struct Fitted {
        Box world;
        Camera camera;
    };

    Navigator navigator_;
    std::optional<Fitted> fitted_;
    ViewHistory history_;
    Gesture gesture_ = Gesture::Jump;
    PointerReader pointer_;
    std::optional<Point> cursor_;
    MeasureTool measure_;
    FeaturePicker picker_;
    std::vector<PickedFeature> under_; ///< the last click
    std::size_t selected_ = 0;
    PickedPolygons gathered_;         ///< with Shift or a box, the one under the last click among them
    std::vector<Point> handlesWorld_; ///< of the corridor that is counted on
    bool widthDragged_ = false;
    Point clickedScreen_;
    Camera clickedCamera_;
    Frame frame_;
    View labelledView_;
    std::vector<Box> reserved_;
    std::size_t labelRevision_ = 0;
    bool overlayStale_ = true;
    std::uint64_t legendRevision_ = 0;
    std::uint64_t comparedLegend_ = 0; ///< revision of the compared picture that the legend has too
    Box legendExtent_;
    MapPreview preview_; ///< of what is being opened, while nothing is open
    BalanceDesk balance_;
    FeatureSearch search_;
    std::optional<SceneComparison> comparison_;
    std::pair<std::uint64_t, std::uint64_t> comparedPictures_;
    PictureExport export_;
    Task<Result<OpenedPlan>> loading_;
    std::string sceneToShow_; ///< once the document is there
    Task<Result<IndicatorFigures>> indicatorTask_;
    LitParts litIndicator_;
    Task<std::shared_ptr<const CheckReport>> checkTask_;
    ProjectEditor editor_;
    std::optional<std::vector<Issue>> readerIssues_; ///< of the document's text; nothing: not known
    Task<Result<ClassColors>> classTask_;
    command::ColorByClass classesWanted_; ///< of classTask_
    std::optional<Command> leaving_;      ///< waits for the answer about unsaved changes
    std::filesystem::path overwriting_;   ///< asked for once, there already
    std::filesystem::path lastExport_;
    std::optional<double> messageUntil_;
    double lastSeconds_ = 0;
    bool changed_ = true;
    bool quit_ = false;
    bool firstDocument_ = true;
};

} // namespace geju
