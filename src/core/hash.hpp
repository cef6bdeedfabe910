// FNV-1a of 64 bits (Fowler, Noll, Vo): tells versions of a file apart, not forgeries. Any thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>

namespace geju {

inline constexpr std::uint64_t kFnvStart = 0xcbf29ce484222325ULL;

/// Goes on from `hash`, so that parts in turn give the hash of the whole.
std::uint64_t fnv1a(std::string_view bytes, std::uint64_t hash = kFnvStart);

/// Of all bytes of a file, however large; nothing when it cannot be read or is a folder.
std::optional<std::uint64_t> hashOfFile(const std::filesystem::path& path);

} // namespace geju
