#include "io/utf16_dbf.hpp"

#include <algorithm>
#include <array>

namespace geju {

namespace {

constexpr std::size_t kBlockBytes = 32; ///< of the header, and of each field in it
constexpr std::size_t kNameBytes = 11;
constexpr std::string_view kLittleEndianMark = "\xFF\xFE";
constexpr std::string_view kBigEndianMark = "\xFE\xFF";

std::size_t byteAt(std::string_view bytes, std::size_t i) {
    return static_cast<unsigned char>(bytes[i]);
}

/// How often either byte of a pair is zero and the other is not.
struct ZeroBytes {
    std::size_t first = 0;
    std::size_t second = 0;
    std::size_t pairs = 0; ///< that are not both zero

    void count(std::string_view bytes) {
        for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
            const bool isFirst = bytes[i] == '\0';
            const bool isSecond = bytes[i + 1] == '\0';
            if (isFirst && isSecond) continue;
            ++pairs;
            if (isFirst) ++first;
            if (isSecond) ++second;
        }
    }
    bool isLittleEndian() const { return second > 0 && second >= 20 * first; }
    bool isBigEndian() const { return first > 0 && first >= 20 * second; }
};

} // namespace

std::unique_ptr<Utf16Dbf> Utf16Dbf::open(const std::filesystem::path& path, bool isDeclared) {
    for (const char* extension : {".dbf", ".DBF"}) {
        std::filesystem::path file = path;
        file.replace_extension(extension);
        auto dbf = std::make_unique<Utf16Dbf>();
        dbf->stream_.open(file, std::ios::binary);
        if (!dbf->stream_) continue;
        if (!dbf->readHeader() || !dbf->looksUtf16(isDeclared)) return nullptr;
        dbf->recoder_ = std::make_unique<Recoder>(dbf->isBigEndian_ ? "UTF-16BE" : "UTF-16LE");
        return dbf->recoder_->isOpen() ? std::move(dbf) : nullptr;
    }
    return nullptr;
}

bool Utf16Dbf::readHeader() {
    std::array<char, kBlockBytes> block{};
    if (!stream_.read(block.data(), block.size())) return false;
    const std::string_view head(block.data(), block.size());
    for (std::size_t i = 8; i-- > 4;) records_ = records_ * 256 + static_cast<std::int64_t>(byteAt(head, i));
    headerBytes_ = byteAt(head, 8) + 256 * byteAt(head, 9);
    record_.resize(byteAt(head, 10) + 256 * byteAt(head, 11));
    std::size_t offset = 1; // behind the mark of deletion
    constexpr char kEndOfFields = '\r';
    for (std::size_t at = kBlockBytes; at + kBlockBytes < headerBytes_; at += kBlockBytes) {
        if (!stream_.read(block.data(), block.size()) || block[0] == kEndOfFields) break;
        Field field;
        field.name.assign(block.data(), kNameBytes);
        field.type = block[kNameBytes];
        field.offset = offset;
        field.width = static_cast<unsigned char>(block[16]);
        offset += field.width;
        if (offset > record_.size()) return false;
        fields_.push_back(std::move(field));
    }
    stream_.clear();
    return !fields_.empty();
}

/// Where nothing is declared, most pairs of bytes must have a zero byte, and always on the same side: text of one byte
/// a character has none inside, and filling with zero bytes gives pairs of them.
bool Utf16Dbf::looksUtf16(bool isDeclared) {
    constexpr std::int64_t kEnoughRecords = 1000;
    ZeroBytes zeros;
    bool hasMark = false;
    for (std::int64_t record = 0; record < std::min(records_, kEnoughRecords); ++record) {
        for (std::size_t i = 0; i < fields_.size(); ++i) {
            if (fields_[i].type == 'C') zeros.count(cell(record, i));
        }
    }
    for (const Field& field : fields_) {
        const bool isBig = field.name.starts_with(kBigEndianMark);
        isBigEndian_ = isBigEndian_ || isBig;
        hasMark = hasMark || isBig || field.name.starts_with(kLittleEndianMark);
    }
    if (!hasMark) isBigEndian_ = zeros.isBigEndian();
    const bool isOneSided = zeros.isLittleEndian() || zeros.isBigEndian();
    if (isDeclared || hasMark) return hasMark || isOneSided;
    return isOneSided && 2 * std::max(zeros.first, zeros.second) > zeros.pairs;
}

std::string_view Utf16Dbf::cell(std::int64_t record, std::size_t field) {
    if (record != inRecord_) {
        const auto bytes = static_cast<std::streamoff>(record_.size());
        stream_.clear();
        stream_.seekg(static_cast<std::streamoff>(headerBytes_) + record * bytes);
        if (record < 0 || record >= records_ || !stream_.read(record_.data(), bytes)) {
            inRecord_ = -1;
            return {};
        }
        inRecord_ = record;
    }
    return std::string_view(record_).substr(fields_[field].offset, fields_[field].width);
}

std::string Utf16Dbf::decoded(std::string_view bytes) {
    if (bytes.starts_with(isBigEndian_ ? kBigEndianMark : kLittleEndianMark)) bytes.remove_prefix(2);
    bytes = bytes.substr(0, bytes.size() / 2 * 2);
    const std::size_t before = recoder_->badBytes();
    std::string text = recoder_->toUtf8(bytes);
    if (recoder_->badBytes() != before) ++badTexts_;
    text = text.substr(0, text.find('\0'));
    return text.substr(0, text.find_last_not_of(' ') + 1);
}

std::string Utf16Dbf::fieldName(std::size_t field) {
    const std::string& name = fields_[field].name;
    const bool isUtf16 = name.starts_with(kLittleEndianMark) || name.starts_with(kBigEndianMark);
    return isUtf16 ? decoded(name) : name.substr(0, name.find('\0'));
}

std::string Utf16Dbf::text(std::int64_t record, std::size_t field) {
    return decoded(cell(record, field));
}

bool startsAsUtf16(std::string_view bytes) {
    if (bytes.starts_with(kLittleEndianMark) || bytes.starts_with(kBigEndianMark)) return true;
    ZeroBytes zeros;
    zeros.count(bytes);
    const bool isOneSided = zeros.isLittleEndian() || zeros.isBigEndian();
    return isOneSided && 2 * std::max(zeros.first, zeros.second) > zeros.pairs;
}

} // namespace geju
