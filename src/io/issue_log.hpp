// Collects the issues of one file: at most a hundred of a code in detail, then one summary a code, so that a broken
// file of a million features is still readable. Line and column are worked out only for issues that are kept, and as
// late as may be: logs of parts of a text, each filled by a thread of its own, are joined in order.
// Not to be shared between threads.
#pragma once

#include "core/result.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace geju {

/// 1-based; columns count characters (code points), not bytes.
struct TextPosition {
    std::size_t line = 1;
    std::size_t column = 1;
};
TextPosition locate(std::string_view utf8, std::size_t offset);

/// How far a stretch of text moves a position: its line breaks, and the characters behind the last of them.
struct TextExtent {
    std::size_t lines = 0;
    std::size_t characters = 0;
};
TextExtent extentOf(std::string_view utf8);

/// The same for many offsets of one text: going forward costs only the bytes between.
class TextLocator {
  public:
    explicit TextLocator(std::string_view utf8)
      : text_(utf8) {}
    TextPosition locate(std::size_t offset);
    /// Says that the bytes before `to` may change from now on; offsets before it are not asked for any more.
    /// `known`, where given, is the extent of the bytes from `from` to `to`.
    void leaveBehind(std::size_t from, std::size_t to, const TextExtent* known);

  private:
    struct State {
        std::size_t offset = 0;
        TextPosition position;
    };
    void advance(std::size_t to, const TextExtent& by);

    std::string_view text_;
    State at_;
    State earliest_; ///< where going back may start
};

class IssueLog {
  public:
    static constexpr std::size_t kMaxOfOneCode = 100;

    /// `text` is what offsets refer to; empty where there are none. It must outlive the log's take().
    explicit IssueLog(std::string file, std::string_view text = {});

    void setLayer(std::string layer) { layer_ = std::move(layer); }
    const std::string& file() const { return file_; }

    /// A new issue to be given its message, valid until the next call; null when enough of this code were kept.
    Issue* add(Severity severity, const std::string& code, std::optional<std::int64_t> feature = std::nullopt,
               std::optional<std::size_t> offset = std::nullopt);
    void append(const std::vector<Issue>& issues);
    /// Adds all of a log over a part of the same text, whose features were counted from `firstFeature` on: the same
    /// result as if they had been added here. The other log is empty afterwards.
    void take(IssueLog& other, std::int64_t firstFeature);
    /// "line 3, column 5" now, for an issue that may be added when the text is gone.
    std::string positionText(std::size_t offset);
    /// See TextLocator. Positions of the issues so far are worked out first.
    void leaveBehind(std::size_t from, std::size_t to, const TextExtent* known = nullptr);

    bool hasErrors() const { return hasErrors_; }
    /// All issues, with the summaries at the end; the log is empty afterwards.
    std::vector<Issue> take();

  private:
    struct Count {
        std::size_t total = 0;
        Severity worst = Severity::Notice;
    };
    static constexpr std::size_t kNoOffset = static_cast<std::size_t>(-1);

    void settlePositions();

    std::string file_;
    std::string layer_;
    TextLocator locator_;
    bool hasErrors_ = false;
    std::map<std::string, Count> counts_;
    std::vector<Issue> issues_;
    std::vector<std::size_t> offsets_; ///< of each issue whose position is still to be worked out, or kNoOffset
};

} // namespace geju
