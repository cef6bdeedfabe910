#include "core/translate.hpp"
#include "io/message.hpp"
#include "io/pdf_value.hpp"
#include "io/picture_text.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace geju {

namespace {

/// "startxref" stands in the last 1024 bytes (ISO 32000-1, annex H); what follows it in some files is longer.
constexpr std::uint64_t kTailBytes = 2048;
constexpr std::uint64_t kLargestDictionaryBytes = 1u << 18;
constexpr std::uint64_t kEntryBytes = 20; ///< of a cross-reference table, line end included
constexpr int kMostRevisions = 64;
constexpr int kMostSections = 4096; ///< of a cross-reference table

struct Section {
    std::uint64_t first = 0; ///< number of the first object
    std::uint64_t count = 0;
    std::uint64_t entries = 0; ///< place of its first entry in the file
};

/// Windows of a file; what lies outside it is empty.
class PdfFile {
  public:
    explicit PdfFile(std::istream& stream)
      : stream_(stream) {
        stream_.seekg(0, std::ios::end);
        const auto end = stream_.tellg();
        size_ = end > 0 ? static_cast<std::uint64_t>(end) : 0;
    }
    std::uint64_t size() const { return size_; }
    std::string read(std::uint64_t at, std::uint64_t count) const {
        if (at >= size_) return {};
        std::string bytes(std::min(count, size_ - at), '\0');
        stream_.clear();
        stream_.seekg(static_cast<std::streamoff>(at));
        stream_.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        bytes.resize(static_cast<std::size_t>(stream_.gcount()));
        return bytes;
    }

  private:
    std::istream& stream_;
    std::uint64_t size_ = 0;
};

/// Takes white space and a whole number off the front.
std::optional<std::uint64_t> takeNumber(std::string_view& text) {
    text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
    std::uint64_t value = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
    if (parsed.ec != std::errc()) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(parsed.ptr - text.data()));
    return value;
}

bool takeWord(std::string_view& text, std::string_view word) {
    text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
    if (!text.starts_with(word)) return false;
    text.remove_prefix(word.size());
    return true;
}

template <typename T>
std::optional<T> member(const PdfDictionary& dictionary, std::string_view key) {
    const auto found = dictionary.find(key);
    const T* value = found == dictionary.end() ? nullptr : std::get_if<T>(&found->second);
    return value ? std::optional(*value) : std::nullopt;
}

std::optional<std::uint64_t> lastTable(const PdfFile& file) {
    const std::uint64_t begin = file.size() > kTailBytes ? file.size() - kTailBytes : 0;
    const std::string tail = file.read(begin, kTailBytes);
    constexpr std::string_view kWord = "startxref";
    const auto found = tail.rfind(kWord);
    if (found == std::string::npos) return std::nullopt;
    std::string_view rest = std::string_view(tail).substr(found + kWord.size());
    return takeNumber(rest);
}

/// Reads the table at `at`: its sections are appended, its trailer given. Nothing when there is no table of that kind.
std::optional<PdfDictionary> readTable(const PdfFile& file, std::uint64_t at, std::vector<Section>& sections) {
    constexpr std::uint64_t kHeadBytes = 64;
    std::string head = file.read(at, kHeadBytes);
    std::string_view rest = head;
    if (!takeWord(rest, "xref")) return std::nullopt;
    for (int i = 0; i < kMostSections; ++i) {
        at += head.size() - rest.size();
        head = file.read(at, kHeadBytes);
        rest = head;
        if (takeWord(rest, "trailer")) {
            return readPdfDictionary(file.read(at + head.size() - rest.size(), kLargestDictionaryBytes));
        }
        Section section;
        const auto first = takeNumber(rest);
        const auto count = takeNumber(rest);
        if (!first || !count || *count > file.size() / kEntryBytes) return std::nullopt;
        rest.remove_prefix(std::min(rest.find_first_not_of(" \t\r\n"), rest.size()));
        section = {*first, *count, at + head.size() - rest.size()};
        sections.push_back(section);
        at = section.entries + section.count * kEntryBytes;
        head.clear();
        rest = head;
    }
    return std::nullopt;
}

/// Since PDF 1.5 the table may be packed in an object of its own (7.5.8).
bool isTableInStream(const PdfFile& file, std::uint64_t at) {
    constexpr std::uint64_t kHeadBytes = 64;
    const std::string head = file.read(at, kHeadBytes);
    std::string_view rest = head;
    return takeNumber(rest) && takeNumber(rest) && takeWord(rest, "obj");
}

/// Where an object lies, by the newest table that has it in use.
std::optional<std::uint64_t> placeOf(const PdfFile& file, const std::vector<Section>& sections, std::uint64_t object) {
    for (const Section& section : sections) {
        if (object < section.first || object - section.first >= section.count) continue;
        const std::string entry = file.read(section.entries + (object - section.first) * kEntryBytes, kEntryBytes);
        std::string_view rest = entry;
        const auto place = takeNumber(rest);
        if (!place || !takeNumber(rest) || !takeWord(rest, "n")) return std::nullopt;
        return place;
    }
    return std::nullopt;
}

std::optional<PdfDictionary> readObject(const PdfFile& file, std::uint64_t place, std::uint64_t object) {
    const std::string bytes = file.read(place, kLargestDictionaryBytes);
    std::string_view rest = bytes;
    if (takeNumber(rest) != object || !takeNumber(rest) || !takeWord(rest, "obj")) return std::nullopt;
    return readPdfDictionary(rest);
}

} // namespace

Result<PictureText> readPdfText(std::istream& stream, const std::string& name) {
    const auto damaged = [&] {
        return failure<PictureText>("damaged-picture", tr("the PDF is damaged or cut off: it has no end"), name);
    };
    const auto withoutText = [&](const char* why) {
        Result<PictureText> result;
        result.value.emplace();
        Issue issue;
        issue.severity = Severity::Notice;
        issue.code = "packed-text";
        issue.message = why;
        issue.file = name;
        result.issues.push_back(std::move(issue));
        return result;
    };
    const PdfFile file(stream);
    auto at = lastTable(file);
    if (!at) return damaged();
    std::vector<Section> sections;
    std::optional<PdfReference> information;
    for (int revision = 0; at && revision < kMostRevisions; ++revision) {
        const auto trailer = readTable(file, *at, sections);
        if (!trailer && isTableInStream(file, *at)) {
            return withoutText(tr("was saved by another program: what it said of itself is packed and not read"));
        }
        if (!trailer) return damaged();
        if (trailer->contains("Encrypt")) return withoutText(tr("is encrypted: what it says of itself is not read"));
        if (!information) information = member<PdfReference>(*trailer, "Info");
        at = member<std::uint64_t>(*trailer, "Prev");
    }
    Result<PictureText> result;
    result.value.emplace();
    if (!information) return result;
    const auto place = placeOf(file, sections, information->object);
    const auto dictionary = place ? readObject(file, *place, information->object) : std::nullopt;
    if (!dictionary) return damaged();
    for (const auto& [key, value] : *dictionary) {
        if (const auto* bytes = std::get_if<std::string>(&value)) result.value->emplace(key, pdfText(*bytes));
    }
    return result;
}

} // namespace geju
