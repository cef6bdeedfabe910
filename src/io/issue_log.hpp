// Collects the issues of one file: at most a hundred of a code in detail, then one summary a code, so that a broken
// file of a million features is still readable. Line and column are worked out only for issues that are kept.
// One log a file and thread.
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

/// The same for many offsets of one text: going forward costs only the bytes between.
class TextLocator {
  public:
    explicit TextLocator(std::string_view utf8)
      : text_(utf8) {}
    TextPosition locate(std::size_t offset);

  private:
    std::string_view text_;
    std::size_t offset_ = 0; ///< where line_ and column_ are
    std::size_t lineStart_ = 0;
    std::size_t line_ = 1;
    std::size_t column_ = 1;
};

class IssueLog {
  public:
    static constexpr std::size_t kMaxOfOneCode = 100;

    /// `text` is what offsets refer to; empty where there are none. It must outlive the log's last add.
    explicit IssueLog(std::string file, std::string_view text = {});

    void setLayer(std::string layer) { layer_ = std::move(layer); }
    const std::string& file() const { return file_; }

    /// A new issue to be given its message, valid until the next call; null when enough of this code were kept.
    Issue* add(Severity severity, const std::string& code, std::optional<std::int64_t> feature = std::nullopt,
               std::optional<std::size_t> offset = std::nullopt);
    void append(const std::vector<Issue>& issues);

    bool hasErrors() const { return hasErrors_; }
    /// All issues, with the summaries at the end; the log is empty afterwards.
    std::vector<Issue> take();

  private:
    struct Count {
        std::size_t total = 0;
        Severity worst = Severity::Notice;
    };

    std::string file_;
    std::string layer_;
    TextLocator locator_;
    bool hasErrors_ = false;
    std::map<std::string, Count> counts_;
    std::vector<Issue> issues_;
};

} // namespace geju
