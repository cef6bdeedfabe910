#include "core/hash.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <fstream>
#include <memory>
#include <system_error>
#include <vector>

namespace geju {

namespace {

constexpr XXH64_hash_t kSeed = 0;

} // namespace

std::uint64_t xxh64(std::string_view bytes) {
    return XXH64(bytes.data(), bytes.size(), kSeed);
}

std::string hashText(std::uint64_t hash) {
    return fmt::format("{:016x}", hash);
}

std::optional<std::uint64_t> hashOfFile(const std::filesystem::path& path) {
    std::error_code error;
    if (std::filesystem::is_directory(path, error)) return std::nullopt;
    std::ifstream stream(path, std::ios::binary);
    if (!stream) return std::nullopt;
    std::vector<char> block(std::size_t{1} << 18U); // stays in the cache of a core
    const std::unique_ptr<XXH64_state_t, decltype(&XXH64_freeState)> state(XXH64_createState(), XXH64_freeState);
    if (!state) return std::nullopt;
    XXH64_reset(state.get(), kSeed);
    while (stream) {
        stream.read(block.data(), static_cast<std::streamsize>(block.size()));
        XXH64_update(state.get(), block.data(), static_cast<std::size_t>(stream.gcount()));
    }
    return stream.bad() ? std::nullopt : std::optional<std::uint64_t>(XXH64_digest(state.get()));
}

} // namespace geju
