// Rows of the style panel: a label and the control of one member of a style layer. A row shows what the layer has, or
// what MapLibre takes where it has nothing, and asks for an edit when the user changes it. A member that is given by an
// expression says so and is replaced only on purpose.
#pragma once

#include "ui/panel.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace geju {

/// What the style panel remembers between frames.
struct StyleDraft {
    std::string layer; ///< that the rest belongs to
    int mode = -1;     ///< how colours are chosen: see style_colors.cpp; −1: as the layer has it
    std::string field; ///< chosen and not yet used
    command::ColorByClass classes;
    std::optional<ColorScheme> scheme; ///< chosen here
    std::string name;
    std::string namedLayer; ///< whose name is in `name`
    std::string colorPlace; ///< whose picker is open
    float color[4] = {0, 0, 0, 1};
    unsigned gesture = 0; ///< counts while no control is held
};

class StyleRows {
  public:
    StyleRows(const Panel& panel, const StyleLayer& layer, StyleDraft& draft)
      : panel_(panel)
      , layer_(layer)
      , draft_(draft) {}

    const Panel& panel() const { return panel_; }
    const StyleLayer& layer() const { return layer_; }
    StyleDraft& draft() const { return draft_; }

    void edit(std::string_view what, std::vector<command::LayerMember> members) const;
    void edit(std::string_view what, const std::string& place, std::string value) const;

    /// `place` names the member: "paint/fill-color".
    void color(const char* label, const std::string& place, Rgba otherwise) const;
    /// A colour that may be missing: then there is a button to add it.
    void optionalColor(const char* label, const std::string& place, Rgba added) const;
    void number(const char* label, const std::string& place, double otherwise, double least, double most, float speed,
                const char* format = "%.1f") const;
    void percent(const char* label, const std::string& place) const;
    void choice(const char* label, const std::string& place, const char* otherwise,
                const std::vector<std::pair<const char*, const char*>>& options) const;
    void flag(const char* label, const std::string& place, bool otherwise) const;

    // The same for values that are not properties of the layer: the caller says what there is.
    void numberOf(const char* label, const std::string& place, double value, double least, double most, float speed,
                  const char* format = "%.1f") const;
    void colorOf(const char* label, const std::string& place, Rgba value) const;
    /// True when switched; `on` is then the new state.
    bool flagOf(const char* label, const std::string& id, bool& on) const;
    /// The colour's button alone, where the cursor stands; true while it is being changed, `value` then being new.
    bool colorButton(const std::string& id, Rgba& value) const;

    /// The label of a row; the cursor then stands where the control begins.
    void begin(const char* label) const;
    float controlWidth() const;
    /// Says that an expression decides, with its text as tooltip, and offers to replace it with `value`.
    void byExpression(const char* label, const std::string& place, const std::string& value) const;

  private:
    const Panel& panel_;
    const StyleLayer& layer_;
    StyleDraft& draft_;
};

/// A list to choose from; true when another was chosen.
bool combo(const Panel& panel, const std::string& id, const std::vector<std::string>& options, std::size_t& chosen,
           float width, std::string_view preview = {});

void drawStyle(const Panel& panel, StyleDraft& draft);
inline constexpr double kPixelsPerMillimeter = 96 / 25.4; // docs/style.md, "Zoom"

/// The parts of the panel about colours along a line, and arrows along it.
void drawLineGradient(const StyleRows& rows);
/// The colours of a gradient and their places.
void drawGradientColors(const StyleRows& rows, const std::string& place, const Expression& gradient);
/// The parts about soft edges and gradients of fills.
void drawSoftEdge(const StyleRows& rows);
void drawFillGradient(const StyleRows& rows);
void drawArrowsAlong(const StyleRows& rows);
/// The part of the panel about the layer's pattern.
void drawPattern(const StyleRows& rows);
/// The part of the panel about the layer's main colour: one, by value, by class.
void drawStyleColors(const StyleRows& rows, const char* label, const std::string& place);
/// The part of the panel about a symbol layer.
void drawStyleSymbol(const StyleRows& rows);

} // namespace geju
