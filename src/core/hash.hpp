// XXH64 (Yann Collet; the specification is public, the seed 0): tells versions of a file apart, not forgeries. Any
// program for it gives the same digits (`xxhsum FILE`). As fast as memory, so that results can name what they were made
// from whatever its size. Any thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace geju {

/// Of bytes that come in pieces.
class Xxh64 {
  public:
    void add(std::string_view bytes);
    std::uint64_t value() const;

  private:
    static constexpr std::size_t kStripe = 32;
    void addStripes(const char* at, std::size_t count);

    std::array<std::uint64_t, 4> lanes_ = startLanes();
    std::array<char, kStripe> rest_{}; ///< of the last stripe, not full yet
    std::uint64_t size_ = 0;

    static std::array<std::uint64_t, 4> startLanes();
};

std::uint64_t xxh64(std::string_view bytes);
/// 16 hexadecimal digits.
std::string hashText(std::uint64_t hash);
/// Of all bytes of a file, however large; nothing when it cannot be read or is a folder.
std::optional<std::uint64_t> hashOfFile(const std::filesystem::path& path);

} // namespace geju
