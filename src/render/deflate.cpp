#include "render/deflate.hpp"

#include "core/parallel.hpp"

#include <zlib.h>

#include <atomic>
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

} // namespace

bool appendDeflated(std::string& out, const DeflatePart& part) {
    constexpr int kRaw = -15; // no header of its own, the largest window
    constexpr int kMostMemory = 9;
    z_stream stream{};
    const int strategy = part.kind == DeflateKind::Runs ? Z_RLE : Z_DEFAULT_STRATEGY;
    if (deflateInit2(&stream, part.level, Z_DEFLATED, kRaw, kMostMemory, strategy) != Z_OK) return false;
    if (!part.before.empty()) {
        deflateSetDictionary(&stream, bytesOf(part.before), static_cast<uInt>(part.before.size()));
    }
    constexpr std::size_t kFlushBytes = 16;
    const std::size_t begin = out.size();
    out.resize(begin + deflateBound(&stream, static_cast<uLong>(part.data.size())) + kFlushBytes);
    stream.next_in = bytesOf(part.data);
    stream.avail_in = static_cast<uInt>(part.data.size());
    stream.next_out = bytesOf(std::string_view(out).substr(begin));
    stream.avail_out = static_cast<uInt>(out.size() - begin);
    const int ended = ::deflate(&stream, part.last ? Z_FINISH : Z_SYNC_FLUSH);
    const bool good = ended == (part.last ? Z_STREAM_END : Z_OK) && stream.avail_in == 0;
    out.resize(out.size() - stream.avail_out);
    deflateEnd(&stream);
    return good;
}

std::string deflate(std::span<const std::string> pieces, int level) {
    std::vector<std::string> packed(pieces.size());
    std::vector<uLong> sums(pieces.size());
    std::atomic<bool> good = true;
    parallelFor(pieces.size(), 1, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            DeflatePart part{pieces[i], {}, i + 1 == pieces.size(), level};
            if (i > 0) part.before = pieces[i - 1];
            if (part.before.size() > kWindowBytes) part.before.remove_prefix(part.before.size() - kWindowBytes);
            if (!appendDeflated(packed[i], part)) good = false;
            sums[i] = adler32(1, bytesOf(pieces[i]), static_cast<uInt>(pieces[i].size()));
        }
    });
    if (!good) return {};
    std::string out = "\x78\x9c"; // deflate, the largest window, the usual level
    uLong sum = 1;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        out += packed[i];
        sum = adler32_combine(sum, sums[i], static_cast<z_off_t>(pieces[i].size()));
    }
    for (const int shift : {24, 16, 8, 0}) out.push_back(static_cast<char>(sum >> shift & 0xffu));
    return out;
}

} // namespace geju
