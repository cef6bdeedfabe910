// XXH64 with the seed 0: tells versions of a file apart, not forgeries. Any program for it gives the same digits
// (`xxhsum FILE`). As fast as memory, so that results can name what they were made from whatever its size. Any thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace geju {

std::uint64_t xxh64(std::string_view bytes);
/// 16 hexadecimal digits.
std::string hashText(std::uint64_t hash);
/// Of all bytes of a file, however large; nothing when it cannot be read or is a folder.
std::optional<std::uint64_t> hashOfFile(const std::filesystem::path& path);

} // namespace geju
