// Everything that was met while opening: nothing is only in a log.
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
    if (issues.empty()) {
        widget::emptyNote(panel, tr("Nothing to report: everything was read as it is."));
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
