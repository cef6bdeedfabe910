// Decimal text to double, correctly rounded. The short way covers numbers whose digits fit 53 bits and whose power of
// ten is at most 22: both are then exact doubles and one division rounds once (Clinger, "How to read floating point
// numbers accurately", PLDI 1990). Everything else goes to std::from_chars. Pure functions, any thread.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

namespace geju {

inline constexpr std::uint64_t kMaxExactMantissa = std::uint64_t{1} << 53;
inline constexpr std::array<double, 23> kPowersOfTen{1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                     1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                                     1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

namespace detail {

inline constexpr std::array<std::uint64_t, 9> kIntegerPowersOfTen{1,       10,        100,        1'000,      10'000,
                                                                  100'000, 1'000'000, 10'000'000, 100'000'000};

/// Number of leading digits (0 to 8) in eight bytes of text and their value; little-endian machines only.
inline unsigned leadingDigits(const char* text, std::uint64_t& value) {
    std::uint64_t bytes;
    std::memcpy(&bytes, text, 8);
    bytes ^= 0x3030303030303030u; // a digit becomes its value
    const std::uint64_t others = ((bytes + 0x7676767676767676u) | bytes) & 0x8080808080808080u;
    const unsigned count = others == 0 ? 8 : static_cast<unsigned>(std::countr_zero(others)) / 8;
    if (count == 0) return 0;
    bytes <<= 8 * (8 - count); // zeros in front
    bytes = (bytes * 10 + (bytes >> 8)) & 0x00FF00FF00FF00FFu;
    bytes = (bytes * 100 + (bytes >> 16)) & 0x0000FFFF0000FFFFu;
    value = (bytes * 10000 + (bytes >> 32)) & 0xFFFFFFFFu;
    return count;
}

} // namespace detail

/// Bytes that parsePlainNumber may look at.
inline constexpr std::size_t kPlainNumberReach = 40;

/// Reads a JSON number of the plain kind (no exponent, at most 8 digits before the point and 16 after it, digits that
/// fit 53 bits) and moves `cursor` behind it. False, with `cursor` anywhere, when the number is of another kind or
/// not a number: the caller then takes the careful way from the start. kPlainNumberReach bytes must be readable.
inline bool parsePlainNumber(const char*& cursor, double& result) {
    if constexpr (std::endian::native != std::endian::little) return false;
    const char* p = cursor;
    const bool negative = *p == '-';
    if (negative) ++p;

    std::uint64_t mantissa = 0;
    const unsigned before = detail::leadingDigits(p, mantissa);
    if (before == 0 || (before > 1 && *p == '0')) return false;
    p += before;
    unsigned decimals = 0;
    if (*p == '.') {
        ++p;
        std::uint64_t digits = 0;
        decimals = detail::leadingDigits(p, digits);
        if (decimals == 0) return false;
        mantissa = mantissa * detail::kIntegerPowersOfTen[decimals] + digits;
        p += decimals;
        if (decimals == 8) {
            const unsigned more = detail::leadingDigits(p, digits);
            if (before + 8 + more > 18) return false; // would overflow 64 bits
            if (more > 0) mantissa = mantissa * detail::kIntegerPowersOfTen[more] + digits;
            p += more;
            decimals += more;
        }
    }
    const char next = *p;
    if ((next >= '0' && next <= '9') || next == 'e' || next == 'E' || next == '.') return false;
    if (mantissa > kMaxExactMantissa) return false;
    const double magnitude = static_cast<double>(mantissa) / kPowersOfTen[decimals];
    result = negative ? -magnitude : magnitude;
    cursor = p;
    return true;
}

} // namespace geju
