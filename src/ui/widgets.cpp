#include "ui/widgets.hpp"

#include "drawing/utf8.hpp"
#include "ui/line_breaks.hpp"
#include "ui/painter.hpp"

#include <imgui.h>
#include <imgui_stdlib.h>

#include <algorithm>
#include <cmath>

namespace geju::widget {

namespace {

/// ImGui takes a null pointer to mean "until the zero": an empty view must not be one.
const char* begin(std::string_view text) {
    return text.data() ? text.data() : "";
}
const char* end(std::string_view text) {
    return begin(text) + text.size();
}

ImFont* fontOf(const Panel& panel, TextRole role) {
    ImFont* font = panel.fonts.font(role);
    return font ? font : ImGui::GetFont();
}

/// Paper, border and ink of a control by its state.
struct Look {
    Rgba paper;
    Rgba ink;
};

Look lookOf(bool active, bool enabled, bool hovered, bool held) {
    if (!enabled) return {Rgba{0, 0, 0, 0}, Rgba{188, 195, 202, 255}};
    if (active) return {theme::kAccentSoft, theme::kAccent};
    if (held) return {theme::kAccentSoft, theme::kInk};
    if (hovered) return {Rgba{234, 238, 241, 255}, theme::kInk};
    return {Rgba{0, 0, 0, 0}, Rgba{66, 78, 91, 255}};
}

} // namespace

UseFont::UseFont(const Panel& panel, TextRole role) {
    ImGui::PushFont(fontOf(panel, role));
}

UseFont::~UseFont() {
    ImGui::PopFont();
}

float textWidth(const Panel& panel, TextRole role, std::string_view text) {
    panel.fonts.note(role, text);
    const ImFont* font = fontOf(panel, role);
    return font->CalcTextSizeA(font->FontSize, 1e9f, 0, begin(text), end(text)).x;
}

float lineHeight(const Panel& panel, TextRole role) {
    return fontOf(panel, role)->FontSize;
}

void text(const Panel& panel, TextRole role, std::string_view text, Rgba color) {
    panel.fonts.note(role, text);
    const UseFont font(panel, role);
    ImGui::PushStyleColor(ImGuiCol_Text, packed(color));
    ImGui::TextUnformatted(begin(text), end(text));
    ImGui::PopStyleColor();
}

std::vector<std::string> lines(const Panel& panel, TextRole role, std::string_view text, float width) {
    panel.fonts.note(role, text);
    const ImFont* font = fontOf(panel, role);
    return breakLines(text, width, [&](std::string_view character) -> double {
        return font->CalcTextSizeA(font->FontSize, 1e9f, 0, begin(character), end(character)).x;
    });
}

void wrapped(const Panel& panel, TextRole role, std::string_view whole, Rgba color, std::size_t most) {
    const float width = std::max(ImGui::GetContentRegionAvail().x, panel.points(40));
    std::vector<std::string> shown = lines(panel, role, whole, width);
    const bool isCut = shown.size() > most;
    if (isCut && most > 0) shown[most - 1] = cutToWidth(panel, role, shown[most - 1] + " " + shown[most], width);
    if (isCut) shown.resize(most);
    const UseFont font(panel, role);
    ImGui::PushStyleColor(ImGuiCol_Text, packed(color));
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
    ImGui::BeginGroup();
    for (const std::string& line : shown) ImGui::TextUnformatted(line.data(), line.data() + line.size());
    ImGui::EndGroup();
    if (isCut) tooltip(panel, whole);
    ImGui::PopStyleVar();
    ImGui::Dummy({0, 0});
    ImGui::PopStyleColor();
}

std::string cutToWidth(const Panel& panel, TextRole role, std::string_view text, float width) {
    if (textWidth(panel, role, text) <= width) return std::string(text);
    const float dots = textWidth(panel, role, "...");
    const ImFont* font = fontOf(panel, role);
    float used = 0;
    std::size_t at = 0;
    while (at < text.size()) {
        const auto character = readUtf8(text, at);
        const float advance =
            font->CalcTextSizeA(font->FontSize, 1e9f, 0, text.data() + at, text.data() + at + character.bytes).x;
        if (used + advance + dots > width) break;
        used += advance;
        at += character.bytes;
    }
    return std::string(text.substr(0, at)) + "...";
}

void cut(const Panel& panel, TextRole role, std::string_view whole, float width, Rgba color) {
    const std::string shown = cutToWidth(panel, role, whole, width);
    text(panel, role, shown, color);
    if (shown.size() != whole.size() || shown != whole) tooltip(panel, whole);
}

void textAt(const Panel& panel, TextRole role, std::string_view text, float x, float y, Rgba color) {
    panel.fonts.note(role, text);
    ImFont* font = fontOf(panel, role);
    ImGui::GetWindowDrawList()->AddText(font, font->FontSize, {std::round(x), std::round(y)}, packed(color),
                                        begin(text), end(text));
}

void heading(const Panel& panel, std::string_view label) {
    text(panel, TextRole::Strong, label, theme::kInk);
}

void space(const Panel& panel, float points) {
    ImGui::Dummy({0, panel.points(points)});
}

void rule(const Panel& panel) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const float y = std::round(at.y + panel.points(5)) + 0.5f;
    ImGui::GetWindowDrawList()->AddLine({at.x, y}, {at.x + width, y}, packed(theme::kLine));
    ImGui::Dummy({0, panel.points(11)});
}

