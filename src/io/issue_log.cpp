#include "io/issue_log.hpp"

#include "core/translate.hpp"
#include "io/message.hpp"

#include <algorithm>

namespace geju {

namespace {

std::size_t characters(std::string_view utf8) {
    return static_cast<std::size_t>(
        std::count_if(utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

} // namespace

TextPosition TextLocator::locate(std::size_t offset) {
    offset = std::min(offset, text_.size());
    if (offset < offset_) { // back to the start of the line, or of the text
        const bool inLine = offset >= lineStart_;
        if (!inLine) line_ = 1;
        if (!inLine) lineStart_ = 0;
        offset_ = lineStart_;
        column_ = 1;
    }
    const std::string_view before = text_.substr(0, offset);
    for (std::size_t next = before.find('\n', offset_); next != before.npos; next = before.find('\n', offset_)) {
        lineStart_ = offset_ = next + 1;
        column_ = 1;
        ++line_;
    }
    if (offset_ == 0 && text_.starts_with("\xEF\xBB\xBF") && offset >= 3) offset_ = 3;
    column_ += characters(before.substr(offset_));
    offset_ = offset;
    return {line_, column_};
}

TextPosition locate(std::string_view utf8, std::size_t offset) {
    return TextLocator(utf8).locate(offset);
}

IssueLog::IssueLog(std::string file, std::string_view text)
  : file_(std::move(file))
  , locator_(text) {}

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
        const TextPosition position = locator_.locate(*offset);
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
