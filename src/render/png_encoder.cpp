#include "render/png_encoder.hpp"

#include "core/parallel.hpp"
#include "render/deflate.hpp"

#include <zlib.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>

namespace geju {

namespace {

/// Of filtered bytes in a band: many bands for the cores, few codes to describe.
constexpr std::size_t kBandBytes = 1u << 19;

/// PNG's filter that leaves most zeros of a map: within areas, along edges, and where areas meet.
constexpr std::uint8_t kPaeth = 4;

/// What the pixel to the left (a), above (b) and above it (c) do not foretell (PNG specification, 9.4 "Filter type 4:
/// Paeth").
std::uint8_t unforetold(std::uint8_t byte, std::int16_t a, std::int16_t b, std::int16_t c) {
    const auto fromA = static_cast<std::int16_t>(std::abs(b - c));
    const auto fromB = static_cast<std::int16_t>(std::abs(a - c));
    const auto fromC = static_cast<std::int16_t>(std::abs(a + b - 2 * c));
    const std::int16_t bOrC = fromB <= fromC ? b : c;
    return static_cast<std::uint8_t>(byte - (fromA <= std::min(fromB, fromC) ? a : bOrC));
}

/// A row and the one above it, each with a pixel of zeros before it. On its own, so that compilers see that nothing
/// changes meanwhile and take many bytes at a time.
void filterRow(const std::uint8_t* row, const std::uint8_t* above, std::size_t channels, std::size_t count,
               std::uint8_t* out) {
    for (std::size_t i = 0; i < count; ++i)
        out[i] = unforetold(row[channels + i], row[i], above[channels + i], above[i]);
}

/// Without alpha.
void packRow(const std::uint8_t* rgba, int width, std::uint8_t* rgb) {
    for (int x = 0; x < width; ++x, rgba += 4, rgb += 3) {
        rgb[0] = rgba[0];
        rgb[1] = rgba[1];
        rgb[2] = rgba[2];
    }
}

class PixelRows {
  public:
    PixelRows(const Image& image, bool opaque)
      : image_(image)
      , channels_(opaque ? 3 : 4)
      , rowBytes_(static_cast<std::size_t>(image.width) * channels_ + 1) {}

    std::size_t rowBytes() const { return rowBytes_; } ///< the filter's number and the pixels

    /// Filtered rows from `first` to before `last`.
    std::string filtered(int first, int last) const {
        std::string bytes(rowBytes_ * static_cast<std::size_t>(last - first), '\0');
        std::vector<std::uint8_t> above(channels_ + rowBytes_ - 1, 0);
        std::vector<std::uint8_t> row(above);
        if (first > 0) pack(first - 1, above);
        auto* out = reinterpret_cast<std::uint8_t*>(bytes.data());
        for (int y = first; y < last; ++y, out += rowBytes_) {
            pack(y, row);
            out[0] = kPaeth;
            filterRow(row.data(), above.data(), channels_, rowBytes_ - 1, out + 1);
            std::swap(row, above);
        }
        return bytes;
    }

  private:
    /// After a pixel of zeros.
    void pack(int y, std::vector<std::uint8_t>& row) const {
        if (channels_ == 3) return packRow(image_.pixel(0, y), image_.width, row.data() + channels_);
        std::copy_n(image_.pixel(0, y), rowBytes_ - 1, row.data() + channels_);
    }

    const Image& image_;
    std::size_t channels_;
    std::size_t rowBytes_;
};

Bytef* bytesOf(std::string_view text) {
    return reinterpret_cast<Bytef*>(const_cast<char*>(text.data())); // zlib reads through pointers to non-const
}

constexpr std::size_t kLengthBytes = 4;

/// Begins a chunk whose length and sum are not known yet.
void openChunk(std::string_view type, std::string& chunk) {
    chunk.assign(kLengthBytes, '\0');
    chunk += type;
}

void closeChunk(std::string& chunk) {
    const std::string_view body = std::string_view(chunk).substr(kLengthBytes);
    const auto checksum = static_cast<std::uint32_t>(crc32(0, bytesOf(body), static_cast<uInt>(body.size())));
    constexpr std::size_t kTypeBytes = 4;
    chunk.replace(0, kLengthBytes, pngNumber(static_cast<std::uint32_t>(body.size() - kTypeBytes)));
    chunk += pngNumber(checksum);
}

} // namespace

std::string pngNumber(std::uint32_t value) {
    std::string bytes;
    for (const int shift : {24, 16, 8, 0}) bytes.push_back(static_cast<char>(value >> shift & 0xffu));
    return bytes;
}

std::string pngSignature() {
    return "\x89PNG\r\n\x1a\n";
}

std::string pngChunk(std::string_view type, std::string_view data) {
    std::string chunk;
    openChunk(type, chunk);
    chunk += data;
    closeChunk(chunk);
    return chunk;
}

std::vector<std::string> pngPixels(const Image& image, bool opaque) {
    const PixelRows rows(image, opaque);
    const int rowsInBand = static_cast<int>(std::max<std::size_t>(1, kBandBytes / rows.rowBytes()));
    const auto count = static_cast<std::size_t>((image.height + rowsInBand - 1) / rowsInBand);
    std::vector<std::string> chunks(count);
    std::vector<uLong> sums(count);
    std::atomic<bool> good = true;
    parallelFor(count, 1, [&](std::size_t begin, std::size_t end) {
        std::string chunk; // has room for what does not pack; what is kept has not
        for (std::size_t i = begin; i < end; ++i) {
            const int first = static_cast<int>(i) * rowsInBand;
            const std::string band = rows.filtered(first, std::min(image.height, first + rowsInBand));
            openChunk("IDAT", chunk);
            if (i == 0) chunk += "\x78\x01"; // zlib's header: deflate, the largest window, quickly
            constexpr int kLevel = 1;        // runs are found at any
            if (!appendDeflated(chunk, {band, {}, i + 1 == count, kLevel, DeflateKind::Runs})) good = false;
            closeChunk(chunk);
            chunks[i] = std::string(chunk.begin(), chunk.end());
            sums[i] = adler32(adler32(0, nullptr, 0), bytesOf(band), static_cast<uInt>(band.size()));
        }
    });
    if (!good) return {};
    uLong sum = adler32(0, nullptr, 0);
    for (std::size_t i = 0; i < count; ++i) {
        const auto first = static_cast<int>(i) * rowsInBand;
        const auto height = static_cast<std::size_t>(std::min(image.height - first, rowsInBand));
        sum = adler32_combine(sum, sums[i], static_cast<z_off_t>(height * rows.rowBytes()));
    }
    chunks.push_back(pngChunk("IDAT", pngNumber(static_cast<std::uint32_t>(sum))));
    return chunks;
}

} // namespace geju