void tooltip(const Panel& panel, std::string_view tip) {
    if (tip.empty() || !ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled)) return;
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {panel.points(10), panel.points(6)});
    ImGui::BeginTooltip();
    {
        panel.fonts.note(TextRole::Small, tip);
        const UseFont font(panel, TextRole::Small);
        ImGui::PushTextWrapPos(panel.points(320));
        ImGui::TextUnformatted(begin(tip), end(tip));
        ImGui::PopTextWrapPos();
    }
    ImGui::EndTooltip();
    ImGui::PopStyleVar();
}

void remember(const Panel& panel, std::string_view name) {
    if (!panel.places) return;
    const ImVec2 from = ImGui::GetItemRectMin();
    const ImVec2 to = ImGui::GetItemRectMax();
    if (!ImGui::IsItemVisible()) return;
    (*panel.places)[std::string(name)] = {from.x, from.y, to.x, to.y};
}

bool button(const Panel& panel, const char* id, std::string_view label, bool primary, bool enabled) {
    const float width = textWidth(panel, TextRole::Body, label) + panel.points(26);
    const float height = panel.points(32);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::BeginDisabled(!enabled);
    const bool clicked = ImGui::InvisibleButton(id, {width, height});
    ImGui::EndDisabled();
    remember(panel, id);
    const bool hovered = enabled && ImGui::IsItemHovered();
    const bool held = enabled && ImGui::IsItemActive();
    Rgba paper = primary ? theme::kAccent : theme::kPaper;
    if (hovered) paper = primary ? Rgba{24, 92, 83, 255} : theme::kAccentFaint;
    if (held) paper = primary ? Rgba{18, 74, 67, 255} : theme::kAccentSoft;
    if (!enabled) paper = Rgba{236, 239, 242, 255};
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 to{at.x + width, at.y + height};
    list.AddRectFilled(at, to, packed(paper), panel.points(5));
    if (!primary) list.AddRect(at, to, packed(Rgba{205, 211, 218, 255}), panel.points(5));
    const Rgba ink = !enabled ? theme::kInkFaint : primary ? theme::kPaper : theme::kInk;
    textAt(panel, TextRole::Body, label, at.x + panel.points(13),
           at.y + (height - lineHeight(panel, TextRole::Body)) / 2, ink);
    return clicked && enabled;
}

