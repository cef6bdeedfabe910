// What panels ask for. A panel never does the work itself: it reads the state and pushes commands; the application
// carries them out after the frame, in their order. Plain values; the window's thread.
#pragma once

#include "core/box.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace geju {

enum class Tool { Pan, BoxZoom, MeasureDistance, MeasureArea };
/// The sections of the right panel.
enum class Section { Feature, Balance, Indicators, Measure, Issues };
enum class Dialog { None, Open, Export, Help };

namespace command {

struct OpenPaths {
    std::vector<std::filesystem::path> paths;
};
struct ShowDialog {
    Dialog dialog = Dialog::None;
};
struct ListFolder {
    std::filesystem::path folder;
};
struct ExportPicture {
    std::filesystem::path path;
    bool mapOnly = false; ///< without title, legend, scale bar
    std::string sheet;    ///< id of the template; empty: as large as the map on the screen
};
struct CancelWork {};
struct DismissMessage {};
struct Quit {};

struct UseTool {
    Tool tool = Tool::Pan;
};
struct ZoomBy {
    double factor = 1;
};
/// In shares of the map's width and height; positive x shows what lies to the east.
struct PanBy {
    double x = 0;
    double y = 0;
};
struct SetScale {
    double denominator = 0;
};
struct FitAll {};
struct FitLayer {
    std::string layer; ///< empty: the current one
};
struct FitSelection {};
struct FlyTo {
    Point lonLat;
};
struct GoBack {};
struct GoForward {};
struct ShowScene {
    std::string id;
};

struct CompareWith {
    std::string scene; ///< on the right of the swipe; empty: no longer
};
struct MoveSwipe {
    double split = 0.5; ///< of the map's width
};
struct PickLayer {
    std::string layer;
};
struct SetLayerVisible {
    std::vector<std::string> layers;
    bool visible = true;
};
struct SetLayerOpacity {
    std::string layer;
    double opacity = 1;
};

struct ClearSelection {};
/// Among the features that lie under the last click.
struct StepSelection {
    int step = 1;
};

struct PickDistrict {
    std::optional<std::string> name; ///< nothing: the whole plan
};
struct BalanceView {};   ///< of what is in view, wherever the view goes
struct BalanceGround {}; ///< inside the selected polygon, or along the selected line
struct SetCorridorWidth {
    double meters = 0;
};
struct HighlightClass {
    std::optional<std::string> code; ///< nothing: no longer
};
/// A feature of the land-use source, on the map.
struct ShowLandUse {
    std::uint32_t row = 0;
};
struct ShowNeighbour {
    std::size_t index = 0;
};
struct HighlightIndicator {
    std::optional<std::string> id;
};
struct FocusSearch {};
struct Search {
    std::string text;
};
struct ShowFound {
    std::size_t index = 0;
};
struct RunChecks {};
struct ShowFinding {
    std::size_t index = 0;
};
struct FoldClasses {
    bool folded = false;
};

struct UndoMeasurePoint {};
struct FinishMeasure {};
struct ClearMeasure {};

struct UseLanguage {
    std::string language;
};
struct ShowSection {
    Section section = Section::Feature;
};
struct ShowSides {
    bool left = true;
    bool right = true;
};
struct ShowLegend {
    bool shown = true;
};
struct Escape {};

} // namespace command

using Command =
    std::variant<command::OpenPaths, command::ShowDialog, command::ListFolder, command::ExportPicture,
                 command::CancelWork, command::DismissMessage, command::Quit, command::UseTool, command::ZoomBy,
                 command::PanBy, command::SetScale, command::FitAll, command::FitLayer, command::FitSelection,
                 command::FlyTo, command::GoBack, command::GoForward, command::ShowScene, command::CompareWith,
                 command::MoveSwipe, command::PickLayer, command::SetLayerVisible, command::SetLayerOpacity,
                 command::ClearSelection, command::StepSelection, command::PickDistrict, command::BalanceView,
                 command::BalanceGround, command::SetCorridorWidth, command::HighlightClass, command::ShowLandUse,
                 command::ShowNeighbour, command::HighlightIndicator, command::FocusSearch, command::Search,
                 command::ShowFound, command::RunChecks, command::ShowFinding, command::FoldClasses,
                 command::UndoMeasurePoint, command::FinishMeasure, command::ClearMeasure, command::UseLanguage,
                 command::ShowSection, command::ShowSides, command::ShowLegend, command::Escape>;

class CommandQueue {
  public:
    void push(Command command) { commands_.push_back(std::move(command)); }
    std::vector<Command> take() { return std::exchange(commands_, {}); }
    bool empty() const { return commands_.empty(); }

  private:
    std::vector<Command> commands_;
};

} // namespace geju
