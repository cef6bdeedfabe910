// A strict scanner of JSON text (RFC 8259) in UTF-8: one pass over the bytes, no tree, no allocation a value. The
// caller asks for what it expects; the first fault stops the scanner and says where it is. Nesting is limited only by
// the memory for one byte a level. Views refer to the text. Not to be shared between threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace geju {

struct JsonFault {
    std::size_t offset = 0; ///< into the text, in bytes
    std::string message;
    const char* code = "json-syntax";
};

struct JsonString {
    std::string_view raw;    ///< between the quotes, escapes as written
    bool hasEscapes = false; ///< then decodeJsonString gives the text
    bool hasBadUtf8 = false; ///< only where the scanner tolerates it
};

struct JsonNumber {
    std::string_view raw;
    double value = 0;       ///< correctly rounded; infinite when too large
    bool isInteger = false; ///< no point, no exponent
};

/// The text with escapes resolved and, where they are broken, U+FFFD for lone surrogates and bytes that are not UTF-8.
std::string decodeJsonString(const JsonString& string);

class JsonScanner {
  public:
    /// Faults that a reader may step over. They are noted in tolerated().
    struct Tolerance {
        bool badUtf8 = false;   ///< bytes in strings that are not UTF-8
        bool nonFinite = false; ///< NaN, Infinity and -Infinity as values
    };

    explicit JsonScanner(std::string_view text)
      : JsonScanner(text, Tolerance{}) {}
    JsonScanner(std::string_view text, Tolerance tolerance);

    std::size_t offset() const { return static_cast<std::size_t>(cursor_ - begin_); }
    void rewind(std::size_t offset) { cursor_ = begin_ + offset; }
    std::size_t size() const { return static_cast<std::size_t>(end_ - begin_); }
    std::string_view text(std::size_t from, std::size_t to) const { return {begin_ + from, to - from}; }

    void skipSpace() {
        while (cursor_ != end_ && (*cursor_ == ' ' || *cursor_ == '\n' || *cursor_ == '\r' || *cursor_ == '\t')) {
            ++cursor_;
        }
    }
    bool atEnd() const { return cursor_ == end_; }
    /// The next byte that is not space, or NUL at the end (NUL is never right outside a string).
    char peek() {
        skipSpace();
        return cursor_ == end_ ? '\0' : *cursor_;
    }
    /// Steps over `c` when it is the next byte that is not space.
    bool take(char c) {
        if (peek() != c || cursor_ == end_) return false;
        ++cursor_;
        return true;
    }

    /// The values of JSON; false after a fault.
    bool readString(JsonString& string);
    bool readNumber(JsonNumber& number);
    bool readWord(std::string_view word); ///< true, false, null
    bool skipValue();

    /// Steps into an object or array. Then, before each member or element:
    ///   while (scanner.nextMember(key, first)) { … read exactly one value … }    if (scanner.failed()) …
    /// `first` is set true by the caller before the loop.
    bool enter(char bracket);
    bool nextMember(JsonString& key, bool& first);
    bool nextElement(bool& first);

    bool fail(const char* message) { return failAt(offset(), message); }
    bool failAt(std::size_t offset, const char* message);
    bool failed() const { return fault_.has_value(); }
    const std::optional<JsonFault>& fault() const { return fault_; }
    /// Forgets the fault, to go on at another place.
    void clearFault() { fault_.reset(); }

    const std::vector<JsonFault>& tolerated() const { return tolerated_; }
    void clearTolerated() { tolerated_.clear(); }
    void forgetLastTolerated() { tolerated_.pop_back(); } ///< the caller tells it in its own words
    /// Steps over NaN or an infinity where they are tolerated; false when the next value is something else.
    bool readNonFinite();

    /// Raw access for the coordinate reader's short way.
    const char* cursor() const { return cursor_; }
    const char* end() const { return end_; }
    void setCursor(const char* cursor) { cursor_ = cursor; }

  private:
    bool unexpected(const char* expectation);
    bool readEscape();
    bool readMultibyte(JsonString& string);

    const char* begin_;
    const char* cursor_;
    const char* end_;
    Tolerance tolerance_;
    std::string open_; ///< brackets still open in skipValue
    std::optional<JsonFault> fault_;
    std::vector<JsonFault> tolerated_;
};

/// The first fault of a text that should be one JSON value; nothing when it is one.
std::optional<JsonFault> validateJson(std::string_view text);

} // namespace geju
