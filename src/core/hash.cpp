#include "core/hash.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <fstream>
#include <vector>

namespace geju {

namespace {

// The constants of the specification.
constexpr std::uint64_t kPrime1 = 0x9E3779B185EBCA87ULL;
constexpr std::uint64_t kPrime2 = 0xC2B2AE3D27D4EB4FULL;
constexpr std::uint64_t kPrime3 = 0x165667B19E3779F9ULL;
constexpr std::uint64_t kPrime4 = 0x85EBCA77C2B2AE63ULL;
constexpr std::uint64_t kPrime5 = 0x27D4EB2F165667C5ULL;

/// Little endian on every machine.
template <typename Word>
std::uint64_t wordAt(const char* at) {
    std::uint64_t word = 0;
    if constexpr (std::endian::native == std::endian::little) {
        Word own;
        std::memcpy(&own, at, sizeof own);
        word = own;
    } else {
        for (std::size_t i = sizeof(Word); i-- > 0;) word = word << 8U | static_cast<unsigned char>(at[i]);
    }
    return word;
}

std::uint64_t round(std::uint64_t lane, std::uint64_t word) {
    return std::rotl(lane + word * kPrime2, 31) * kPrime1;
}

} // namespace

std::array<std::uint64_t, 4> Xxh64::startLanes() {
    return {kPrime1 + kPrime2, kPrime2, 0, 0 - kPrime1};
}

void Xxh64::addStripes(const char* at, std::size_t count) {
    auto lanes = lanes_;
    for (const char* end = at + count * kStripe; at != end; at += kStripe) {
        for (std::size_t i = 0; i < lanes.size(); ++i) lanes[i] = round(lanes[i], wordAt<std::uint64_t>(at + 8 * i));
    }
    lanes_ = lanes;
}

void Xxh64::add(std::string_view bytes) {
    const std::size_t held = size_ % kStripe;
    size_ += bytes.size();
    if (held > 0) {
        const std::size_t taken = std::min(bytes.size(), kStripe - held);
        std::copy_n(bytes.begin(), taken, rest_.begin() + held);
        bytes.remove_prefix(taken);
        if (held + taken < kStripe) return;
        addStripes(rest_.data(), 1);
    }
    const std::size_t whole = bytes.size() / kStripe;
    addStripes(bytes.data(), whole);
    bytes.remove_prefix(whole * kStripe);
    std::copy(bytes.begin(), bytes.end(), rest_.begin());
}

std::uint64_t Xxh64::value() const {
    std::uint64_t hash = kPrime5;
    if (size_ >= kStripe) {
        hash = std::rotl(lanes_[0], 1) + std::rotl(lanes_[1], 7) + std::rotl(lanes_[2], 12) + std::rotl(lanes_[3], 18);
        for (const std::uint64_t lane : lanes_) hash = (hash ^ round(0, lane)) * kPrime1 + kPrime4;
    }
    hash += size_;
    const char* at = rest_.data();
    std::size_t left = size_ % kStripe;
    for (; left >= 8; at += 8, left -= 8)
        hash = std::rotl(hash ^ round(0, wordAt<std::uint64_t>(at)), 27) * kPrime1 + kPrime4;
    if (left >= 4) {
        hash = std::rotl(hash ^ wordAt<std::uint32_t>(at) * kPrime1, 23) * kPrime2 + kPrime3;
        at += 4;
        left -= 4;
    }
    for (; left > 0; ++at, --left) hash = std::rotl(hash ^ wordAt<std::uint8_t>(at) * kPrime5, 11) * kPrime1;
    hash = (hash ^ hash >> 33U) * kPrime2;
    hash = (hash ^ hash >> 29U) * kPrime3;
    return hash ^ hash >> 32U;
}

std::uint64_t xxh64(std::string_view bytes) {
    Xxh64 hash;
    hash.add(bytes);
    return hash.value();
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
    Xxh64 hash;
    while (stream) {
        stream.read(block.data(), static_cast<std::streamsize>(block.size()));
        hash.add({block.data(), static_cast<std::size_t>(stream.gcount())});
    }
    return stream.bad() ? std::nullopt : std::optional(hash.value());
}

} // namespace geju
