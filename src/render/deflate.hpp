// zlib streams (RFC 1950) made of pieces that are packed on all cores. The same pieces give the same bytes.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace geju {

enum class DeflateKind {
    Text,
    Runs ///< what repeats the byte before it or nothing, such as a map's pixels after PNG's filters: in half the time
};

/// The pieces in turn as one stream; of half a megabyte each they pack as well as one. `level` is zlib's, 1 to 9.
/// Empty when there is no memory.
std::string deflate(std::span<const std::string> pieces, int level);

/// For callers that put a stream together themselves: a part of it that ends at a byte, without zlib's header and sum,
/// appended to `out`. `before` is what the parts before it hold, as far back as it may refer to; the last part ends the
/// stream. False when there is no memory.
struct DeflatePart {
    std::string_view data;
    std::string_view before;
    bool last = false;
    int level = 1;
    DeflateKind kind = DeflateKind::Text;
};
bool appendDeflated(std::string& out, const DeflatePart& part);

} // namespace geju
