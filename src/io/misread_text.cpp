#include "io/misread_text.hpp"

#include "core/translate.hpp"
#include "io/encoding.hpp"
#include "io/message.hpp"
#include "io/utf8.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <optional>

namespace geju {

namespace {

/// What programs write in place of bytes that are not UTF-8, and the same read as GBK twice over.
bool hasLostCharacters(std::string_view text) {
    return text.find("\xEF\xBF\xBD") != std::string_view::npos || text.find("锟斤拷") != std::string_view::npos;
}

/// The bytes that a western program showed as this text; nothing where it holds other characters.
std::optional<std::string> westernBytes(std::string_view text) {
    // Windows-1252 from 0x80 to 0x9F (Unicode's CP1252.TXT); 0 where it has no character.
    constexpr std::array<char32_t, 32> windows{0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                               0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                               0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                               0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};
    std::string bytes;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t length = utf8Length(text.substr(i));
        const auto first = static_cast<unsigned char>(text[i]);
        if (length == 1) {
            bytes.push_back(text[i]);
        } else if (length == 2 || length == 3) {
            char32_t code = first & (length == 2 ? 0x1F : 0x0F);
            for (std::size_t k = 1; k < length; ++k)
                code = code << 6 | (static_cast<unsigned char>(text[i + k]) & 0x3F);
            const auto* at = std::find(windows.begin(), windows.end(), code);
            if (code <= 0xFF) {
                bytes.push_back(static_cast<char>(code));
            } else if (at != windows.end()) {
                bytes.push_back(static_cast<char>(0x80 + (at - windows.begin())));
            } else {
                return std::nullopt;
            }
        } else {
            return std::nullopt;
        }
        i += length;
    }
    return bytes;
}

/// With fewer bytes beyond ASCII, western letters that follow one another make Chinese by chance.
constexpr std::size_t kLeastBytes = 8;

bool isAscii(char c) {
    return static_cast<signed char>(c) >= 0;
}

struct Found {
    std::size_t texts = 0;
    std::optional<std::uint32_t> first; ///< into the dictionary
};

Issue issueOf(const char* code, const FeatureTable& table, const Column& column, std::uint32_t text,
              const std::string& file) {
    Issue issue;
    issue.code = code;
    issue.file = file;
    issue.layer = table.name();
    const auto& codes = column.codes();
    issue.feature = std::find(codes.begin(), codes.end(), text) - codes.begin();
    return issue;
}

void look(const FeatureTable& table, const Column& column, const std::string& file, std::vector<Issue>& issues) {
    Found lost;
    Found western;
    std::size_t others = 0; // with characters that no western encoding has
    std::size_t bytesBeyond = 0;
    EncodingSniffer sniffer;
    const auto& texts = column.dictionary();
    for (std::uint32_t i = 0; i < texts.size(); ++i) {
        if (std::all_of(texts[i].begin(), texts[i].end(), isAscii)) continue;
        if (hasLostCharacters(texts[i])) {
            ++lost.texts;
            if (!lost.first) lost.first = i;
        } else if (const auto bytes = westernBytes(texts[i])) {
            ++western.texts;
            if (!western.first) western.first = i;
            sniffer.add(*bytes);
            bytesBeyond += static_cast<std::size_t>(std::count_if(bytes->begin(), bytes->end(), std::not_fn(isAscii)));
        } else {
            ++others;
        }
    }
    if (lost.first) {
        issues.push_back(issueOf("lost-text", table, column, *lost.first, file));
        issues.back().message = filled(
            tr("{} texts of the field \"{}\" have lost characters, the first is \"{}\": text was read in a wrong "
               "encoding before the file was written (GBK as UTF-8, or the other way)"),
            lost.texts, column.name(), texts[*lost.first]);
        issues.back().remedy =
            tr("write the file again from its source in the right encoding; they cannot be restored");
    }
    if (!western.first || others > western.texts || bytesBeyond < kLeastBytes) return;
    const EncodingGuess guess = sniffer.guess();
    if (!guess.isUtf8 && !guess.isMultibyte) return; // western it is
    issues.push_back(issueOf("misread-text", table, column, *western.first, file));
    issues.back().message = filled(
        tr("{} texts of the field \"{}\" look like {} read as a western encoding, the first is \"{}\" for \"{}\""),
        western.texts, column.name(), guess.name, texts[*western.first],
        Recoder(guess.name).toUtf8(*westernBytes(texts[*western.first])));
    issues.back().remedy = tr("shown as it stands; write the file again from its source in the right encoding");
}

} // namespace

std::vector<Issue> findMisreadText(const FeatureTable& table, const std::string& file) {
    std::vector<Issue> issues;
    for (const Column& column : table.columns()) {
        if (column.type() == ColumnType::Text) look(table, column, file, issues);
    }
    return issues;
}

} // namespace geju
