#include "core/translate.hpp"
#include "io/message.hpp"
#include "io/picture_text.hpp"
#include "io/utf8.hpp"

#include <zlib.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace geju {

namespace {

constexpr std::size_t kSignatureBytes = 8;
/// Longer text is no caption: it is skipped like a picture's bytes.
constexpr std::uint32_t kLongestTextBytes = 1u << 16;
constexpr std::size_t kMostTexts = 256;
/// ISO/IEC 15948, 5.3: a chunk's length does not exceed 2³¹ - 1.
constexpr std::uint32_t kLongestChunkBytes = 0x7fffffffu;

std::uint32_t bigEndian(const char* bytes) {
    std::uint32_t value = 0;
    for (int i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes[i]);
    return value;
}

std::string fromLatin1(std::string_view text) {
    std::string utf8;
    for (const char c : text) appendUtf8(utf8, static_cast<unsigned char>(c));
    return utf8;
}

/// The next text up to a zero, which is taken off `rest` with it.
std::optional<std::string_view> upToZero(std::string_view& rest) {
    const auto end = rest.find('\0');
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view text = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    return text;
}

struct Entry {
    std::string keyword;
    std::string text;
    bool packed = false;
};

/// Of a tEXt or iTXt chunk; nothing when it is not formed as one.
std::optional<Entry> entryOf(std::string_view type, std::string_view data) {
    const auto keyword = upToZero(data);
    if (!keyword || keyword->empty()) return std::nullopt;
    Entry entry{fromLatin1(*keyword), {}, type == "zTXt"};
    if (type == "tEXt") entry.text = fromLatin1(data);
    if (type != "iTXt") return entry;
    if (data.size() < 2) return std::nullopt;
    entry.packed = data[0] != 0;
    data.remove_prefix(2);
    if (!upToZero(data) || !upToZero(data)) return std::nullopt; // language, keyword in it
    if (!entry.packed) entry.text = repairUtf8(data);
    return entry;
}

Issue noticeOfPacked(const std::string& name) {
    Issue issue;
    issue.severity = Severity::Notice;
    issue.code = "packed-text";
    issue.message = tr("has packed texts, which were left out");
    issue.file = name;
    return issue;
}

} // namespace

Result<PictureText> readPngText(std::istream& stream, const std::string& name) {
    const auto damaged = [&](std::streamoff at) {
        return failure<PictureText>("damaged-picture", tr("the picture is damaged or cut off"), name,
                                    filled(tr("byte {}"), static_cast<long long>(at)));
    };
    Result<PictureText> result;
    result.value.emplace();
    std::streamoff at = kSignatureBytes;
    bool packed = false;
    for (std::size_t texts = 0; texts < kMostTexts;) {
        std::array<char, 8> head{};
        stream.clear();
        stream.seekg(at);
        if (!stream.read(head.data(), head.size())) return damaged(at);
        const std::uint32_t length = bigEndian(head.data());
        const std::string_view type(head.data() + 4, 4);
        if (length > kLongestChunkBytes) return damaged(at);
        if (type == "IEND") break;
        constexpr std::streamoff kAroundData = 12; // length, type, check sum
        if ((type == "tEXt" || type == "iTXt" || type == "zTXt") && length <= kLongestTextBytes) {
            ++texts;
            std::string data(length + 4, '\0');
            if (!stream.read(data.data(), static_cast<std::streamsize>(data.size()))) return damaged(at);
            uLong sum = crc32(0, reinterpret_cast<const Bytef*>(type.data()), 4);
            sum = crc32(sum, reinterpret_cast<const Bytef*>(data.data()), length);
            if (sum != bigEndian(data.data() + length)) return damaged(at);
            data.resize(length);
            if (auto entry = entryOf(type, data)) {
                packed = packed || entry->packed;
                if (!entry->packed) result.value->emplace(std::move(entry->keyword), std::move(entry->text));
            }
        }
        at += kAroundData + length;
    }
    if (packed) result.issues.push_back(noticeOfPacked(name));
    return result;
}

} // namespace geju
