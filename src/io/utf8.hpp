// UTF-8 by the letter of RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF. Pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace geju {

/// Bytes of the valid sequence at the start of `text` (1 to 4), or 0 when there is none.
std::size_t utf8Length(std::string_view text);
bool isUtf8(std::string_view text);
/// Surrogates and other code points that UTF-8 cannot write become U+FFFD.
void appendUtf8(std::string& text, char32_t code);
/// Every byte that is not part of a valid sequence becomes U+FFFD.
std::string repairUtf8(std::string_view text);

} // namespace geju
