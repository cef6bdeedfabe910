// The land-use balance: area and share by class, of the plan or of a district, with the ledger that closes it. A click
// on a class shows its polygons, one on the head of a column sorts by it.
#include "core/translate.hpp"
#include "core/units.hpp"
#include "ui/balance_rows.hpp"
#include "ui/painter.hpp"
#include "ui/widgets.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace geju {

namespace {

/// The width of the corridor, to be dragged; the figures follow.
void drawWidth(const Panel& panel, const GroundState& ground) {
    if (!ground.line) return;
    constexpr auto kNarrowest = static_cast<float>(kNarrowestCorridorMeters);
    constexpr auto kWidest = static_cast<float>(kWidestCorridorMeters);
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
    const std::string shown = scopeText(balance);
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
    for (const DistrictChoice& district : balance.districts) {
        choice(district.shown.get(), district.name, !elsewhere && balance.district == district.name);
    }
    ImGui::EndCombo();
}

/// The unit of the rows and the ledger.
void drawUnits(const Panel& panel, const BalanceState& balance) {
    constexpr AreaUnit kUnits[] = {AreaUnit::Hectare, AreaUnit::Mu, AreaUnit::SquareKilometer};
    const float gap = panel.points(2);
    const float height = panel.points(22);
    float width = -gap;
    const auto widthOf = [&](AreaUnit unit) {
        return widget::textWidth(panel, TextRole::Body, symbol(unit)) + panel.points(12);
    };
    for (const AreaUnit unit : kUnits) width += widthOf(unit) + gap;
    ImGui::SameLine();
    ImVec2 at = ImGui::GetCursorScreenPos();
    at.x += ImGui::GetContentRegionAvail().x - width;
    for (const AreaUnit unit : kUnits) {
        const std::string id = "unit-" + std::string(symbol(unit));
        ImGui::SetCursorScreenPos(at);
        if (ImGui::InvisibleButton(id.c_str(), {widthOf(unit), height})) panel.ask(command::UseAreaUnit{unit});
        widget::remember(panel, id);
        const bool used = unit == balance.unit;
        if (used) {
            ImGui::GetWindowDrawList()->AddRectFilled(at, {at.x + widthOf(unit), at.y + height},
                                                      packed(theme::kAccentSoft), panel.points(5));
        }
        const Rgba ink = used || ImGui::IsItemHovered() ? theme::kAccent : theme::kInkSoft;
        widget::textAt(panel, TextRole::Body, symbol(unit), at.x + panel.points(6),
                       at.y + (height - widget::lineHeight(panel, TextRole::Body)) / 2, ink);
        at.x += widthOf(unit) + gap;
    }
}

void drawLedger(const Panel& panel, const Ledger& ledger, AreaUnit unit) {
    if (!ledger.boundarySquareMeters) return;
    widget::rule(panel);
    widget::heading(panel, tr("Ledger"));
    const auto line = [&](const char* label, double squareMeters) {
        widget::figure(panel, label, formatArea(squareMeters, unit));
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

std::string scopeText(const BalanceState& balance) {
    if (balance.ground) {
        return fmt::format(fmt::runtime(balance.ground->line ? tr("Along {}") : tr("Inside {}")), balance.ground->name);
    }
    if (balance.inView) return tr("In view");
    if (!balance.district) return tr("Whole plan");
    const auto& districts = balance.districts;
    const auto shown = std::find_if(districts.begin(), districts.end(),
                                    [&](const DistrictChoice& choice) { return choice.name == *balance.district; });
    return shown == districts.end() ? *balance.district : shown->shown.get();
}

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
    const ImVec2 left = ImGui::GetCursorPos();
    widget::figure(panel, {},
                   formatArea(balance.totalSquareMeters, AreaUnit::SquareKilometer) + "   " +
                       formatArea(balance.totalSquareMeters, AreaUnit::Mu));
    const ImVec2 below = ImGui::GetCursorPos();
    ImGui::SetCursorPos({left.x - panel.points(4), left.y - panel.points(3)});
    if (widget::iconButton(panel, "save-table", Icon::Save, tr("Save this table, or the polygons of the chosen class"),
                           false, !balance.approximate && !balance.work.running, 26)) {
        panel.ask(command::ShowDialog{Dialog::ExportTable});
    }
    ImGui::SetCursorPos(below);
    bool folded = balance.folded;
    const ImVec2 local = ImGui::GetCursorPos();
    if (widget::checkbox(panel, "fold", folded)) panel.ask(command::FoldClasses{folded});
    ImGui::SetCursorPos({local.x + panel.points(28), local.y});
    widget::text(panel, TextRole::Body, tr("First-level classes only"), theme::kInkSoft);
    drawUnits(panel, balance);
    widget::space(panel, 2);
    drawBalanceHeads(panel, balance);
    drawBalanceRows(panel, balance);
    if (balance.ledger) drawLedger(panel, *balance.ledger, balance.unit);
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
