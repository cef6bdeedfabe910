// What lies over the map: title, north arrow, scale bar, legend, the tool's hint, the box being drawn, messages.
#include "core/translate.hpp"
#include "core/units.hpp"
#include "ui/painter.hpp"
#include "ui/widgets.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace geju {

namespace {

constexpr Rgba kCard{255, 255, 255, 236};
constexpr Rgba kCardLine{208, 214, 220, 255};
constexpr float kLegendTextX = kSwatchWidth + 8; ///< points

void card(const Panel& panel, ImVec2 from, ImVec2 to) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(from, to, packed(kCard), panel.points(7));
    list.AddRect(from, to, packed(kCardLine), panel.points(7));
}

Box drawTitle(const Panel& panel, const Box& map) {
    const MapState& state = panel.state.map;
    if (state.title.empty()) return {};
    const auto& compare = panel.state.compare;
    const float most = compare ? static_cast<float>(compare->split * map.width()) - panel.points(32)
                               : static_cast<float>(map.width()) - panel.points(96); // the north arrow's room
    if (most < panel.points(80)) return {};
    const float pad = panel.points(12);
    const std::string title = widget::cutToWidth(panel, TextRole::Title, state.title, most - 2 * pad);
    const std::string subtitle = widget::cutToWidth(panel, TextRole::Small, state.subtitle, most - 2 * pad);
    const float width = std::max(widget::textWidth(panel, TextRole::Title, title),
                                 widget::textWidth(panel, TextRole::Small, subtitle)) +
                        2 * pad;
    const float titleHeight = widget::lineHeight(panel, TextRole::Title);
    const float height =
        titleHeight + (subtitle.empty() ? 0 : widget::lineHeight(panel, TextRole::Small)) + panel.points(12);
    const ImVec2 from{static_cast<float>(map.minX) + panel.points(12), static_cast<float>(map.minY) + panel.points(12)};
    card(panel, from, {from.x + width, from.y + height});
    widget::textAt(panel, TextRole::Title, title, from.x + pad, from.y + panel.points(5), theme::kInk);
    if (!subtitle.empty()) {
        widget::textAt(panel, TextRole::Small, subtitle, from.x + pad, from.y + panel.points(5) + titleHeight,
                       theme::kInkSoft);
    }
    return {from.x, from.y, from.x + width, from.y + height};
}

Box drawNorth(const Panel& panel, const Box& map) {
    const float radius = panel.points(22);
    const ImVec2 center{static_cast<float>(map.maxX) - panel.points(14) - radius,
                        static_cast<float>(map.minY) + panel.points(14) + radius};
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddCircleFilled(center, radius, packed(kCard));
    list.AddCircle(center, radius, packed(kCardLine));
    const auto angle = static_cast<float>(panel.state.map.northRadians);
    const auto at = [&](float across, float up) {
        const float x = across * panel.scale;
        const float y = -up * panel.scale;
        return ImVec2{center.x + x * std::cos(angle) - y * std::sin(angle),
                      center.y + x * std::sin(angle) + y * std::cos(angle)};
    };
    list.AddTriangleFilled(at(0, 5), at(-5.5f, -14), at(0, -10), packed(theme::kInk));
    list.AddTriangle(at(0, 5), at(5.5f, -14), at(0, -10), packed(theme::kInk), panel.points(1));
    const ImVec2 letter = at(0, 12);
    widget::textAt(panel, TextRole::Small, "N", letter.x - widget::textWidth(panel, TextRole::Small, "N") / 2,
                   letter.y - widget::lineHeight(panel, TextRole::Small) / 2, theme::kInk);
    return {center.x - radius, center.y - radius, center.x + radius, center.y + radius};
}

