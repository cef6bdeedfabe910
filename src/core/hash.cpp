#include "core/hash.hpp"

#include <fstream>
#include <vector>

namespace geju {

std::uint64_t fnv1a(std::string_view bytes, std::uint64_t hash) {
    for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    return hash;
}

std::optional<std::uint64_t> hashOfFile(const std::filesystem::path& path) {
    std::error_code error;
    if (std::filesystem::is_directory(path, error)) return std::nullopt;
    std::ifstream stream(path, std::ios::binary);
    if (!stream) return std::nullopt;
    std::vector<char> block(1u << 20);
    std::uint64_t hash = kFnvStart;
    while (stream) {
        stream.read(block.data(), static_cast<std::streamsize>(block.size()));
        hash = fnv1a({block.data(), static_cast<std::size_t>(stream.gcount())}, hash);
    }
    return stream.bad() ? std::nullopt : std::optional(hash);
}

} // namespace geju
