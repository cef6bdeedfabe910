// zlib streams (RFC 1950) made of pieces that are packed on all cores. The same pieces give the same bytes.
#pragma once

#include <span>
#include <string>

namespace geju {

enum class DeflateKind {
    Text,
    Filtered ///< differences of neighbours, mostly small: pixels after PNG's filters
};

/// The pieces in turn as one stream; of half a megabyte each they pack as well as one. `level` is zlib's, 1 to 9.
/// Empty when there is no memory.
std::string deflate(std::span<const std::string> pieces, int level, DeflateKind kind);

} // namespace geju
