#include "ui/figures.hpp"

#include "core/translate.hpp"
#include "core/units.hpp"
#include "ui/painter.hpp"
#include "ui/widgets.hpp"

#include <fmt/format.h>
#include <imgui.h>

namespace geju {

namespace {

struct Columns {
    float label;
    float first; ///< right edges
    float second;
};

Columns columnsOf(const Panel& panel) {
    const float width = ImGui::GetContentRegionAvail().x;
    const float x = ImGui::GetCursorScreenPos().x;
    const float label = panel.points(64);
    return {x, x + label + (width - label) / 2, x + width};
}

std::string shown(const std::optional<double>& value, AreaUnit unit) {
    if (!value) return "–";
    return formatNumber(fromSquareMeters(*value, unit), unit == AreaUnit::SquareKilometer ? 4 : 2);
}

void drawRow(const Panel& panel, const std::string& label, const std::string& first, const std::string& second) {
    const Columns columns = columnsOf(panel);
    const float y = ImGui::GetCursorScreenPos().y;
    const auto right = [&](const std::string& text, float edge, TextRole role, Rgba color) {
        widget::textAt(panel, role, text, edge - widget::textWidth(panel, role, text), y, color);
    };
    widget::textAt(panel, TextRole::Body, label, columns.label, y, theme::kInkSoft);
    right(first, columns.first, TextRole::Body, theme::kInk);
    right(second, columns.second, TextRole::Body, theme::kInkSoft);
    ImGui::Dummy({0, widget::lineHeight(panel, TextRole::Body)});
}

} // namespace

void drawFigureHeads(const Panel& panel) {
    const Columns columns = columnsOf(panel);
    const float y = ImGui::GetCursorScreenPos().y;
    const auto right = [&](const char* text, float edge) {
        widget::textAt(panel, TextRole::Small, text, edge - widget::textWidth(panel, TextRole::Small, text), y,
                       theme::kInkFaint);
    };
    right(tr("ellipsoidal"), columns.first);
    right(tr("planar"), columns.second);
    ImGui::Dummy({0, widget::lineHeight(panel, TextRole::Small)});
}

void drawAreaTable(const Panel& panel, const FigureColumns& area) {
    for (const AreaUnit unit : {AreaUnit::SquareMeter, AreaUnit::Hectare, AreaUnit::SquareKilometer, AreaUnit::Mu}) {
        drawRow(panel, std::string(symbol(unit)), shown(area.ellipsoidal, unit), shown(area.planar, unit));
    }
}

void drawAreaMethods(const Panel& panel, const std::optional<double>& ellipsoidal, const std::optional<double>& survey,
                     const std::optional<double>& planar) {
    if (!ellipsoidal || !survey) return;
    widget::heading(panel, tr("Area by method"));
    const auto row = [&](const char* label, const std::optional<double>& squareMeters) {
        if (!squareMeters) return;
        widget::figure(panel, label, formatArea(*squareMeters, AreaUnit::SquareMeter));
        if (!(*ellipsoidal > 0) || *squareMeters == *ellipsoidal) return;
        const double difference = *squareMeters - *ellipsoidal;
        widget::figure(panel, {}, fmt::format("{:+.4f} m²   {:+.4f} ppm", difference, difference / *ellipsoidal * 1e6),
                       TextRole::Small);
    };
    row(tr("Geodesic polygon"), ellipsoidal);
    row(tr("Land-survey formula"), survey);
    row(tr("Planar"), planar);
}

void drawLengthTable(const Panel& panel, const std::string& label, const FigureColumns& meters) {
    const auto text = [](const std::optional<double>& value) {
        return value ? formatLength(*value) : std::string("–");
    };
    drawRow(panel, label, text(meters.ellipsoidal), text(meters.planar));
}

void drawMeasures(const Panel& panel, const FeatureMeasures& measures) {
    if (!measures.areal && !measures.linear) {
        widget::text(panel, TextRole::Small, tr("A point has no length and no area."), theme::kInkFaint);
        return;
    }
    drawFigureHeads(panel);
    if (measures.areal) {
        widget::heading(panel, tr("Area"));
        drawAreaTable(panel, {measures.ellipsoidalSquareMeters, measures.planarSquareMeters});
        drawLengthTable(panel, tr("Perimeter"), {measures.ellipsoidalPerimeterMeters, measures.planarPerimeterMeters});
        drawAreaMethods(panel, measures.ellipsoidalSquareMeters, measures.surveySquareMeters,
                        measures.planarSquareMeters);
    }
    if (measures.linear)
        drawLengthTable(panel, tr("Length"), {measures.ellipsoidalLengthMeters, measures.planarLengthMeters});
    for (const Issue& note : measures.notes) {
        widget::wrapped(panel, TextRole::Small, note.message, theme::kWarning);
    }
}

} // namespace geju
