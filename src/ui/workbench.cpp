#include "ui/workbench.hpp"

#include "core/translate.hpp"
#include "ui/painter.hpp"
#include "ui/widgets.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace geju {

namespace {

constexpr ImGuiWindowFlags kFixed = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                    ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBringToFrontOnFocus |
                                    ImGuiWindowFlags_NoFocusOnAppearing | ImGuiWindowFlags_NoNav;

constexpr const char* kToolbar = "##toolbar";
constexpr const char* kLeft = "##left";
constexpr const char* kRight = "##right";

/// Without a background of its own unless asked: the application clears the panels' ground, which is far cheaper
/// than blending where the CPU draws.
void beginFixed(const char* id, const Box& box, ImVec2 padding, bool background = false) {
    ImGui::SetNextWindowPos({static_cast<float>(box.minX), static_cast<float>(box.minY)});
    ImGui::SetNextWindowSize({static_cast<float>(box.width()), static_cast<float>(box.height())});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, padding);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowMinSize, {1, 1});
    ImGui::Begin(id, nullptr, kFixed | (background ? 0 : ImGuiWindowFlags_NoBackground));
    ImGui::PopStyleVar(2);
}

void edge(float x0, float y0, float x1, float y1) {
    ImGui::GetWindowDrawList()->AddLine({x0, y0}, {x1, y1}, packed(Rgba{214, 220, 226, 255}));
}

void drawBars(const Panel& panel, const WindowLayout& layout) {
    const auto width = static_cast<float>(layout.toolbar.width());
    beginFixed(kToolbar, layout.toolbar, {0, 0});
    const auto bottom = static_cast<float>(layout.toolbar.maxY) - 0.5f;
    edge(0, bottom, width, bottom);
    drawToolbar(panel);
    ImGui::End();
    beginFixed("##status", layout.status, {0, 0});
    const auto top = static_cast<float>(layout.status.minY) + 0.5f;
    edge(0, top, width, top);
    drawStatusBar(panel);
    ImGui::End();
}

/// A scrolling part of a side, to its bottom or `height` tall.
void beginScroll(const char* id, float height) {
    ImGui::PushStyleVar(ImGuiStyleVar_ChildBorderSize, 0);
    ImGui::BeginChild(id, {0, height}, false);
    ImGui::PopStyleVar();
}

void drawDocumentTitle(const Panel& panel) {
    const UiState& state = panel.state;
    const float width = ImGui::GetContentRegionAvail().x;
    widget::wrapped(panel, TextRole::Title, state.documentTitle);
    if (!state.documentSubtitle.empty()) {
        widget::cut(panel, TextRole::Small, state.documentSubtitle, width, theme::kInkSoft);
    }
    widget::space(panel, 4);
}

struct SectionName {
    Section section;
    const char* label;
};

void drawSectionTabs(const Panel& panel) {
    const UiState& state = panel.state;
    std::size_t faults = 0;
    for (const Issue& issue : state.issues) faults += issue.severity != Severity::Notice;
    const std::string issues = faults ? fmt::format("{} {}", tr("Issues"), faults) : std::string(tr("Issues"));
    const SectionName names[] = {{Section::Feature, tr("Feature")},
                                 {Section::Balance, tr("Land use")},
                                 {Section::Indicators, tr("Indicators")},
                                 {Section::Measure, tr("Measure")},
                                 {Section::Issues, issues.c_str()}};
    const float height = panel.points(34);
    const float full = ImGui::GetContentRegionAvail().x;
    float used = 0;
    for (const auto& name : names) used += widget::textWidth(panel, TextRole::Body, name.label);
    const float pad = std::max(panel.points(3), (full - used) / (2 * static_cast<float>(std::size(names))));
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 start = ImGui::GetCursorScreenPos();
    float x = start.x;
    for (const auto& name : names) {
        const bool shown = state.section == name.section;
        const float width = widget::textWidth(panel, TextRole::Body, name.label) + 2 * pad;
        ImGui::SetCursorScreenPos({x, start.y});
        ImGui::PushID(static_cast<int>(name.section));
        if (ImGui::InvisibleButton("tab", {width, height})) panel.ask(command::ShowSection{name.section});
        widget::remember(panel, fmt::format("section-{}", static_cast<int>(name.section)));
        ImGui::PopID();
        const bool hovered = ImGui::IsItemHovered();
        const bool alert = name.section == Section::Issues && faults > 0;
        const Rgba ink = shown ? theme::kAccent : hovered ? theme::kInk : alert ? theme::kWarning : theme::kInkSoft;
        widget::textAt(panel, TextRole::Body, name.label, x + pad,
                       start.y + (height - widget::lineHeight(panel, TextRole::Body)) / 2, ink);
        if (shown) {
            list.AddRectFilled({x + pad * 0.5f, start.y + height - panel.points(3)},
                               {x + width - pad * 0.5f, start.y + height}, packed(theme::kAccent), panel.points(1.5f));
        }
        x += width;
    }
    list.AddLine({start.x, start.y + height}, {start.x + full, start.y + height}, packed(theme::kLine));
    ImGui::SetCursorScreenPos({start.x, start.y + height + panel.points(10)});
}