/// With the note on precision beside it.
Box drawScaleBar(const Panel& panel, const Box& map, float pixelsToUi) {
    const MapState& state = panel.state.map;
    if (state.scaleBarMeters <= 0) return {};
    const float length = std::round(static_cast<float>(state.scaleBarPixels) * pixelsToUi);
    const double km = state.scaleBarMeters / 1000;
    const std::string label =
        state.scaleBarMeters >= 1000 ? fmt::format("{:g} km", km) : fmt::format("{:g} m", state.scaleBarMeters);
    const float pad = panel.points(10);
    const float text = widget::textWidth(panel, TextRole::Small, label);
    const float height = panel.points(28);
    const ImVec2 from{static_cast<float>(map.minX) + panel.points(12),
                      static_cast<float>(map.maxY) - panel.points(12) - height};
    card(panel, from, {from.x + length + text + 2 * pad + panel.points(8), from.y + height});
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float x = from.x + pad;
    const float y = std::round(from.y + height / 2 - panel.points(3));
    const float thick = panel.points(6);
    for (int i = 0; i < 4; ++i) {
        const float left = x + length * static_cast<float>(i) / 4;
        const float right = x + length * static_cast<float>(i + 1) / 4;
        list.AddRectFilled({left, y}, {right, y + thick}, packed(i % 2 == 0 ? theme::kInk : theme::kPaper));
    }
    list.AddRect({x, y}, {x + length, y + thick}, packed(theme::kInk));
    widget::textAt(panel, TextRole::Small, label, x + length + panel.points(8),
                   from.y + (height - widget::lineHeight(panel, TextRole::Small)) / 2, theme::kInk);
    Box covered{from.x, from.y, from.x + length + text + 2 * pad + panel.points(8), from.y + height};
    if (!state.schematic) return covered;
    const std::string note = state.precisionNote.empty() ? std::string(tr("schematic")) : state.precisionNote;
    const float noteX = x + length + text + 2 * pad + panel.points(14);
    const float room = static_cast<float>(map.maxX) - noteX - panel.points(12) - 2 * pad;
    const auto rows = widget::lines(panel, TextRole::Small, note, room);
    const float rowHeight = widget::lineHeight(panel, TextRole::Small);
    float noteWidth = 0;
    for (const std::string& row : rows) noteWidth = std::max(noteWidth, widget::textWidth(panel, TextRole::Small, row));
    const float noteHeight = std::max(height, rowHeight * static_cast<float>(rows.size()) + panel.points(8));
    const float bottom = from.y + height;
    card(panel, {noteX, bottom - noteHeight}, {noteX + noteWidth + 2 * pad, bottom});
    float y0 = bottom - (noteHeight + rowHeight * static_cast<float>(rows.size())) / 2;
    for (const std::string& row : rows) {
        widget::textAt(panel, TextRole::Small, row, noteX + pad, y0, theme::kWarning);
        y0 += rowHeight;
    }
    covered.extend(Box{noteX, bottom - noteHeight, noteX + noteWidth + 2 * pad, bottom});
    return covered;
}

void drawHint(const Panel& panel, const Box& map) {
    const std::string& hint = panel.state.map.hint;
    if (hint.empty()) return;
    const float pad = panel.points(14);
    const std::string shown =
        widget::cutToWidth(panel, TextRole::Body, hint, static_cast<float>(map.width()) - 4 * pad);
    const float width = widget::textWidth(panel, TextRole::Body, shown) + 2 * pad;
    const float height = panel.points(32);
    const ImVec2 from{std::round(static_cast<float>(map.center().x) - width / 2),
                      static_cast<float>(map.minY) + panel.points(76)};
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(from, {from.x + width, from.y + height}, packed(Rgba{31, 41, 51, 225}), height / 2);
    widget::textAt(panel, TextRole::Body, shown, from.x + pad,
                   from.y + (height - widget::lineHeight(panel, TextRole::Body)) / 2, theme::kPaper);
}

