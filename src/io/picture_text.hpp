// What a picture file says of itself, keyword and UTF-8 text: the text chunks of a PNG (ISO/IEC 15948, 11.3.4), the
// document information of a PDF (ISO 32000-1, 14.3.3). Only these are read, never the picture: bounded time and memory
// whatever the file says of its lengths. Any thread.
#pragma once

#include "core/result.hpp"

#include <filesystem>
#include <istream>
#include <map>
#include <string>

namespace geju {

using PictureText = std::map<std::string, std::string, std::less<>>;

enum class PictureFormat { None, Png, Pdf };
/// By the first bytes; None also for what cannot be read.
PictureFormat pictureFormat(const std::filesystem::path& path);

/// No value for another format and for damage before the text. Text that is packed (zTXt, packed iTXt, a PDF whose
/// objects lie in streams) is left out and said in a notice.
Result<PictureText> readPictureText(const std::filesystem::path& path);

/// The same of a stream that can seek; `name` is for messages.
Result<PictureText> readPngText(std::istream& stream, const std::string& name);
Result<PictureText> readPdfText(std::istream& stream, const std::string& name);

} // namespace geju
