// One description of the map picture, for every painter (GL, cairo): ordered layers that refer to features in world
// coordinates and to the few distinct symbols that the style gives them at one zoom. Widths and sizes are in style
// pixels (1/96 inch) unless they say meters. Immutable once built; shared between threads.
#pragma once

#include "drawing/view.hpp"
#include "geometry/raster.hpp"
#include "plan/color_rules.hpp"
#include "plan/document.hpp"
#include "plan/style.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace geju {

enum class LineCap : std::uint8_t { Butt, Round, Square };
enum class LineJoin : std::uint8_t { Miter, Round, Bevel };

struct FillSymbol {
    Rgba color;
    Rgba outline{0, 0, 0, 0}; ///< hairline of one style pixel; alpha 0: none
    std::optional<HatchStyle> hatch;
    double softEdge = 0; ///< style pixels within which the colour fades to nothing at the boundary, or meters
    bool softEdgeInMeters = false;
    std::vector<ColorStop> gradient{}; ///< along the spans of the layer's polygons, in place of `color`; empty: none
    GradientCourse gradientCourse = GradientCourse::LongestAxis; ///< that gave the spans
    double gradientAngleDegrees = 0;
    std::optional<PatternStyle> pattern{}; ///< over the colour; not of what is shaded

    bool isShaded() const { return softEdge > 0 || !gradient.empty(); }
};

/// Heads of arrows along a line.
struct HeadsAlong {
    double spacing = 80;
    bool spacingInMeters = false;
    double length = 3; ///< in line widths
    double width = 2.2;
    Rgba color;
};

struct LineSymbol {
    Rgba color;
    std::vector<ColorStop> gradient; ///< over each path from its start to its end, in place of `color`; empty: none
    double width = 1;
    bool widthInMeters = false;
    std::vector<double> dash; ///< in line widths; empty: solid
    LineCap cap = LineCap::Butt;
    LineJoin join = LineJoin::Miter;
    double miterLimit = 2;
    double blur = 0;     ///< style pixels of soft edge on each side; in meters when the width is
    double offset = 0;   ///< to the right of the line's direction
    double gapWidth = 0; ///< draws two lines beside the gap
    std::optional<ArrowStyle> arrow;
    std::optional<HeadsAlong> heads;
    std::optional<HatchStyle> hatch; ///< over the whole width; not of arrows
};

struct CircleSymbol {
    Rgba color;
    double radius = 5;
    bool radiusInMeters = false;
    Rgba strokeColor{0, 0, 0, 0};
    double strokeWidth = 0;
    double blur = 0;
};

/// Pictogram of a symbol layer as styled; lengths in style pixels.
struct IconSymbol {
    std::uint32_t pictogram = 0; ///< PictogramId
    double size = 24;            ///< side of its square
    Rgba color{0, 0, 0, 255};
    Rgba haloColor{0, 0, 0, 0};
    double haloWidth = 0;
    double padding = 2;
    double rotateDegrees = 0;
    bool allowOverlap = false;
    bool ignorePlacement = false; ///< others may stand on it
    bool optional = false;        ///< its text is shown without it where only it finds no room
    bool turnsWithLine = true;    ///< along lines
    bool keepUpright = false;     ///< the same, when it turns
    std::string anchor = "center";
    Point offset; ///< right, down
};

/// Text of one label as styled; sizes in style pixels, offsets in ems.
struct TextSymbol {
    std::string font = "Noto Sans CJK SC Regular";
    double size = 16;
    Rgba color{0, 0, 0, 255};
    Rgba haloColor{0, 0, 0, 0};
    double haloWidth = 0;
    double maxWidthEms = 10;
    double letterSpacingEms = 0;
    double lineHeightEms = 1.2;
    double padding = 2;
    double rotateDegrees = 0;
    bool allowOverlap = false;
    bool ignorePlacement = false; ///< others may stand on it
    bool optional = false;        ///< its icon is shown without it where only it finds no room
    bool turnsWithLine = true;    ///< along lines: follows them letter by letter; else stands at a place of theirs
    bool keepUpright = true;      ///< the same, when it turns
    double maxAngleDegrees = 30;  ///< the same, from letter to letter
    std::string anchor = "center";
    std::string justify = "center"; ///< "left", "center", "right"
    Point offsetEms;                ///< right, down
    struct Standing {
        std::string anchor;
        Point offsetEms;
    };
    std::vector<Standing> otherStandings; ///< about a point, where anchor and offset find no room; in order
    enum class Order : std::uint8_t { ViewportY, Source, SortKey } order = Order::Source; ///< what overlaps lies so
    enum class Placement : std::uint8_t { Point, Line, LineCenter } placement = Placement::Point;
    double spacing = 250;
    std::optional<IconSymbol> icon;
    std::optional<LeaderStyle> leader; ///< about points only; its colour is given
};