/// In the middle of an empty window: what can be done.
void drawWelcome(const Panel& panel, const Box& map) {
    beginFixed("##welcome", map, {0, 0});
    const char* title = tr("No plan is open");
    const char* text = tr("Open a project or data (Ctrl+O), or drop a file here.");
    const auto middle = [&](TextRole role, const char* words, float y) {
        widget::textAt(panel, role, words,
                       static_cast<float>(map.center().x) - widget::textWidth(panel, role, words) / 2, y,
                       role == TextRole::Title ? theme::kInk : theme::kInkSoft);
    };
    const auto y = static_cast<float>(map.center().y);
    middle(TextRole::Title, title, y - panel.points(52));
    middle(TextRole::Body, text, y - panel.points(20));
    ImGui::SetCursorScreenPos({static_cast<float>(map.center().x) -
                                   (widget::textWidth(panel, TextRole::Body, tr("Open")) + panel.points(26)) / 2,
                               y + panel.points(12)});
    if (widget::button(panel, "open", tr("Open"), true)) panel.ask(command::ShowDialog{Dialog::Open});
    ImGui::End();
}

void drawLoading(const Panel& panel, double width, double height) {
    const float boxWidth = panel.points(420);
    const float boxHeight = panel.points(122);
    const Box box{width / 2 - boxWidth / 2, height / 2 - boxHeight / 2, width / 2 + boxWidth / 2,
                  height / 2 + boxHeight / 2};
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, panel.points(8));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 1);
    ImGui::PushStyleColor(ImGuiCol_WindowBg, packed(theme::kPaper));
    ImGui::SetNextWindowFocus();
    beginFixed("##loading", box, {panel.points(20), panel.points(14)}, true);
    widget::cut(panel, TextRole::Strong, panel.state.loadingWhat, ImGui::GetContentRegionAvail().x);
    widget::space(panel, 4);
    widget::progressBar(panel, panel.state.loading.fraction, ImGui::GetContentRegionAvail().x);
    widget::space(panel, 4);
    const char* cancel = tr("Cancel");
    ImGui::SetCursorPosX(boxWidth - widget::textWidth(panel, TextRole::Body, cancel) - panel.points(46));
    if (widget::button(panel, "cancel", cancel)) panel.ask(command::CancelWork{});
    ImGui::End();
    ImGui::PopStyleColor();
    ImGui::PopStyleVar(2);
}

} // namespace

void Workbench::drawSection(const Panel& panel) {
    switch (panel.state.section) {
    case Section::Feature:
        return drawFeature(panel);
    case Section::Balance:
        return drawBalance(panel);
    case Section::Indicators:
        return drawIndicators(panel);
    case Section::Measure:
        return drawMeasure(panel);
    case Section::Issues:
        return drawIssues(panel);
    case Section::Style:
        return drawStyle(panel, style_);
    }
}

WindowLayout Workbench::layout(const UiState& state, double width, double height, double scale) const {
    const bool any = state.document != nullptr;
    // What could not be opened is explained on the right, even where nothing is open.
    return layOut(width, height, scale, sides_, state.leftShown && any,
                  state.rightShown && (any || !state.issues.empty()));
}

