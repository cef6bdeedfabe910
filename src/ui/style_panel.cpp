// How the chosen layer looks, and everything that can be changed about it.
#include "core/translate.hpp"
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

void drawHead(const Panel& panel, const StyleLayer& layer) {
    const UiState& state = panel.state;
    const EditState& edit = state.edit;
    const auto tip = [](const char* what, const std::string& name) {
        return name.empty() ? std::string(what) : fmt::format("{}: {}", what, name);
    };
    const ImVec2 at = ImGui::GetCursorPos();
    const float width = ImGui::GetContentRegionAvail().x;
    // Labels have no name of their own: they are called as what they letter.
    const auto item = std::find_if(state.layers.begin(), state.layers.end(),
                                   [&](const LayerItem& i) { return i.id == state.currentLayer; });
    const bool named = !layer.name.empty() || item == state.layers.end();
    const std::string name = named ? (layer.name.empty() ? layer.id : layer.name.get()) : item->name;
    widget::cut(panel, TextRole::Title, name, width - panel.points(3 * 32 + 8));
    const ImVec2 after = ImGui::GetCursorPos();
    ImGui::SetCursorPos({at.x + width - panel.points(3 * 32), at.y - panel.points(4)});
    if (widget::iconButton(panel, "style-undo", Icon::Undo, tip(tr("Undo"), edit.undoName), false, edit.canUndo, 30))
        panel.ask(command::Undo{});
    ImGui::SameLine(0, panel.points(2));
    if (widget::iconButton(panel, "style-redo", Icon::Redo, tip(tr("Redo"), edit.redoName), false, edit.canRedo, 30))
        panel.ask(command::Redo{});
    ImGui::SameLine(0, panel.points(2));
    if (widget::iconButton(panel, "style-close", Icon::Close, tr("Close the style"), false, true, 30))
        panel.ask(command::ShowSection{Section::Feature});
    ImGui::SetCursorPos(after);
}

/// Area, outline, labels: the style layers that make up what the tree shows as one.
void drawParts(const Panel& panel) {
    const StyleState& style = panel.state.style;
    float used = 0;
    const float room = ImGui::GetContentRegionAvail().x;
    for (const StylePart& part : style.parts) {
        const float width = widget::textWidth(panel, TextRole::Body, part.name) + panel.points(24);
        if (used > 0 && used + width < room) ImGui::SameLine(0, panel.points(4));
        if (used + width >= room) used = 0;
        used += width;
        if (widget::chip(panel, ("style-part-" + part.layer).c_str(), part.name, part.layer,
                         part.layer == style.layer)) {
            panel.ask(command::ShowStyle{part.layer});
        }
    }
}

void drawName(const StyleRows& rows) {
    const Panel& panel = rows.panel();
    const StyleLayer& layer = rows.layer();
    if (layer.labelsOnly) return;
    StyleDraft& draft = rows.draft();
    const std::string& now = layer.name.get();
    if (draft.namedLayer != layer.id + now) {
        draft.namedLayer = layer.id + now;
        draft.name = now;
    }
    rows.begin(tr("Name"));
    const bool entered = widget::textField(panel, "##style-name", draft.name, layer.id, rows.controlWidth());
    widget::remember(panel, "style-name");
    if ((entered || ImGui::IsItemDeactivatedAfterEdit()) && draft.name != now && !draft.name.empty()) {
        panel.ask(command::RenameLayer{layer.id, draft.name});
    }
}

