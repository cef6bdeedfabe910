// The land-use balance: area and share by class, of the plan or of a district, with the ledger that closes it. A click
// on a class shows its polygons.
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

std::string percent(double share) {
    return formatNumber(share * 100, 2) + " %";
}

std::string scopeOf(const GroundState& ground) {
    return fmt::format(fmt::runtime(ground.line ? tr("Along {}") : tr("Inside {}")), ground.name);
}

/// The width of the corridor, to be dragged; the figures follow.
void drawWidth(const Panel& panel, const GroundState& ground) {
    if (!ground.line) return;
    constexpr float kNarrowest = 10;
    constexpr float kWidest = 5000;
    const widget::UseFont font(panel, TextRole::Body);
    auto meters = static_cast<float>(ground.widthMeters);
    ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x);
    const std::string format = std::string(tr("Corridor width")) + "  %.0f m";
    panel.fonts.note(TextRole::Body, format);
    if (ImGui::SliderFloat("##corridor-width", &meters, kNarrowest, kWidest, format.c_str(),
                           ImGuiSliderFlags_AlwaysClamp | ImGuiSliderFlags_Logarithmic)) {
        panel.ask(command::SetCorridorWidth{std::round(meters)});
    }
    widget::remember(panel, "corridor-width");
}

void drawScope(const Panel& panel, const BalanceState& balance) {
    const std::string whole = tr("Whole plan");
    const std::string view = tr("In view");
    const std::string shown = balance.ground   ? scopeOf(*balance.ground)
                              : balance.inView ? view
                                               : balance.district.value_or(whole);
    panel.fonts.note(TextRole::Body, shown);
    const widget::UseFont font(panel, TextRole::Body);
    ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float side = panel.points(16);
    const float right = at.x + ImGui::GetContentRegionAvail().x - side - panel.points(8);
    const float middle = at.y + (ImGui::GetFrameHeight() - side) / 2;
    const bool open =
        ImGui::BeginCombo("##district", shown.c_str(), ImGuiComboFlags_HeightLarge | ImGuiComboFlags_NoArrowButton);
    if (!open) {
        widget::remember(panel, "district");
        drawIcon(*ImGui::GetWindowDrawList(), Icon::ChevronDown, right, middle, side, theme::kInkSoft);
        return;
    }
    const auto choice = [&](const std::string& text, std::optional<std::string> name, bool chosen) {
        panel.fonts.note(TextRole::Body, text);
        if (ImGui::Selectable(text.c_str(), chosen)) panel.ask(command::PickDistrict{name});
        widget::remember(panel, "district-" + name.value_or(""));
    };
    const bool elsewhere = balance.inView || balance.ground;
    choice(whole, std::nullopt, !elsewhere && !balance.district);
    panel.fonts.note(TextRole::Body, view);
    if (ImGui::Selectable(view.c_str(), balance.inView)) panel.ask(command::BalanceView{});
    widget::remember(panel, "balance-view");
    for (const std::string& district : balance.districts) {
        choice(district, district, !elsewhere && balance.district == district);
    }
    ImGui::EndCombo();
}

/// What stands beside the area: the present state with the change to the planned one, and the area per head.
std::string companions(const ClassRow& row, const char* separator) {
    std::string text;
    if (row.presentSquareMeters) {
        const double change = fromSquareMeters(row.squareMeters - *row.presentSquareMeters, AreaUnit::Hectare);
        text += separator + fmt::format(fmt::runtime(tr("present {}, change {}")),
                                        formatArea(*row.presentSquareMeters, AreaUnit::Hectare),
                                        (change > 0 ? "+" : "") + formatNumber(change, 2) + " ha");
    }
    if (row.squareMetersPerHead) {
        text += separator + fmt::format(fmt::runtime(tr("{} m² per head")), formatNumber(*row.squareMetersPerHead, 2));
    }
    return text;
}

