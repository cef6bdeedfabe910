// The plan's indicators: what the map gives beside base and target, and how far it is.
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

std::string number(double value) {
    const double size = std::fabs(value);
    return formatNumber(value, size >= 1000 || value == std::round(value) ? 0 : size >= 100 ? 1 : 2);
}

std::string withUnit(double value, const std::string& unit) {
    return number(value) + (unit.empty() ? "" : " " + unit);
}

/// Where base, present and target stand on one line.
void drawScaleLine(const Panel& panel, const IndicatorFigure& figure) {
    const Indicator& indicator = figure.indicator;
    if (!indicator.target || !figure.present) return;
    const double top =
        1.15 * std::max({indicator.target->value, *figure.present, indicator.base ? indicator.base->value : 0.0});
    if (!(top > 0) || *figure.present < 0) return;
    const float width = ImGui::GetContentRegionAvail().x;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float height = panel.points(8);
    const auto x = [&](double value) { return at.x + width * static_cast<float>(std::clamp(value / top, 0.0, 1.0)); };
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float y = at.y + panel.points(4);
    list.AddRectFilled({at.x, y}, {at.x + width, y + height}, packed(theme::kLine), height / 2);
    const Rgba color = figure.reached() ? theme::kAccent : Rgba{210, 139, 35, 255};
    list.AddRectFilled({at.x, y}, {std::max(at.x + height, x(*figure.present)), y + height}, packed(color), height / 2);
    const float mark = x(indicator.target->value);
    list.AddRectFilled({mark - panel.points(1), y - panel.points(3)},
                       {mark + panel.points(1), y + height + panel.points(3)}, packed(theme::kInk));
    ImGui::Dummy({width, height + panel.points(8)});
}

void drawIndicator(const Panel& panel, const IndicatorFigure& figure, bool highlighted) {
    const Indicator& indicator = figure.indicator;
    ImGui::PushID(indicator.id.c_str());
    const float width = ImGui::GetContentRegionAvail().x;
    const ImVec2 local = ImGui::GetCursorPos();
    const bool canShow = !figure.features.empty();
    widget::cut(panel, TextRole::Strong, indicator.name.get(), width - panel.points(canShow ? 30.0f : 4.0f));
    if (!indicator.definition.empty()) widget::tooltip(panel, indicator.definition.get());
    if (canShow) {
        const ImVec2 after = ImGui::GetCursorPos();
        ImGui::SetCursorPos({local.x + width - panel.points(26), local.y - panel.points(2)});
        if (widget::iconButton(panel, "show", Icon::Eye, tr("Show what makes this figure"), highlighted, true, 24)) {
            panel.ask(command::HighlightIndicator{highlighted ? std::nullopt : std::optional(indicator.id)});
        }
        ImGui::SetCursorPos(after);
    }
    if (figure.computed) {
        widget::figure(panel, tr("from the map"), withUnit(*figure.computed, indicator.unit.get()), TextRole::Strong);
    }
    if (indicator.base) {
        widget::figure(panel, fmt::format(fmt::runtime(tr("plan, base {}")), indicator.base->year),
                       withUnit(indicator.base->value, indicator.unit.get()));
    }
    if (indicator.target) {
        std::string label = fmt::format(fmt::runtime(tr("target {}")), indicator.target->year);
        if (indicator.nature == Indicator::Nature::Binding) label += std::string(" · ") + tr("binding");
        if (indicator.nature == Indicator::Nature::Expected) label += std::string(" · ") + tr("expected");
        widget::figure(panel, label, withUnit(indicator.target->value, indicator.unit.get()));
    }
    drawScaleLine(panel, figure);
    if (indicator.target && figure.present) {
        widget::wrapped(panel, TextRole::Small, figure.distanceText(),
                        figure.reached() ? theme::kAccent : theme::kWarning);
    }
    if (!indicator.source.empty()) widget::wrapped(panel, TextRole::Small, indicator.source, theme::kInkFaint);
    for (const Issue& issue : figure.issues) {
        widget::wrapped(panel, TextRole::Small, issue.message, theme::kWarning);
    }
    widget::rule(panel);
    ImGui::PopID();
}

} // namespace

void drawIndicators(const Panel& panel) {
    const IndicatorState& indicators = panel.state.indicators;
    if (!indicators.available) {
        widget::emptyNote(panel, tr("This document sets no indicators."));
        return;
    }
    if (indicators.work.running) widget::progressBar(panel, indicators.work.fraction, ImGui::GetContentRegionAvail().x);
    if (!indicators.work.error.empty()) widget::wrapped(panel, TextRole::Body, indicators.work.error, theme::kError);
    if (!indicators.figures) return;
    if (panel.state.map.schematic) {
        widget::wrapped(panel, TextRole::Small, tr("Figures from the map are those of a schematic geometry."),
                        theme::kWarning);
        widget::space(panel, 4);
    }
    for (const IndicatorFigure& figure : indicators.figures->rows) {
        drawIndicator(panel, figure, indicators.highlighted == figure.indicator.id);
    }
}

} // namespace geju
