#include "render/deflate.hpp"

#include "core/parallel.hpp"

#include <zlib.h>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace geju {

namespace {

constexpr std::size_t kWindowBytes = 32768; // as far as deflate looks back

Bytef* bytesOf(std::string_view text) {
    return reinterpret_cast<Bytef*>(const_cast<char*>(text.data())); // zlib reads through pointers to non-const
}

/// A piece of a deflate stream, ended at a byte; empty on failure.
std::string deflated(std::string_view data, std::string_view dictionary, bool last, int level, DeflateKind kind) {
    constexpr int kRaw = -15; // no header of its own, the largest window
    constexpr int kMostMemory = 9;
    z_stream stream{};
    const int strategy = kind == DeflateKind::Filtered ? Z_FILTERED : Z_DEFAULT_STRATEGY;
    if (deflateInit2(&stream, level, Z_DEFLATED, kRaw, kMostMemory, strategy) != Z_OK) return {};
    if (!dictionary.empty()) {
        deflateSetDictionary(&stream, bytesOf(dictionary), static_cast<uInt>(dictionary.size()));
    }
    constexpr std::size_t kFlushBytes = 16;
    std::string out(deflateBound(&stream, static_cast<uLong>(data.size())) + kFlushBytes, '\0');
    stream.next_in = bytesOf(data);
    stream.avail_in = static_cast<uInt>(data.size());
    stream.next_out = bytesOf(out);
    stream.avail_out = static_cast<uInt>(out.size());
    const int ended = ::deflate(&stream, last ? Z_FINISH : Z_SYNC_FLUSH);
    const bool good = ended == (last ? Z_STREAM_END : Z_OK) && stream.avail_in == 0;
    out.resize(out.size() - stream.avail_out);
    deflateEnd(&stream);
    return good ? out : std::string();
}

} // namespace

std::string deflate(std::span<const std::string> pieces, int level, DeflateKind kind) {
    std::vector<std::string> packed(pieces.size());
    std::vector<uLong> sums(pieces.size());
    parallelFor(pieces.size(), 1, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            std::string_view before = i > 0 ? std::string_view(pieces[i - 1]) : std::string_view();
            if (before.size() > kWindowBytes) before.remove_prefix(before.size() - kWindowBytes);
            packed[i] = deflated(pieces[i], before, i + 1 == pieces.size(), level, kind);
            sums[i] = adler32(1, bytesOf(pieces[i]), static_cast<uInt>(pieces[i].size()));
        }
    });
    std::string out = "\x78\x9c"; // deflate, the largest window, the usual level
    uLong sum = 1;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        if (packed[i].empty()) return {};
        out += packed[i];
        sum = adler32_combine(sum, sums[i], static_cast<z_off_t>(pieces[i].size()));
    }
    for (const int shift : {24, 16, 8, 0}) out.push_back(static_cast<char>(sum >> shift & 0xffu));
    return out;
}

} // namespace geju