/// How a raster is drawn; MapLibre's terms and ranges.
struct RasterSymbol {
    double opacity = 1;
    double brightnessMin = 0;
    double brightnessMax = 1;
    double contrast = 0;
    double saturation = 0;
    double hueRotateDegrees = 0;
    bool nearest = false; ///< pixels as squares, for scans of hard edges; else smooth
};

/// Where the colours of a polygon run: straight from `from` to `to`, or in circles about `from`, the last through `to`.
struct GradientSpan {
    bool outward = false;
    Point from;
    Point to;

    /// 0 at `from`, 1 at `to` and where the colours are the same; may lie beyond.
    double progressAt(Point point) const;
};

/// What is drawn of a feature, as in MapLibre. Fill: its polygons, those of a layer with shaded symbols one over the
/// other, of other layers each in place of what it covers. Line: its lines and all rings of its polygons.
/// Circle: every vertex, a ring's repeated first corner left out. Symbol: see LabelPlacer. A feature with nothing to
/// draw is not among the rows. Raster: its pixels; the only feature is their outline.
enum class PictureKind : std::uint8_t { Fill, Line, Circle, Symbol, Raster };

struct PictureLayer {
    std::string id; ///< of the style layer
    PictureKind kind = PictureKind::Fill;
    std::shared_ptr<const FeatureTable> table;              ///< world frame
    std::shared_ptr<const std::vector<std::uint32_t>> rows; ///< features that pass the filter, in drawing order;
                                                            ///< the same pointer as long as they are the same
    std::vector<std::uint32_t> symbolOf;                    ///< for each of rows: index into the symbols of `kind`
    std::vector<FillSymbol> fills;
    std::shared_ptr<const std::vector<GradientSpan>> gradientSpans; ///< of the table's parts; null: no gradients
    std::vector<LineSymbol> lines;
    std::vector<CircleSymbol> circles;
    std::vector<TextSymbol> textSymbols;
    std::shared_ptr<const Raster> raster; ///< Raster: world frame
    RasterSymbol rasterSymbol;
    std::vector<std::string> texts; ///< Symbol: text of each of rows
    std::vector<double> priorities; ///< Symbol: symbol-sort-key of each of rows; lower is placed first
    Point translate;                ///< of fills, lines and circles: right, down; style pixels
    double opacity = 1;             ///< the user's, on top of the style's
};

/// The view in which the layer is where it belongs without being moved.
inline View viewOfLayer(View view, const PictureLayer& layer) {
    view.centerWorld.x -= layer.translate.x * view.unitsPerStylePixel();
    view.centerWorld.y += layer.translate.y * view.unitsPerStylePixel();
    return view;
}

struct Picture {
    Rgba background{255, 255, 255, 255};
    std::vector<PatternStyle> backgroundPatterns; ///< over it, bottom first
    std::vector<PictureLayer> layers;             ///< bottom first
    double zoom = 0;                              ///< at which the symbols were evaluated: a multiple of 1/16
    double metersPerUnit = 1;   ///< of the world frame; of a lon/lat frame, metres a degree of latitude
    std::uint64_t revision = 0; ///< differs when anything that is drawn differs; unique in the process
};

/// What the user changed about layers: absent layers are as the style says.
struct LayerState {
    bool visible = true;
    double opacity = 1;
    friend bool operator==(const LayerState&, const LayerState&) = default;
};
using LayerStates = std::map<std::string, LayerState, std::less<>>;

/// States that show just a scene's layers. Backgrounds stay as the style says.
LayerStates statesOfScene(const Project& project, const Scene& scene);

/// Builds pictures of one document, keeping what does not change between zooms. Not for several threads at once.
class PictureBuilder {
  public:
    explicit PictureBuilder(std::shared_ptr<const Document> document);
    ~PictureBuilder();
    PictureBuilder(PictureBuilder&&) noexcept;
    PictureBuilder& operator=(PictureBuilder&&) noexcept;

    /// The picture for a view: its scale gives the zoom, rounded to a sixteenth for the symbols and the layers' zoom
    /// ranges, to a whole number for filters (as in MapLibre). The same pointer comes back while nothing that is drawn
    /// differs, its zoom then being that of the view it was made for. Layers that are hidden or transparent are not
    /// in the picture. Also follows language().
    std::shared_ptr<const Picture> build(const LayerStates& states, const View& view);
    /// Goes on with `document`, the same sources under an edited style. What is kept of the layers not among `changed`
    /// stays, and the rows of the others too where they are the same, so that no mesh is made again.
    void restyle(std::shared_ptr<const Document> document, const std::vector<std::string>& changed);
    /// MapLibre zoom of a view of this document (latitude of the extent's centre).
    double zoomOf(const View& view) const;

  private:
    struct Data;
    std::unique_ptr<Data> data_;
};

} // namespace geju
