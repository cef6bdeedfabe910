// The plan's systems, one scene each: choosing one flies there and shows its layers; its text and source stand below.
#include "core/translate.hpp"
#include "core/units.hpp"
#include "ui/widgets.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>

namespace geju {

namespace {

/// In a low window text and source are cut, so that the list keeps its place; resting on them shows the whole.
void drawSceneText(const Panel& panel, const Scene& scene) {
    const float lines = ImGui::GetWindowHeight() / widget::lineHeight(panel, TextRole::Small);
    const auto most = [&](float share) { return static_cast<std::size_t>(std::max(1.0f, share * lines)); };
    ImGui::Indent(panel.points(12));
    if (!scene.text.empty()) {
        widget::wrapped(panel, TextRole::Small, scene.text.get(), theme::kInkSoft, most(0.25f));
    }
    if (!scene.source.empty()) {
        widget::wrapped(panel, TextRole::Small, std::string(tr("Source: ")) + scene.source, theme::kInkFaint,
                        most(0.15f));
    }
    ImGui::Unindent(panel.points(12));
    widget::space(panel, 4);
}

std::string amount(const CompareRow& row, double value, std::size_t count) {
    switch (row.kind) {
    case CompareRow::Kind::Area:
        return formatArea(value, AreaUnit::Hectare);
    case CompareRow::Kind::Length:
        return formatLength(value);
    case CompareRow::Kind::Count:
        break;
    }
    return std::to_string(count);
}

/// "+12.3 ha", with a true minus.
std::string signedAmount(const CompareRow& row) {
    const double difference = row.right - row.left;
    const auto count = static_cast<std::ptrdiff_t>(row.rightCount) - static_cast<std::ptrdiff_t>(row.leftCount);
    const bool less = row.kind == CompareRow::Kind::Count ? count < 0 : difference < 0;
    return (less ? "−" : "+") + amount(row, std::fabs(difference), static_cast<std::size_t>(std::abs(count)));
}

void drawDifference(const Panel& panel, const CompareRow& row) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x - panel.points(8);
    const std::string difference = signedAmount(row);
    const float differenceWidth = widget::textWidth(panel, TextRole::Small, difference);
    widget::cut(panel, TextRole::Small, row.name, width - differenceWidth - panel.points(6));
    widget::textAt(panel, TextRole::Small, difference, at.x + width - differenceWidth, at.y, theme::kAccent);
    widget::text(panel, TextRole::Small,
                 amount(row, row.left, row.leftCount) + " → " + amount(row, row.right, row.rightCount),
                 theme::kInkSoft);
}

/// Which scene lies on the right of the swipe.
void drawCompareChoice(const Panel& panel, float width) {
    const auto& compare = panel.state.compare;
    const std::string shown = compare ? compare->title : std::string(tr("Compare with"));
    const widget::UseFont font(panel, TextRole::Small);
    const bool open = widget::beginCombo(panel, TextRole::Small, "##compare", shown, width);
    if (!open) {
        widget::remember(panel, "compare");
        return;
    }
    panel.fonts.note(TextRole::Small, tr("No comparison"));
    if (ImGui::Selectable(tr("No comparison"), !compare)) panel.ask(command::CompareWith{});
    for (const Scene& other : panel.state.document->project.scenes) {
        if (other.id == panel.state.scene) continue;
        panel.fonts.note(TextRole::Small, other.title.get());
        if (ImGui::Selectable(other.title.get().c_str(), compare && compare->scene == other.id)) {
            panel.ask(command::CompareWith{other.id});
        }
        widget::remember(panel, "compare-" + other.id);
    }
    ImGui::EndCombo();
}

/// What the scene on the right of the swipe shows more or less of.
void drawComparison(const Panel& panel) {
    if (!panel.state.compare) return;
    ImGui::Indent(panel.points(12));
    for (const CompareRow& row : panel.state.compare->rows) drawDifference(panel, row);
    ImGui::Unindent(panel.points(12));
    widget::space(panel, 4);
}

} // namespace

void drawSceneHeading(const Panel& panel) {
    const ImVec2 at = ImGui::GetCursorPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const char* heading = tr("Scenes");
    const bool comparable = panel.state.document->project.scenes.size() > 1 && !panel.state.scene.empty();
    if (!comparable) return widget::heading(panel, heading);
    const float choice = width - widget::textWidth(panel, TextRole::Strong, heading) - panel.points(16);
    const float choiceWidth = std::min(choice, panel.points(panel.state.compare ? 176.0f : 128.0f));
    ImGui::SetCursorPosX(at.x + width - choiceWidth);
    drawCompareChoice(panel, choiceWidth);
    const ImVec2 after = ImGui::GetCursorPos();
    ImGui::SetCursorPos({at.x, at.y + panel.points(3)});
    widget::heading(panel, heading);
    ImGui::SetCursorPos(after);
}

void drawScenes(const Panel& panel) {
    const UiState& state = panel.state;
    if (!state.document) return;
    const float height = panel.points(28);
    // A scene that was chosen elsewhere (keys) is brought into sight, once.
    int& lastShown = *ImGui::GetStateStorage()->GetIntRef(ImGui::GetID("shown"));
    const auto shownId = static_cast<int>(ImGui::GetID(state.scene.c_str()));
    const bool changed = std::exchange(lastShown, shownId) != shownId;
    for (const Scene& scene : state.document->project.scenes) {
        const bool shown = scene.id == state.scene;
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float width = ImGui::GetContentRegionAvail().x;
        if (widget::row(panel, ("scene-" + scene.id).c_str(), height, shown)) panel.ask(command::ShowScene{scene.id});
        const TextRole role = shown ? TextRole::Strong : TextRole::Body;
        const std::string title = widget::cutToWidth(panel, role, scene.title.get(), width - panel.points(24));
        if (title != scene.title.get()) widget::tooltip(panel, scene.title.get());
        widget::textAt(panel, role, title, at.x + panel.points(12),
                       at.y + (height - widget::lineHeight(panel, role)) / 2, shown ? theme::kAccent : theme::kInk);
        ImGui::SetCursorScreenPos({at.x, at.y + height + panel.points(2)});
        if (shown) {
            drawSceneText(panel, scene);
            drawComparison(panel);
        }
        if (shown && changed) ImGui::SetScrollHereY(0.5f);
    }
}

} // namespace geju
