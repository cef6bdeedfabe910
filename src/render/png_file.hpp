// Reading (libpng) and writing PNG files: 8-bit RGBA, straight alpha. Any thread.
#pragma once

#include "core/result.hpp"
#include "render/image.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace geju {

struct PngOptions {
    double dpi = 0;                          ///< written as pHYs when above 0
    std::map<std::string, std::string> text; ///< keyword → UTF-8 text, written as iTXt
};

/// The bytes of a file. Opaque images are written without alpha.
Result<std::string> encodePng(const Image& image, const PngOptions& options = {});

/// The same to a file: nothing on success, otherwise an error that names the file and the reason.
std::vector<Issue> writePng(const std::filesystem::path& path, const Image& image, const PngOptions& options = {});

/// Any PNG, brought to 8-bit RGBA.
Result<Image> readPng(const std::filesystem::path& path);

} // namespace geju
