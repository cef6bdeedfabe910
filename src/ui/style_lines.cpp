// What the style panel offers for lines beyond one stroke: colours along them and arrows repeated along them.
#include "core/translate.hpp"
#include "plan/color_rules.hpp"
#include "plan/project_text.hpp"
#include "ui/style_controls.hpp"
#include "ui/widgets.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace geju {

namespace {

constexpr const char* kGradient = "paint/line-gradient";
constexpr std::size_t kMostStops = 8;

/// What the rows can show: a few colours at places of their own.
bool isPlain(const std::vector<ColorStop>& stops) {
    const auto ascends = [](const ColorStop& a, const ColorStop& b) { return a.at >= b.at; };
    return stops.size() >= 2 && stops.size() <= kMostStops &&
           std::adjacent_find(stops.begin(), stops.end(), ascends) == stops.end();
}

/// In the middle of the widest stretch, of the colour that is there.
void addStop(std::vector<ColorStop>& stops) {
    std::size_t widest = 0;
    for (std::size_t i = 0; i + 1 < stops.size(); ++i) {
        if (stops[i + 1].at - stops[i].at > stops[widest + 1].at - stops[widest].at) widest = i;
    }
    const double at = std::round((stops[widest].at + stops[widest + 1].at) / 2 * 1000) / 1000;
    stops.insert(stops.begin() + static_cast<std::ptrdiff_t>(widest) + 1, {at, colorAt(stops, at)});
}

/// Colour and, between the ends, place and removal of one stop; true when it was changed.
bool drawStop(const StyleRows& rows, std::vector<ColorStop>& stops, std::size_t i) {
    const Panel& panel = rows.panel();
    const bool inner = i > 0 && i + 1 < stops.size();
    rows.begin(i == 0 ? tr("Start colour") : inner ? tr("Colour between") : tr("End colour"));
    bool changed = rows.colorButton(fmt::format("gradient-{}", i), stops[i].color);
    ImGui::SameLine();
    if (!inner) {
        widget::text(panel, TextRole::Small, toCss(stops[i].color), theme::kInkSoft);
        return changed;
    }
    {
        const widget::UseFont font(panel, TextRole::Body);
        ImGui::SetNextItemWidth(rows.controlWidth() - panel.points(30));
        auto percent = static_cast<float>(stops[i].at * 100);
        const auto least = static_cast<float>(stops[i - 1].at * 100 + 1);
        const auto most = static_cast<float>(stops[i + 1].at * 100 - 1);
        if (ImGui::DragFloat(fmt::format("##stop-{}", i).c_str(), &percent, 0.5f, least, most, "%.0f %%",
                             ImGuiSliderFlags_AlwaysClamp)) {
            stops[i].at = std::round(static_cast<double>(percent)) / 100;
            changed = true;
        }
    }
    ImGui::SameLine(0, panel.points(4));
    if (widget::iconButton(panel, fmt::format("stop-away-{}", i).c_str(), Icon::Close, tr("Take away"), false, true,
                           24)) {
        stops.erase(stops.begin() + static_cast<std::ptrdiff_t>(i));
        changed = true;
    }
    return changed;
}

} // namespace

void drawLineGradient(const StyleRows& rows) {
    const StyleLayer& layer = rows.layer();
    const Expression* gradient = layer.property("line-gradient");
    if (!gradient && (layer.property("line-dasharray") || layer.hatch)) return;
    bool on = gradient != nullptr;
    if (rows.flagOf(tr("Gradient"), "gradient", on)) {
        const Rgba color = layer.color("line-color", {}, {0, 0, 0, 255});
        const std::vector<ColorStop> stops{{0, withOpacity(color, 0.2)}, {1, color}};
        rows.edit(tr("Gradient"), {{kGradient, on ? std::optional(toJson(stops)) : std::nullopt}});
    }
    if (gradient) drawGradientColors(rows, kGradient, *gradient);
}

void drawGradientColors(const StyleRows& rows, const std::string& place, const Expression& gradient) {
    std::vector<ColorStop> stops = colorStops(gradient);
    if (!isPlain(stops) || gradient.dependsOnFeature() || gradient.dependsOnZoom()) {
        const std::vector<ColorStop> ends{{0, stops.front().color}, {1, stops.back().color}};
        return rows.byExpression(tr("Colours along"), place, toJson(ends));
    }
    bool changed = false;
    for (std::size_t i = 0; i < stops.size() && !changed; ++i) changed = drawStop(rows, stops, i);
    if (!changed && stops.size() < kMostStops) {
        rows.begin("");
        if (widget::button(rows.panel(), "style-add-stop", tr("Add a colour"))) {
            addStop(stops);
            changed = true;
        }
    }
    if (changed) rows.edit(tr("Gradient"), place, toJson(stops));
}

void drawArrowsAlong(const StyleRows& rows) {
    const std::string place = "metadata/geju:arrows-along";
    const auto& arrows = rows.layer().arrowsAlong;
    bool on = arrows.has_value();
    if (rows.flagOf(tr("Arrows along it"), "arrows-along", on)) {
        rows.edit(tr("Arrows along it"),
                  {{place, on ? std::optional<std::string>(R"({"spacing":80})") : std::nullopt}});
    }
    if (!arrows) return;
    struct Unit {
        std::string place;
        const char* format;
        double pixels; ///< in one of the unit, at the scale of the map
    };
    const double scale = std::max(1.0, rows.panel().state.map.scaleDenominator);
    const std::array<Unit, 3> units{Unit{place + "/spacing", "%.0f px", 1},
                                    Unit{place + "/spacing-mm", "%.1f mm", kPixelsPerMillimeter},
                                    Unit{place + "/spacing-meters", "%.0f m", 1000 * kPixelsPerMillimeter / scale}};
    std::size_t unit = static_cast<std::size_t>(arrows->spacingUnit);
    rows.numberOf(tr("Spacing"), units[unit].place, arrows->spacing, 1, unit == 2 ? 100'000 : 1000,
                  unit == 2 ? 5 : 0.5f, units[unit].format);
    rows.begin(tr("Spacing in"));
    const std::size_t before = unit;
    if (combo(rows.panel(), "spacing-unit", {tr("pixels"), tr("millimetres"), tr("metres on the ground")}, unit,
              rows.controlWidth())) {
        const double converted = std::round(arrows->spacing * units[before].pixels / units[unit].pixels * 10) / 10;
        rows.edit(tr("Spacing"),
                  {{units[unit].place, jsonNumber(std::max(1.0, converted))}, {units[before].place, std::nullopt}});
    }
    rows.numberOf(tr("Head length"), place + "/length", arrows->headLength, 0.2, 20, 0.05f, "%.1f ×");
    rows.numberOf(tr("Head width"), place + "/width", arrows->headWidth, 0.2, 20, 0.05f, "%.1f ×");
    const Rgba line = rows.layer().color("line-color", {}, {0, 0, 0, 255});
    rows.colorOf(tr("Arrow colour"), place + "/color", arrows->color.value_or(line));
}

} // namespace geju
