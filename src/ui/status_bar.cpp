// The bottom bar: where the cursor is, in degrees and in the plan's coordinates, work under way, the scale.
#include "core/translate.hpp"
#include "core/units.hpp"
#include "ui/scale_text.hpp"
#include "ui/widgets.hpp"

#include <fmt/format.h>
#include <imgui.h>
#include <imgui_stdlib.h>

#include <algorithm>

namespace geju {

namespace {

float middle(const Panel& panel) {
    return (ImGui::GetWindowHeight() - widget::lineHeight(panel, TextRole::Small)) / 2;
}

void drawPlace(const Panel& panel, float room) {
    const MapState& map = panel.state.map;
    const ImVec2 window = ImGui::GetWindowPos();
    float x = window.x + panel.points(14);
    const float end = x + room;
    const float y = window.y + middle(panel);
    const auto put = [&](const std::string& text, float columnPoints, Rgba color) {
        if (text.empty()) return;
        const std::string shown = widget::cutToWidth(panel, TextRole::Small, text, end - x);
        if (shown.size() < 8 && shown != text) return;
        widget::textAt(panel, TextRole::Small, shown, x, y, color);
        x += std::max(panel.points(columnPoints), widget::textWidth(panel, TextRole::Small, shown) + panel.points(18));
    };
    if (map.cursorLonLat) put(formatLonLat(map.cursorLonLat->x, map.cursorLonLat->y), 212, theme::kInk);
    if (map.cursorWorld && !map.geographic) {
        put(fmt::format("X {}   Y {}", formatNumber(map.cursorWorld->x, 1), formatNumber(map.cursorWorld->y, 1)), 196,
            theme::kInk);
    }
    put(map.crsName, 60, theme::kInkFaint);
}

float drawScale(const Panel& panel) {
    const MapState& map = panel.state.map;
    const float field = panel.points(112);
    const float arrow = panel.points(24);
    const float left = ImGui::GetWindowWidth() - field - arrow - panel.points(12);
    if (map.scaleDenominator <= 0) return left;
    const widget::UseFont font(panel, TextRole::Small);
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {panel.points(8), panel.points(2)});
    ImGui::SetCursorPos({left, (ImGui::GetWindowHeight() - ImGui::GetFrameHeight()) / 2});
    std::string text = formatScale(map.scaleDenominator);
    panel.fonts.note(TextRole::Small, text);
    ImGui::SetNextItemWidth(field);
    if (ImGui::InputText("##scale", &text, ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_AutoSelectAll)) {
        if (const auto scale = parseScale(text)) panel.ask(command::SetScale{*scale});
    }
    widget::remember(panel, "##scale");
    widget::tooltip(panel, tr("Map scale: type one and press Enter"));
    ImGui::PopStyleVar();
    ImGui::SetCursorPos({left + field, (ImGui::GetWindowHeight() - arrow) / 2});
    if (widget::iconButton(panel, "scales", Icon::Up, tr("Choose a scale"), false, true, 24))
        ImGui::OpenPopup("scales");
    if (ImGui::BeginPopup("scales")) {
        for (const double scale : kOfferedScales) {
            const std::string label = formatScale(scale);
            panel.fonts.note(TextRole::Small, label);
            if (ImGui::Selectable(label.c_str())) panel.ask(command::SetScale{scale});
        }
        ImGui::EndPopup();
    }
    return left;
}

/// Gives its left edge.
float drawWork(const Panel& panel, float right) {
    const UiState& state = panel.state;
    std::string what;
    double fraction = 0;
    if (state.exporting.running) {
        what = tr("Exporting");
        fraction = state.exporting.fraction;
    } else if (state.balance.work.running) {
        what = tr("Balancing land use");
        fraction = state.balance.work.fraction;
    } else if (state.indicators.work.running) {
        what = tr("Computing indicators");
        fraction = state.indicators.work.fraction;
    } else {
        return right;
    }
    const float bar = panel.points(90);
    const float text = widget::textWidth(panel, TextRole::Small, what);
    const float left = right - bar - text - panel.points(30);
    const ImVec2 window = ImGui::GetWindowPos();
    widget::textAt(panel, TextRole::Small, what, window.x + left, window.y + middle(panel), theme::kInkSoft);
    ImGui::SetCursorPos({left + text + panel.points(10), (ImGui::GetWindowHeight() - panel.points(6)) / 2});
    widget::progressBar(panel, fraction, bar);
    return left;
}

float drawPrecision(const Panel& panel, float right) {
    if (!panel.state.map.schematic) return right;
    const char* text = tr("schematic");
    const float left = right - widget::textWidth(panel, TextRole::Small, text) - panel.points(28);
    ImGui::SetCursorPos({left, middle(panel) - panel.points(1)});
    widget::badge(panel, text, theme::kWarning, Rgba{252, 240, 217, 255});
    widget::tooltip(panel, panel.state.map.precisionNote);
    return left;
}

} // namespace

void drawStatusBar(const Panel& panel) {
    float right = drawScale(panel);
    right = drawPrecision(panel, right - panel.points(4));
    right = drawWork(panel, right);
    drawPlace(panel, right - panel.points(14 + 12));
}

} // namespace geju