void drawBox(const Panel& panel, const Box& map, float pixelsToUi) {
    if (!panel.state.map.boxScreen) return;
    const Box& box = *panel.state.map.boxScreen;
    const auto ui = [&](double x, double y) {
        return ImVec2{static_cast<float>(map.minX) + static_cast<float>(x) * pixelsToUi,
                      static_cast<float>(map.minY) + static_cast<float>(y) * pixelsToUi};
    };
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(ui(box.minX, box.minY), ui(box.maxX, box.maxY), packed(Rgba{30, 111, 100, 36}));
    list.AddRect(ui(box.minX, box.minY), ui(box.maxX, box.maxY), packed(theme::kAccent), 0, 0, panel.points(1.5f));
}

void drawLegendRow(const Panel& panel, const LegendItem& item, float room) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float height = panel.points(20);
    if (item.heading) {
        widget::textAt(panel, TextRole::Strong, widget::cutToWidth(panel, TextRole::Strong, item.text, room), at.x,
                       at.y + (height - widget::lineHeight(panel, TextRole::Strong)) / 2, theme::kInk);
    } else {
        drawSwatch(panel, item.swatch, at.x, at.y + (height - panel.points(kSwatchHeight)) / 2);
        const float aside = panel.points(kLegendTextX);
        widget::textAt(panel, TextRole::Small, widget::cutToWidth(panel, TextRole::Small, item.text, room - aside),
                       at.x + aside, at.y + (height - widget::lineHeight(panel, TextRole::Small)) / 2, theme::kInk);
    }
    ImGui::Dummy({room, height});
    widget::remember(panel, "legend-" + item.text);
}

/// In a window of its own, because it scrolls and folds. Gives its box.
Box drawLegend(const Panel& panel, const Box& map) {
    const MapState& state = panel.state.map;
    if (state.legend.empty()) return {};
    const float pad = panel.points(10);
    const float header = panel.points(26);
    float content = panel.points(60);
    for (const LegendItem& item : state.legend) {
        const TextRole role = item.heading ? TextRole::Strong : TextRole::Small;
        content = std::max(content, widget::textWidth(panel, role, item.text) +
                                        panel.points(item.heading ? 0.0f : kLegendTextX));
    }
    const float most = std::max(panel.points(120), static_cast<float>(map.width()) * 0.36f);
    const float bar = panel.points(14);
    const float titleWidth = widget::textWidth(panel, TextRole::Strong, tr("Legend")) + panel.points(30);
    const float openWidth = std::min(std::max(content, titleWidth) + 2 * pad + bar, most);
    const float rows = panel.points(20) * static_cast<float>(state.legend.size());
    const float tallest = static_cast<float>(map.height()) * 0.6f;
    const float openHeight = std::min(header + rows + 2 * pad, std::max(header + 2 * pad, tallest));
    // A legend that would hide much of the map begins folded.
    const bool shown =
        state.legendShown.value_or(openWidth * openHeight < 0.10f * static_cast<float>(map.width() * map.height()));
    const float width = shown ? openWidth : titleWidth + 2 * pad;
    const float height = shown ? openHeight : header + panel.points(6);
    const ImVec2 from{static_cast<float>(map.maxX) - panel.points(12) - width,
                      static_cast<float>(map.maxY) - panel.points(60) - height};
    ImGui::SetNextWindowPos(from);
    ImGui::SetNextWindowSize({width, height});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, panel.points(7));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 1);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {pad, panel.points(4)});
    ImGui::PushStyleColor(ImGuiCol_WindowBg, packed(kCard));
    ImGui::PushStyleColor(ImGuiCol_Border, packed(kCardLine));
    constexpr ImGuiWindowFlags kFlags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                        ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav |
                                        ImGuiWindowFlags_NoFocusOnAppearing;
    ImGui::Begin("##legend", nullptr, kFlags);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    if (ImGui::InvisibleButton("fold-legend", {width - 2 * pad, header})) panel.ask(command::ShowLegend{!shown});
    const Rgba ink = ImGui::IsItemHovered() ? theme::kAccent : theme::kInk;
    widget::textAt(panel, TextRole::Strong, tr("Legend"), at.x,
                   at.y + (header - widget::lineHeight(panel, TextRole::Strong)) / 2, ink);
    drawIcon(*ImGui::GetWindowDrawList(), shown ? Icon::ChevronDown : Icon::ChevronRight,
             at.x + width - 2 * pad - panel.points(16), at.y + (header - panel.points(15)) / 2, panel.points(15), ink);
    if (shown) {
        ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
        ImGui::PushStyleVar(ImGuiStyleVar_ChildBorderSize, 0);
        ImGui::BeginChild("rows", {0, 0}, false, ImGuiWindowFlags_NoNav);
        const float room = ImGui::GetContentRegionAvail().x;
        for (const LegendItem& item : state.legend) drawLegendRow(panel, item, room);
        ImGui::EndChild();
        ImGui::PopStyleVar(2);
    }
    ImGui::End();
    ImGui::PopStyleColor(2);
    ImGui::PopStyleVar(3);
    return {from.x, from.y, from.x + width, from.y + height};
}

