// Everything the panels show, as plain values and shared immutable results. The application fills it before each
// frame; panels only read. Figures come from analysis and are formatted by the panels. Frames and units are named.
#pragma once

#include "analysis/feature_measures.hpp"
#include "analysis/finding.hpp"
#include "analysis/indicators.hpp"
#include "analysis/land_use_balance.hpp"
#include "core/box.hpp"
#include "drawing/view.hpp"
#include "plan/color_rules.hpp"
#include "plan/document.hpp"
#include "ui/commands.hpp"
#include "ui/swatch.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace geju {

struct LayerItem {
    std::string id;
    std::string name;
    std::string group;
    Swatch swatch;
    bool visible = true;
    bool inScaleRange = true;
    double opacity = 1;
    std::size_t features = 0;
    std::vector<std::string> followers; ///< label layers that are switched together with it
};

struct LegendItem {
    std::string text;
    Swatch swatch;
    bool heading = false;
};

struct MapState {
    std::string title;
    std::string subtitle;
    std::string credits;
    View view; ///< of the map's rectangle
    double scaleDenominator = 0;
    double scaleBarMeters = 0; ///< rounded, true at the centre of the view; 0: the map has no scale
    double scaleBarPixels = 0; ///< device pixels
    double northRadians = 0;   ///< of true north on the screen, clockwise from up
    bool schematic = false;
    std::string precisionNote;
    std::vector<LegendItem> legend;
    std::optional<bool> legendShown; ///< as the user wants it; otherwise by the room there is
    std::optional<Point> cursorLonLat;
    std::optional<Point> cursorWorld;
    std::string crsName;
    bool geographic = false;
    bool canGoBack = false;
    bool canGoForward = false;
    std::optional<Box> boxScreen;     ///< the box being drawn, device pixels of the map
    std::vector<Point> handlesScreen; ///< of a corridor's width, device pixels of the map
    std::string hint;                 ///< what the tool in use expects next; empty for the ordinary one
};

/// Another feature of the same source: what touches it, else what is nearest.
struct NeighbourState {
    std::uint32_t row = 0;
    std::string name;
    double borderMeters = 0;   ///< of the common border
    double distanceMeters = 0; ///< 0 when they touch
    double azimuthDegrees = 0; ///< clockwise from north, when they are apart
};

struct FeatureState {
    std::string layerId;
    std::string layerName;
    std::string sourceId;
    std::uint32_t row = 0;
    std::string name;
    std::string otherName; ///< in the other language
    std::string kind;
    std::string source;
    std::string precision;
    std::string geometry;   ///< "Polygon", …
    bool hasGround = false; ///< land use can be counted inside it or along it
    std::vector<std::pair<std::string, std::string>> attributes;
    FeatureMeasures measures;
    std::vector<NeighbourState> neighbours; ///< the first few
    std::size_t touching = 0;               ///< how many touch it in all
    bool neighboursKnown = true;            ///< false: too many corners to look for them at a click
    std::size_t index = 0;                  ///< among those under the click
    std::size_t gathered = 1;               ///< features that are selected with it, itself among them
    std::size_t count = 0;
};

struct MeasureState {
    bool area = false;
    std::vector<double> legsMeters; ///< ellipsoidal; the last one ends at the cursor while measuring
    std::size_t points = 0;
    bool finished = false;
    PathMeasures figures;
};

/// A computation on another thread.
struct WorkState {
    bool running = false;
    double fraction = 0;
    std::string error;
};

struct ClassRow {
    std::string code;  ///< empty: features without a class
    std::string group; ///< code of the first-level class
    std::string name;
    Rgba color;
    double squareMeters = 0;
    double share = 0;
    std::size_t count = 0;
    std::optional<double> presentSquareMeters; ///< where the project names a present state
    std::optional<double> squareMetersPerHead; ///< where the population is known
};

struct BalanceSort {
    BalanceColumn column = BalanceColumn::Class;
    bool descending = false;

    friend bool operator==(const BalanceSort&, const BalanceSort&) = default;
};

/// A polygon of a figure.
struct FigurePart {
    std::uint32_t row = 0; ///< of the land-use source
    std::string name;      ///< else its id
    double squareMeters = 0;
    double share = 0;                        ///< of the figure
    std::optional<double> uncutSquareMeters; ///< of the whole polygon; nothing while it is not known
};

/// Corridors narrower or wider than this are not asked for by hand.
inline constexpr double kNarrowestCorridorMeters = 10;
inline constexpr double kWidestCorridorMeters = 5000;

/// The ground of one feature: inside a polygon, along a line.
struct GroundState {
    std::string name;
    bool line = false;
    double widthMeters = 0; ///< of the corridor
};

/// What can be counted where the document names no land use.
struct ClassChoice {
    std::string source;
    std::string sourceName;
    std::string field;
};

/// A district, by the name that its figures are keyed by.
struct DistrictChoice {
    std::string name;
    LocalText shown;
};

