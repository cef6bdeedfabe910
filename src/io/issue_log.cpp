#include "io/issue_log.hpp"

#include "core/translate.hpp"
#include "io/message.hpp"

#include <algorithm>

namespace geju {

namespace {

/// Position of `offset` when line `line` is known to start at `lineStart`; moves both to the line found.
TextPosition locateFrom(std::string_view text, std::size_t offset, std::size_t& lineStart, std::size_t& line) {
    offset = std::min(offset, text.size());
    if (offset < lineStart) {
        lineStart = 0;
        line = 1;
    }
    for (std::size_t next = text.find('\n', lineStart); next < offset; next = text.find('\n', lineStart)) {
        lineStart = next + 1;
        ++line;
    }
    TextPosition position{line, 1};
    std::string_view before = text.substr(lineStart, offset - lineStart);
    if (line == 1 && before.starts_with("\xEF\xBB\xBF")) before.remove_prefix(3);
    for (const char c : before) {
        if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) ++position.column;
    }
    return position;
}

} // namespace

TextPosition locate(std::string_view utf8, std::size_t offset) {
    std::size_t lineStart = 0;
    std::size_t line = 1;
    return locateFrom(utf8, offset, lineStart, line);
}

IssueLog::IssueLog(std::string file, std::string_view text)
  : file_(std::move(file))
  , text_(text) {}

Issue* IssueLog::add(Severity severity, const std::string& code, std::optional<std::int64_t> feature,
                     std::optional<std::size_t> offset) {
    if (severity == Severity::Error) hasErrors_ = true;
    Count& count = counts_[code];
    count.worst = std::max(count.worst, severity);
    if (++count.total > kMaxOfOneCode) return nullptr;

    Issue& issue = issues_.emplace_back();
    issue.severity = severity;
    issue.code = code;
    issue.file = file_;
    issue.layer = layer_;
    issue.feature = feature;
    if (offset) {
        const TextPosition position = locateFrom(text_, *offset, locatedOffset_, locatedLine_);
        issue.position = filled(tr("line {}, column {}"), position.line, position.column);
    }
    return &issue;
}

void IssueLog::append(const std::vector<Issue>& issues) {
    for (const Issue& from : issues) {
        if (Issue* issue = add(from.severity, from.code)) {
            const Issue own = *issue;
            *issue = from;
            if (issue->file.empty()) issue->file = own.file;
            if (issue->layer.empty()) issue->layer = own.layer;
        }
    }
}

std::vector<Issue> IssueLog::take() {
    for (const auto& [code, count] : counts_) {
        if (count.total <= kMaxOfOneCode) continue;
        Issue& issue = issues_.emplace_back();
        issue.severity = count.worst;
        issue.code = code;
        issue.file = file_;
        issue.message = filled(tr("and {} more of this kind"), count.total - kMaxOfOneCode);
    }
    counts_.clear();
    hasErrors_ = false;
    return std::move(issues_);
}

} // namespace geju
