#include "io/pdf_value.hpp"

#include "io/utf8.hpp"

#include <algorithm>
#include <charconv>

namespace geju {

namespace {

constexpr int kDeepest = 32;

bool isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\0';
}
bool isDelimiter(char c) {
    return std::string_view("()<>[]{}/%").find(c) != std::string_view::npos;
}
bool isOctal(char c) {
    return c >= '0' && c <= '7';
}
std::optional<int> hexDigit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return std::nullopt;
}

class PdfScanner {
  public:
    explicit PdfScanner(std::string_view text)
      : rest_(text) {}

    /// False when the text ends early or is not formed as a dictionary.
    bool dictionary(PdfDictionary* kept, int depth) {
        skipSpace();
        if (!take("<<") || depth > kDeepest) return false;
        while (true) {
            skipSpace();
            if (take(">>")) return true;
            if (!take("/")) return false;
            std::string key(word());
            const auto item = value(depth);
            if (!item) return false;
            if (kept) kept->insert_or_assign(std::move(key), *item);
        }
    }

  private:
    bool take(std::string_view token) {
        if (!rest_.starts_with(token)) return false;
        rest_.remove_prefix(token.size());
        return true;
    }
    void skipSpace() {
        while (!rest_.empty()) {
            if (rest_.front() == '%') {
                rest_.remove_prefix(std::min(rest_.find_first_of("\r\n"), rest_.size()));
            } else if (isSpace(rest_.front())) {
                rest_.remove_prefix(1);
            } else {
                return;
            }
        }
    }
    std::string_view word() {
        std::size_t end = 0;
        while (end < rest_.size() && !isSpace(rest_[end]) && !isDelimiter(rest_[end])) ++end;
        const std::string_view found = rest_.substr(0, end);
        rest_.remove_prefix(end);
        return found;
    }
    std::optional<std::uint64_t> number() {
        std::uint64_t value = 0;
        const auto parsed = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
        if (parsed.ec != std::errc()) return std::nullopt;
        rest_.remove_prefix(static_cast<std::size_t>(parsed.ptr - rest_.data()));
        return value;
    }

    std::optional<PdfValue> value(int depth) {
        skipSpace();
        if (rest_.empty()) return std::nullopt;
        if (rest_.starts_with("<<")) {
            return dictionary(nullptr, depth + 1) ? std::optional(PdfValue()) : std::nullopt;
        }
        if (rest_.front() == '(') return literal();
        if (rest_.front() == '<') return hexadecimal();
        if (rest_.front() == '[') return array(depth + 1) ? std::optional(PdfValue()) : std::nullopt;
        if (take("/")) {
            word();
            return PdfValue();
        }
        return numberOrReference();
    }

    bool array(int depth) {
        if (!take("[") || depth > kDeepest) return false;
        while (true) {
            skipSpace();
            if (take("]")) return true;
            if (!value(depth)) return false;
        }
    }

    std::optional<PdfValue> numberOrReference() {
        if (rest_.front() < '0' || rest_.front() > '9') {
            if (word().empty()) return std::nullopt; // a delimiter that opens nothing
            return PdfValue();                       // true, null, a signed number
        }
        const auto first = number();
        if (!first) return std::nullopt;
        if (!rest_.empty() && rest_.front() == '.') {
            word();
            return PdfValue();
        }
        const std::string_view after = rest_;
        skipSpace();
        if (number()) {
            skipSpace();
            if (take("R") && (rest_.empty() || isSpace(rest_.front()) || isDelimiter(rest_.front()))) {
                return PdfValue(PdfReference{*first});
            }
        }
        rest_ = after;
        return PdfValue(*first);
    }

    std::optional<PdfValue> literal() {
        std::string bytes;
        int open = 0;
        while (!rest_.empty()) {
            const char c = rest_.front();
            rest_.remove_prefix(1);
            if (c == '\\') {
                escape(bytes);
                continue;
            }
            if (c == '(' && open++ == 0) continue;
            if (c == ')' && --open == 0) return PdfValue(std::move(bytes));
            bytes += c;
        }
        return std::nullopt;
    }

    void escape(std::string& bytes) {
        if (rest_.empty()) return;
        const char c = rest_.front();
        if (isOctal(c)) {
            int code = 0;
            for (int i = 0; i < 3 && !rest_.empty() && isOctal(rest_.front()); ++i) {
                code = code * 8 + (rest_.front() - '0');
                rest_.remove_prefix(1);
            }
            bytes += static_cast<char>(code);
            return;
        }
        rest_.remove_prefix(1);
        constexpr std::string_view kNames = "nrtbf";
        constexpr std::string_view kMeanings = "\n\r\t\b\f";
        if (const auto at = kNames.find(c); at != std::string_view::npos) {
            bytes += kMeanings[at];
        } else if (c == '\r') {
            take("\n"); // a line that goes on
        } else if (c != '\n') {
            bytes += c;
        }
    }

    std::optional<PdfValue> hexadecimal() {
        take("<");
        std::string bytes;
        int high = -1; // the first digit of a byte, once read
        while (!rest_.empty()) {
            const char c = rest_.front();
            rest_.remove_prefix(1);
            if (c == '>') {
                if (high >= 0) bytes += static_cast<char>(high << 4); // an odd digit at the end stands before a zero
                return PdfValue(std::move(bytes));
            }
            if (isSpace(c)) continue;
            const auto digit = hexDigit(c);
            if (!digit) return std::nullopt;
            if (high >= 0) bytes += static_cast<char>(high << 4 | *digit);
            high = high >= 0 ? -1 : *digit;
        }
        return std::nullopt;
    }

    std::string_view rest_;
};

std::string fromUtf16(std::string_view bytes) {
    const auto unit = [&](std::size_t at) {
        return static_cast<char32_t>(static_cast<unsigned char>(bytes[at]) << 8 |
                                     static_cast<unsigned char>(bytes[at + 1]));
    };
    std::string utf8;
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        char32_t code = unit(i);
        const bool leads = code >= 0xd800 && code < 0xdc00;
        if (leads && i + 3 < bytes.size() && unit(i + 2) >= 0xdc00 && unit(i + 2) < 0xe000) {
            code = 0x10000 + ((code - 0xd800) << 10) + (unit(i + 2) - 0xdc00);
            i += 2;
        }
        appendUtf8(utf8, code);
    }
    return utf8;
}

} // namespace

std::optional<PdfDictionary> readPdfDictionary(std::string_view text) {
    PdfDictionary dictionary;
    if (!PdfScanner(text).dictionary(&dictionary, 0)) return std::nullopt;
    return dictionary;
}

std::string pdfText(std::string_view bytes) {
    if (bytes.starts_with("\xfe\xff")) return fromUtf16(bytes.substr(2));
    if (bytes.starts_with("\xef\xbb\xbf")) return repairUtf8(bytes.substr(3));
    std::string utf8;
    for (const char c : bytes) appendUtf8(utf8, static_cast<unsigned char>(c));
    return utf8;
}

} // namespace geju