/// What was done or went wrong, above the map; gives its box.
Box drawMessage(const Panel& panel, const Box& map) {
    if (!panel.state.message) return {};
    const Message& message = *panel.state.message;
    const float pad = panel.points(14);
    const float side = panel.points(24);
    const float most = static_cast<float>(map.width()) - panel.points(40);
    const float width =
        std::min(most, widget::textWidth(panel, TextRole::Body, message.text) + 2 * pad + side + panel.points(10));
    const float height = panel.points(38);
    const ImVec2 from{std::round(static_cast<float>(map.center().x) - width / 2),
                      static_cast<float>(map.minY) + panel.points(panel.state.map.hint.empty() ? 76.0f : 116.0f)};
    ImGui::SetNextWindowPos(from);
    ImGui::SetNextWindowSize({width, height});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, panel.points(8));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
    ImGui::PushStyleColor(ImGuiCol_WindowBg, packed(message.error ? theme::kError : Rgba{31, 41, 51, 240}));
    constexpr ImGuiWindowFlags kFlags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                        ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav |
                                        ImGuiWindowFlags_NoFocusOnAppearing;
    ImGui::Begin("##message", nullptr, kFlags);
    widget::textAt(panel, TextRole::Body,
                   widget::cutToWidth(panel, TextRole::Body, message.text, width - 2 * pad - side), from.x + pad,
                   from.y + (height - widget::lineHeight(panel, TextRole::Body)) / 2, theme::kPaper);
    ImGui::SetCursorPos({width - side - panel.points(8), (height - side) / 2});
    const ImVec2 at = ImGui::GetCursorScreenPos();
    if (ImGui::InvisibleButton("dismiss", {side, side})) panel.ask(command::DismissMessage{});
    drawIcon(*ImGui::GetWindowDrawList(), Icon::Close, at.x + panel.points(4), at.y + panel.points(4), panel.points(16),
             theme::kPaper);
    ImGui::End();
    ImGui::PopStyleColor();
    ImGui::PopStyleVar(2);
    return {from.x, from.y, from.x + width, from.y + height};
}

