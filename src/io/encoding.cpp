#include "io/encoding.hpp"

#include "io/utf8.hpp"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>

namespace geju {

namespace {

// Ranges after Lunde, "CJKV Information Processing", 2nd ed. (2009), chapter 4 and appendices: in each encoding the
// characters of daily use stand together (GB 2312 level 1, Big5 level 1, JIS level 1).
struct DoubleByte {
    double commonness = -1; ///< negative: no character
    bool isKana = false;
};

bool in(unsigned char byte, unsigned char from, unsigned char to) {
    return byte >= from && byte <= to;
}

DoubleByte asGb(unsigned char lead, unsigned char trail) {
    if (!in(lead, 0x81, 0xFE) || !in(trail, 0x40, 0xFE) || trail == 0x7F) return {};
    if (trail < 0xA1) return {0}; // GBK's additions: rare
    if (in(lead, 0xB0, 0xD7)) return {1};
    if (in(lead, 0xD8, 0xF7)) return {0.4};
    if (in(lead, 0xA1, 0xA3)) return {0.7}; // punctuation, full-width letters
    return {0.1};
}

DoubleByte asBig5(unsigned char lead, unsigned char trail) {
    if (!in(lead, 0x81, 0xFE) || !(in(trail, 0x40, 0x7E) || in(trail, 0xA1, 0xFE))) return {};
    if (in(lead, 0xA4, 0xC6)) return {1};
    if (in(lead, 0xC9, 0xF9)) return {0.3};
    if (in(lead, 0xA1, 0xA3)) return {0.7};
    return {0};
}

DoubleByte asShiftJis(unsigned char lead, unsigned char trail) {
    if (!(in(lead, 0x81, 0x9F) || in(lead, 0xE0, 0xFC)) || !in(trail, 0x40, 0xFC) || trail == 0x7F) return {};
    if ((lead == 0x82 && in(trail, 0x9F, 0xF1)) || (lead == 0x83 && in(trail, 0x40, 0x96))) return {1, true};
    if (in(lead, 0x88, 0x98)) return {1};
    return {0.3};
}

DoubleByte asEucJp(unsigned char lead, unsigned char trail) {
    if (!in(lead, 0xA1, 0xFE) || !in(trail, 0xA1, 0xFE)) return {};
    if (lead == 0xA4 || lead == 0xA5) return {1, true};
    if (in(lead, 0xB0, 0xCF)) return {1};
    return {0.3};
}

template <typename Evidence, typename Classify>
void weigh(std::string_view bytes, Evidence& evidence, Classify classify, bool fourByteForms, bool halfWidthKana) {
    const auto at = [&](std::size_t i) { return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0; };
    for (std::size_t i = 0; i < bytes.size();) {
        const auto lead = static_cast<unsigned char>(at(i));
        if (lead < 0x80) {
            ++i;
            continue;
        }
        const auto next = static_cast<unsigned char>(at(i + 1));
        const DoubleByte found = classify(lead, next);
        if (found.commonness >= 0) {
            evidence.commonness += found.commonness;
            evidence.kana += found.isKana ? 1 : 0;
            ++evidence.characters;
            i += 2;
        } else if (fourByteForms && in(lead, 0x81, 0xFE) && in(next, 0x30, 0x39) && at(i + 2) >= 0x81) {
            ++evidence.characters;
            i += 4;
        } else if (halfWidthKana && in(lead, 0xA1, 0xDF)) {
            ++evidence.characters;
            ++i;
        } else {
            ++evidence.misfits;
            ++i;
        }
    }
}

} // namespace

double EncodingSniffer::Evidence::score() const {
    // A fixed-width field may cut its last character in two: one misfit in twenty is borne.
    if (characters == 0 || misfits * 20 > characters) return 0;
    return commonness / static_cast<double>(characters);
}

void EncodingSniffer::add(std::string_view bytes) {
    const auto isHigh = [&](std::size_t i) { return i < bytes.size() && static_cast<unsigned char>(bytes[i]) >= 0x80; };
    std::size_t high = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (!isHigh(i)) continue;
        ++high;
        const bool isLetter = static_cast<unsigned char>(bytes[i]) >= 0xC0; // Latin 1 to 9 keep letters there
        if (isLetter && !isHigh(i + 1) && (i == 0 || !isHigh(i - 1))) ++isolatedLetters_;
    }
    if (high == 0) return;
    highBytes_ += high;
    for (std::size_t i = 0; i < bytes.size();) {
        const std::size_t length = utf8Length(bytes.substr(i));
        if (length > 1) highBytesInUtf8_ += length;
        i += std::max<std::size_t>(length, 1);
    }
    weigh(bytes, gb18030_, asGb, true, false);
    weigh(bytes, big5_, asBig5, false, false);
    weigh(bytes, shiftJis_, asShiftJis, false, true);
    weigh(bytes, eucJp_, asEucJp, false, false);
}

