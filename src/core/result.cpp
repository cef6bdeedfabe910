#include "core/result.hpp"

#include "core/translate.hpp"

#include <fmt/format.h>

namespace geju {

std::string describe(const Issue& issue) {
    std::string text;
    switch (issue.severity) {
    case Severity::Notice:
        text = tr("notice");
        break;
    case Severity::Warning:
        text = tr("warning");
        break;
    case Severity::Error:
        text = tr("error");
        break;
    }
    const char* colon = tr(": ");
    text += colon;
    if (!issue.file.empty()) text += issue.file + colon;
    if (!issue.layer.empty()) text += fmt::format(fmt::runtime(tr("layer {}: ")), issue.layer);
    std::string place = issue.position;
    if (issue.feature) {
        place = fmt::format(fmt::runtime(tr("feature {}")), *issue.feature);
        if (!issue.position.empty()) place = fmt::format(fmt::runtime(tr("{} ({})")), place, issue.position);
    }
    if (!place.empty()) text += place + colon;
    text += issue.message;
    if (!issue.remedy.empty()) text += tr("; ") + issue.remedy;
    return text;
}

void append(std::vector<Issue>& to, const std::vector<Issue>& from) {
    to.insert(to.end(), from.begin(), from.end());
}

bool hasErrors(const std::vector<Issue>& issues) {
    for (const auto& issue : issues) {
        if (issue.severity == Severity::Error) return true;
    }
    return false;
}

} // namespace geju
