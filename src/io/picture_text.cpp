#include "io/picture_text.hpp"

#include "core/translate.hpp"

#include <array>
#include <fstream>
#include <string_view>

namespace geju {

PictureFormat pictureFormat(const std::filesystem::path& path) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error)) return PictureFormat::None;
    std::ifstream stream(path, std::ios::binary);
    std::array<char, 8> head{};
    stream.read(head.data(), head.size());
    const std::string_view bytes(head.data(), static_cast<std::size_t>(stream.gcount()));
    if (bytes == "\x89PNG\r\n\x1a\n") return PictureFormat::Png;
    if (bytes.starts_with("%PDF-")) return PictureFormat::Pdf;
    return PictureFormat::None;
}

Result<PictureText> readPictureText(const std::filesystem::path& path) {
    const PictureFormat format = pictureFormat(path);
    std::ifstream stream(path, std::ios::binary);
    if (format == PictureFormat::Png) return readPngText(stream, path.string());
    if (format == PictureFormat::Pdf) return readPdfText(stream, path.string());
    return failure<PictureText>("not-a-picture", tr("is neither PNG nor PDF"), path.string());
}

} // namespace geju
