// Style layers: MapLibre Style 8 plus Geju's extras from `metadata`. Pure data; properties are expressions by their
// MapLibre names, checked for being known when the project is read.
#pragma once

#include "core/translate.hpp"
#include "plan/expression.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace geju {

enum class LayerType { Background, Fill, Line, Circle, Symbol, Raster };

/// Parallel strokes over a fill; lengths in pixels of 1/96 inch.
struct HatchStyle {
    double angleDegrees = 45; ///< counter-clockwise from east
    double spacing = 6;
    double width = 1;
    Rgba color;
    bool cross = false;
};

using PatternId = std::uint32_t; ///< one of the outlines that the drawing room knows

/// Outlines repeated over a fill or the background, over its colour.
struct PatternStyle {
    PatternId pattern = 0;
    double scale = 1; ///< of the cell as the pattern has it
    Rgba color;
    friend bool operator==(const PatternStyle&, const PatternStyle&) = default;
};

/// Ends of a line drawn as a broad arrow; lengths in multiples of the line width.
struct ArrowStyle {
    bool atStart = false;
    bool atEnd = true;
    double headLength = 3;
    double headWidth = 2.2;
    double tailWidth = 1; ///< width at the far end relative to the line's width
};

/// What a length of the style counts: pixels of 1/96 inch, millimetres of paper, or metres on the ground.
enum class LengthUnit { Pixels, Millimeters, Meters };

/// Heads of arrows repeated along a line; their size in multiples of the line width.
struct ArrowsAlongStyle {
    double spacing = 80;
    LengthUnit spacingUnit = LengthUnit::Pixels;
    double headLength = 3;
    double headWidth = 2.2;
    std::optional<Rgba> color; ///< missing: the line's
};

/// A fill that fades to nothing at its boundary, from this far inside it.
struct SoftEdgeStyle {
    Expression width;
    LengthUnit unit = LengthUnit::Pixels;
};

/// Which way colours run over a polygon.
enum class GradientCourse {
    Direction,   ///< straight, across the whole polygon
    LongestAxis, ///< straight, along the longer side of the narrowest box about it; from the west, else from the south
    Outward      ///< from its visual centre to its farthest corner
};

/// Colours over each polygon, in place of its fill's one.
struct FillGradientStyle {
    GradientCourse course = GradientCourse::LongestAxis;
    double angleDegrees = 0; ///< of Direction: counter-clockwise from east
    Expression colors;       ///< by line-progress, 0…1
};

/// Lets a label that finds no room at its place stand apart, joined to it by a thin line; lengths in pixels of 1/96
/// inch.
struct LeaderStyle {
    double distance = 40; ///< farthest that the label may stand from its anchor
    double gap = 0;       ///< that the line keeps from the anchor, where a sign stands
    double width = 0.8;
    std::optional<Rgba> color; ///< nothing: the text's
};

/// How a layer appears in the legend.
struct LegendStyle {
    bool shown = true;
    std::string property;           ///< one entry for each value of it that is visible; empty: one entry a layer
    std::vector<std::string> order; ///< values that come first, in this order
    std::map<std::string, LocalText, std::less<>> labels; ///< of values, where the value itself says too little
};

using StyleProperties = std::map<std::string, Expression, std::less<>>;

struct StyleLayer {
    std::string id;
    LayerType type = LayerType::Fill;
    std::string source;
    std::optional<Expression> filter;
    double minZoom = 0;
    double maxZoom = 24; ///< exclusive, as in MapLibre
    bool visible = true; ///< layout.visibility
    StyleProperties paint;
    StyleProperties layout;

    LocalText name;
    std::string group;   ///< one key for all layers of a group: its Chinese name, or the English one without it
    LocalText groupName; ///< for people
    LegendStyle legend;
    bool labelsOnly = false;
    std::optional<Expression> lineWidthMeters;
    std::optional<Expression> lineWidthMillimeters; ///< on paper and on a screen of 96 dpi
    std::optional<Expression> circleRadiusMeters;
    std::optional<HatchStyle> hatch;
    std::optional<SoftEdgeStyle> softEdge;
    std::optional<FillGradientStyle> fillGradient;
    std::optional<Expression>
        patternColor;        ///< of the pattern, over the layer's colour; missing: the layer's in its place
    double patternScale = 1; ///< of the pattern's cells
    std::optional<ArrowStyle> arrow;
    std::optional<ArrowsAlongStyle> arrowsAlong;
    std::optional<LeaderStyle> leader;
    std::optional<Expression> textFieldEnglish;

    /// Evaluated property, or the default. `name` is looked up in paint, then in layout.
    double number(std::string_view name, const EvaluationContext& context, double otherwise) const;
    Rgba color(std::string_view name, const EvaluationContext& context, Rgba otherwise) const;
    std::string text(std::string_view name, const EvaluationContext& context, std::string_view otherwise) const;
    bool flag(std::string_view name, const EvaluationContext& context, bool otherwise) const;
    std::vector<double> numbers(std::string_view name, const EvaluationContext& context,
                                std::vector<double> otherwise) const;
    const Expression* property(std::string_view name) const;
    /// Which property names the layer's pattern; empty: layers of its type have none.
    std::string_view patternProperty() const;
    bool dependsOnZoom() const; ///< any property but the zoom range
};

} // namespace geju
