// The layer tree: groups, visibility, opacity of the chosen layer, a sample of each layer's look.
#include "core/translate.hpp"
#include "ui/painter.hpp"
#include "ui/widgets.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace geju {

namespace {

constexpr float kRowPoints = 27;

std::vector<std::string> withFollowers(const LayerItem& layer) {
    std::vector<std::string> ids{layer.id};
    ids.insert(ids.end(), layer.followers.begin(), layer.followers.end());
    return ids;
}

void drawOpacity(const Panel& panel, const LayerItem& layer, float indent) {
    const float width = ImGui::GetContentRegionAvail().x;
    ImGui::SetCursorPosX(ImGui::GetCursorPosX() + indent);
    const float left = ImGui::GetCursorPosX();
    const ImVec2 start = ImGui::GetCursorScreenPos();
    widget::textAt(panel, TextRole::Small, tr("Opacity"), start.x, start.y + panel.points(3), theme::kInkSoft);
    const float label = widget::textWidth(panel, TextRole::Small, tr("Opacity")) + panel.points(10);
    const float fit = panel.points(56);
    ImGui::SetCursorPosX(left + label);
    const widget::UseFont font(panel, TextRole::Small);
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {panel.points(4), panel.points(1)});
    ImGui::SetNextItemWidth(width - indent - label - fit);
    float percent = static_cast<float>(layer.opacity * 100);
    if (ImGui::SliderFloat(("##opacity-" + layer.id).c_str(), &percent, 0, 100, "%.0f %%",
                           ImGuiSliderFlags_AlwaysClamp)) {
        for (const auto& id : withFollowers(layer)) {
            panel.ask(command::SetLayerOpacity{id, std::round(percent) / 100.0});
        }
    }
    ImGui::PopStyleVar();
    ImGui::SameLine(0, panel.points(4));
    if (widget::iconButton(panel, ("fit-" + layer.id).c_str(), Icon::Target, tr("Show the whole layer"), false, true,
                           24)) {
        panel.ask(command::FitLayer{layer.id});
    }
    ImGui::SameLine(0, panel.points(4));
    if (widget::iconButton(panel, ("edit-style-" + layer.id).c_str(), Icon::Brush, tr("Style (double click)"), false,
                           true, 24)) {
        panel.ask(command::ShowStyle{layer.id});
    }
}

void drawMenu(const Panel& panel, const LayerItem& layer) {
    const widget::UseFont font(panel, TextRole::Body);
    if (!ImGui::BeginPopupContextItem("menu")) return;
    const auto entry = [&](const char* id, const char* label, Command command) {
        panel.fonts.note(TextRole::Body, label);
        if (ImGui::Selectable(label)) panel.ask(std::move(command));
        widget::remember(panel, std::string("layer-menu-") + id);
    };
    entry("style", tr("Style"), command::ShowStyle{layer.id});
    entry("fit", tr("Show the whole layer"), command::FitLayer{layer.id});
    ImGui::Separator();
    entry("duplicate", tr("Duplicate the layer"), command::DuplicateLayers{withFollowers(layer)});
    entry("remove", tr("Remove the layer"), command::RemoveLayers{withFollowers(layer)});
    ImGui::EndPopup();
}