void Workbench::drawSplitter(const Panel& panel, const WindowLayout& layout, bool left) {
    const Box& side = left ? layout.left : layout.right;
    const double x = left ? side.maxX : side.minX;
    const double reach = panel.scale * 3;
    beginFixed(left ? "##split-left" : "##split-right", {x - reach, side.minY, x + reach, side.maxY}, {0, 0});
    ImGui::InvisibleButton("split", {static_cast<float>(2 * reach), static_cast<float>(side.height())});
    const bool active = ImGui::IsItemActive();
    if (active || ImGui::IsItemHovered()) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
    if (active) {
        double& width = left ? sides_.leftPoints : sides_.rightPoints;
        const double delta = ImGui::GetIO().MouseDelta.x / panel.scale * (left ? 1 : -1);
        width = std::clamp(width + delta, static_cast<double>(theme::kNarrowestSide), 720.0);
    }
    ImGui::End();
}

void Workbench::drawSides(const Panel& panel, const WindowLayout& layout) {
    const ImVec2 padding{panel.points(theme::kPadding), panel.points(12)};
    if (!layout.left.empty()) {
        beginFixed(kLeft, layout.left, padding);
        const auto x = static_cast<float>(layout.left.maxX) - 0.5f;
        edge(x, static_cast<float>(layout.left.minY), x, static_cast<float>(layout.left.maxY));
        drawDocumentTitle(panel);
        drawSearch(panel, search_);
        widget::space(panel, 4);
        if (!panel.state.document->project.scenes.empty()) {
            drawSceneHeading(panel);
            beginScroll("scenes", std::round(ImGui::GetContentRegionAvail().y * static_cast<float>(sceneShare_)));
            drawScenes(panel);
            ImGui::EndChild();
            widget::rule(panel);
        }
        widget::heading(panel, tr("Layers"));
        beginScroll("layers", 0);
        drawLayers(panel);
        ImGui::EndChild();
        ImGui::End();
        drawSplitter(panel, layout, true);
    }
    if (!layout.right.empty()) {
        beginFixed(kRight, layout.right, {padding.x, panel.points(6)});
        const auto x = static_cast<float>(layout.right.minX) + 0.5f;
        edge(x, static_cast<float>(layout.right.minY), x, static_cast<float>(layout.right.maxY));
        drawSectionTabs(panel);
        // One scroll position a section.
        ImGui::PushID(static_cast<int>(panel.state.section));
        beginScroll("section", 0);
        drawSection(panel);
        ImGui::EndChild();
        ImGui::PopID();
        ImGui::End();
        drawSplitter(panel, layout, false);
    }
}

void Workbench::draw(const Panel& panel, double width, double height) {
    const WindowLayout where = layout(panel.state, width, height, panel.scale);
    map_ = where.map;
    drawSides(panel, where);
    if (!panel.state.document && !panel.state.loading.running) drawWelcome(panel, where.map);
    furniture_ = drawMapFurniture(panel, where.map);
    drawBars(panel, where);
    if (panel.state.loading.running) drawLoading(panel, width, height);
    drawDialogs(panel, draft_);
    covered_ = panel.state.loading.running || draft_.shown != Dialog::None ||
               ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel);
}

bool Workbench::isSteady(std::string_view window) {
    return window.starts_with(kToolbar) || window.starts_with(kLeft) || window.starts_with(kRight);
}

bool Workbench::meansMap(double x, double y) const {
    const Point at{x, y};
    if (covered_ || !map_.contains(at)) return false;
    return std::none_of(furniture_.blocked.begin(), furniture_.blocked.end(),
                        [&](const Box& box) { return box.contains(at); });
}

std::vector<Box> Workbench::coveredOfMap() const {
    std::vector<Box> boxes = furniture_.covered;
    for (Box& box : boxes) {
        box = {box.minX - map_.minX, box.minY - map_.minY, box.maxX - map_.minX, box.maxY - map_.minY};
    }
    return boxes;
}

} // namespace geju
