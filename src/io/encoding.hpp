// Attribute text that is not UTF-8: what encoding it is in, and its conversion. Guessing looks at how common the
// characters are that each encoding would make of the bytes; it is always told to the user. Any thread, each its own
// objects. Where the system does not know an encoding, Recoder::isOpen is false.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace geju {

struct EncodingGuess {
    std::string name = "UTF-8"; ///< as iconv knows it
    bool isUtf8 = true;
    bool isMultibyte = false; ///< a Chinese or Japanese encoding, found with confidence
};

/// Gathers evidence from many texts (the cells of a column) and then guesses.
class EncodingSniffer {
  public:
    void add(std::string_view bytes);
    bool hasNonAscii() const { return highBytes_ > 0; }
    EncodingGuess guess() const;

  private:
    /// What the bytes are under a double-byte encoding: characters, how common they are, and bytes that fit none.
    struct Evidence {
        double commonness = 0;
        std::size_t characters = 0;
        std::size_t misfits = 0;
        std::size_t kana = 0;

        double score() const;
    };

    std::size_t highBytes_ = 0;
    std::size_t highBytesInUtf8_ = 0;
    std::size_t isolatedLetters_ = 0; ///< high bytes between ASCII bytes, as in western European words
    Evidence gb18030_;
    Evidence big5_;
    Evidence shiftJis_;
    Evidence eucJp_;
};

EncodingGuess guessEncoding(std::string_view bytes);

/// "936", "gbk", "CP936", "GB2312" → "GB18030"; "UTF8" → "UTF-8"; other names as they are.
std::string canonicalEncoding(std::string_view declared);

class Recoder {
  public:
    /// From `encoding` to UTF-8.
    explicit Recoder(const std::string& encoding);
    ~Recoder();
    Recoder(const Recoder&) = delete;
    Recoder& operator=(const Recoder&) = delete;

    bool isOpen() const;
    /// Bytes that are no text in the encoding become U+FFFD and are counted in badBytes().
    std::string toUtf8(std::string_view bytes);
    std::size_t badBytes() const { return badBytes_; }

  private:
    void* handle_; ///< iconv_t
    bool isUtf8_;
    std::size_t badBytes_ = 0;
};

} // namespace geju