bool iconButton(const Panel& panel, const char* id, Icon icon, std::string_view tip, bool active, bool enabled,
                float sidePoints) {
    const float side = panel.points(sidePoints);
    const float glyph = panel.points(std::min(20.0f, sidePoints * 0.7f));
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::BeginDisabled(!enabled);
    const bool clicked = ImGui::InvisibleButton(id, {side, side});
    ImGui::EndDisabled();
    remember(panel, id);
    const Look look = lookOf(active, enabled, ImGui::IsItemHovered(), ImGui::IsItemActive());
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (look.paper.a) list.AddRectFilled(at, {at.x + side, at.y + side}, packed(look.paper), panel.points(6));
    drawIcon(list, icon, std::round(at.x + (side - glyph) / 2), std::round(at.y + (side - glyph) / 2), glyph, look.ink);
    tooltip(panel, tip);
    return clicked && enabled;
}

bool toolButton(const Panel& panel, const char* id, Icon icon, std::string_view label, std::string_view tip,
                bool active, bool enabled) {
    const float glyph = panel.points(20);
    const float height = panel.points(34);
    const float pad = panel.points(8);
    const float gap = label.empty() ? 0 : panel.points(6);
    const float width = pad + glyph + gap + textWidth(panel, TextRole::Body, label) + pad;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::BeginDisabled(!enabled);
    const bool clicked = ImGui::InvisibleButton(id, {width, height});
    ImGui::EndDisabled();
    remember(panel, id);
    const Look look = lookOf(active, enabled, ImGui::IsItemHovered(), ImGui::IsItemActive());
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (look.paper.a) list.AddRectFilled(at, {at.x + width, at.y + height}, packed(look.paper), panel.points(6));
    drawIcon(list, icon, std::round(at.x + pad), std::round(at.y + (height - glyph) / 2), glyph, look.ink);
    textAt(panel, TextRole::Body, label, at.x + pad + glyph + gap,
           at.y + (height - lineHeight(panel, TextRole::Body)) / 2, look.ink);
    tooltip(panel, tip);
    return clicked && enabled;
}

bool chip(const Panel& panel, const char* id, std::string_view label, std::string_view tip, bool active) {
    const float width = textWidth(panel, TextRole::Body, label) + panel.points(20);
    const float height = panel.points(27);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const bool clicked = ImGui::InvisibleButton(id, {width, height});
    remember(panel, id);
    const Look look = lookOf(active, true, ImGui::IsItemHovered(), ImGui::IsItemActive());
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 to{at.x + width, at.y + height};
    if (look.paper.a) list.AddRectFilled(at, to, packed(look.paper), panel.points(5));
    if (!active) list.AddRect(at, to, packed(theme::kLine), panel.points(5));
    textAt(panel, TextRole::Body, label, at.x + panel.points(10),
           at.y + (height - lineHeight(panel, TextRole::Body)) / 2, look.ink);
    tooltip(panel, tip);
    return clicked;
}

bool checkbox(const Panel& panel, const char* id, bool& on, bool mixed) {
    const float side = panel.points(16);
    const float reach = panel.points(22);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const bool clicked = ImGui::InvisibleButton(id, {reach, reach});
    remember(panel, id);
    const bool hovered = ImGui::IsItemHovered();
    const ImVec2 from{std::round(at.x + (reach - side) / 2), std::round(at.y + (reach - side) / 2)};
    const ImVec2 to{from.x + side, from.y + side};
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const bool filled = on || mixed;
    list.AddRectFilled(from, to, packed(filled ? theme::kAccent : theme::kPaper), panel.points(4));
    if (!filled) list.AddRect(from, to, packed(hovered ? theme::kAccent : Rgba{176, 185, 194, 255}), panel.points(4));
    if (mixed) {
        const float y = (from.y + to.y) / 2;
        list.AddLine({from.x + side * 0.25f, y}, {to.x - side * 0.25f, y}, packed(theme::kPaper), panel.points(2));
    } else if (on) {
        drawIcon(list, Icon::Check, from.x, from.y, side, theme::kPaper);
    }
    if (clicked) on = !on;
    return clicked;
}