void drawHatch(const StyleRows& rows) {
    const std::string place = "metadata/geju:hatch";
    const auto& hatch = rows.layer().hatch;
    bool on = hatch.has_value();
    if (rows.flagOf(tr("Hatch"), "hatch", on)) {
        if (on) {
            rows.edit(tr("Hatch"), place, R"({"angle":45,"spacing":6,"width":1,"color":"#404040"})");
        } else {
            rows.edit(tr("Hatch"), {{place, std::nullopt}});
        }
    }
    if (!hatch) return;
    rows.colorOf(tr("Hatch colour"), place + "/color", hatch->color);
    rows.numberOf(tr("Angle"), place + "/angle", hatch->angleDegrees, -180, 180, 1, "%.0f°");
    rows.numberOf(tr("Spacing"), place + "/spacing", hatch->spacing, 1, 60, 0.1f, "%.1f px");
    rows.numberOf(tr("Stroke width"), place + "/width", hatch->width, 0.1, 20, 0.05f, "%.2f px");
    bool cross = hatch->cross;
    if (rows.flagOf(tr("Crossed"), "hatch-cross", cross)) rows.edit(tr("Crossed"), place + "/cross", jsonFlag(cross));
}

void drawFill(const StyleRows& rows) {
    const StyleLayer& layer = rows.layer();
    if (!layer.fillGradient) drawStyleColors(rows, tr("Colour"), "paint/fill-color");
    rows.percent(tr("Opacity"), "paint/fill-opacity");
    rows.optionalColor(tr("Hairline"), "paint/fill-outline-color", {90, 90, 90, 255});
    widget::rule(rows.panel());
    // Gradients and soft edges are not hatched and have no patterns.
    if (!layer.hatch && !layer.property("fill-pattern")) {
        drawSoftEdge(rows);
        drawFillGradient(rows);
    }
    if (layer.softEdge || layer.fillGradient) return;
    drawPattern(rows);
    drawHatch(rows);
}

/// A width in pixels, millimetres or metres on the ground.
void drawLineWidth(const StyleRows& rows) {
    const StyleLayer& layer = rows.layer();
    struct Unit {
        const char* place;
        const Expression* expression;
        double pixels; ///< in one of the unit, at the scale of the map
    };
    const double scale = std::max(1.0, rows.panel().state.map.scaleDenominator);
    const auto pointer = [](const std::optional<Expression>& expression) {
        return expression ? &*expression : nullptr;
    };
    const std::array<Unit, 3> units{
        Unit{"paint/line-width", layer.property("line-width"), 1},
        Unit{"metadata/geju:line-width-mm", pointer(layer.lineWidthMillimeters), kPixelsPerMillimeter},
        Unit{"metadata/geju:line-width-meters", pointer(layer.lineWidthMeters), 1000 * kPixelsPerMillimeter / scale}};
    std::size_t unit = units[2].expression ? 2 : units[1].expression ? 1 : 0;
    const Expression* expression = units[unit].expression;
    const double value = expression ? expression->evaluate({}).number().value_or(1) : 1;
    const char* label = tr("Width");
    const char* formats[] = {"%.2f px", "%.2f mm", "%.1f m"};
    if (expression && !expression->isConstant()) {
        rows.byExpression(label, units[unit].place, jsonNumber(value));
    } else {
        rows.numberOf(label, units[unit].place, value, 0, unit == 2 ? 5000 : 200, unit == 2 ? 0.5f : 0.05f,
                      formats[unit]);
    }
    rows.begin(tr("Width in"));
    const std::size_t before = unit;
    if (combo(rows.panel(), "width-unit", {tr("pixels"), tr("millimetres"), tr("metres on the ground")}, unit,
              rows.controlWidth())) {
        const double converted = std::round(value * units[before].pixels / units[unit].pixels * 100) / 100;
        std::vector<command::LayerMember> members{{units[unit].place, jsonNumber(converted)}};
        if (before != 0) members.push_back({units[before].place, std::nullopt});
        rows.edit(label, std::move(members));
    }
}

void drawDashes(const StyleRows& rows) {
    const Expression* dashes = rows.layer().property("line-dasharray");
    const std::string place = "paint/line-dasharray";
    if (dashes && !dashes->isConstant()) return rows.byExpression(tr("Dashes"), place, "[4,2]");
    const std::vector<std::vector<double>> patterns{{}, {4, 2}, {2, 2}, {1, 1.5}, {8, 3}, {8, 2, 1.5, 2}};
    const std::vector<std::string> names{tr("solid"),  tr("dashed"),      tr("short dashes"),
                                         tr("dotted"), tr("long dashes"), tr("dash and dot")};
    const auto has = dashes ? dashes->evaluate({}).numbers().value_or(std::vector<double>{}) : std::vector<double>{};
    auto chosen = static_cast<std::size_t>(std::find(patterns.begin(), patterns.end(), has) - patterns.begin());
    rows.begin(tr("Dashes"));
    if (!combo(rows.panel(), "dashes", names, chosen, rows.controlWidth(), tr("of their own"))) return;
    if (chosen == 0) return rows.edit(tr("Dashes"), {{place, std::nullopt}});
    std::string value = "[";
    for (const double length : patterns[chosen]) value += (value.size() > 1 ? "," : "") + jsonNumber(length);
    rows.edit(tr("Dashes"), place, value + "]");
}

void drawArrow(const StyleRows& rows) {
    const std::string place = "metadata/geju:arrow";
    const auto& arrow = rows.layer().arrow;
    bool start = arrow && arrow->atStart;
    bool end = arrow && arrow->atEnd;
    const bool atStart = rows.flagOf(tr("Arrow at start"), "arrow-start", start);
    const bool atEnd = rows.flagOf(tr("Arrow at end"), "arrow-end", end);
    if ((atStart || atEnd) && !start && !end) {
        rows.edit(tr("Arrow"), {{place, std::nullopt}});
    } else if (atStart || atEnd) {
        const auto word = [](bool on) { return jsonText(on ? "arrow" : "none"); };
        rows.edit(tr("Arrow"), {{place + "/start", word(start)}, {place + "/end", word(end)}});
    }
    if (!arrow) return;
    rows.numberOf(tr("Head length"), place + "/length", arrow->headLength, 0.5, 20, 0.05f, "%.1f ×");
    rows.numberOf(tr("Head width"), place + "/width", arrow->headWidth, 0.5, 20, 0.05f, "%.1f ×");
    rows.numberOf(tr("Tail width"), place + "/taper", arrow->tailWidth, 0, 3, 0.02f, "%.2f ×");
}

void drawLine(const StyleRows& rows) {
    const StyleLayer& layer = rows.layer();
    if (!layer.property("line-gradient")) drawStyleColors(rows, tr("Colour"), "paint/line-color");
    drawLineGradient(rows);
    drawLineWidth(rows);
    rows.percent(tr("Opacity"), "paint/line-opacity");
    if (!layer.property("line-gradient")) drawDashes(rows);
    rows.choice(tr("Ends"), "layout/line-cap", "butt",
                {{"butt", tr("flat")}, {"round", tr("round")}, {"square", tr("square")}});
    rows.choice(tr("Corners"), "layout/line-join", "miter",
                {{"miter", tr("pointed")}, {"round", tr("round")}, {"bevel", tr("cut")}});
    rows.number(tr("Double, gap"), "paint/line-gap-width", 0, 0, 100, 0.05f, "%.1f px");
    rows.number(tr("Offset"), "paint/line-offset", 0, -100, 100, 0.05f, "%.1f px");
    rows.number(tr("Soft edge"), "paint/line-blur", 0, 0, 50, 0.05f, "%.1f px");
    widget::rule(rows.panel());
    drawArrow(rows);
    drawArrowsAlong(rows);
    // Dashes, double lines, gradients and arrows are not hatched.
    const bool plain = !layer.property("line-dasharray") && !layer.property("line-gap-width") &&
                       !layer.property("line-gradient") && !layer.arrow;
    if (!plain && !layer.hatch) return;
    widget::rule(rows.panel());
    drawHatch(rows);
}

void drawCircle(const StyleRows& rows) {
    drawStyleColors(rows, tr("Colour"), "paint/circle-color");
    rows.percent(tr("Opacity"), "paint/circle-opacity");
    if (const auto& meters = rows.layer().circleRadiusMeters; !meters) {
        rows.number(tr("Radius"), "paint/circle-radius", 5, 0, 200, 0.05f, "%.1f px");
    } else if (meters->isConstant()) {
        rows.numberOf(tr("Radius"), "metadata/geju:circle-radius-meters", meters->evaluate({}).number().value_or(5), 0,
                      20000, 1, "%.0f m");
    } else {
        rows.byExpression(tr("Radius"), "metadata/geju:circle-radius-meters", "50");
    }
    rows.color(tr("Edge colour"), "paint/circle-stroke-color", {0, 0, 0, 255});
    rows.number(tr("Edge width"), "paint/circle-stroke-width", 0, 0, 50, 0.05f, "%.1f px");
}

void drawBackground(const StyleRows& rows) {
    rows.color(tr("Colour"), "paint/background-color", {0, 0, 0, 255});
    rows.percent(tr("Opacity"), "paint/background-opacity");
    widget::rule(rows.panel());
    drawPattern(rows);
}

void drawRaster(const StyleRows& rows) {
    rows.percent(tr("Opacity"), "paint/raster-opacity");
    rows.number(tr("Darkest"), "paint/raster-brightness-min", 0, 0, 1, 0.005f, "%.2f");
    rows.number(tr("Brightest"), "paint/raster-brightness-max", 1, 0, 1, 0.005f, "%.2f");
    rows.number(tr("Contrast"), "paint/raster-contrast", 0, -1, 1, 0.005f, "%.2f");
    rows.number(tr("Saturation"), "paint/raster-saturation", 0, -1, 1, 0.005f, "%.2f");
    rows.choice(tr("Enlarged"), "paint/raster-resampling", "linear",
                {{"linear", tr("smooth")}, {"nearest", tr("pixel by pixel")}});
}

void drawOrder(const StyleRows& rows) {
    const Panel& panel = rows.panel();
    const std::string& id = rows.layer().id;
    widget::rule(panel);
    rows.begin(tr("Order"));
    if (widget::iconButton(panel, "style-up", Icon::Up, tr("Draw above the next layer"), false, true, 28))
        panel.ask(command::MoveLayer{id, true});
    ImGui::SameLine(0, panel.points(2));
    if (widget::iconButton(panel, "style-down", Icon::Down, tr("Draw below the next layer"), false, true, 28))
        panel.ask(command::MoveLayer{id, false});
    ImGui::SameLine(0, panel.points(10));
    if (widget::iconButton(panel, "style-duplicate", Icon::Copy, tr("Duplicate the layer"), false, true, 28))
        panel.ask(command::DuplicateLayers{{id}});
    ImGui::SameLine(0, panel.points(2));
    if (widget::iconButton(panel, "style-remove", Icon::Trash, tr("Remove the layer"), false, true, 28))
        panel.ask(command::RemoveLayers{{id}});
}

} // namespace

