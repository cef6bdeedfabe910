#include "ui/style_pictures.hpp"

#include "core/translate.hpp"
#include "drawing/patterns.hpp"
#include "drawing/pictograms.hpp"
#include "plan/project_text.hpp"
#include "ui/painter.hpp"
#include "ui/widgets.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace geju {

namespace {

/// A pixel of the screen each; a cell at least is seen whole.
void drawPatternSample(std::string_view name, float x, float y, float side) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const PatternId pattern = *findPattern(name);
    const PatternMask mask(pattern, std::min<double>(patternCell(pattern).side, side));
    for (int row = 0; row < static_cast<int>(side); ++row) {
        for (int column = 0; column < static_cast<int>(side); ++column) {
            const double covered = mask.coverage(column, row, {0, 0});
            if (covered <= 0) continue;
            const ImVec2 from{std::round(x) + static_cast<float>(column), std::round(y) + static_cast<float>(row)};
            list.AddRectFilled(from, {from.x + 1, from.y + 1}, packed(withOpacity(theme::kInk, covered)));
        }
    }
}

} // namespace

void choosePicture(const StyleRows& rows, const char* label, const std::string& place,
                   const std::vector<std::string_view>& names, const DrawChoice& draw) {
    const Panel& panel = rows.panel();
    const std::string property = place.substr(place.find('/') + 1);
    const Expression* image = rows.layer().property(property);
    if (image && !image->isConstant()) return rows.byExpression(label, place, jsonText("dots"));
    const std::string chosen = image ? image->evaluate({}).toText() : std::string();
    rows.begin(label);
    const widget::UseFont font(panel, TextRole::Body);
    const std::string shown = chosen.empty() ? std::string(tr("None")) : chosen;
    const bool open = widget::beginCombo(panel, TextRole::Body, ("##" + property).c_str(), shown, rows.controlWidth());
    widget::remember(panel, "style-" + place);
    if (!open) return;
    const float side = panel.points(22);
    const auto choice = [&](const std::string& name, const std::string& text) {
        panel.fonts.note(TextRole::Body, text);
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const bool picked =
            ImGui::Selectable(("##choice-" + name).c_str(), name == chosen, 0, {0, side + panel.points(4)});
        widget::remember(panel, fmt::format("style-{}-{}", place, name.empty() ? "none" : name));
        if (!name.empty() && ImGui::IsItemVisible()) draw(name, at.x + panel.points(2), at.y + panel.points(2), side);
        widget::textAt(panel, TextRole::Body, text, at.x + side + panel.points(10),
                       at.y + (side + panel.points(4) - widget::lineHeight(panel, TextRole::Body)) / 2, theme::kInk);
        return picked && name != chosen;
    };
    if (choice({}, tr("None"))) rows.edit(label, {{place, std::nullopt}});
    for (const std::string_view name : names) {
        if (choice(std::string(name), std::string(name))) rows.edit(label, place, jsonText(std::string(name)));
    }
    ImGui::EndCombo();
}

void drawPattern(const StyleRows& rows) {
    std::vector<std::string_view> names(patternNames().begin(), patternNames().end());
    names.insert(names.end(), pictogramNames().begin(), pictogramNames().end());
    const std::string property(rows.layer().patternProperty());
    choosePicture(rows, tr("Pattern"), "paint/" + property, names, drawPatternSample);
    if (!rows.layer().property(property)) return;
    const std::string place = "metadata/geju:pattern-color";
    const auto& color = rows.layer().patternColor;
    bool over = color.has_value();
    if (rows.flagOf(tr("Over the colour"), "pattern-over", over)) {
        if (over) {
            rows.edit(tr("Over the colour"), place, jsonText("#404040"));
        } else {
            rows.edit(tr("Over the colour"), {{place, std::nullopt}});
        }
    }
    if (color && color->isConstant()) {
        rows.colorOf(tr("Pattern colour"), place, color->evaluate({}).color().value_or(Rgba{0, 0, 0, 255}));
    } else if (color) {
        rows.byExpression(tr("Pattern colour"), place, jsonText("#404040"));
    }
    rows.numberOf(tr("Pattern size"), "metadata/geju:pattern-scale", rows.layer().patternScale, 0.1, 20, 0.01f,
                  "%.2f ×");
}

} // namespace geju
