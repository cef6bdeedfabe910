// The top bar: files, ways through the views, tools, language.
#include "core/translate.hpp"
#include "ui/painter.hpp"
#include "ui/widgets.hpp"

#include <imgui.h>

namespace geju {

namespace {

void gap(const Panel& panel) {
    ImGui::SameLine(0, panel.points(7));
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::GetWindowDrawList()->AddLine({at.x + 0.5f, at.y + panel.points(7)}, {at.x + 0.5f, at.y + panel.points(27)},
                                        packed(theme::kLine));
    ImGui::Dummy({1, panel.points(34)});
    ImGui::SameLine(0, panel.points(7));
}

void next(const Panel& panel) {
    ImGui::SameLine(0, panel.points(2));
}

void drawTools(const Panel& panel, bool labels) {
    const auto tool = [&](const char* id, Tool which, Icon icon, const char* label, const char* tip) {
        if (widget::toolButton(panel, id, icon, labels ? label : "", tip, panel.state.tool == which)) {
            panel.ask(command::UseTool{which});
        }
    };
    tool("pan", Tool::Pan, Icon::Hand, tr("Select"), tr("Drag to pan, click a feature to read it (V)"));
    next(panel);
    tool("box", Tool::BoxZoom, Icon::BoxZoom, tr("Box zoom"), tr("Drag a box to fill the window with it (Shift-drag)"));
    next(panel);
    tool("box-select", Tool::BoxSelect, Icon::BoxSelect, tr("Box select"),
         tr("Drag a box to select the polygons it touches and count their land use; Shift adds to them, Alt takes only "
            "what lies inside wholly (R)"));
    next(panel);
    tool("distance", Tool::MeasureDistance, Icon::Distance, tr("Distance"), tr("Measure a distance by clicking (D)"));
    next(panel);
    tool("area", Tool::MeasureArea, Icon::Area, tr("Area"), tr("Measure an area by clicking (A)"));
}

void drawEditing(const Panel& panel) {
    const EditState& edit = panel.state.edit;
    const auto tip = [](const char* what, const std::string& name) {
        return name.empty() ? std::string(what) : std::string(what) + "\n" + name;
    };
    const bool any = panel.state.document != nullptr;
    if (widget::iconButton(panel, "save", Icon::Save, tr("Save the project (Ctrl+S)"), edit.unsaved, any, 34))
        panel.ask(command::SaveProject{});
    next(panel);
    if (widget::iconButton(panel, "undo-edit", Icon::Undo, tip(tr("Undo (Ctrl+Z)"), edit.undoName), false, edit.canUndo,
                           34)) {
        panel.ask(command::Undo{});
    }
    next(panel);
    if (widget::iconButton(panel, "redo-edit", Icon::Redo, tip(tr("Redo (Ctrl+Y)"), edit.redoName), false, edit.canRedo,
                           34)) {
        panel.ask(command::Redo{});
    }
}

void drawViews(const Panel& panel) {
    const bool any = panel.state.document != nullptr;
    const auto button = [&](const char* id, Icon icon, const char* tip, bool enabled, Command command) {
        if (widget::iconButton(panel, id, icon, tip, false, enabled, 34)) panel.ask(std::move(command));
        next(panel);
    };
    button("back", Icon::Back, tr("Previous view (Alt+Left)"), panel.state.map.canGoBack, command::GoBack{});
    button("forward", Icon::Forward, tr("Next view (Alt+Right)"), panel.state.map.canGoForward, command::GoForward{});
    button("in", Icon::ZoomIn, tr("Zoom in (+)"), any, command::ZoomBy{2});
    button("out", Icon::ZoomOut, tr("Zoom out (-)"), any, command::ZoomBy{0.5});
    button("fit", Icon::FitAll, tr("Show everything (Home)"), any, command::FitAll{});
    if (widget::iconButton(panel, "fit-layer", Icon::FitLayer, tr("Show the chosen layer (L)"), false, any, 34)) {
        panel.ask(command::FitLayer{});
    }
}

const char* otherLanguage() {
    return language() == "zh" ? "English" : "中文";
}

float languageWidthOf(const Panel& panel) {
    return widget::textWidth(panel, TextRole::Body, otherLanguage()) + panel.points(22);
}

/// Whether the window is wide enough for words beside the icons.
bool roomForLabels(const Panel& panel) {
    constexpr float kIconsPoints = 768; // all buttons without a word, and the gaps between them
    float width = panel.points(kIconsPoints) + languageWidthOf(panel);
    for (const char* label :
         {tr("Open"), tr("Export"), tr("Select"), tr("Box zoom"), tr("Box select"), tr("Distance"), tr("Area")}) {
        width += widget::textWidth(panel, TextRole::Body, label) + panel.points(6);
    }
    return width <= ImGui::GetWindowWidth();
}

/// At the right end: what one reaches for seldom.
void drawRightEnd(const Panel& panel) {
    const UiState& state = panel.state;
    const char* other = otherLanguage();
    const float languageWidth = languageWidthOf(panel);
    const float width = languageWidth + 3 * panel.points(36);
    ImGui::SameLine(ImGui::GetWindowWidth() - width - panel.points(6));
    ImGui::SetCursorPosY(panel.points(7));
    const ImVec2 at = ImGui::GetCursorScreenPos();
    if (ImGui::InvisibleButton("switch-language", {languageWidth, panel.points(34)})) {
        panel.ask(command::UseLanguage{language() == "zh" ? "en" : "zh"});
    }
    widget::remember(panel, "switch-language");
    const bool hovered = ImGui::IsItemHovered();
    widget::textAt(panel, TextRole::Body, other, at.x + panel.points(11),
                   at.y + (panel.points(34) - widget::lineHeight(panel, TextRole::Body)) / 2,
                   hovered ? theme::kAccent : theme::kInkSoft);
    widget::tooltip(panel, tr("Switch the language"));
    next(panel);
    if (widget::iconButton(panel, "left-side", Icon::SideLeft, tr("Scenes and layers (F6)"), state.leftShown, true,
                           34)) {
        panel.ask(command::ShowSides{!state.leftShown, state.rightShown});
    }
    next(panel);
    if (widget::iconButton(panel, "right-side", Icon::SideRight, tr("Figures (F7)"), state.rightShown, true, 34)) {
        panel.ask(command::ShowSides{state.leftShown, !state.rightShown});
    }
    next(panel);
    if (widget::iconButton(panel, "help", Icon::Help, tr("Keys and mouse (F1)"), false, true, 34)) {
        panel.ask(command::ShowDialog{Dialog::Help});
    }
}

} // namespace

void drawToolbar(const Panel& panel) {
    const bool labels = roomForLabels(panel);
    ImGui::SetCursorPos({panel.points(10), panel.points(7)});
    if (widget::toolButton(panel, "open", Icon::Open, labels ? tr("Open") : "",
                           tr("Open a project or data (Ctrl+O)"))) {
        panel.ask(command::ShowDialog{Dialog::Open});
    }
    next(panel);
    const bool canExport = panel.state.document != nullptr && !panel.state.exporting.running;
    if (widget::toolButton(panel, "export", Icon::Export, labels ? tr("Export") : "",
                           tr("Save what is seen as a picture (Ctrl+E)"), false, canExport)) {
        panel.ask(command::ShowDialog{Dialog::Export});
    }
    gap(panel);
    drawEditing(panel);
    gap(panel);
    drawViews(panel);
    gap(panel);
    drawTools(panel, labels);
    drawRightEnd(panel);
}

} // namespace geju
