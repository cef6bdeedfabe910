// How labels and pictograms look, and where labels may stand.
#include "core/translate.hpp"
#include "drawing/pictograms.hpp"
#include "plan/project_text.hpp"
#include "ui/style_pictures.hpp"
#include "ui/widgets.hpp"

#include <algorithm>

namespace geju {

namespace {

void drawTextField(const StyleRows& rows) {
    const Expression* field = rows.layer().property("text-field");
    const auto reads = field ? field->properties() : std::vector<std::string>{};
    std::vector<std::string> names;
    for (const FieldItem& item : rows.panel().state.style.fields) names.push_back(item.name);
    auto chosen = reads.size() == 1
                      ? static_cast<std::size_t>(std::find(names.begin(), names.end(), reads[0]) - names.begin())
                      : names.size();
    rows.begin(tr("Field"));
    const std::string shown = field ? tr("by expression") : tr("choose");
    if (!combo(rows.panel(), "text-field", names, chosen, rows.controlWidth(), shown)) return;
    // The English text would stand before the field that was chosen.
    rows.edit(tr("Label"), {{"layout/text-field", "[\"to-string\",[\"get\"," + jsonText(names[chosen]) + "]]"},
                            {"metadata/geju:text-field-en", std::nullopt}});
}

/// The pictograms with their names, the first row for none.
void drawIconChoice(const StyleRows& rows) {
    const auto names = pictogramNames();
    choosePicture(rows, tr("Pictogram"), "layout/icon-image", {names.begin(), names.end()},
                  [](std::string_view name, float x, float y, float side) {
                      drawPictogram(*findPictogram(name), theme::kInk, x, y, side);
                  });
}

void drawIcon(const StyleRows& rows) {
    drawIconChoice(rows);
    if (!rows.layer().property("icon-image")) return;
    rows.number(tr("Pictogram size"), "layout/icon-size", 1, 0.1, 10, 0.01f, "%.2f ×");
    rows.color(tr("Pictogram colour"), "paint/icon-color", {0, 0, 0, 255});
    rows.flag(tr("Pictogram without name"), "layout/text-optional", false);
    if (rows.layer().text("symbol-placement", {}, "point") == "point") return;
    rows.choice(tr("Pictogram direction"), "layout/icon-rotation-alignment", "auto",
                {{"auto", tr("with the line")}, {"viewport", tr("upright")}});
}

void drawLeader(const StyleRows& rows) {
    const std::string place = "metadata/geju:leader";
    const auto& leader = rows.layer().leader;
    bool on = leader.has_value();
    if (rows.flagOf(tr("Leader lines"), "leader", on)) {
        if (on) {
            rows.edit(tr("Leader lines"), place, "{}");
        } else {
            rows.edit(tr("Leader lines"), {{place, std::nullopt}});
        }
    }
    if (!leader) return;
    rows.numberOf(tr("Farthest"), place + "/distance", leader->distance, leader->gap + 1, 400, 0.5f, "%.0f px");
    rows.numberOf(tr("From the place"), place + "/gap", leader->gap, 0, leader->distance - 1, 0.1f, "%.1f px");
    rows.numberOf(tr("Line width"), place + "/width", leader->width, 0.1, 10, 0.02f, "%.2f px");
    rows.colorOf(tr("Line colour"), place + "/color",
                 leader->color.value_or(rows.layer().color("text-color", {}, {0, 0, 0, 255})));
}

} // namespace

void drawStyleSymbol(const StyleRows& rows) {
    drawTextField(rows);
    rows.number(tr("Size"), "layout/text-size", 16, 4, 120, 0.1f, "%.1f px");
    drawStyleColors(rows, tr("Colour"), "paint/text-color");
    rows.percent(tr("Opacity"), "paint/text-opacity");
    rows.optionalColor(tr("Halo"), "paint/text-halo-color", {255, 255, 255, 220});
    rows.number(tr("Halo width"), "paint/text-halo-width", 0, 0, 10, 0.02f, "%.1f px");
    rows.choice(tr("Placement"), "layout/symbol-placement", "point",
                {{"point", tr("at points")}, {"line", tr("along lines")}, {"line-center", tr("once a line")}});
    const std::string placement = rows.layer().text("symbol-placement", {}, "point");
    if (placement == "line") rows.number(tr("Repeated every"), "layout/symbol-spacing", 250, 10, 2000, 1, "%.0f px");
    rows.number(tr("Letter spacing"), "layout/text-letter-spacing", 0, -0.2, 3, 0.01f, "%.2f em");
    rows.flag(tr("May overlap"), "layout/text-allow-overlap", false);
    if (placement == "point") drawLeader(rows);
    widget::rule(rows.panel());
    drawIcon(rows);
}

} // namespace geju
