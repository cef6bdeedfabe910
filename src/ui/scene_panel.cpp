// The plan's systems, one scene each: choosing one flies there and shows its layers; its text and source stand below.
#include "core/translate.hpp"
#include "core/units.hpp"
#include "ui/widgets.hpp"

#include <imgui.h>

#include <cmath>
#include <cstdlib>
#include <utility>

namespace geju {

namespace {

void drawSceneText(const Panel& panel, const Scene& scene) {
    ImGui::Indent(panel.points(12));
    if (!scene.text.empty()) widget::wrapped(panel, TextRole::Small, scene.text.get(), theme::kInkSoft);
    if (!scene.source.empty()) {
        widget::wrapped(panel, TextRole::Small, std::string(tr("Source: ")) + scene.source, theme::kInkFaint);
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

/// Which scene lies on the right of the swipe, and what it shows more or less of.
void drawComparison(const Panel& panel, const Scene& scene) {
    const auto& scenes = panel.state.document->project.scenes;
    if (scenes.size() < 2) return;
    const auto& compare = panel.state.compare;
    ImGui::Indent(panel.points(12));
    const std::string none = tr("Compare with …");
    const std::string shown = compare ? compare->title : none;
    panel.fonts.note(TextRole::Small, shown);
    {
        const widget::UseFont font(panel, TextRole::Small);
        ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x - panel.points(8));
        const bool open = ImGui::BeginCombo("##compare", shown.c_str(), ImGuiComboFlags_HeightLarge);
        if (!open) widget::remember(panel, "compare");
        if (open) {
            panel.fonts.note(TextRole::Small, tr("No comparison"));
            if (ImGui::Selectable(tr("No comparison"), !compare)) panel.ask(command::CompareWith{});
            for (const Scene& other : scenes) {
                if (other.id == scene.id) continue;
                panel.fonts.note(TextRole::Small, other.title.get());
                if (ImGui::Selectable(other.title.get().c_str(), compare && compare->scene == other.id)) {
                    panel.ask(command::CompareWith{other.id});
                }
                widget::remember(panel, "compare-" + other.id);
            }
            ImGui::EndCombo();
        }
    }
    if (compare) {
        for (const CompareRow& row : compare->rows) drawDifference(panel, row);
    }
    ImGui::Unindent(panel.points(12));
    widget::space(panel, 4);
}

} // namespace

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
            drawComparison(panel, scene);
        }
        if (shown && changed) ImGui::SetScrollHereY(0.5f);
    }
}

} // namespace geju