bool textField(const Panel& panel, const char* id, std::string& value, std::string_view hint, float width, bool focus,
               bool selectAll) {
    panel.fonts.note(TextRole::Body, value);
    panel.fonts.note(TextRole::Body, hint);
    const UseFont font(panel, TextRole::Body);
    if (focus) ImGui::SetKeyboardFocusHere();
    ImGui::SetNextItemWidth(width);
    const ImGuiInputTextFlags flags =
        ImGuiInputTextFlags_EnterReturnsTrue | (selectAll ? ImGuiInputTextFlags_AutoSelectAll : 0);
    const bool entered = ImGui::InputTextWithHint(id, std::string(hint).c_str(), &value, flags);
    remember(panel, id);
    panel.fonts.note(TextRole::Body, value);
    return entered;
}

bool beginCombo(const Panel& panel, TextRole role, const char* id, const std::string& shown, float width) {
    panel.fonts.note(role, shown);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float side = panel.points(14);
    const float middle = at.y + (ImGui::GetFrameHeight() - side) / 2;
    const std::string title = cutToWidth(panel, role, shown, width - side - panel.points(22));
    ImGui::SetNextItemWidth(width);
    const bool open = ImGui::BeginCombo(id, title.c_str(), ImGuiComboFlags_HeightLarge | ImGuiComboFlags_NoArrowButton);
    if (!open) {
        drawIcon(*ImGui::GetWindowDrawList(), Icon::ChevronDown, at.x + width - side - panel.points(7), middle, side,
                 theme::kInkSoft);
    }
    return open;
}

bool row(const Panel& panel, const char* id, float height, bool chosen) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const bool clicked = ImGui::InvisibleButton(id, {std::max(1.0f, width), height});
    remember(panel, id);
    const bool hovered = ImGui::IsItemHovered();
    if (chosen || hovered) {
        ImGui::GetWindowDrawList()->AddRectFilled(at, {at.x + width, at.y + height},
                                                  packed(chosen ? theme::kAccentSoft : Rgba{238, 241, 244, 255}),
                                                  panel.points(5));
    }
    return clicked;
}

void figure(const Panel& panel, std::string_view label, std::string_view value, TextRole role) {
    const float width = ImGui::GetContentRegionAvail().x;
    const float valueWidth = textWidth(panel, role, value);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float room = width - valueWidth - panel.points(8);
    textAt(panel, TextRole::Body, cutToWidth(panel, TextRole::Body, label, room), at.x, at.y, theme::kInkSoft);
    textAt(panel, role, value, at.x + width - valueWidth, at.y, theme::kInk);
    ImGui::Dummy({width, lineHeight(panel, TextRole::Body)});
}

void progressBar(const Panel& panel, double fraction, float width) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float height = panel.points(6);
    const auto filled = static_cast<float>(std::clamp(fraction, 0.0, 1.0));
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(at, {at.x + width, at.y + height}, packed(theme::kLine), height / 2);
    if (filled > 0.01f) {
        list.AddRectFilled(at, {at.x + std::max(height, width * filled), at.y + height}, packed(theme::kAccent),
                           height / 2);
    }
    ImGui::Dummy({width, height});
}

void badge(const Panel& panel, std::string_view label, Rgba ink, Rgba paper) {
    const float width = textWidth(panel, TextRole::Small, label) + panel.points(14);
    const float height = lineHeight(panel, TextRole::Small) + panel.points(2);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::GetWindowDrawList()->AddRectFilled(at, {at.x + width, at.y + height}, packed(paper), height / 2);
    textAt(panel, TextRole::Small, label, at.x + panel.points(7), at.y + panel.points(1), ink);
    ImGui::Dummy({width, height});
}

void emptyNote(const Panel& panel, std::string_view note) {
    space(panel, 18);
    ImGui::Indent(panel.points(8));
    wrapped(panel, TextRole::Body, note, theme::kInkSoft);
    ImGui::Unindent(panel.points(8));
}

} // namespace geju::widget
