// PNG files with resolution and text: what a picture shows is written into it. The same image and text give the same
// bytes. Pure functions, any thread.
#pragma once

#include "core/result.hpp"
#include "render/image.hpp"

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace geju {

/// Keyword (Latin letters, at most 79) and UTF-8 text.
using PngText = std::vector<std::pair<std::string, std::string>>;

/// Under a temporary name, then renamed. An opaque image is written without alpha.
std::vector<Issue> writePng(const std::filesystem::path& path, const Image& image, double dpi, const PngText& text);

} // namespace geju
