// Reading JSON documents with faults that name line and column. Private to the room.
#pragma once

#include "core/result.hpp"
#include "core/translate.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace geju {

/// A syntax error is an error "json-syntax" with "line 3, column 17"; columns count characters.
Result<nlohmann::json> parseJson(std::string_view text, const std::string& file);

/// The value as text of at most 40 characters, for messages.
std::string shortened(const nlohmann::json& value);

/// {"zh": …, "en": …} or a plain text, which is taken as Chinese when it holds Han characters. Other values are empty.
LocalText localText(const nlohmann::json& value);

} // namespace geju
