#include "render/png_file.hpp"

#include "core/files.hpp"
#include "core/parallel.hpp"
#include "core/translate.hpp"
#include "render/png_encoder.hpp"

#include <fmt/format.h>
#include <png.h>

#include <atomic>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <utility>
#include <vector>

namespace geju {

namespace {

bool isOpaque(const Image& image) {
    constexpr std::size_t kPixelsAtOnce = std::size_t{1} << 16;
    std::atomic<bool> opaque = true;
    parallelFor(image.rgba.size() / 4, kPixelsAtOnce, [&](std::size_t begin, std::size_t end) {
        unsigned all = 255;
        for (std::size_t i = begin; i < end; ++i) all &= image.rgba[4 * i + 3];
        if (all != 255) opaque = false;
    });
    return opaque;
}

/// An iTXt chunk, not compressed: keyword, no language, the text in UTF-8.
std::string textChunk(const std::string& keyword, const std::string& text) {
    using namespace std::string_literals;
    return pngChunk("iTXt", keyword + "\0\0\0\0\0"s + text);
}

} // namespace

Result<std::string> encodePng(const Image& image, const PngOptions& options) {
    if (image.width <= 0 || image.height <= 0)
        return failure<std::string>("empty-image", tr("an image without pixels cannot be written"));
    const bool opaque = isOpaque(image);
    const std::vector<std::string> pixels = pngPixels(image, opaque);
    if (pixels.empty()) return failure<std::string>("cannot-write", std::strerror(ENOMEM));
    using namespace std::string_literals;
    const auto size = [](int pixelCount) { return pngNumber(static_cast<std::uint32_t>(pixelCount)); };
    std::string file = pngSignature();
    // 8 bits a channel, colour with or without alpha, deflate, the usual filters, not interlaced.
    file +=
        pngChunk("IHDR", size(image.width) + size(image.height) + "\x08"s + (opaque ? "\x02"s : "\x06"s) + "\0\0\0"s);
    file += pngChunk("sRGB", "\0"s); // rendering intent: perceptual
    if (options.dpi > 0) {
        constexpr double kMetersPerInch = 0.0254;
        const std::string density = size(static_cast<int>(std::lround(options.dpi / kMetersPerInch)));
        file += pngChunk("pHYs", density + density + "\x01"s); // pixels a metre
    }
    for (const auto& [keyword, text] : options.text) file += textChunk(keyword, text);
    const std::string end = pngChunk("IEND", {});
    std::size_t bytes = file.size() + end.size();
    for (const std::string& chunk : pixels) bytes += chunk.size();
    file.reserve(bytes);
    for (const std::string& chunk : pixels) file += chunk;
    file += end;
    return {std::move(file), {}};
}

std::vector<Issue> writePng(const std::filesystem::path& path, const Image& image, const PngOptions& options) {
    auto encoded = encodePng(image, options);
    if (encoded) return writeFile(path, *encoded);
    for (Issue& issue : encoded.issues) issue.file = path.string();
    return std::move(encoded.issues);
}

Result<Image> readPng(const std::filesystem::path& path) {
    png_image png{};
    png.version = PNG_IMAGE_VERSION;
    const auto refused = [&] {
        auto result = failure<Image>("cannot-read", png.message, path.string());
        png_image_free(&png);
        return result;
    };
    if (!png_image_begin_read_from_file(&png, path.c_str())) return refused();
    png.format = PNG_FORMAT_RGBA;
    Result<Image> result;
    result.value.emplace(static_cast<int>(png.width), static_cast<int>(png.height));
    if (!png_image_finish_read(&png, nullptr, result->rgba.data(), 0, nullptr)) return refused();
    return result;
}

} // namespace geju
