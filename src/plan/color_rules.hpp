// Colours by an attribute, in the two forms that people edit in a table: one colour a value (`match`) and one colour
// a class of a number (`step`); and colours along a line. From expressions and back to JSON; pure functions, any
// thread.
#pragma once

#include "plan/color.hpp"
#include "plan/expression.hpp"

#include <optional>
#include <string>
#include <vector>

namespace geju {

struct ColorCategory {
    std::vector<StyleValue> values; ///< texts and numbers that share the colour
    Rgba color;
};

struct ColorCategories {
    std::string property;
    bool asText = false; ///< values are compared as texts, whatever they are in the data
    std::vector<ColorCategory> items;
    Rgba otherwise;

    /// Position in `items` of the one that a value belongs to; their number where it belongs to none.
    std::size_t indexOf(const Value& value) const;
};

/// Class i goes from stops[i − 1] to before stops[i]; the first has no lower end, the last no upper one.
struct ColorSteps {
    std::string property;
    std::vector<double> stops;         ///< ascending
    std::vector<Rgba> colors;          ///< one more than stops
    std::optional<Rgba> withoutNumber; ///< of features that have none; missing: they get the property's default

    std::size_t indexOf(double number) const;
};

/// Nothing where the expression is of another form: an input that is no property, outputs that are no plain colours.
std::optional<ColorCategories> colorCategories(const Expression& expression);
std::optional<ColorSteps> colorSteps(const Expression& expression);

/// A colour at a place between 0 and 1; two at one place where it changes at once.
struct ColorStop {
    double at = 0;
    Rgba color;
    friend bool operator==(const ColorStop&, const ColorStop&) = default;
};

/// Of a line-gradient, ascending, at least one; premultiplied colours run straight between neighbours. Exact for a
/// linear `interpolate` or a `step` of the line's progress; other expressions are sampled.
std::vector<ColorStop> colorStops(const Expression& gradient, const EvaluationContext& context = {});
/// What the stops give at a place; beyond the ends the nearest stop's colour.
Rgba colorAt(const std::vector<ColorStop>& stops, double at);

/// The expressions as JSON.
std::string toJson(const ColorCategories& rule);
std::string toJson(const ColorSteps& rule);
std::string toJson(const std::vector<ColorStop>& stops); ///< a linear `interpolate` of at least two

/// The ends of a class as people read them: "< 5", "5 – 10", "≥ 10".
std::string rangeText(const ColorSteps& rule, std::size_t index);

} // namespace geju