struct BalanceState {
    bool available = false;
    std::string source;               ///< that is counted
    std::vector<ClassChoice> choices; ///< empty where the document names its land use
    std::optional<std::size_t> choice;
    std::vector<DistrictChoice> districts;
    bool inView = false;                 ///< the balance is that of what is in view
    std::optional<GroundState> ground;   ///< the balance is that on the ground of a feature
    bool approximate = false;            ///< while the view moves or the width is dragged
    std::optional<std::string> district; ///< else the one whose balance is shown; nothing: the whole plan
    std::vector<ClassRow> rows;          ///< as they are sorted, those of a first-level class together
    std::vector<ClassRow> groups;        ///< first-level classes of several rows, in the order of those
    BalanceSort sort;
    AreaUnit unit = AreaUnit::Hectare;
    double totalSquareMeters = 0;
    std::optional<Ledger> ledger;
    std::vector<Issue> issues;
    bool folded = false; ///< second-level classes into first-level ones
    std::optional<std::string> highlighted;
    bool groupHighlighted = false;            ///< `highlighted` is one of `groups`
    std::vector<FigurePart> parts;            ///< of the highlighted class, the largest of them, largest first
    std::size_t partCount = 0;                ///< of all of them
    std::optional<std::uint32_t> hoveredPart; ///< the row of the one that the pointer is on in the list
    WorkState work;
};

/// What the balance is of, in words: "Whole plan", "In view", "Inside …".
std::string scopeText(const BalanceState& balance);

/// What the checks of the document's data found.
struct CheckState {
    std::shared_ptr<const std::vector<CheckFinding>> findings; ///< null before they were run
    std::size_t features = 0;                                  ///< that were checked
    std::optional<std::size_t> shown;                          ///< the one that the map shows
    WorkState work;
};

/// A feature that was searched for by name.
struct FoundFeature {
    std::string source;
    std::uint32_t row = 0;
    std::string name;
    std::string otherName; ///< in the other language
    std::string layer;     ///< where it is drawn, in words
};

/// What two scenes show of one source.
struct CompareRow {
    enum class Kind { Area, Length, Count };
    std::string name;
    Kind kind = Kind::Count;
    std::size_t leftCount = 0; ///< features
    std::size_t rightCount = 0;
    double left = 0; ///< m² or m
    double right = 0;
};

/// A second scene on the right of the swipe.
struct CompareState {
    std::string scene;
    std::string title;
    double split = 0.5; ///< of the map's width
    std::vector<CompareRow> rows;
};

/// One of the style layers that an item of the layer tree is made of: its area, its outline, its labels.
struct StylePart {
    std::string layer;
    std::string name;
};

struct FieldItem {
    std::string name;
    bool number = false;
};

/// The style layer that the style panel edits; what it looks like is in the document.
struct StyleState {
    std::string layer; ///< empty: none
    std::vector<StylePart> parts;
    std::vector<FieldItem> fields;
    std::map<std::string, std::string, std::less<>> expressions; ///< JSON of members that are expressions, by place
    std::optional<ColorCategories> categories;                   ///< of the layer's main colour
    std::optional<ColorSteps> steps;
    std::vector<std::string> labels; ///< of the categories or classes, the rest last
    std::vector<std::size_t> counts; ///< of features, beside the labels
    std::string countedFor;          ///< what the counts depend on, so that a colour being dragged counts nothing
    std::optional<double> fit;       ///< goodness of variance fit of the classes that were just made
    WorkState work;
};

/// What can be taken back, and whether something waits to be saved.
struct EditState {
    bool canUndo = false;
    bool canRedo = false;
    std::string undoName;
    std::string redoName;
    bool unsaved = false;
};

struct SearchState {
    std::string text;
    std::vector<FoundFeature> found;
    unsigned focus = 0; ///< counts up when the field is asked for (Ctrl+F)
};

struct IndicatorState {
    bool available = false;
    std::shared_ptr<const IndicatorFigures> figures;
    std::optional<std::string> highlighted;
    WorkState work;
};

struct FolderEntry {
    std::string name;
    bool folder = false;
    std::uintmax_t bytes = 0;
};

struct DialogState {
    Dialog dialog = Dialog::None;
    std::filesystem::path folder;
    std::vector<FolderEntry> entries; ///< folders first, then files that can be opened
    std::string error;
    std::string suggestedName; ///< of the file to write
};

struct Message {
    std::string text;
    bool error = false;
};

struct UiState {
    std::shared_ptr<const Document> document;
    std::string documentTitle;
    std::string documentSubtitle;
    MapState map;
    std::vector<LayerItem> layers; ///< top first
    std::string currentLayer;
    std::string scene; ///< the one shown; empty: none
    std::optional<FeatureState> feature;
    MeasureState measure;
    BalanceState balance;
    IndicatorState indicators;
    CheckState checks;
    SearchState search;
    std::optional<CompareState> compare;
    StyleState style;
    EditState edit;
    std::vector<Issue> issues;
    DialogState dialog;
    WorkState loading; ///< of a document; the panels wait
    std::string loadingWhat;
    WorkState exporting;
    std::optional<Message> message;
    Tool tool = Tool::Pan;
    Section section = Section::Feature;
    bool leftShown = true;
    bool rightShown = true;
};

} // namespace geju
