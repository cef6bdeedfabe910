#include "ui/style_controls.hpp"

#include "core/translate.hpp"
#include "plan/project_text.hpp"
#include "ui/painter.hpp"
#include "ui/widgets.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace geju {

namespace {

constexpr float kLabelPoints = 118;
constexpr float kRowPoints = 27;

std::string_view propertyOf(std::string_view place) {
    return place.substr(place.find('/') + 1);
}

void toFloats(Rgba color, float (&floats)[4]) {
    floats[0] = static_cast<float>(color.r) / 255;
    floats[1] = static_cast<float>(color.g) / 255;
    floats[2] = static_cast<float>(color.b) / 255;
    floats[3] = static_cast<float>(color.a) / 255;
}

Rgba toRgba(const float (&floats)[4]) {
    const auto byte = [](float value) {
        return static_cast<std::uint8_t>(std::lround(255 * std::clamp(value, 0.0f, 1.0f)));
    };
    return {byte(floats[0]), byte(floats[1]), byte(floats[2]), byte(floats[3])};
}

/// Numbers without the noise of binary fractions.
double tidy(float value) {
    return std::round(static_cast<double>(value) * 1000) / 1000;
}

} // namespace

void StyleRows::edit(std::string_view what, std::vector<command::LayerMember> members) const {
    std::string gesture = fmt::format("{} {} {}", draft_.gesture, layer_.id, members.front().place);
    panel_.ask(command::EditLayer{layer_.id, std::string(what), std::move(members), std::move(gesture)});
}

void StyleRows::edit(std::string_view what, const std::string& place, std::string value) const {
    edit(what, {{place, std::move(value)}});
}

void StyleRows::begin(const char* label) const {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float height = panel_.points(kRowPoints);
    widget::textAt(panel_, TextRole::Body,
                   widget::cutToWidth(panel_, TextRole::Body, label, panel_.points(kLabelPoints - 6)), at.x,
                   at.y + (height - widget::lineHeight(panel_, TextRole::Body)) / 2, theme::kInkSoft);
    ImGui::SetCursorPosX(ImGui::GetCursorPosX() + panel_.points(kLabelPoints));
}

float StyleRows::controlWidth() const {
    return ImGui::GetContentRegionAvail().x - panel_.points(2);
}

void StyleRows::byExpression(const char* label, const std::string& place, const std::string& value) const {
    begin(label);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float height = panel_.points(kRowPoints);
    const char* text = tr("by expression");
    const float width = widget::textWidth(panel_, TextRole::Body, text);
    widget::textAt(panel_, TextRole::Body, text, at.x, at.y + (height - widget::lineHeight(panel_, TextRole::Body)) / 2,
                   theme::kInk);
    ImGui::Dummy({width, height});
    const auto known = panel_.state.style.expressions.find(place);
    if (known != panel_.state.style.expressions.end()) widget::tooltip(panel_, known->second);
    ImGui::SameLine();
    const std::string id = "replace-" + place;
    if (widget::iconButton(panel_, id.c_str(), Icon::Edit, tr("Replace the expression by one value"), false, true, 26))
        edit(label, place, value);
}

bool StyleRows::colorButton(const std::string& id, Rgba& value) const {
    const float height = panel_.points(kRowPoints - 5);
    float floats[4];
    toFloats(value, floats);
    const ImVec4 shown{floats[0], floats[1], floats[2], floats[3]};
    const std::string popup = "pick-" + id;
    ImGui::SetCursorPosY(ImGui::GetCursorPosY() + panel_.points(2.5f));
    if (ImGui::ColorButton(id.c_str(), shown, ImGuiColorEditFlags_NoTooltip | ImGuiColorEditFlags_AlphaPreviewHalf,
                           {panel_.points(44), height})) {
        toFloats(value, draft_.color);
        draft_.colorPlace = id;
        ImGui::OpenPopup(popup.c_str());
    }
    widget::remember(panel_, "style-" + id);
    const widget::UseFont font(panel_, TextRole::Body);
    if (!ImGui::BeginPopup(popup.c_str())) return false;
    // While a control of the picker is held it keeps its own numbers: bytes would make it jump.
    if (draft_.colorPlace != id || !ImGui::IsAnyItemActive()) toFloats(value, draft_.color);
    draft_.colorPlace = id;
    ImGui::SetNextItemWidth(panel_.points(220));
    const bool changed = ImGui::ColorPicker4("##picker", draft_.color,
                                             ImGuiColorEditFlags_AlphaBar | ImGuiColorEditFlags_NoSidePreview |
                                                 ImGuiColorEditFlags_NoLabel | ImGuiColorEditFlags_DisplayRGB |
                                                 ImGuiColorEditFlags_DisplayHex);
    if (panel_.places) {
        const ImVec2 from = ImGui::GetItemRectMin();
        const ImVec2 to = ImGui::GetItemRectMax();
        (*panel_.places)["style-picker"] = {from.x, from.y, to.x, to.y};
    }
    ImGui::EndPopup();
    const Rgba now = toRgba(draft_.color);
    if (!changed || now == value) return false;
    value = now;
    return true;
}

void StyleRows::colorOf(const char* label, const std::string& place, Rgba value) const {
    begin(label);
    if (colorButton(place, value)) edit(label, place, jsonText(toCss(value)));
    ImGui::SameLine();
    widget::text(panel_, TextRole::Small, toCss(value), theme::kInkSoft);
}