void drawStyle(const Panel& panel, StyleDraft& draft) {
    const UiState& state = panel.state;
    const StyleLayer* layer = state.document ? state.document->project.layer(state.style.layer) : nullptr;
    if (!layer) return widget::emptyNote(panel, tr("Double-click a layer in the list to style it."));
    if (!ImGui::IsAnyItemActive()) ++draft.gesture;
    if (draft.layer != layer->id) {
        const unsigned gesture = draft.gesture;
        draft = StyleDraft{};
        draft.gesture = gesture;
        draft.layer = layer->id;
    }
    const StyleRows rows(panel, *layer, draft);
    ImGui::PushID(layer->id.c_str());
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {panel.points(8), panel.points(5)});
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {panel.points(8), panel.points(3)});
    drawHead(panel, *layer);
    drawParts(panel);
    widget::space(panel, 2);
    drawName(rows);
    switch (layer->type) {
    case LayerType::Background:
        drawBackground(rows);
        break;
    case LayerType::Fill:
        drawFill(rows);
        break;
    case LayerType::Line:
        drawLine(rows);
        break;
    case LayerType::Circle:
        drawCircle(rows);
        break;
    case LayerType::Symbol:
        drawStyleSymbol(rows);
        break;
    case LayerType::Raster:
        drawRaster(rows);
        break;
    }
    drawOrder(rows);
    ImGui::PopStyleVar(2);
    ImGui::PopID();
}

} // namespace geju
