#include "render/png_file.hpp"

#include "core/files.hpp"
#include "core/translate.hpp"

#include <fmt/format.h>
#include <png.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>

namespace geju {

namespace {

using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

/// What libpng said. It leaves by longjmp, so the functions that call it own nothing that needs a destructor.
struct PngMessage {
    char text[256] = {};
};

void onError(png_structp png, png_const_charp message) {
    auto* said = static_cast<PngMessage*>(png_get_error_ptr(png));
    std::snprintf(said->text, sizeof said->text, "%s", message);
    png_longjmp(png, 1);
}
void onWarning(png_structp, png_const_charp) {}

struct WriteJob {
    std::FILE* file;
    int width;
    int height;
    bool opaque;
    const png_byte* const* rows;
    png_text* texts;
    int textCount;
    png_uint_32 pixelsPerMeter;
};

bool writeTo(const WriteJob& job, PngMessage& message) {
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &message, onError, onWarning);
    if (!png) return false;
    png_infop info = png_create_info_struct(png);
    if (!info || setjmp(png_jmpbuf(png))) {
        png_destroy_write_struct(&png, &info);
        return false;
    }
    png_init_io(png, job.file);
    png_set_IHDR(png, info, static_cast<png_uint_32>(job.width), static_cast<png_uint_32>(job.height), 8,
                 job.opaque ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_RGBA, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_set_sRGB(png, info, PNG_sRGB_INTENT_PERCEPTUAL);
    if (job.pixelsPerMeter > 0) png_set_pHYs(png, info, job.pixelsPerMeter, job.pixelsPerMeter, PNG_RESOLUTION_METER);
    if (job.textCount > 0) png_set_text(png, info, job.texts, job.textCount);
    png_write_info(png, info);
    if (job.opaque) png_set_filler(png, 0, PNG_FILLER_AFTER);
    png_write_image(png, const_cast<png_bytepp>(job.rows));
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
    return true;
}

bool isOpaque(const Image& image) {
    for (std::size_t i = 3; i < image.rgba.size(); i += 4)
        if (image.rgba[i] != 255) return false;
    return true;
}

/// A file in memory that ends with its value.
struct MemoryFile {
    char* data = nullptr;
    std::size_t size = 0;
    File file{open_memstream(&data, &size), &std::fclose};
    MemoryFile() = default;
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;
    ~MemoryFile() {
        file.reset();
        std::free(data);
    }
};

} // namespace

Result<std::string> encodePng(const Image& image, const PngOptions& options) {
    if (image.width <= 0 || image.height <= 0)
        return failure<std::string>("empty-image", tr("an image without pixels cannot be written"));
    const MemoryFile memory;
    if (!memory.file) return failure<std::string>("cannot-write", std::strerror(errno));
    std::vector<const png_byte*> rows;
    for (int y = 0; y < image.height; ++y) rows.push_back(image.pixel(0, y));
    std::vector<png_text> texts;
    std::string empty;
    for (const auto& [keyword, value] : options.text) {
        png_text text{};
        text.compression = PNG_ITXT_COMPRESSION_NONE;
        text.key = const_cast<char*>(keyword.c_str());
        text.text = const_cast<char*>(value.c_str());
        text.itxt_length = value.size();
        text.lang = empty.data();
        text.lang_key = empty.data();
        texts.push_back(text);
    }
    constexpr double kMetersPerInch = 0.0254;
    const WriteJob job{memory.file.get(),
                       image.width,
                       image.height,
                       isOpaque(image),
                       rows.data(),
                       texts.data(),
                       static_cast<int>(texts.size()),
                       static_cast<png_uint_32>(std::lround(options.dpi / kMetersPerInch))};
    PngMessage message;
    if (!writeTo(job, message) || std::fflush(memory.file.get()) != 0)
        return failure<std::string>("cannot-write", message.text[0] ? message.text : std::strerror(errno));
    Result<std::string> result;
    result.value.emplace(memory.data, memory.size);
    return result;
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
