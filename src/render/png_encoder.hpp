// The chunks of a PNG file (PNG specification, third edition, W3C 2025), with the pixels compressed on all cores: bands
// of rows, each deflated on its own into a chunk of its own, make one zlib stream (RFC 1950, 1951). The same pixels
// give the same bytes, whatever the number of cores. Any thread.
#pragma once

#include "render/image.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace geju {

/// The eight bytes that every PNG begins with.
std::string pngSignature();
/// Length, type, data, and the checksum over type and data.
std::string pngChunk(std::string_view type, std::string_view data);
/// A number as PNG writes it: four bytes, the highest first.
std::string pngNumber(std::uint32_t value);

/// The pixels as IDAT chunks in turn: 8 bits a channel, without alpha when `opaque`. None when zlib has no memory left.
std::vector<std::string> pngPixels(const Image& image, bool opaque);

} // namespace geju