void drawClass(const Panel& panel, const BalanceState& balance, const ClassRow& row, double largest) {
    const float height = panel.points(40);
    const bool chosen = balance.highlighted == row.code;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    if (widget::row(panel, ("class-" + row.code).c_str(), height, chosen)) {
        panel.ask(command::HighlightClass{chosen ? std::nullopt : std::optional(row.code)});
    }
    const std::string label = row.code.empty() ? std::string(tr("without a class")) : row.code + "  " + row.name;
    widget::tooltip(panel,
                    fmt::format("{}\n{}\n{}\n{} {}{}", label, formatArea(row.squareMeters, AreaUnit::SquareMeter),
                                formatArea(row.squareMeters, AreaUnit::Mu), row.count, tr("features"),
                                companions(row, "\n")));
    const float pad = panel.points(6);
    const std::string share = percent(row.share);
    const std::string area = formatArea(row.squareMeters, AreaUnit::Hectare);
    const float shareWidth = widget::textWidth(panel, TextRole::Body, "88.88 %") + panel.points(10);
    const float areaWidth = widget::textWidth(panel, TextRole::Body, area) + panel.points(6);
    const float textY = at.y + panel.points(2);
    const float room = width - shareWidth - areaWidth - 2 * pad;
    widget::textAt(panel, TextRole::Body, widget::cutToWidth(panel, TextRole::Body, label, room), at.x + pad, textY,
                   theme::kInk);
    widget::textAt(panel, TextRole::Body, area,
                   at.x + width - pad - shareWidth - widget::textWidth(panel, TextRole::Body, area), textY,
                   theme::kInk);
    widget::textAt(panel, TextRole::Body, share, at.x + width - pad - widget::textWidth(panel, TextRole::Body, share),
                   textY, theme::kInkSoft);

    const float barY = at.y + height - panel.points(13);
    const float full = width - 2 * pad;
    const auto part = static_cast<float>(largest > 0 ? row.squareMeters / largest : 0);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 from{at.x + pad, barY};
    const ImVec2 to{from.x + std::max(panel.points(2), full * part), barY + panel.points(8)};
    list.AddRectFilled(from, to, packed(row.color), panel.points(2));
    list.AddRect(from, to, packed(Rgba{0, 0, 0, 45}), panel.points(2));
    if (row.presentSquareMeters && largest > 0) {
        const float x = at.x + pad + full * static_cast<float>(*row.presentSquareMeters / largest);
        list.AddLine({x, barY - panel.points(2)}, {x, barY + panel.points(10)}, packed(theme::kInk), panel.points(2));
    }
}

/// Under the row of the class that is chosen.
void drawCompanions(const Panel& panel, const ClassRow& row) {
    const std::string text = companions(row, "   ");
    if (text.empty()) return;
    ImGui::SetCursorPosX(ImGui::GetCursorPosX() + panel.points(6));
    widget::wrapped(panel, TextRole::Small, text, theme::kInkSoft);
}

/// The polygons of the class that is chosen, under its row.
void drawParts(const Panel& panel, const BalanceState& balance) {
    constexpr std::size_t kMostShown = 100;
    const float height = widget::lineHeight(panel, TextRole::Small) + panel.points(4);
    const float indent = panel.points(14);
    const float pad = panel.points(6);
    const float width = ImGui::GetContentRegionAvail().x;
    const float shareWidth = widget::textWidth(panel, TextRole::Small, "88.88 %") + panel.points(8);
    for (std::size_t i = 0; i < std::min(kMostShown, balance.parts.size()); ++i) {
        const FigurePart& part = balance.parts[i];
        const ImVec2 at = ImGui::GetCursorScreenPos();
        if (widget::row(panel, fmt::format("part-{}", part.row).c_str(), height, false)) {
            panel.ask(command::ShowLandUse{part.row});
        }
        widget::tooltip(panel,
                        fmt::format("{}\n{}\n{}", part.name, formatArea(part.squareMeters, AreaUnit::SquareMeter),
                                    formatArea(part.squareMeters, AreaUnit::Mu)));
        const std::string area = formatArea(part.squareMeters, AreaUnit::Hectare);
        const std::string share = percent(part.share);
        const float y = at.y + panel.points(2);
        const float areaWidth = widget::textWidth(panel, TextRole::Small, area);
        const float room = width - indent - 2 * pad - shareWidth - areaWidth;
        widget::textAt(panel, TextRole::Small, widget::cutToWidth(panel, TextRole::Small, part.name, room),
                       at.x + indent, y, theme::kInkSoft);
        widget::textAt(panel, TextRole::Small, area, at.x + width - pad - shareWidth - areaWidth, y, theme::kInkSoft);
        widget::textAt(panel, TextRole::Small, share,
                       at.x + width - pad - widget::textWidth(panel, TextRole::Small, share), y, theme::kInkFaint);
    }
    if (balance.parts.size() > kMostShown) {
        ImGui::SetCursorPosX(ImGui::GetCursorPosX() + indent);
        widget::text(panel, TextRole::Small,
                     fmt::format(fmt::runtime(tr("… and {} smaller ones")), balance.parts.size() - kMostShown),
                     theme::kInkFaint);
    }
}

