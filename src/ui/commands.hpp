// What panels ask for. A panel never does the work itself: it reads the state and pushes commands; the application
// carries them out after the frame, in their order. Plain values; the window's thread.
#pragma once

#include "analysis/classification.hpp"
#include "core/box.hpp"
#include "core/units.hpp"
#include "plan/color_ramps.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace geju {

enum class Tool { Pan, BoxZoom, BoxSelect, MeasureDistance, MeasureArea };
/// The sections of the right panel.
enum class Section { Feature, Balance, Indicators, Measure, Issues, Style };
enum class Dialog { None, Open, Export, Help, SaveProject, Unsaved, ExportTable };
/// Colours given to values: those of the land-use classes, or of a palette.
enum class ColorScheme { LandUse, Soft, Strong };
/// What the rows of the balance can be ordered by.
enum class BalanceColumn { Class, Area, Share, Count, Present, Change, PerHead };

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
struct ExportTable {
    std::filesystem::path path;
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
struct BalanceGround {}; ///< inside the selected polygons, or along the selected line
struct BalanceDrawn {};  ///< inside the polygon that was drawn with the measuring tool
struct CountClasses {    ///< of a document that names no land use: what to count, and by which field
    std::string source;
    std::string field;
};
struct SetCorridorWidth {
    double meters = 0;
};
struct HighlightClass {
    std::optional<std::string> code; ///< nothing: no longer
    bool group = false;              ///< the first-level class with all that it contains
};
/// A polygon of the highlighted figure, lit while the pointer is on it in the list; nothing: no longer.
struct HoverPart {
    std::optional<std::uint32_t> row;
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
/// By another column from the largest down (classes: from the first code up); by the same one the other way round.
struct SortClasses {
    BalanceColumn column = BalanceColumn::Class;
};
/// What areas are stated in.
struct UseAreaUnit {
    AreaUnit unit = AreaUnit::Hectare;
};

struct UndoMeasurePoint {};
struct FinishMeasure {};
struct ClearMeasure {};

/// Shows how a layer is styled.
struct ShowStyle {
    std::string layer;
};
/// A member of a style layer: "paint/fill-color", and its value as JSON; nothing: it is taken out.
struct LayerMember {
    std::string place;
    std::optional<std::string> value;
};
struct EditLayer {
    std::string layer;
    std::string what; ///< in words, for the history
    std::vector<LayerMember> members;
    std::string gesture; ///< edits of one gesture are one step of the history
};
struct ColorByValue {
    std::string layer;
    std::string field;
    std::optional<ColorScheme> scheme; ///< nothing: land-use colours where every value is a class, else a soft palette
};
struct ColorByClass {
    std::string layer;
    std::string field;
    ClassMethod method = ClassMethod::NaturalBreaks;
    std::size_t classes = 5;
    Ramp ramp = Ramp::Green;
    bool reversed = false;
};
struct MoveLayer {
    std::string layer;
    bool up = true; ///< above the next one, or below
};
struct RenameLayer {
    std::string layer; ///< and those that are one with it in the layer tree
    std::string name;  ///< in the current language
};
struct DuplicateLayers {
    std::vector<std::string> layers;
};
struct RemoveLayers {
    std::vector<std::string> layers;
};
struct Undo {};
struct Redo {};
struct SaveProject {};
struct SaveProjectAs {
    std::filesystem::path path;
    bool copyData = false; ///< into the project's folder
};
/// The answer to what happens to changes that were not saved.
enum class UnsavedAnswer { Save, Discard, Cancel };
struct AnswerUnsaved {
    UnsavedAnswer answer = UnsavedAnswer::Cancel;
};

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

using Command = std::variant<
    command::OpenPaths, command::ShowDialog, command::ListFolder, command::ExportPicture, command::ExportTable,
    command::CancelWork, command::DismissMessage, command::Quit, command::UseTool, command::ZoomBy, command::PanBy,
    command::SetScale, command::FitAll, command::FitLayer, command::FitSelection, command::FlyTo, command::GoBack,
    command::GoForward, command::ShowScene, command::CompareWith, command::MoveSwipe, command::PickLayer,
    command::SetLayerVisible, command::SetLayerOpacity, command::ClearSelection, command::StepSelection,
    command::PickDistrict, command::BalanceView, command::BalanceGround, command::BalanceDrawn, command::CountClasses,
    command::SetCorridorWidth, command::HighlightClass, command::HoverPart, command::ShowLandUse,
    command::ShowNeighbour, command::HighlightIndicator, command::FocusSearch, command::Search, command::ShowFound,
    command::RunChecks, command::ShowFinding, command::FoldClasses, command::SortClasses, command::UseAreaUnit,
    command::UndoMeasurePoint, command::FinishMeasure, command::ClearMeasure, command::ShowStyle, command::EditLayer,
    command::ColorByValue, command::ColorByClass, command::MoveLayer, command::RenameLayer, command::DuplicateLayers,
    command::RemoveLayers, command::Undo, command::Redo, command::SaveProject, command::SaveProjectAs,
    command::AnswerUnsaved, command::UseLanguage, command::ShowSection, command::ShowSides, command::ShowLegend,
    command::Escape>;

class CommandQueue {
  public:
    void push(Command command) { commands_.push_back(std::move(command)); }
    std::vector<Command> take() { return std::exchange(commands_, {}); }
    bool empty() const { return commands_.empty(); }

  private:
    std::vector<Command> commands_;
};

} // namespace geju
