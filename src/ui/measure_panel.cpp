// What is being measured: total, last leg, area and perimeter, both ways; undo, end, clear.
#include "core/translate.hpp"
#include "core/units.hpp"
#include "ui/figures.hpp"
#include "ui/widgets.hpp"

#include <fmt/format.h>
#include <imgui.h>

namespace geju {

namespace {

void drawChoice(const Panel& panel) {
    const Tool tool = panel.state.tool;
    if (widget::toolButton(panel, "distance", Icon::Distance, tr("Distance"), {}, tool == Tool::MeasureDistance)) {
        panel.ask(command::UseTool{Tool::MeasureDistance});
    }
    ImGui::SameLine(0, panel.points(4));
    if (widget::toolButton(panel, "area", Icon::Area, tr("Area"), {}, tool == Tool::MeasureArea)) {
        panel.ask(command::UseTool{Tool::MeasureArea});
    }
}

void drawLegs(const Panel& panel, const MeasureState& measure) {
    if (measure.legsMeters.size() < 2) return;
    widget::rule(panel);
    widget::heading(panel, tr("Legs"));
    double sum = 0;
    for (std::size_t i = 0; i < measure.legsMeters.size(); ++i) {
        sum += measure.legsMeters[i];
        widget::figure(panel, fmt::format("{}    {}", i + 1, formatLength(measure.legsMeters[i])), formatLength(sum));
    }
}

void drawResult(const Panel& panel, const MeasureState& measure) {
    drawFigureHeads(panel);
    const PathMeasures& figures = measure.figures;
    if (measure.area) {
        drawAreaTable(panel, {figures.ellipsoidalSquareMeters, figures.planarSquareMeters});
        drawLengthTable(panel, tr("Perimeter"), {figures.ellipsoidalPerimeterMeters, figures.planarPerimeterMeters});
        drawAreaMethods(panel, figures.ellipsoidalSquareMeters, figures.surveySquareMeters, figures.planarSquareMeters);
    } else {
        drawLengthTable(panel, tr("Total"), {figures.ellipsoidalLengthMeters, figures.planarLengthMeters});
        if (!measure.legsMeters.empty()) {
            drawLengthTable(panel, tr("Last leg"), {measure.legsMeters.back(), std::nullopt});
        }
    }
    if (!figures.note.empty()) widget::wrapped(panel, TextRole::Small, figures.note, theme::kWarning);
}

} // namespace

void drawMeasure(const Panel& panel) {
    const UiState& state = panel.state;
    const bool measuring = state.tool == Tool::MeasureDistance || state.tool == Tool::MeasureArea;
    drawChoice(panel);
    widget::space(panel, 4);
    if (!measuring) {
        widget::emptyNote(panel,
                          tr("Choose distance or area and click on the map. To measure a zone, click it with the "
                             "ordinary tool."));
        return;
    }
    widget::wrapped(
        panel, TextRole::Small,
        tr("Click to set points. Double click or Enter ends, Backspace or a right click takes back the last "
           "point, Esc leaves."),
        theme::kInkSoft);
    widget::rule(panel);
    if (state.measure.points == 0) {
        widget::text(panel, TextRole::Body, tr("No point yet"), theme::kInkFaint);
        return;
    }
    drawResult(panel, state.measure);
    widget::space(panel, 6);
    if (widget::button(panel, "undo", tr("Undo point"))) panel.ask(command::UndoMeasurePoint{});
    ImGui::SameLine();
    if (widget::button(panel, "end", tr("End"), false, !state.measure.finished)) panel.ask(command::FinishMeasure{});
    ImGui::SameLine();
    if (widget::button(panel, "clear", tr("Clear"))) panel.ask(command::ClearMeasure{});
    if (state.measure.area && state.measure.points > 2 && state.balance.available) {
        widget::space(panel, 4);
        if (widget::button(panel, "drawn-land-use", tr("Land use inside"))) panel.ask(command::BalanceDrawn{});
    }
    if (!state.measure.area) drawLegs(panel, state.measure);
}

} // namespace geju
