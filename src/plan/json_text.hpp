// Where the values of a JSON text stand in it. The text must be valid JSON. Private to the room.
#pragma once

#include "plan/project_text.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace geju {

/// A member of an object, from its key on, or an item of a list.
struct JsonItem {
    std::size_t begin = 0; ///< of the key, or of the value where there is none
    TextRange value;
};

TextRange rootOf(std::string_view json);
/// Of the object or list whose bracket is at `begin`.
std::vector<JsonItem> itemsOf(std::string_view json, std::size_t begin);
std::string keyOf(std::string_view json, const JsonItem& member);
/// The text that a JSON string with its quotes stands for.
std::string stringOf(std::string_view quoted);

/// White space by which a level is indented, as the first member of the document is; empty where it stands on one line.
std::string indentUnitOf(std::string_view json);
/// White space that the line of a place begins with.
std::string indentAt(std::string_view json, std::size_t at);

} // namespace geju
