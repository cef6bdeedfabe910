// A field to search features by name; what is found stands below it, the best first.
#include "core/translate.hpp"
#include "ui/widgets.hpp"

#include <imgui.h>

#include <utility>

namespace geju {

namespace {

void drawFound(const Panel& panel, const FoundFeature& found, std::size_t index) {
    const float height =
        widget::lineHeight(panel, TextRole::Body) + widget::lineHeight(panel, TextRole::Small) + panel.points(6);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float pad = panel.points(8);
    const float width = ImGui::GetContentRegionAvail().x - 2 * pad;
    if (widget::row(panel, ("found-" + std::to_string(index)).c_str(), height, false)) {
        panel.ask(command::ShowFound{index});
    }
    widget::textAt(panel, TextRole::Body, widget::cutToWidth(panel, TextRole::Body, found.name, width), at.x + pad,
                   at.y + panel.points(1), theme::kInk);
    const std::string below = found.otherName.empty() ? found.layer : found.layer + " · " + found.otherName;
    widget::textAt(panel, TextRole::Small, widget::cutToWidth(panel, TextRole::Small, below, width), at.x + pad,
                   at.y + panel.points(2) + widget::lineHeight(panel, TextRole::Body), theme::kInkSoft);
}

} // namespace

void drawSearch(const Panel& panel, SearchDraft& draft) {
    const SearchState& search = panel.state.search;
    const bool focus = std::exchange(draft.focus, search.focus) != search.focus;
    const float width = ImGui::GetContentRegionAvail().x;
    if (draft.sent != search.text) draft.text = draft.sent = search.text; // another document has come
    const bool entered =
        widget::textField(panel, "##search", draft.text, tr("Search names (Ctrl+F)"), width, focus, focus);
    if (draft.text != draft.sent) {
        draft.sent = draft.text;
        panel.ask(command::Search{draft.text});
    }
    if (entered && !search.found.empty()) panel.ask(command::ShowFound{0});
    if (search.text.empty()) return;
    if (search.found.empty()) {
        widget::wrapped(panel, TextRole::Small, tr("No feature has this name."), theme::kInkSoft);
        return;
    }
    constexpr float kMostRows = 7;
    const float row = widget::lineHeight(panel, TextRole::Body) + widget::lineHeight(panel, TextRole::Small) +
                      panel.points(6) + ImGui::GetStyle().ItemSpacing.y;
    ImGui::BeginChild("found", {0, row * std::min(kMostRows, static_cast<float>(search.found.size()))}, false);
    for (std::size_t i = 0; i < search.found.size(); ++i) drawFound(panel, search.found[i], i);
    ImGui::EndChild();
}

} // namespace geju
