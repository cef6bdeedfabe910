// The plan's systems, one scene each: choosing one flies there and shows its layers; its text and source stand below.
#include "core/translate.hpp"
#include "ui/widgets.hpp"

#include <imgui.h>

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
        if (shown) drawSceneText(panel, scene);
        if (shown && changed) ImGui::SetScrollHereY(0.5f);
    }
}

} // namespace geju
