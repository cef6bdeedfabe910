// Everything that was met while opening, nothing is only in a log; and what the checks of the data find, place by
// place.
#include "core/translate.hpp"
#include "ui/widgets.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <charconv>

namespace geju {

namespace {

Rgba colorOf(Severity severity) {
    switch (severity) {
    case Severity::Error:
        return theme::kError;
    case Severity::Warning:
        return theme::kWarning;
    case Severity::Notice:
        break;
    }
    return theme::kInkSoft;
}

const char* wordFor(Severity severity) {
    switch (severity) {
    case Severity::Error:
        return tr("Error");
    case Severity::Warning:
        return tr("Warning");
    case Severity::Notice:
        break;
    }
    return tr("Notice");
}

/// "120.95431, 31.37762" as degrees; a position in a file ("line 3, …") is none.
std::optional<Point> placeOf(const std::string& position) {
    const auto comma = position.find(", ");
    if (comma == std::string::npos) return std::nullopt;
    Point place;
    const char* text = position.data();
    const auto first = std::from_chars(text, text + comma, place.x);
    const auto second = std::from_chars(text + comma + 2, text + position.size(), place.y);
    if (first.ec != std::errc() || first.ptr != text + comma || second.ec != std::errc()) return std::nullopt;
    return place;
}

void drawFinding(const Panel& panel, const CheckFinding& finding, std::size_t index, bool shown) {
    const float width = ImGui::GetContentRegionAvail().x;
    const float pad = panel.points(6);
    const Issue& issue = finding.issue;
    std::string where = issue.layer;
    if (issue.feature) where += fmt::format(fmt::runtime(tr(" · feature {}")), *issue.feature);
    const float height =
        widget::lineHeight(panel, TextRole::Body) + widget::lineHeight(panel, TextRole::Small) + panel.points(8);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    if (widget::row(panel, fmt::format("finding-{}", index).c_str(), height, shown)) {
        panel.ask(command::ShowFinding{index});
    }
    widget::tooltip(panel, issue.remedy.empty() ? issue.message : issue.message + "\n" + issue.remedy);
    widget::textAt(panel, TextRole::Body, widget::cutToWidth(panel, TextRole::Body, issue.message, width - 2 * pad),
                   at.x + pad, at.y + panel.points(2), theme::kInk);
    widget::textAt(panel, TextRole::Small,
                   widget::cutToWidth(panel, TextRole::Small, issue.code + " · " + where, width - 2 * pad), at.x + pad,
                   at.y + panel.points(4) + widget::lineHeight(panel, TextRole::Body), theme::kInkSoft);
}

void drawChecks(const Panel& panel) {
    const CheckState& checks = panel.state.checks;
    widget::heading(panel, tr("Checks"));
    if (checks.work.running) {
        widget::progressBar(panel, checks.work.fraction, ImGui::GetContentRegionAvail().x);
        if (widget::button(panel, "cancel-checks", tr("Cancel"))) panel.ask(command::CancelWork{});
        return;
    }
    if (!checks.work.error.empty()) widget::wrapped(panel, TextRole::Body, checks.work.error, theme::kError);
    if (!checks.findings) {
        widget::wrapped(
            panel, TextRole::Small,
            tr("Invalid geometry, overlaps, gaps, slivers, unknown codes, land use against the plan's lines."),
            theme::kInkSoft);
        if (widget::button(panel, "run-checks", tr("Check the data"), true)) panel.ask(command::RunChecks{});
        return;
    }
    const auto& findings = *checks.findings;
    widget::wrapped(
        panel, TextRole::Body,
        findings.empty()
            ? fmt::format(fmt::runtime(tr("{} features checked, nothing found.")), checks.features)
            : fmt::format(fmt::runtime(tr("{} features checked, findings: {}.")), checks.features, findings.size()));
    if (widget::button(panel, "run-checks", tr("Check again"))) panel.ask(command::RunChecks{});
    if (findings.empty()) return;
    ImGui::SameLine();
    const std::size_t next = checks.shown ? (*checks.shown + 1) % findings.size() : 0;
    const std::size_t before = checks.shown ? (*checks.shown + findings.size() - 1) % findings.size() : 0;
    if (widget::iconButton(panel, "finding-before", Icon::Back, tr("The finding before"), false, true, 26)) {
        panel.ask(command::ShowFinding{before});
    }
    ImGui::SameLine(0, 0);
    if (widget::iconButton(panel, "finding-next", Icon::Forward, tr("The next finding"), false, true, 26)) {
        panel.ask(command::ShowFinding{next});
    }
    if (checks.shown) {
        ImGui::SameLine();
        widget::text(panel, TextRole::Small, fmt::format("{} / {}", *checks.shown + 1, findings.size()),
                     theme::kInkSoft);
    }
    constexpr std::size_t kMostShown = 500; // of a window, on either side of the one that is shown
    const std::size_t middle = checks.shown.value_or(0);
    const std::size_t first = middle > kMostShown / 2 ? middle - kMostShown / 2 : 0;
    const std::size_t last = std::min(findings.size(), first + kMostShown);
    for (std::size_t i = first; i < last; ++i) drawFinding(panel, findings[i], i, checks.shown == i);
    if (last < findings.size()) {
        widget::text(panel, TextRole::Small,
                     fmt::format(fmt::runtime(tr("… and {} more: geju check lists all.")), findings.size() - last),
                     theme::kInkFaint);
    }
}

void drawIssue(const Panel& panel, const Issue& issue, int index) {
    ImGui::PushID(index);
    std::string where = issue.file.empty() ? std::string() : std::filesystem::path(issue.file).filename().string();
    if (!issue.layer.empty()) where += (where.empty() ? "" : " · ") + issue.layer;
    if (issue.feature) where += fmt::format(fmt::runtime(tr(" · feature {}")), *issue.feature);
    widget::badge(panel, wordFor(issue.severity), theme::kPaper, colorOf(issue.severity));
    if (!where.empty()) {
        ImGui::SameLine();
        widget::cut(panel, TextRole::Small, where, ImGui::GetContentRegionAvail().x, theme::kInkSoft);
    }
    widget::wrapped(panel, TextRole::Body, issue.message);
    if (!issue.remedy.empty()) widget::wrapped(panel, TextRole::Small, issue.remedy, theme::kInkSoft);
    if (!issue.position.empty()) {
        widget::text(panel, TextRole::Small, issue.position, theme::kInkFaint);
        if (const auto place = placeOf(issue.position)) {
            ImGui::SameLine();
            if (widget::iconButton(panel, "fly", Icon::Target, tr("Show the place"), false, true, 22)) {
                panel.ask(command::FlyTo{*place});
            }
        }
    }
    widget::rule(panel);
    ImGui::PopID();
}

} // namespace

void drawIssues(const Panel& panel) {
    const auto& issues = panel.state.issues;
    if (panel.state.document) {
        drawChecks(panel);
        widget::rule(panel);
        widget::heading(panel, tr("While opening"));
    }
    if (issues.empty()) {
        widget::wrapped(panel, TextRole::Small, tr("Nothing to report: everything was read as it is."),
                        theme::kInkSoft);
        return;
    }
    // Drawing thousands of wrapped texts a frame would make the window heavy; the command line lists them all.
    constexpr std::size_t kMostShown = 300;
    int index = 0;
    for (const Severity severity : {Severity::Error, Severity::Warning, Severity::Notice}) {
        for (const Issue& issue : issues) {
            if (issue.severity != severity) continue;
            if (static_cast<std::size_t>(index) == kMostShown) {
                widget::wrapped(panel, TextRole::Small,
                                fmt::format(fmt::runtime(tr("… and {} more: `geju info` lists them all.")),
                                            issues.size() - kMostShown),
                                theme::kInkSoft);
                return;
            }
            drawIssue(panel, issue, index++);
        }
    }
}

} // namespace geju