/// The line between two scenes, to be dragged, with the title of the one on the right.
Box drawSwipe(const Panel& panel, const Box& map) {
    const auto& compare = panel.state.compare;
    if (!compare) return {};
    const float x = std::round(static_cast<float>(map.minX + compare->split * map.width()));
    const float reach = panel.points(14);
    ImGui::SetNextWindowPos({x - reach, static_cast<float>(map.minY)});
    ImGui::SetNextWindowSize({2 * reach, static_cast<float>(map.height())});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowMinSize, {1, 1});
    constexpr ImGuiWindowFlags kFlags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                        ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoSavedSettings |
                                        ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoFocusOnAppearing;
    ImGui::Begin("##swipe", nullptr, kFlags);
    ImGui::PopStyleVar(2);
    ImGui::InvisibleButton("swipe", {2 * reach, static_cast<float>(map.height())});
    widget::remember(panel, "swipe");
    if (ImGui::IsItemActive() || ImGui::IsItemHovered()) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
    if (ImGui::IsItemActive()) {
        panel.ask(command::MoveSwipe{(ImGui::GetIO().MousePos.x - map.minX) / std::max(1.0, map.width())});
    }
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const auto top = static_cast<float>(map.minY);
    const auto bottom = static_cast<float>(map.maxY);
    list.AddRectFilled({x - panel.points(1.5f), top}, {x + panel.points(1.5f), bottom}, packed(theme::kPaper));
    list.AddLine({x, top}, {x, bottom}, packed(theme::kAccent), panel.points(1));
    const ImVec2 middle{x, (top + bottom) / 2};
    list.AddCircleFilled(middle, panel.points(13), packed(theme::kPaper));
    list.AddCircle(middle, panel.points(13), packed(theme::kAccent));
    const float arrow = panel.points(4);
    for (const float side : {-1.0f, 1.0f}) {
        const float from = middle.x + side * panel.points(3);
        list.AddTriangleFilled({from + side * arrow, middle.y}, {from, middle.y - arrow}, {from, middle.y + arrow},
                               packed(theme::kAccent));
    }
    ImGui::End();
    return {x - reach, map.minY, x + reach, map.maxY};
}

/// The title of the scene on the right, beside the line.
Box drawComparedTitle(const Panel& panel, const Box& map) {
    const auto& compare = panel.state.compare;
    if (!compare) return {};
    const float pad = panel.points(12);
    const float x = static_cast<float>(map.minX + compare->split * map.width()) + panel.points(16);
    const float room = static_cast<float>(map.maxX) - x - panel.points(72);
    if (room < panel.points(80)) return {};
    const std::string title = widget::cutToWidth(panel, TextRole::Title, compare->title, room - 2 * pad);
    const float width = widget::textWidth(panel, TextRole::Title, title) + 2 * pad;
    const float height = widget::lineHeight(panel, TextRole::Title) + panel.points(12);
    const ImVec2 from{x, static_cast<float>(map.minY) + panel.points(12)};
    card(panel, from, {from.x + width, from.y + height});
    widget::textAt(panel, TextRole::Title, title, from.x + pad, from.y + panel.points(5), theme::kInk);
    return {from.x, from.y, from.x + width, from.y + height};
}

} // namespace

Furniture drawMapFurniture(const Panel& panel, const Box& map) {
    Furniture furniture;
    if (panel.state.document) {
        const int pixels = std::max(1, panel.state.map.view.widthPixels);
        const auto pixelsToUi = static_cast<float>(map.width()) / static_cast<float>(pixels);
        ImGui::SetNextWindowPos({static_cast<float>(map.minX), static_cast<float>(map.minY)});
        ImGui::SetNextWindowSize({static_cast<float>(map.width()), static_cast<float>(map.height())});
        constexpr ImGuiWindowFlags kFlags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoInputs |
                                            ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoSavedSettings |
                                            ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoBringToFrontOnFocus |
                                            ImGuiWindowFlags_NoFocusOnAppearing;
        ImGui::Begin("##map", nullptr, kFlags);
        drawBox(panel, map, pixelsToUi);
        furniture.covered = {drawTitle(panel, map), drawNorth(panel, map), drawScaleBar(panel, map, pixelsToUi)};
        furniture.covered.push_back(drawComparedTitle(panel, map));
        drawHint(panel, map);
        ImGui::End();
        if (const Box swipe = drawSwipe(panel, map); !swipe.empty()) furniture.blocked.push_back(swipe);
        furniture.covered.push_back(drawLegend(panel, map));
        if (!panel.state.map.legend.empty()) furniture.blocked.push_back(furniture.covered.back());
        std::erase_if(furniture.covered, [](const Box& box) { return box.empty(); });
    }
    const Box message = drawMessage(panel, map);
    if (!message.empty()) furniture.blocked.push_back(message);
    return furniture;
}

} // namespace geju