void drawLedger(const Panel& panel, const Ledger& ledger) {
    if (!ledger.boundarySquareMeters) return;
    widget::rule(panel);
    widget::heading(panel, tr("Ledger"));
    const auto line = [&](const char* label, double squareMeters) {
        widget::figure(panel, label, formatArea(squareMeters, AreaUnit::Hectare));
    };
    line(tr("Sum of the classes"), ledger.classesSquareMeters);
    line(tr("− overlaps"), ledger.overlapsSquareMeters);
    if (ledger.gapsSquareMeters) line(tr("+ gaps"), *ledger.gapsSquareMeters);
    line(tr("Boundary"), *ledger.boundarySquareMeters);
    if (ledger.outsideSquareMeters > 0) line(tr("outside the boundary"), ledger.outsideSquareMeters);
    if (ledger.differenceSquareMeters) {
        widget::figure(panel, tr("Difference"), formatArea(*ledger.differenceSquareMeters, AreaUnit::SquareMeter));
    }
    const bool closes = ledger.closes();
    widget::wrapped(panel, TextRole::Small, closes ? tr("The balance closes.") : tr("The balance does not close."),
                    closes ? theme::kAccent : theme::kError);
}

/// Which field to count by, in a document that names none.
void drawChoices(const Panel& panel, const BalanceState& balance) {
    const auto textOf = [](const ClassChoice& choice) { return choice.sourceName + ": " + choice.field; };
    const std::string shown = balance.choice ? textOf(balance.choices[*balance.choice]) : std::string(tr("Count by …"));
    panel.fonts.note(TextRole::Body, shown);
    const widget::UseFont font(panel, TextRole::Body);
    ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x);
    const bool open = ImGui::BeginCombo("##count-by", shown.c_str(), ImGuiComboFlags_HeightLarge);
    widget::remember(panel, "count-by");
    if (!open) return;
    for (std::size_t i = 0; i < balance.choices.size(); ++i) {
        const ClassChoice& choice = balance.choices[i];
        const std::string text = textOf(choice);
        panel.fonts.note(TextRole::Body, text);
        if (ImGui::Selectable(text.c_str(), balance.choice == i)) {
            panel.ask(command::CountClasses{choice.source, choice.field});
        }
        widget::remember(panel, "count-by-" + choice.field);
    }
    ImGui::EndCombo();
}

} // namespace

void drawBalance(const Panel& panel) {
    const BalanceState& balance = panel.state.balance;
    if (!balance.choices.empty()) drawChoices(panel, balance);
    if (!balance.available) {
        widget::emptyNote(panel, balance.choices.empty()
                                     ? tr("This document names no land use, so there is nothing to balance.")
                                     : tr("This document names no land use. Choose a field of classes to count by."));
        return;
    }
    drawScope(panel, balance);
    if (balance.ground) drawWidth(panel, *balance.ground);
    if (balance.work.running) {
        widget::space(panel, 4);
        widget::progressBar(panel, balance.work.fraction, ImGui::GetContentRegionAvail().x);
    }
    if (!balance.work.error.empty()) widget::wrapped(panel, TextRole::Body, balance.work.error, theme::kError);
    if (balance.rows.empty()) return;
    widget::space(panel, 2);
    widget::figure(panel, tr("Total"), formatArea(balance.totalSquareMeters, AreaUnit::Hectare), TextRole::Strong);
    widget::figure(panel, {},
                   formatArea(balance.totalSquareMeters, AreaUnit::SquareKilometer) + "   " +
                       formatArea(balance.totalSquareMeters, AreaUnit::Mu));
    bool folded = balance.folded;
    const ImVec2 local = ImGui::GetCursorPos();
    if (widget::checkbox(panel, "fold", folded)) panel.ask(command::FoldClasses{folded});
    ImGui::SetCursorPos({local.x + panel.points(28), local.y});
    widget::text(panel, TextRole::Body, tr("First-level classes only"), theme::kInkSoft);
    widget::space(panel, 2);
    double largest = 0;
    for (const ClassRow& row : balance.rows)
        largest = std::max({largest, row.squareMeters, row.presentSquareMeters.value_or(0)});
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, panel.points(1)});
    for (const ClassRow& row : balance.rows) {
        drawClass(panel, balance, row, largest);
        if (row.presentSquareMeters || balance.highlighted == row.code) drawCompanions(panel, row);
        if (balance.highlighted == row.code) drawParts(panel, balance);
    }
    ImGui::PopStyleVar();
    if (balance.ledger) drawLedger(panel, *balance.ledger);
    for (const Issue& issue : balance.issues) {
        if (issue.severity == Severity::Notice) continue;
        widget::wrapped(panel, TextRole::Small, describe(issue), theme::kWarning);
    }
    widget::space(panel, 2);
    widget::wrapped(panel, TextRole::Small,
                    balance.approximate && balance.inView
                        ? tr("Approximate while the map moves: what is cut is measured by its share.")
                        : tr("Areas on the ellipsoid. Overlaps are counted once."),
                    theme::kInkFaint);
}

} // namespace geju