EncodingGuess EncodingSniffer::guess() const {
    constexpr double kConfident = 0.55;
    // Damaged UTF-8 still forms UTF-8 sequences nearly everywhere; text in another encoding does by chance.
    const double inUtf8 = highBytes_ == 0 ? 1 : static_cast<double>(highBytesInUtf8_) / static_cast<double>(highBytes_);
    if (inUtf8 >= 0.9) return {};
    EncodingGuess best;
    double bestScore = 0;
    const auto consider = [&](const char* name, double score) {
        if (score > bestScore) {
            best = {name, false, true};
            bestScore = score;
        }
    };
    consider("GB18030", gb18030_.score());
    consider("BIG5", big5_.score());
    if (shiftJis_.kana > 0) consider("CP932", shiftJis_.score());
    if (eucJp_.kana > 0) consider("EUC-JP", eucJp_.score());
    const double isolated = static_cast<double>(isolatedLetters_) / static_cast<double>(highBytes_);
    if (bestScore >= kConfident && isolated <= 0.9) return best;
    return inUtf8 >= 0.5 ? EncodingGuess{} : EncodingGuess{"CP1252", false, false};
}

EncodingGuess guessEncoding(std::string_view bytes) {
    EncodingSniffer sniffer;
    sniffer.add(bytes);
    return sniffer.guess();
}

std::string canonicalEncoding(std::string_view declared) {
    std::string name;
    for (const char c : declared) {
        if (!std::isspace(static_cast<unsigned char>(c))) {
            name.push_back(static_cast<char>(std::toupper(static_cast<unsigned char>(c))));
        }
    }
    std::string letters;
    for (const char c : name) {
        if (std::isalnum(static_cast<unsigned char>(c))) letters.push_back(c);
    }
    if (letters.starts_with("ANSI") && letters.size() > 4) letters.erase(0, 4); // "ANSI 936"
    if (letters == "UTF8" || letters == "65001" || letters == "CP65001") return "UTF-8";
    constexpr std::array<std::string_view, 7> chinese{"936", "CP936", "GBK", "GB2312", "EUCCN", "GB18030", "MS936"};
    if (std::find(chinese.begin(), chinese.end(), letters) != chinese.end()) return "GB18030";
    if (letters == "950" || letters == "CP950" || letters == "BIG5") return "BIG5";
    if (letters == "932" || letters == "CP932" || letters == "SHIFTJIS" || letters == "SJIS") return "CP932";
    if (letters == "949" || letters == "CP949" || letters == "EUCKR") return "CP949";
    if (letters.starts_with("ISO8859")) { // "88591", "ISO-8859-1", "ISO 88591"
        return "ISO-8859-" + letters.substr(7);
    }
    if (letters.starts_with("8859") && letters.size() > 4) return "ISO-8859-" + letters.substr(4);
    if (!letters.empty() &&
        std::all_of(letters.begin(), letters.end(), [](unsigned char c) { return std::isdigit(c); })) {
        return "CP" + letters;
    }
    if (letters.starts_with("WINDOWS")) return "CP" + letters.substr(7);
    return name;
}

Recoder::Recoder(const std::string& encoding)
  : handle_(nullptr)
  , isUtf8_(encoding == "UTF-8") {
    if (!isUtf8_) handle_ = iconv_open("UTF-8", encoding.c_str());
}

Recoder::~Recoder() {
    if (!isUtf8_ && isOpen()) iconv_close(handle_);
}

bool Recoder::isOpen() const {
    return isUtf8_ || handle_ != reinterpret_cast<void*>(-1); // iconv_open's word for failure
}

std::string Recoder::toUtf8(std::string_view bytes) {
    std::string text;
    if (isUtf8_ || !isOpen()) {
        if (isUtf8(bytes)) return std::string(bytes);
        ++badBytes_;
        return repairUtf8(bytes);
    }
    text.resize(bytes.size() * 3 + 16); // a byte makes at most one character of the BMP
    char* in = const_cast<char*>(bytes.data());
    std::size_t inLeft = bytes.size();
    std::size_t written = 0;
    iconv(handle_, nullptr, nullptr, nullptr, nullptr);
    while (inLeft > 0) {
        char* out = text.data() + written;
        std::size_t outLeft = text.size() - written;
        const std::size_t converted = iconv(handle_, &in, &inLeft, &out, &outLeft);
        written = static_cast<std::size_t>(out - text.data());
        if (converted != static_cast<std::size_t>(-1)) break;
        if (errno == E2BIG) {
            text.resize(text.size() * 2);
            continue;
        }
        ++badBytes_; // EILSEQ, or EINVAL: cut off at the end
        ++in;
        --inLeft;
        text.resize(written);
        appendUtf8(text, 0xFFFD);
        written = text.size();
        text.resize(text.size() + inLeft * 3 + 16);
    }
    text.resize(written);
    return text;
}

} // namespace geju
