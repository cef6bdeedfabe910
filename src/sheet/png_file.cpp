#include "sheet/png_file.hpp"

#include "core/files.hpp"
#include "core/translate.hpp"

#include <png.h>

#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <memory>

namespace geju {

namespace {

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};

struct Writer {
    png_structp png = nullptr;
    png_infop info = nullptr;
    std::string message;

    ~Writer() { png_destroy_write_struct(&png, &info); }
};

[[noreturn]] void onError(png_structp png, png_const_charp message) {
    static_cast<Writer*>(png_get_error_ptr(png))->message = message;
    png_longjmp(png, 1);
}

void onWarning(png_structp, png_const_charp) {}

bool isOpaque(const Image& image) {
    for (std::size_t i = 3; i < image.rgba.size(); i += 4) {
        if (image.rgba[i] != 255) return false;
    }
    return true;
}

/// No object with a destructor is made here: an error of libpng jumps out of it.
bool writeAll(Writer& writer, std::FILE* file, const Image& image, bool opaque, double dpi, png_textp texts,
              int textCount, png_bytep row) {
    if (setjmp(png_jmpbuf(writer.png))) return false;
    png_init_io(writer.png, file);
    png_set_IHDR(writer.png, writer.info, static_cast<png_uint_32>(image.width), static_cast<png_uint_32>(image.height),
                 8, opaque ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_RGBA, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    const auto perMeter = static_cast<png_uint_32>(std::lround(dpi / 0.0254));
    png_set_pHYs(writer.png, writer.info, perMeter, perMeter, PNG_RESOLUTION_METER);
    png_set_sRGB(writer.png, writer.info, PNG_sRGB_INTENT_RELATIVE);
    if (textCount > 0) png_set_text(writer.png, writer.info, texts, textCount);
    // Maps are flat colours: the Sub filter at a middling level is within a tenth of the smallest size in a third of
    // the time.
    png_set_compression_level(writer.png, 5);
    png_set_filter(writer.png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE | PNG_FILTER_SUB | PNG_FILTER_UP);
    png_write_info(writer.png, writer.info);
    for (int y = 0; y < image.height; ++y) {
        const std::uint8_t* from = image.pixel(0, y);
        if (opaque) {
            for (int x = 0; x < image.width; ++x) std::memcpy(row + 3 * x, from + 4 * x, 3);
        } else {
            std::memcpy(row, from, static_cast<std::size_t>(image.width) * 4);
        }
        png_write_row(writer.png, row);
    }
    png_write_end(writer.png, writer.info);
    return std::fflush(file) == 0;
}

std::vector<Issue> cannotWrite(const std::filesystem::path& path, const std::string& reason) {
    return failure<int>("cannot-write", std::string(tr("cannot be written: ")) + reason, path.string()).issues;
}

} // namespace

std::vector<Issue> writePng(const std::filesystem::path& path, const Image& image, double dpi, const PngText& text) {
    return writeThrough(path, [&](const std::filesystem::path& temporary) -> std::vector<Issue> {
        const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(temporary.c_str(), "wb"));
        if (!file) return cannotWrite(temporary, std::strerror(errno));
        Writer writer;
        writer.png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &writer, onError, onWarning);
        writer.info = writer.png ? png_create_info_struct(writer.png) : nullptr;
        if (!writer.info) return cannotWrite(temporary, std::strerror(ENOMEM));
        std::vector<png_text> texts;
        for (const auto& [keyword, value] : text) {
            png_text entry{};
            entry.compression = PNG_ITXT_COMPRESSION_NONE;
            entry.key = const_cast<char*>(keyword.c_str()); // libpng copies it
            entry.text = const_cast<char*>(value.c_str());
            entry.itxt_length = value.size();
            entry.lang = const_cast<char*>("");
            entry.lang_key = const_cast<char*>("");
            texts.push_back(entry);
        }
        std::vector<png_byte> row(static_cast<std::size_t>(image.width) * 4);
        const bool written = writeAll(writer, file.get(), image, isOpaque(image), dpi, texts.data(),
                                      static_cast<int>(texts.size()), row.data());
        if (written) return {};
        return cannotWrite(temporary, writer.message.empty() ? std::strerror(errno) : writer.message);
    });
}

} // namespace geju
