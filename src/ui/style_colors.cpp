// The main colour of a layer in the style panel: one colour, one a value, one a class of a number.
#include "core/translate.hpp"
#include "plan/project_text.hpp"
#include "ui/painter.hpp"
#include "ui/style_controls.hpp"
#include "ui/widgets.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>

namespace geju {

namespace {

enum Mode { kOne, kValues, kClasses };

/// As the layer has it; −1 for expressions of other forms.
int modeOf(const StyleState& state, const Expression* color) {
    if (state.categories) return kValues;
    if (state.steps) return kClasses;
    return color && !color->isConstant() ? -1 : kOne;
}

void drawModes(const StyleRows& rows, int shown) {
    const Panel& panel = rows.panel();
    const char* labels[] = {tr("One colour"), tr("By value"), tr("By class")};
    const char* ids[] = {"style-one", "style-values", "style-classes"};
    for (int mode = kOne; mode <= kClasses; ++mode) {
        if (mode > kOne) ImGui::SameLine(0, panel.points(4));
        if (widget::chip(panel, ids[mode], labels[mode], {}, mode == shown)) {
            rows.draft().mode = mode;
            rows.draft().field.clear();
        }
    }
    widget::space(panel, 2);
}

/// The field that was chosen, else the one in use.
const std::string& fieldOf(const StyleRows& rows, const std::string& used) {
    const std::string& chosen = rows.draft().field;
    return chosen.empty() ? used : chosen;
}

/// True when another field was chosen.
bool drawField(const StyleRows& rows, bool numbersOnly, const std::string& used) {
    const Panel& panel = rows.panel();
    std::vector<std::string> names;
    for (const FieldItem& item : panel.state.style.fields) {
        if (!numbersOnly || item.number) names.push_back(item.name);
    }
    rows.begin(tr("Field"));
    if (names.empty()) {
        widget::text(panel, TextRole::Body, tr("no field of numbers"), theme::kInkFaint);
        return false;
    }
    const std::string& field = fieldOf(rows, used);
    auto chosen = static_cast<std::size_t>(std::find(names.begin(), names.end(), field) - names.begin());
    if (!combo(panel, "field", names, chosen, rows.controlWidth(), field.empty() ? tr("choose") : field)) return false;
    rows.draft().field = names[chosen];
    return true;
}

/// A class: its colour, which can be changed, its name and how many features it has.
bool drawClass(const StyleRows& rows, std::size_t index, Rgba& color) {
    const Panel& panel = rows.panel();
    const StyleState& state = panel.state.style;
    const bool changed = rows.colorButton(fmt::format("class-{}", index), color);
    ImGui::SameLine();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const std::string count = index < state.counts.size() ? fmt::format("{}", state.counts[index]) : std::string();
    const float countWidth = widget::textWidth(panel, TextRole::Body, count);
    const float y = at.y - panel.points(0.5f);
    widget::textAt(
        panel, TextRole::Body,
        widget::cutToWidth(panel, TextRole::Body, state.labels[index], width - countWidth - panel.points(14)), at.x, y,
        theme::kInk);
    widget::textAt(panel, TextRole::Body, count, at.x + width - countWidth - panel.points(4), y, theme::kInkSoft);
    ImGui::Dummy({width - panel.points(2), panel.points(19)});
    widget::tooltip(panel, state.labels[index]);
    return changed;
}

void drawClassHeads(const Panel& panel) {
    widget::space(panel, 2);
    const char* features = tr("Features");
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    widget::textAt(panel, TextRole::Small, features,
                   at.x + width - widget::textWidth(panel, TextRole::Small, features) - panel.points(6), at.y,
                   theme::kInkFaint);
    ImGui::Dummy({width, widget::lineHeight(panel, TextRole::Small)});
}

void drawCategories(const StyleRows& rows, const char* label, const std::string& place) {
    ColorCategories rule = *rows.panel().state.style.categories;
    drawClassHeads(rows.panel());
    // A long list scrolls by itself, so that what comes below it stays near.
    constexpr std::size_t kMostRows = 14;
    constexpr float kRowPoints = 29;
    const auto shown = static_cast<float>(std::min(kMostRows, rule.items.size() + 1));
    ImGui::BeginChild("categories", {0, shown * rows.panel().points(kRowPoints)}, false);
    bool changed = false;
    for (std::size_t i = 0; i < rule.items.size(); ++i) changed |= drawClass(rows, i, rule.items[i].color);
    changed |= drawClass(rows, rule.items.size(), rule.otherwise);
    ImGui::EndChild();
    if (changed) rows.edit(label, place, toJson(rule));
}

void drawSteps(const StyleRows& rows, const char* label, const std::string& place) {
    const Panel& panel = rows.panel();
    const StyleState& state = panel.state.style;
    ColorSteps rule = *state.steps;
    drawClassHeads(panel);
    bool changed = false;
    for (std::size_t i = 0; i < rule.colors.size(); ++i) changed |= drawClass(rows, i, rule.colors[i]);
    if (rule.withoutNumber) changed |= drawClass(rows, rule.colors.size(), *rule.withoutNumber);
    if (changed) rows.edit(label, place, toJson(rule));
    if (state.fit) {
        widget::wrapped(panel, TextRole::Small,
                        fmt::format(fmt::runtime(tr("Goodness of variance fit: {:.3f}")), *state.fit), theme::kInkSoft);
    }
}

void drawByValue(const StyleRows& rows, const char* label, const std::string& place) {
    const Panel& panel = rows.panel();
    const StyleState& state = panel.state.style;
    StyleDraft& draft = rows.draft();
    const std::string used = state.categories ? state.categories->property : std::string();
    bool ask = drawField(rows, false, used);
    rows.begin(tr("Colours"));
    const std::vector<std::string> schemes{tr("Land-use classes"), tr("Soft"), tr("Strong")};
    std::size_t scheme = draft.scheme ? static_cast<std::size_t>(*draft.scheme) : schemes.size();
    if (combo(panel, "scheme", schemes, scheme, rows.controlWidth(),
              state.categories ? tr("as they are") : tr("choose"))) {
        draft.scheme = static_cast<ColorScheme>(scheme);
        ask = true;
    }
    const std::string& field = fieldOf(rows, used);
    if (ask && !field.empty()) panel.ask(command::ColorByValue{rows.layer().id, field, draft.scheme});
    if (state.categories) {
        drawCategories(rows, label, place);
    } else {
        widget::wrapped(panel, TextRole::Small, tr("Choose a field: each of its values gets a colour of its own."),
                        theme::kInkSoft);
    }
}

bool drawRamp(const StyleRows& rows) {
    const Panel& panel = rows.panel();
    command::ColorByClass& wanted = rows.draft().classes;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < kRamps; ++i) names.push_back(rampName(static_cast<Ramp>(i)));
    auto ramp = static_cast<std::size_t>(wanted.ramp);
    rows.begin(tr("Colours"));
    const float flip = panel.points(30);
    bool changed = combo(panel, "ramp", names, ramp, rows.controlWidth() - flip);
    wanted.ramp = static_cast<Ramp>(ramp);
    ImGui::SameLine(0, panel.points(4));
    if (widget::iconButton(panel, "style-reverse", Icon::Swap, tr("The other way round"), wanted.reversed, true, 26)) {
        wanted.reversed = !wanted.reversed;
        changed = true;
    }
    // What the colours look like.
    rows.begin("");
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = rows.controlWidth();
    const float height = panel.points(8);
    auto colors = rampColors(wanted.ramp, wanted.classes);
    if (wanted.reversed) std::reverse(colors.begin(), colors.end());
    const float part = width / static_cast<float>(colors.size());
    for (std::size_t i = 0; i < colors.size(); ++i) {
        const float x = at.x + part * static_cast<float>(i);
        ImGui::GetWindowDrawList()->AddRectFilled({x, at.y}, {x + part, at.y + height}, packed(colors[i]));
    }
    ImGui::Dummy({width, height});
    return changed;
}

void drawByClass(const StyleRows& rows, const char* label, const std::string& place) {
    const Panel& panel = rows.panel();
    const StyleState& state = panel.state.style;
    StyleDraft& draft = rows.draft();
    command::ColorByClass& wanted = draft.classes;
    const std::string used = state.steps ? state.steps->property : std::string();
    bool ask = drawField(rows, true, used);
    rows.begin(tr("Method"));
    auto method = static_cast<std::size_t>(wanted.method);
    ask |= combo(panel, "method", {tr("Quantiles"), tr("Equal intervals"), tr("Natural breaks")}, method,
                 rows.controlWidth());
    wanted.method = static_cast<ClassMethod>(method);
    rows.begin(tr("Classes"));
    {
        const widget::UseFont font(panel, TextRole::Body);
        ImGui::SetNextItemWidth(rows.controlWidth());
        int classes = static_cast<int>(wanted.classes);
        ask |= ImGui::SliderInt("##count", &classes, 2, 12, "%d", ImGuiSliderFlags_AlwaysClamp);
        widget::remember(panel, "style-count");
        wanted.classes = static_cast<std::size_t>(classes);
    }
    ask |= drawRamp(rows);
    if (const std::string& field = fieldOf(rows, used); ask && !field.empty()) {
        wanted.layer = rows.layer().id;
        wanted.field = field;
        panel.ask(wanted);
    }
    if (state.work.running) {
        widget::space(panel, 2);
        widget::progressBar(panel, state.work.fraction, ImGui::GetContentRegionAvail().x);
    } else if (state.steps) {
        drawSteps(rows, label, place);
    } else {
        widget::wrapped(panel, TextRole::Small,
                        tr("Choose a field of numbers: they are divided into classes, from light to dark."),
                        theme::kInkSoft);
    }
}

} // namespace

void drawStyleColors(const StyleRows& rows, const char* label, const std::string& place) {
    const StyleState& state = rows.panel().state.style;
    const Expression* color = rows.layer().property(std::string_view(place).substr(place.find('/') + 1));
    const int has = modeOf(state, color);
    int& mode = rows.draft().mode;
    if (mode == has) mode = -1;
    const int shown = mode < 0 ? has : mode;
    if (!state.fields.empty()) drawModes(rows, shown);
    if (shown == kValues) {
        drawByValue(rows, label, place);
    } else if (shown == kClasses) {
        drawByClass(rows, label, place);
    } else if (state.categories && !state.categories->items.empty()) {
        rows.byExpression(label, place, jsonText(toCss(state.categories->items.front().color)));
    } else if (state.steps) {
        rows.byExpression(label, place, jsonText(toCss(state.steps->colors[state.steps->colors.size() / 2])));
    } else {
        rows.color(label, place, {0, 0, 0, 255});
    }
}

} // namespace geju
