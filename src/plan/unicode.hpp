// Text as code points, for expressions that count, slice or change the case of strings. UTF-8 in and out; bytes that
// are not UTF-8 count as one character each and are kept. Pure functions, any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace geju {

std::size_t countCharacters(std::string_view text);
/// Characters [begin, end), as far as there are any.
std::string_view sliceCharacters(std::string_view text, std::size_t begin, std::size_t end);
/// Simple case mapping of the Unicode standard for the scripts that have case on maps: Latin (with Vietnamese, pinyin
/// and full-width letters), Greek, Cyrillic and Armenian. Other characters stay.
std::string toUpper(std::string_view text);
std::string toLower(std::string_view text);
/// Does the text hold a Han character? Tells Chinese from other texts that carry no language.
bool hasHan(std::string_view text);

} // namespace geju
