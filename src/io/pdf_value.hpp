// The few kinds of PDF objects that a trailer and a document information hold (ISO 32000-1, 7.3), read from text that
// may be anything: bounded depth, no allocation but for what is kept. Any thread.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace geju {

struct PdfReference {
    std::uint64_t object = 0;
    friend bool operator==(const PdfReference&, const PdfReference&) = default;
};
/// A string's bytes, a whole number, a reference; nothing for every other kind.
using PdfValue = std::variant<std::monostate, std::string, std::uint64_t, PdfReference>;
using PdfDictionary = std::map<std::string, PdfValue, std::less<>>;

/// The dictionary that `text` begins with, white space apart; nothing when it does not, or ends before it.
std::optional<PdfDictionary> readPdfDictionary(std::string_view text);

/// A text string (7.9.2.2) as UTF-8: UTF-16 or UTF-8 by its byte order mark, otherwise taken as Latin-1, which
/// PDFDocEncoding is for all but a few signs.
std::string pdfText(std::string_view bytes);

} // namespace geju