void StyleRows::color(const char* label, const std::string& place, Rgba otherwise) const {
    const Expression* property = layer_.property(propertyOf(place));
    const Rgba value = property ? property->evaluate({}).color().value_or(otherwise) : otherwise;
    if (property && !property->isConstant()) return byExpression(label, place, jsonText(toCss(value)));
    colorOf(label, place, value);
}

void StyleRows::optionalColor(const char* label, const std::string& place, Rgba added) const {
    if (layer_.property(propertyOf(place))) {
        const ImVec2 at = ImGui::GetCursorPos();
        color(label, place, added);
        const ImVec2 after = ImGui::GetCursorPos();
        ImGui::SetCursorPos({at.x + ImGui::GetContentRegionAvail().x - panel_.points(26), at.y});
        const std::string id = "none-" + place;
        if (widget::iconButton(panel_, id.c_str(), Icon::Close, tr("Take away"), false, true, 24))
            edit(label, {{place, std::nullopt}});
        ImGui::SetCursorPos(after);
        return;
    }
    begin(label);
    if (widget::button(panel_, ("add-" + place).c_str(), tr("None"))) edit(label, place, jsonText(toCss(added)));
}

void StyleRows::numberOf(const char* label, const std::string& place, double value, double least, double most,
                         float speed, const char* format) const {
    begin(label);
    panel_.fonts.note(TextRole::Body, format);
    const widget::UseFont font(panel_, TextRole::Body);
    ImGui::SetNextItemWidth(controlWidth());
    auto shown = static_cast<float>(value);
    const bool changed = ImGui::DragFloat(("##" + place).c_str(), &shown, speed, static_cast<float>(least),
                                          static_cast<float>(most), format, ImGuiSliderFlags_AlwaysClamp);
    widget::remember(panel_, "style-" + place);
    if (changed) edit(label, place, jsonNumber(tidy(shown)));
}

void StyleRows::number(const char* label, const std::string& place, double otherwise, double least, double most,
                       float speed, const char* format) const {
    const Expression* property = layer_.property(propertyOf(place));
    const double value = property ? property->evaluate({}).number().value_or(otherwise) : otherwise;
    if (property && !property->isConstant()) return byExpression(label, place, jsonNumber(value));
    numberOf(label, place, value, least, most, speed, format);
}

void StyleRows::percent(const char* label, const std::string& place) const {
    const Expression* property = layer_.property(propertyOf(place));
    const double value = property ? property->evaluate({}).number().value_or(1) : 1;
    if (property && !property->isConstant()) return byExpression(label, place, jsonNumber(value));
    begin(label);
    const widget::UseFont font(panel_, TextRole::Body);
    ImGui::SetNextItemWidth(controlWidth());
    auto shown = static_cast<float>(value * 100);
    const bool changed =
        ImGui::SliderFloat(("##" + place).c_str(), &shown, 0, 100, "%.0f %%", ImGuiSliderFlags_AlwaysClamp);
    widget::remember(panel_, "style-" + place);
    if (changed) edit(label, place, jsonNumber(std::round(static_cast<double>(shown)) / 100));
}

void StyleRows::choice(const char* label, const std::string& place, const char* otherwise,
                       const std::vector<std::pair<const char*, const char*>>& options) const {
    const Expression* property = layer_.property(propertyOf(place));
    if (property && !property->isConstant()) return byExpression(label, place, jsonText(otherwise));
    const std::string value = property ? property->evaluate({}).toText() : otherwise;
    begin(label);
    std::vector<std::string> names;
    std::size_t chosen = options.size();
    for (std::size_t i = 0; i < options.size(); ++i) {
        names.emplace_back(options[i].second);
        if (value == options[i].first) chosen = i;
    }
    if (combo(panel_, place, names, chosen, controlWidth(), value))
        edit(label, place, jsonText(std::string_view(options[chosen].first)));
}

bool StyleRows::flagOf(const char* label, const std::string& id, bool& on) const {
    begin(label);
    ImGui::SetCursorPosY(ImGui::GetCursorPosY() + panel_.points(2.5f));
    const bool switched = widget::checkbox(panel_, ("style-" + id).c_str(), on);
    ImGui::SetCursorPosY(ImGui::GetCursorPosY() - ImGui::GetStyle().ItemSpacing.y + panel_.points(2.5f));
    ImGui::Dummy({0, 0});
    return switched;
}

void StyleRows::flag(const char* label, const std::string& place, bool otherwise) const {
    const Expression* property = layer_.property(propertyOf(place));
    if (property && !property->isConstant()) return byExpression(label, place, jsonFlag(otherwise));
    bool on = property ? property->evaluate({}).boolean().value_or(otherwise) : otherwise;
    if (flagOf(label, place, on)) edit(label, place, jsonFlag(on));
}

bool combo(const Panel& panel, const std::string& id, const std::vector<std::string>& options, std::size_t& chosen,
           float width, std::string_view preview) {
    const std::string shown = chosen < options.size() ? options[chosen] : std::string(preview);
    const widget::UseFont font(panel, TextRole::Body);
    const bool open = widget::beginCombo(panel, TextRole::Body, ("##" + id).c_str(), shown, width);
    widget::remember(panel, "style-" + id);
    if (!open) return false;
    bool picked = false;
    for (std::size_t i = 0; i < options.size(); ++i) {
        panel.fonts.note(TextRole::Body, options[i]);
        ImGui::PushID(static_cast<int>(i));
        if (ImGui::Selectable(options[i].empty() ? " " : options[i].c_str(), i == chosen)) {
            picked = i != chosen;
            chosen = i;
        }
        widget::remember(panel, fmt::format("style-{}-{}", id, i));
        ImGui::PopID();
    }
    ImGui::EndCombo();
    return picked;
}

} // namespace geju
