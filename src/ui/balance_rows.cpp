#include "ui/balance_rows.hpp"

#include "core/translate.hpp"
#include "core/units.hpp"
#include "ui/painter.hpp"
#include "ui/widgets.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <string>

namespace geju {

namespace {

std::string percent(double share) {
    return formatNumber(share * 100, 2) + " %";
}

/// What stands beside the area: the present state with the change to the planned one, and the area per head.
std::string companions(const BalanceState& balance, const ClassRow& row, const char* separator) {
    std::string text;
    if (row.presentSquareMeters) {
        const double change = row.squareMeters - *row.presentSquareMeters;
        text += separator + fmt::format(fmt::runtime(tr("present {}, change {}")),
                                        formatArea(*row.presentSquareMeters, balance.unit),
                                        (change > 0 ? "+" : "") + formatArea(change, balance.unit));
    }
    if (row.squareMetersPerHead) {
        text += separator + fmt::format(fmt::runtime(tr("{} m² per head")), formatNumber(*row.squareMetersPerHead, 2));
    }
    return text;
}

/// The head of a column, `right` of which its figures end (or left of which its names begin); the column that the
/// rows are sorted by has an arrow.
void drawHead(const Panel& panel, const BalanceSort& sort, BalanceColumn column, const char* id, const char* label,
              float x, float y, bool endsAtX) {
    const bool sorted = sort.column == column;
    const float arrow = panel.points(7);
    const float gap = panel.points(3);
    const float height = widget::lineHeight(panel, TextRole::Small) + panel.points(4);
    const float textWidth = widget::textWidth(panel, TextRole::Small, label);
    const float width = textWidth + gap + arrow;
    // The arrow stands on the inner side, so that figures end where their heads do.
    const float left = endsAtX ? x - width : x;
    ImGui::SetCursorScreenPos({left, y});
    if (ImGui::InvisibleButton(id, {width, height})) panel.ask(command::SortClasses{column});
    widget::remember(panel, id);
    const bool hovered = ImGui::IsItemHovered();
    widget::tooltip(panel, tr("Sort by this; again: the other way round"));
    const Rgba ink = sorted || hovered ? theme::kAccent : theme::kInkFaint;
    widget::textAt(panel, TextRole::Small, label, endsAtX ? x - textWidth : x, y + panel.points(2), ink);
    if (!sorted) return;
    const float arrowLeft = endsAtX ? left : left + textWidth + gap;
    const float middle = y + height / 2;
    const float tip = sort.descending ? panel.points(3) : -panel.points(3);
    ImGui::GetWindowDrawList()->AddTriangleFilled({arrowLeft, middle - tip}, {arrowLeft + arrow, middle - tip},
                                                  {arrowLeft + arrow / 2, middle + tip}, packed(ink));
}

/// Where areas and shares end, from the left edge of the rows.
struct RowColumns {
    float areaEnd;
    float shareEnd;
};

RowColumns columnsOf(const Panel& panel) {
    const float end = ImGui::GetContentRegionAvail().x - panel.points(6);
    return {end - widget::textWidth(panel, TextRole::Body, "88.88 %") - panel.points(10), end};
}

std::string labelOf(const ClassRow& row) {
    return row.code.empty() ? std::string(tr("without a class")) : row.code + "  " + row.name;
}

/// Name, area and share on one line, and what else is known as a tooltip.
void drawClassLine(const Panel& panel, const BalanceState& balance, const ClassRow& row, TextRole role, ImVec2 at,
                   float indent) {
    const RowColumns columns = columnsOf(panel);
    widget::tooltip(panel, fmt::format("{}\n{}\n{}\n{} {}{}", labelOf(row),
                                       formatArea(row.squareMeters, AreaUnit::SquareMeter),
                                       formatArea(row.squareMeters, AreaUnit::Mu), row.count, tr("features"),
                                       companions(balance, row, "\n")));
    const std::string share = percent(row.share);
    const std::string area = formatArea(row.squareMeters, balance.unit);
    const float areaLeft = columns.areaEnd - widget::textWidth(panel, role, area);
    const float left = panel.points(6) + indent;
    widget::textAt(panel, role, widget::cutToWidth(panel, role, labelOf(row), areaLeft - left - panel.points(6)),
                   at.x + left, at.y, theme::kInk);
    widget::textAt(panel, role, area, at.x + areaLeft, at.y, theme::kInk);
    widget::textAt(panel, role, share, at.x + columns.shareEnd - widget::textWidth(panel, role, share), at.y,
                   theme::kInkSoft);
}

/// A first-level class above the second-level ones that it contains.
void drawGroup(const Panel& panel, const BalanceState& balance, const ClassRow& group) {
    const bool chosen = balance.groupHighlighted && balance.highlighted == group.code;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    if (widget::row(panel, ("group-" + group.code).c_str(), panel.points(26), chosen)) {
        panel.ask(command::HighlightClass{chosen ? std::nullopt : std::optional(group.code), true});
    }
    drawClassLine(panel, balance, group, TextRole::Strong, {at.x, at.y + panel.points(4)}, 0);
}

/// What the bars of all rows have in common.
struct Bars {
    double largest = 0;  ///< area of the longest, m²
    float countRoom = 0; ///< behind them, for the numbers of polygons
};

Bars barsOf(const Panel& panel, const BalanceState& balance) {
    Bars bars;
    for (const ClassRow& row : balance.rows) {
        bars.largest = std::max({bars.largest, row.squareMeters, row.presentSquareMeters.value_or(0)});
        bars.countRoom = std::max(bars.countRoom, widget::textWidth(panel, TextRole::Small, std::to_string(row.count)));
    }
    return bars;
}

void drawClass(const Panel& panel, const BalanceState& balance, const ClassRow& row, const Bars& bars, float indent) {
    const float height = panel.points(40);
    const bool chosen = !balance.groupHighlighted && balance.highlighted == row.code;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    if (widget::row(panel, ("class-" + row.code).c_str(), height, chosen)) {
        panel.ask(command::HighlightClass{chosen ? std::nullopt : std::optional(row.code), false});
    }
    drawClassLine(panel, balance, row, TextRole::Body, {at.x, at.y + panel.points(2)}, indent);

    const float pad = panel.points(6) + indent;
    const float barY = at.y + height - panel.points(13);
    const float full = width - pad - bars.countRoom - panel.points(14);
    const auto part = static_cast<float>(bars.largest > 0 ? row.squareMeters / bars.largest : 0);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 from{at.x + pad, barY};
    const ImVec2 to{from.x + std::max(panel.points(2), full * part), barY + panel.points(8)};
    list.AddRectFilled(from, to, packed(row.color), panel.points(2));
    list.AddRect(from, to, packed(Rgba{0, 0, 0, 45}), panel.points(2));
    if (row.presentSquareMeters && bars.largest > 0) {
        const float x = at.x + pad + full * static_cast<float>(*row.presentSquareMeters / bars.largest);
        list.AddLine({x, barY - panel.points(2)}, {x, barY + panel.points(10)}, packed(theme::kInk), panel.points(2));
    }
    const std::string count = std::to_string(row.count);
    widget::textAt(panel, TextRole::Small, count,
                   at.x + width - panel.points(6) - widget::textWidth(panel, TextRole::Small, count),
                   barY + panel.points(4) - widget::lineHeight(panel, TextRole::Small) / 2, theme::kInkFaint);
}

/// Under the row of the class that is chosen.
void drawCompanions(const Panel& panel, const BalanceState& balance, const ClassRow& row, float indent) {
    const std::string text = companions(balance, row, "   ");
    if (text.empty()) return;
    ImGui::SetCursorPosX(ImGui::GetCursorPosX() + panel.points(6) + indent);
    widget::wrapped(panel, TextRole::Small, text, theme::kInkSoft);
}

/// What of the polygon counts: nothing to say where all of it does.
std::string insideText(const BalanceState& balance, const FigurePart& part) {
    if (!part.uncutSquareMeters || *part.uncutSquareMeters == part.squareMeters) return {};
    return fmt::format(fmt::runtime(tr("{} of its {} lies inside")),
                       percent(part.squareMeters / *part.uncutSquareMeters),
                       formatArea(*part.uncutSquareMeters, balance.unit));
}

/// Name, area and share of a polygon on one line; the one that is selected says what of it lies inside.
void drawPart(const Panel& panel, const BalanceState& balance, const FigurePart& part, float indent, bool chosen) {
    const float height = widget::lineHeight(panel, TextRole::Small) + panel.points(4);
    const float pad = panel.points(6);
    const float width = ImGui::GetContentRegionAvail().x;
    const float shareWidth = widget::textWidth(panel, TextRole::Small, "88.88 %") + panel.points(8);
    const std::string inside = insideText(balance, part);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    if (widget::row(panel, fmt::format("part-{}", part.row).c_str(), height, chosen)) {
        panel.ask(command::ShowLandUse{part.row});
    }
    if (ImGui::IsItemHovered() && balance.hoveredPart != part.row) panel.ask(command::HoverPart{part.row});
    widget::tooltip(panel,
                    fmt::format("{}\n{}\n{}{}{}", part.name, formatArea(part.squareMeters, AreaUnit::SquareMeter),
                                formatArea(part.squareMeters, AreaUnit::Mu), inside.empty() ? "" : "\n", inside));
    const std::string area = formatArea(part.squareMeters, balance.unit);
    const std::string share = percent(part.share);
    const float y = at.y + panel.points(2);
    const float areaWidth = widget::textWidth(panel, TextRole::Small, area);
    const float room = width - indent - 2 * pad - shareWidth - areaWidth;
    widget::textAt(panel, TextRole::Small, widget::cutToWidth(panel, TextRole::Small, part.name, room), at.x + indent,
                   y, theme::kInkSoft);
    widget::textAt(panel, TextRole::Small, area, at.x + width - pad - shareWidth - areaWidth, y, theme::kInkSoft);
    widget::textAt(panel, TextRole::Small, share, at.x + width - pad - widget::textWidth(panel, TextRole::Small, share),
                   y, theme::kInkFaint);
    if (!chosen || inside.empty()) return;
    ImGui::SetCursorPosX(ImGui::GetCursorPosX() + indent);
    widget::text(panel, TextRole::Small, inside, theme::kInkSoft);
}

/// The polygons of the class that is chosen, under its row.
void drawParts(const Panel& panel, const BalanceState& balance) {
    constexpr std::size_t kMostShown = 100;
    const float indent = panel.points(14);
    const auto& feature = panel.state.feature;
    const bool selects = feature && feature->sourceId == balance.source;
    const ImVec2 from = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    for (std::size_t i = 0; i < std::min(kMostShown, balance.parts.size()); ++i) {
        drawPart(panel, balance, balance.parts[i], indent, selects && feature->row == balance.parts[i].row);
    }
    const ImVec2 to{from.x + width, ImGui::GetCursorScreenPos().y};
    if (balance.hoveredPart && !ImGui::IsMouseHoveringRect(from, to)) panel.ask(command::HoverPart{});
    if (!balance.parts.empty() && balance.partCount > kMostShown) {
        ImGui::SetCursorPosX(ImGui::GetCursorPosX() + indent);
        widget::text(panel, TextRole::Small,
                     fmt::format(fmt::runtime(tr("… and {} smaller ones")), balance.partCount - kMostShown),
                     theme::kInkFaint);
    }
}

} // namespace

void drawBalanceHeads(const Panel& panel, const BalanceState& balance) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const RowColumns columns = columnsOf(panel);
    const float left = at.x + panel.points(6);
    const float line = widget::lineHeight(panel, TextRole::Small) + panel.points(4);
    const auto head = [&](BalanceColumn column, const char* id, const char* label, float x, float y, bool endsAtX) {
        drawHead(panel, balance.sort, column, id, label, x, y, endsAtX);
    };
    head(BalanceColumn::Class, "sort-class", tr("Class"), left, at.y, false);
    head(BalanceColumn::Area, "sort-area", tr("Area"), at.x + columns.areaEnd, at.y, true);
    head(BalanceColumn::Share, "sort-share", tr("Share"), at.x + columns.shareEnd, at.y, true);
    // What a row says below or in its tooltip.
    head(BalanceColumn::Count, "sort-count", tr("Polygons"), at.x + columns.shareEnd, at.y + line, true);
    float x = left;
    const auto below = [&](BalanceColumn column, const char* id, const char* label) {
        head(column, id, label, x, at.y + line, false);
        x += widget::textWidth(panel, TextRole::Small, label) + panel.points(22);
    };
    const auto any = [&](const auto& has) { return std::any_of(balance.rows.begin(), balance.rows.end(), has); };
    if (any([](const ClassRow& row) { return row.presentSquareMeters.has_value(); })) {
        below(BalanceColumn::Present, "sort-present", tr("Present"));
        below(BalanceColumn::Change, "sort-change", tr("Change"));
    }
    if (any([](const ClassRow& row) { return row.squareMetersPerHead.has_value(); })) {
        below(BalanceColumn::PerHead, "sort-head", tr("Per head"));
    }
    const float bottom = at.y + 2 * line + panel.points(2);
    ImGui::GetWindowDrawList()->AddLine({at.x, bottom}, {at.x + ImGui::GetContentRegionAvail().x, bottom},
                                        packed(theme::kLine));
    ImGui::SetCursorScreenPos({at.x, bottom + panel.points(3)});
}

void drawBalanceRows(const Panel& panel, const BalanceState& balance) {
    const Bars bars = barsOf(panel, balance);
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, panel.points(1)});
    std::string group;
    for (const ClassRow& row : balance.rows) {
        const auto inside = std::find_if(balance.groups.begin(), balance.groups.end(),
                                         [&](const ClassRow& other) { return other.code == row.group; });
        const bool grouped = inside != balance.groups.end();
        if (grouped && row.group != group) {
            drawGroup(panel, balance, *inside);
            if (balance.groupHighlighted && balance.highlighted == row.group) drawParts(panel, balance);
        }
        group = row.group;
        const float indent = grouped ? panel.points(10) : 0;
        const bool chosen = !balance.groupHighlighted && balance.highlighted == row.code;
        drawClass(panel, balance, row, bars, indent);
        if (row.presentSquareMeters || chosen) drawCompanions(panel, balance, row, indent);
        if (chosen) drawParts(panel, balance);
    }
    ImGui::PopStyleVar();
}

} // namespace geju
