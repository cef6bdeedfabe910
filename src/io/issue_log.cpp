#include "io/issue_log.hpp"

#include "core/translate.hpp"
#include "io/message.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

namespace geju {

namespace {

/// Bytes that begin a character, eight at a time: those that are not 10xxxxxx.
std::size_t characters(std::string_view utf8) {
    std::size_t count = utf8.size();
    const char* at = utf8.data();
    const char* const end = at + utf8.size();
    for (; end - at >= 8; at += 8) {
        std::uint64_t bytes;
        std::memcpy(&bytes, at, 8);
        count -= static_cast<std::size_t>(std::popcount(bytes & (~bytes << 1) & 0x8080808080808080u));
    }
    for (; at != end; ++at) {
        if ((static_cast<unsigned char>(*at) & 0xC0) == 0x80) --count;
    }
    return count;
}

} // namespace

TextExtent extentOf(std::string_view utf8) {
    TextExtent extent;
    std::size_t lineStart = 0;
    for (std::size_t next = utf8.find('\n'); next != utf8.npos; next = utf8.find('\n', lineStart)) {
        lineStart = next + 1;
        ++extent.lines;
    }
    extent.characters = characters(utf8.substr(lineStart));
    return extent;
}

void TextLocator::advance(std::size_t to, const TextExtent& by) {
    at_.position.line += by.lines;
    at_.position.column = (by.lines > 0 ? 1 : at_.position.column) + by.characters;
    at_.offset = to;
}

TextPosition TextLocator::locate(std::size_t offset) {
    offset = std::min(offset, text_.size());
    if (offset < at_.offset) at_ = earliest_;
    if (offset <= at_.offset) return at_.position;
    if (at_.offset == 0 && text_.starts_with("\xEF\xBB\xBF")) {
        if (offset < 3) return at_.position;
        at_.offset = 3;
    }
    advance(offset, extentOf(text_.substr(at_.offset, offset - at_.offset)));
    return at_.position;
}

void TextLocator::leaveBehind(std::size_t from, std::size_t to, const TextExtent* known) {
    if (known && from >= at_.offset) {
        locate(from);
        advance(to, *known);
    } else {
        locate(to);
    }
    earliest_ = at_;
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
    offsets_.push_back(offset.value_or(kNoOffset));
    return &issue;
}

std::string IssueLog::positionText(std::size_t offset) {
    const TextPosition position = locator_.locate(offset);
    return filled(tr("line {}, column {}"), position.line, position.column);
}

void IssueLog::settlePositions() {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < issues_.size(); ++i) {
        if (offsets_[i] != kNoOffset) order.push_back(i);
    }
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return offsets_[a] < offsets_[b]; });
    for (const std::size_t i : order) {
        issues_[i].position = positionText(offsets_[i]);
        offsets_[i] = kNoOffset;
    }
}

void IssueLog::leaveBehind(std::size_t from, std::size_t to, const TextExtent* known) {
    settlePositions();
    locator_.leaveBehind(from, to, known);
}

void IssueLog::take(IssueLog& other, std::int64_t firstFeature) {
    for (std::size_t i = 0; i < other.issues_.size(); ++i) {
        Issue& from = other.issues_[i];
        Count& unseen = other.counts_[from.code];
        --unseen.total;
        if (Issue* issue = add(from.severity, from.code)) {
            *issue = std::move(from);
            if (issue->feature) *issue->feature += firstFeature;
            offsets_.back() = other.offsets_[i];
        }
    }
    for (const auto& [code, unseen] : other.counts_) {
        Count& count = counts_[code];
        count.total += unseen.total;
        count.worst = std::max(count.worst, unseen.worst);
    }
    hasErrors_ = hasErrors_ || other.hasErrors_;
    other.counts_.clear();
    other.issues_.clear();
    other.offsets_.clear();
    other.hasErrors_ = false;
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
    settlePositions();
    for (const auto& [code, count] : counts_) {
        if (count.total <= kMaxOfOneCode) continue;
        Issue& issue = issues_.emplace_back();
        issue.severity = count.worst;
        issue.code = code;
        issue.file = file_;
        issue.message = filled(tr("and {} more of this kind"), count.total - kMaxOfOneCode);
    }
    counts_.clear();
    offsets_.clear();
    hasErrors_ = false;
    return std::exchange(issues_, {});
}

} // namespace geju