void drawLayer(const Panel& panel, const LayerItem& layer, float indentPoints) {
    const float height = panel.points(kRowPoints);
    const float indent = panel.points(indentPoints);
    const bool chosen = layer.id == panel.state.currentLayer;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    ImGui::PushID(layer.id.c_str());
    ImGui::SetItemAllowOverlap();
    const ImVec2 local = ImGui::GetCursorPos();

    ImGui::SetCursorPos({local.x + indent, local.y + (height - panel.points(22)) / 2});
    bool visible = layer.visible;
    const bool switched = widget::checkbox(panel, "visible", visible);
    widget::remember(panel, "layer-visible-" + layer.id);
    if (switched) panel.ask(command::SetLayerVisible{withFollowers(layer), visible});

    ImGui::SetCursorPos({local.x + indent + panel.points(24), local.y});
    const bool picked = widget::row(panel, "pick", height, chosen);
    widget::remember(panel, "layer-" + layer.id);
    const bool twice = ImGui::IsItemHovered() && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left);
    if (twice) {
        panel.ask(command::ShowStyle{layer.id});
    } else if (picked && (!chosen || ImGui::GetIO().MouseClickedLastCount[0] < 2)) {
        panel.ask(command::PickLayer{chosen ? std::string() : layer.id});
    }
    drawMenu(panel, layer);
    const bool faint = !layer.visible || !layer.inScaleRange;
    const float swatchX = at.x + indent + panel.points(30);
    drawSwatch(panel, layer.swatch, swatchX, at.y + (height - panel.points(kSwatchHeight)) / 2);
    const float nameX = swatchX + panel.points(kSwatchWidth + 8);
    const float room = at.x + width - nameX - panel.points(4);
    const std::string name = widget::cutToWidth(panel, TextRole::Body, layer.name, room);
    std::string tip = name == layer.name ? std::string() : layer.name;
    if (!layer.inScaleRange) tip += (tip.empty() ? "" : "\n") + std::string(tr("Not shown at this scale"));
    widget::tooltip(panel, tip);
    widget::textAt(panel, TextRole::Body, name, nameX, at.y + (height - widget::lineHeight(panel, TextRole::Body)) / 2,
                   faint ? theme::kInkFaint : theme::kInk);
    ImGui::SetCursorPos({local.x, local.y + height});
    if (chosen) drawOpacity(panel, layer, indent + panel.points(30));
    ImGui::PopID();
}

void drawGroup(const Panel& panel, const std::string& group, const std::vector<const LayerItem*>& layers) {
    ImGui::PushID(group.c_str());
    ImGuiStorage& storage = *ImGui::GetStateStorage();
    const auto shown = static_cast<std::size_t>(
        std::count_if(layers.begin(), layers.end(), [](const LayerItem* layer) { return layer->visible; }));
    // Groups of which a scene shows little are folded until the user says otherwise.
    const ImGuiID openId = ImGui::GetID(("open-" + panel.state.scene).c_str());
    const bool open = *storage.GetBoolRef(openId, 3 * shown >= layers.size());
    const float height = panel.points(kRowPoints);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const ImVec2 local = ImGui::GetCursorPos();
    const float width = ImGui::GetContentRegionAvail().x;

    ImGui::SetCursorPos({local.x, local.y + (height - panel.points(22)) / 2});
    bool all = shown == layers.size();
    if (widget::checkbox(panel, "all", all, shown > 0 && shown < layers.size())) {
        std::vector<std::string> ids;
        for (const LayerItem* layer : layers) {
            for (auto& id : withFollowers(*layer)) ids.push_back(std::move(id));
        }
        panel.ask(command::SetLayerVisible{std::move(ids), shown < layers.size()});
    }
    ImGui::SetCursorPos({local.x + panel.points(24), local.y});
    if (widget::row(panel, "fold", height, false)) storage.SetBool(openId, !open);
    drawIcon(*ImGui::GetWindowDrawList(), open ? Icon::ChevronDown : Icon::ChevronRight, at.x + panel.points(27),
             at.y + (height - panel.points(14)) / 2, panel.points(14), theme::kInkSoft);
    widget::textAt(
        panel, TextRole::Strong, widget::cutToWidth(panel, TextRole::Strong, group, width - panel.points(90)),
        at.x + panel.points(46), at.y + (height - widget::lineHeight(panel, TextRole::Strong)) / 2, theme::kInk);
    const std::string count = fmt::format("{}/{}", shown, layers.size());
    widget::textAt(panel, TextRole::Small, count,
                   at.x + width - widget::textWidth(panel, TextRole::Small, count) - panel.points(6),
                   at.y + (height - widget::lineHeight(panel, TextRole::Small)) / 2, theme::kInkFaint);
    ImGui::SetCursorPos({local.x, local.y + height});
    if (open) {
        for (const LayerItem* layer : layers) drawLayer(panel, *layer, 18);
    }
    ImGui::PopID();
}

} // namespace

void drawLayers(const Panel& panel) {
    const auto& layers = panel.state.layers;
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {panel.points(6), panel.points(1)});
    for (std::size_t i = 0; i < layers.size();) {
        if (layers[i].group.empty()) {
            drawLayer(panel, layers[i], 0);
            ++i;
            continue;
        }
        std::vector<const LayerItem*> members;
        const std::string& group = layers[i].group;
        while (i < layers.size() && layers[i].group == group) members.push_back(&layers[i++]);
        drawGroup(panel, group, members);
    }
    ImGui::PopStyleVar();
}

} // namespace geju
