// What was clicked: names, kind, figures ellipsoidal and planar side by side, attributes, source and precision.
#include "core/translate.hpp"
#include "core/units.hpp"
#include "ui/figures.hpp"
#include "ui/widgets.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <cmath>

namespace geju {

namespace {

void drawTop(const Panel& panel, const FeatureState& feature) {
    const float width = ImGui::GetContentRegionAvail().x;
    const float buttons = panel.points(feature.count > 1 ? 118.0f : 58.0f);
    const ImVec2 local = ImGui::GetCursorPos();
    widget::cut(panel, TextRole::Small, feature.layerName, width - buttons, theme::kInkSoft);
    ImGui::SetCursorPos({local.x + width - buttons + panel.points(2), local.y - panel.points(3)});
    if (feature.count > 1) {
        if (widget::iconButton(panel, "before", Icon::Back, tr("The one above"), false, true, 24)) {
            panel.ask(command::StepSelection{-1});
        }
        ImGui::SameLine(0, 0);
        if (widget::iconButton(panel, "after", Icon::Forward, tr("The one below (click again)"), false, true, 24)) {
            panel.ask(command::StepSelection{1});
        }
        ImGui::SameLine(0, panel.points(2));
    }
    if (widget::iconButton(panel, "fly", Icon::Target, tr("Show the whole feature (F)"), false, true, 24)) {
        panel.ask(command::FitSelection{});
    }
    ImGui::SameLine(0, 0);
    if (widget::iconButton(panel, "clear", Icon::Close, tr("Select nothing (Esc)"), false, true, 24)) {
        panel.ask(command::ClearSelection{});
    }
    ImGui::SetCursorPos({local.x, local.y + panel.points(24)});
    const std::string name = feature.name.empty() ? std::string(tr("(no name)")) : feature.name;
    widget::wrapped(panel, TextRole::Title, name);
    if (!feature.otherName.empty()) widget::wrapped(panel, TextRole::Small, feature.otherName, theme::kInkSoft);
    if (!feature.kind.empty()) {
        widget::space(panel, 2);
        widget::badge(panel, feature.kind, theme::kAccent, theme::kAccentSoft);
    }
    if (feature.count > 1) {
        if (!feature.kind.empty()) ImGui::SameLine();
        widget::badge(panel, fmt::format(fmt::runtime(tr("{} of {} here")), feature.index + 1, feature.count),
                      theme::kInkSoft, theme::kLine);
    }
}

void drawAttributes(const Panel& panel, const FeatureState& feature) {
    if (feature.attributes.empty()) return;
    widget::heading(panel, tr("Attributes"));
    const float width = ImGui::GetContentRegionAvail().x;
    const float nameWidth = width * 0.36f;
    for (const auto& [name, value] : feature.attributes) {
        const ImVec2 local = ImGui::GetCursorPos();
        widget::cut(panel, TextRole::Small, name, nameWidth - panel.points(8), theme::kInkSoft);
        const float after = ImGui::GetCursorPosY();
        ImGui::SetCursorPos({local.x + nameWidth, local.y});
        ImGui::BeginGroup();
        widget::wrapped(panel, TextRole::Small, value.empty() ? "–" : value,
                        value.empty() ? theme::kInkFaint : theme::kInk);
        ImGui::EndGroup();
        ImGui::SetCursorPos({local.x, std::max(after, ImGui::GetCursorPosY())});
    }
}

/// One of the eight winds, as short as a chart writes it.
const char* wind(double azimuthDegrees) {
    const char* winds[] = {tr("N"), tr("NE"), tr("E"), tr("SE"), tr("S"), tr("SW"), tr("W"), tr("NW")};
    return winds[static_cast<std::size_t>(std::lround(azimuthDegrees / 45) + 8) % 8];
}

std::string nearness(const NeighbourState& neighbour) {
    if (neighbour.distanceMeters > 0) {
        return formatLength(neighbour.distanceMeters) + " " + wind(neighbour.azimuthDegrees);
    }
    if (neighbour.borderMeters > 0) {
        return fmt::format(fmt::runtime(tr("{} in common")), formatLength(neighbour.borderMeters));
    }
    return tr("touches");
}

void drawNeighbours(const Panel& panel, const FeatureState& feature) {
    if (feature.neighboursKnown && feature.neighbours.empty()) return;
    widget::heading(panel, feature.touching > 0 || !feature.neighboursKnown ? tr("Neighbours") : tr("Nearest"));
    if (!feature.neighboursKnown) {
        widget::wrapped(panel, TextRole::Small, tr("Too many corners to look for them at a click."), theme::kInkSoft);
        return;
    }
    const float width = ImGui::GetContentRegionAvail().x;
    const float pad = panel.points(4);
    for (std::size_t i = 0; i < feature.neighbours.size(); ++i) {
        const NeighbourState& neighbour = feature.neighbours[i];
        const std::string value = nearness(neighbour);
        const float valueWidth = widget::textWidth(panel, TextRole::Small, value);
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float height = widget::lineHeight(panel, TextRole::Small) + panel.points(4);
        if (widget::row(panel, ("neighbour-" + std::to_string(i)).c_str(), height, false)) {
            panel.ask(command::ShowNeighbour{i});
        }
        const float y = at.y + panel.points(2);
        widget::textAt(panel, TextRole::Small,
                       widget::cutToWidth(panel, TextRole::Small, neighbour.name, width - valueWidth - 4 * pad),
                       at.x + pad, y, theme::kInk);
        widget::textAt(panel, TextRole::Small, value, at.x + width - valueWidth - pad, y, theme::kInkSoft);
    }
    if (feature.touching > feature.neighbours.size()) {
        widget::text(panel, TextRole::Small,
                     fmt::format(fmt::runtime(tr("and {} more")), feature.touching - feature.neighbours.size()),
                     theme::kInkSoft);
    }
}

void drawOrigin(const Panel& panel, const FeatureState& feature) {
    if (feature.source.empty() && feature.precision.empty()) return;
    widget::rule(panel);
    if (!feature.source.empty()) {
        widget::heading(panel, tr("Source"));
        widget::wrapped(panel, TextRole::Small, feature.source, theme::kInkSoft);
    }
    if (!feature.precision.empty()) {
        widget::space(panel, 2);
        const bool schematic = feature.precision == "schematic";
        const std::string text =
            schematic ? tr("schematic: right in order, roughly right in place") : feature.precision;
        widget::wrapped(panel, TextRole::Small, std::string(tr("Precision: ")) + text,
                        schematic ? theme::kWarning : theme::kInkSoft);
    }
}

} // namespace

void drawFeature(const Panel& panel) {
    if (!panel.state.feature) {
        widget::emptyNote(panel,
                          tr("Click something on the map to read its name, its figures and where they come from. "
                             "Click again to reach what lies below it."));
        return;
    }
    const FeatureState& feature = *panel.state.feature;
    drawTop(panel, feature);
    widget::rule(panel);
    drawMeasures(panel, feature.measures);
    if (feature.hasGround && panel.state.balance.available) {
        widget::space(panel, 4);
        if (feature.gathered > 1) {
            widget::text(panel, TextRole::Body, fmt::format(fmt::runtime(tr("Selected: {}")), feature.gathered),
                         theme::kInk);
        }
        const bool line = feature.geometry.find("Line") != std::string::npos;
        const std::string inside =
            feature.gathered > 1 ? fmt::format(fmt::runtime(tr("Land use inside the {} selected")), feature.gathered)
                                 : std::string(tr("Land use inside"));
        if (widget::button(panel, "land-use", line ? std::string(tr("Land use along it")) : inside)) {
            panel.ask(command::BalanceGround{});
        }
    }
    widget::rule(panel);
    drawNeighbours(panel, feature);
    drawAttributes(panel, feature);
    drawOrigin(panel, feature);
}

} // namespace geju
