// The few controls that panels are made of. All text goes through here, so that the fonts learn which characters are
// shown. Lengths are in ImGui's pixels unless they say points. Identifiers must differ within a panel.
#pragma once

#include "ui/icons.hpp"
#include "ui/panel.hpp"
#include "ui/theme.hpp"

#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace geju::widget {

/// Pushes a role's font for its lifetime.
class UseFont {
  public:
    UseFont(const Panel& panel, TextRole role);
    ~UseFont();
    UseFont(const UseFont&) = delete;
    UseFont& operator=(const UseFont&) = delete;
};

float textWidth(const Panel& panel, TextRole role, std::string_view text);
float lineHeight(const Panel& panel, TextRole role);

/// One line at the cursor.
void text(const Panel& panel, TextRole role, std::string_view text, Rgba color = theme::kInk);
/// As wide as the panel, on several lines; on no more than `most`, where the whole text is then its tooltip.
void wrapped(const Panel& panel, TextRole role, std::string_view text, Rgba color = theme::kInk,
             std::size_t most = std::numeric_limits<std::size_t>::max());
/// The lines of a text in a width.
std::vector<std::string> lines(const Panel& panel, TextRole role, std::string_view text, float width);
/// Cut with "..." where it is longer than `width`; the whole text is then its tooltip.
void cut(const Panel& panel, TextRole role, std::string_view text, float width, Rgba color = theme::kInk);
/// At an absolute place of the window's draw list; the cursor stays.
void textAt(const Panel& panel, TextRole role, std::string_view text, float x, float y, Rgba color);
std::string cutToWidth(const Panel& panel, TextRole role, std::string_view text, float width);

void heading(const Panel& panel, std::string_view text);
void space(const Panel& panel, float points);
void rule(const Panel& panel);
void tooltip(const Panel& panel, std::string_view text); ///< of the item before, when hovered

/// Notes where the item before was drawn (Panel::places).
void remember(const Panel& panel, std::string_view name);

bool button(const Panel& panel, const char* id, std::string_view label, bool primary = false, bool enabled = true);
bool iconButton(const Panel& panel, const char* id, Icon icon, std::string_view tip, bool active = false,
                bool enabled = true, float sidePoints = 32);
/// Icon and label side by side, for the toolbar.
bool toolButton(const Panel& panel, const char* id, Icon icon, std::string_view label, std::string_view tip,
                bool active = false, bool enabled = true);
/// A word that is one of several to choose from.
bool chip(const Panel& panel, const char* id, std::string_view label, std::string_view tip, bool active);
bool checkbox(const Panel& panel, const char* id, bool& on, bool mixed = false);
/// A field that fills `width`; true when Enter was pressed in it.
bool textField(const Panel& panel, const char* id, std::string& value, std::string_view hint, float width,
               bool focus = false, bool selectAll = false);
/// A list to choose from, folded to a field `width` wide, its texts in the font pushed; ImGui::EndCombo ends an open
/// one.
bool beginCombo(const Panel& panel, TextRole role, const char* id, const std::string& shown, float width);
/// A row that can be chosen, `height` tall, drawn by the caller over it; true when clicked.
bool row(const Panel& panel, const char* id, float height, bool chosen);
/// "label  value" over the panel's width; the value stands at the right.
void figure(const Panel& panel, std::string_view label, std::string_view value, TextRole role = TextRole::Body);
void progressBar(const Panel& panel, double fraction, float width);
/// Text in a rounded frame.
void badge(const Panel& panel, std::string_view text, Rgba ink, Rgba paper);
/// A grey note in the middle of an empty panel.
void emptyNote(const Panel& panel, std::string_view text);

} // namespace geju::widget
