#include "io/json_scanner.hpp"

#include "core/translate.hpp"
#include "io/json_number.hpp"
#include "io/message.hpp"
#include "io/utf8.hpp"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstring>
#include <limits>
#include <system_error>

namespace geju {

namespace {

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

/// High bits set (and others perhaps) where one of eight bytes ends the plain run of a string: quote, backslash,
/// control character, or not ASCII. Bit tricks after "Determine if a word has a byte less than n" (S. E. Anderson,
/// Bit Twiddling Hacks).
std::uint64_t specialBytes(std::uint64_t bytes) {
    constexpr std::uint64_t ones = 0x0101010101010101u;
    constexpr std::uint64_t high = 0x8080808080808080u;
    const std::uint64_t quotes = bytes ^ (ones * '"');
    const std::uint64_t backslashes = bytes ^ (ones * '\\');
    return ((bytes - ones * 0x20) | (quotes - ones) | (backslashes - ones) | bytes) & high;
}

/// The value of a number that from_chars finds beyond a double's range: it is huge or tiny, by the decimal exponent of
/// its first digit that is not 0.
double outOfRange(std::string_view raw) {
    const bool negative = raw.front() == '-';
    if (negative) raw.remove_prefix(1);
    const std::size_t exponentAt = std::min(raw.find_first_of("eE"), raw.size());
    const std::string_view digits = raw.substr(0, exponentAt);
    long long exponent = 0;
    if (exponentAt < raw.size()) {
        std::string_view written = raw.substr(exponentAt + 1);
        if (written.front() == '+') written.remove_prefix(1);
        const auto [rest, error] = std::from_chars(written.data(), written.data() + written.size(), exponent);
        if (error != std::errc()) exponent = written.front() == '-' ? -1'000'000'000'000 : 1'000'000'000'000;
    }
    const auto point = static_cast<long long>(std::min(digits.find('.'), digits.size()));
    const std::size_t found = digits.find_first_of("123456789");
    const bool isHuge = found != std::string_view::npos && point - static_cast<long long>(found) + exponent > 0;
    const double magnitude = isHuge ? std::numeric_limits<double>::infinity() : 0;
    return negative ? -magnitude : magnitude;
}

} // namespace

JsonScanner::JsonScanner(std::string_view text, Tolerance tolerance)
  : begin_(text.data())
  , cursor_(text.data())
  , end_(text.data() + text.size())
  , tolerance_(tolerance) {}

bool JsonScanner::failAt(std::size_t offset, const char* message) {
    if (!fault_) fault_ = JsonFault{offset, message, "json-syntax"};
    return false;
}

bool JsonScanner::unexpected(const char* expectation) {
    if (cursor_ == end_) return fail(tr("the text ends in the middle of a value"));
    if (fault_) return false;
    const auto byte = static_cast<unsigned char>(*cursor_);
    std::string shown;
    if (byte >= 0x80) {
        const std::size_t length = utf8Length(std::string_view(cursor_, static_cast<std::size_t>(end_ - cursor_)));
        shown = length > 0 ? std::string(cursor_, length) : fmt::format("\\x{:02x}", byte);
    } else {
        shown = byte < 0x20 ? fmt::format("\\x{:02x}", byte) : std::string(1, *cursor_);
    }
    fault_ = JsonFault{offset(), filled(tr("{} expected, here stands \"{}\""), expectation, shown), "json-syntax"};
    return false;
}

bool JsonScanner::readEscape() {
    ++cursor_;
    if (cursor_ == end_) return fail(tr("a string is not closed"));
    switch (*cursor_) {
    case '"':
    case '\\':
    case '/':
    case 'b':
    case 'f':
    case 'n':
    case 'r':
    case 't':
        ++cursor_;
        return true;
    case 'u':
        for (int digit = 1; digit <= 4; ++digit) {
            const char c = end_ - cursor_ > digit ? cursor_[digit] : '\0';
            if (!isDigit(c) && !((c | 0x20) >= 'a' && (c | 0x20) <= 'f')) {
                return fail(tr("\\u needs four hexadecimal digits"));
            }
        }
        cursor_ += 5;
        return true;
    default:
        return fail(tr("unknown escape in a string"));
    }
}

bool JsonScanner::readMultibyte(JsonString& string) {
    const std::size_t length = utf8Length(std::string_view(cursor_, static_cast<std::size_t>(end_ - cursor_)));
    if (length > 0) {
        cursor_ += length;
        return true;
    }
    const char* message = tr("the text is not valid UTF-8");
    if (!tolerance_.badUtf8) return fail(message);
    if (!string.hasBadUtf8) tolerated_.push_back({offset(), message, "bad-utf8"});
    string.hasBadUtf8 = true;
    ++cursor_;
    return true;
}

bool JsonScanner::readString(JsonString& string) {
    if (peek() != '"') return unexpected(tr("a string"));
    const std::size_t start = offset();
    const char* first = ++cursor_;
    string.hasEscapes = false;
    string.hasBadUtf8 = false;
    while (true) {
        while (end_ - cursor_ >= 8) {
            std::uint64_t bytes;
            std::memcpy(&bytes, cursor_, 8);
            const std::uint64_t special = specialBytes(bytes);
            if (special != 0) {
                // The lowest mark is exact: only a marked byte lends to the next.
                if constexpr (std::endian::native == std::endian::little) cursor_ += std::countr_zero(special) / 8;
                break;
            }
            cursor_ += 8;
        }
        if (cursor_ == end_) return failAt(start, tr("a string is not closed"));
        const char c = *cursor_;
        if (c == '"') {
            string.raw = {first, static_cast<std::size_t>(cursor_ - first)};
            ++cursor_;
            return true;
        }
        if (c == '\\') {
            string.hasEscapes = true;
            if (!readEscape()) return false;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            return fail(tr("a control character in a string (a line break or tab must be written \\n or \\t)"));
        } else if (static_cast<unsigned char>(c) >= 0x80) {
            if (!readMultibyte(string)) return false;
        } else {
            ++cursor_;
        }
    }
}

bool JsonScanner::readNumber(JsonNumber& number) {
    skipSpace();
    const char* p = cursor_;
    const auto at = [&] { return p == end_ ? '\0' : *p; };
    if (at() == '-') ++p;
    if (!isDigit(at())) {
        cursor_ = p;
        return unexpected(tr("a digit"));
    }
    std::uint64_t mantissa = 0;
    int significant = 0;
    int decimals = 0;
    const auto readDigits = [&] {
        for (; isDigit(at()); ++p) {
            if (significant > 0 || *p != '0') ++significant;
            if (significant <= 18) mantissa = mantissa * 10 + static_cast<std::uint64_t>(*p - '0');
        }
    };
    if (at() == '0') {
        ++p;
        if (isDigit(at())) {
            cursor_ = p;
            return fail(tr("a number must not start with 0 and another digit"));
        }
    } else {
        readDigits();
    }
    number.isInteger = true;
    bool hasExponent = false;
    if (at() == '.') {
        number.isInteger = false;
        const char* point = ++p;
        readDigits();
        decimals = static_cast<int>(std::min<std::ptrdiff_t>(p - point, 1000));
        if (p == point) {
            cursor_ = p;
            return unexpected(tr("a digit"));
        }
    }
    if (at() == 'e' || at() == 'E') {
        number.isInteger = false;
        hasExponent = true;
        ++p;
        if (at() == '+' || at() == '-') ++p;
        if (!isDigit(at())) {
            cursor_ = p;
            return unexpected(tr("a digit"));
        }
        while (isDigit(at())) ++p;
    }
    number.raw = {cursor_, static_cast<std::size_t>(p - cursor_)};
    if (!hasExponent && significant <= 18 && mantissa <= kMaxExactMantissa && decimals <= 22) {
        const double magnitude = static_cast<double>(mantissa) / kPowersOfTen[static_cast<std::size_t>(decimals)];
        number.value = *cursor_ == '-' ? -magnitude : magnitude;
    } else if (const auto [rest, error] = std::from_chars(cursor_, p, number.value); error != std::errc()) {
        number.value = outOfRange(number.raw);
    }
    cursor_ = p;
    return true;
}

bool JsonScanner::readWord(std::string_view word) {
    skipSpace();
    if (std::string_view(cursor_, static_cast<std::size_t>(end_ - cursor_)).starts_with(word)) {
        cursor_ += word.size();
        return true;
    }
    return readNonFinite() || unexpected(tr("a value"));
}

bool JsonScanner::readNonFinite() {
    if (!tolerance_.nonFinite) return false;
    skipSpace();
    const std::string_view rest(cursor_, static_cast<std::size_t>(end_ - cursor_));
    for (const std::string_view word : {"NaN", "-NaN", "Infinity", "-Infinity"}) {
        if (!rest.starts_with(word)) continue;
        tolerated_.push_back({offset(), filled(tr("{} is not JSON"), word), "json-syntax"});
        cursor_ += word.size();
        return true;
    }
    return false;
}

bool JsonScanner::enter(char bracket) {
    if (take(bracket)) return true;
    return unexpected(bracket == '{' ? tr("an object") : tr("an array"));
}

bool JsonScanner::nextMember(JsonString& key, bool& first) {
    if (fault_ || take('}')) return false;
    if (!first && !take(',')) return unexpected(tr("a comma or }"));
    if (peek() != '"')
        return unexpected(first ? tr("a member's name in quotes or }") : tr("a member's name in quotes"));
    first = false;
    if (!readString(key)) return false;
    if (!take(':')) return unexpected(tr("a colon"));
    return true;
}

bool JsonScanner::nextElement(bool& first) {
    if (fault_ || take(']')) return false;
    if (!first && !take(',')) return unexpected(tr("a comma or ]"));
    first = false;
    if (peek() == ']') return unexpected(tr("a value"));
    return true;
}

bool JsonScanner::skipValue() {
    open_.clear();
    JsonString string;
    JsonNumber number;
    while (true) {
        bool isClosed = true;
        switch (const char c = peek()) {
        case '{':
            ++cursor_;
            if (take('}')) break;
            open_.push_back('}');
            if (!readString(string)) return false;
            if (!take(':')) return unexpected(tr("a colon"));
            isClosed = false;
            break;
        case '[':
            ++cursor_;
            if (take(']')) break;
            open_.push_back(']');
            isClosed = false;
            break;
        case '"':
            if (!readString(string)) return false;
            break;
        case 't':
            if (!readWord("true")) return false;
            break;
        case 'f':
            if (!readWord("false")) return false;
            break;
        case 'n':
            if (!readWord("null")) return false;
            break;
        default:
            if (readNonFinite()) break;
            if (c != '-' && !isDigit(c)) return unexpected(tr("a value"));
            if (!readNumber(number)) return false;
        }
        while (isClosed) {
            if (open_.empty()) return true;
            if (take(open_.back())) {
                open_.pop_back();
                continue;
            }
            if (!take(',')) return unexpected(open_.back() == '}' ? tr("a comma or }") : tr("a comma or ]"));
            if (open_.back() == '}') {
                if (!readString(string)) return false;
                if (!take(':')) return unexpected(tr("a colon"));
            }
            isClosed = false;
        }
    }
}

std::string decodeJsonString(const JsonString& string) {
    if (!string.hasEscapes) return repairUtf8(string.raw);
    std::string text;
    text.reserve(string.raw.size());
    const std::string_view raw = string.raw;
    const auto unitAt = [&](std::size_t at) {
        unsigned unit = 0;
        std::from_chars(raw.data() + at, raw.data() + at + 4, unit, 16);
        return unit;
    };
    for (std::size_t i = 0; i < raw.size();) {
        if (raw[i] != '\\') {
            text.push_back(raw[i++]);
            continue;
        }
        const char escape = raw[i + 1];
        i += 2;
        switch (escape) {
        case 'b':
            text.push_back('\b');
            break;
        case 'f':
            text.push_back('\f');
            break;
        case 'n':
            text.push_back('\n');
            break;
        case 'r':
            text.push_back('\r');
            break;
        case 't':
            text.push_back('\t');
            break;
        case 'u': {
            char32_t code = unitAt(i);
            i += 4;
            if (code >= 0xD800 && code < 0xDC00 && raw.substr(i).starts_with("\\u")) {
                const unsigned low = unitAt(i + 2);
                if (low >= 0xDC00 && low < 0xE000) {
                    code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
                    i += 6;
                }
            }
            appendUtf8(text, code);
            break;
        }
        default:
            text.push_back(escape);
        }
    }
    return string.hasBadUtf8 ? repairUtf8(text) : text;
}

std::optional<JsonFault> validateJson(std::string_view text) {
    JsonScanner scanner(text);
    if (text.starts_with("\xEF\xBB\xBF")) scanner.rewind(3); // RFC 8259, section 8.1: a parser may ignore it
    if (scanner.peek() == '\0' && scanner.atEnd())
        return JsonFault{scanner.offset(), tr("the text is empty"), "json-syntax"};
    if (scanner.skipValue()) {
        scanner.skipSpace();
        if (!scanner.atEnd()) scanner.fail(tr("more text after the end of the value"));
    }
    return scanner.fault();
}

} // namespace geju
